// Runs that come and go whole: a ready world, a new configuration, a trace file; and the run at hand saved as a file.
import type { Micros } from '../base/units.ts';
import type { Config } from '../sim/config.ts';
import { engine, EngineLost } from './engine.ts';
import { useChoices } from './choices.ts';
import { askToReplace, rememberOpened, rememberSaved } from './replacing.ts';
import { showNotice, useSaid } from './said.ts';

/** Whether the run was opened; otherwise the sentence that says why not, for the place where it was asked for. */
export type Opened = { readonly ok: true } | { readonly ok: false; readonly error: string };

/** A file larger than this cannot be a trace of Synod's: inputs are small. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

async function open(what: string, request: () => Promise<unknown>, ask = true): Promise<Opened> {
  const answer = ask ? await askToReplace(what) : 'replace';
  if (answer === 'keep') return { ok: false, error: 'The run at hand was kept.' };
  if (answer === 'save-first') await save();
  try {
    await request();
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    if (!(error instanceof EngineLost)) showNotice({ id: 'open', tone: 'error', title: `${what} was not opened`, text });
    return { ok: false, error: text };
  }
  forgetOldRun();
  return { ok: true };
}

/** What was selected and scrolled to belonged to the run that is gone. */
function forgetOldRun(): void {
  useChoices.setState((c) => {
    c.selection = null;
    c.hoverCommand = '';
    c.logFirst = null;
    c.dialog = null;
  });
  useSaid.setState((said) => ({
    notices: said.notices.filter((n) => !['open', 'forked', 'undo', 'removed', 'power-failure'].includes(n.id)),
  }));
}

/** A ready world, and on with it at the speed chosen. */
export async function openScenario(title: string, text: string): Promise<Opened> {
  return open(`“${title}”`, async () => {
    await engine.request('open-scenario', { title, scenario: text });
    await engine.request('play', { speed: useSaid.getState().speed });
  });
}

/** A scenario with a known end: shown at virtual time `at`, before it, and played towards it. */
export async function openBefore(title: string, text: string, at: Micros): Promise<Opened> {
  return open(`“${title}”`, async () => {
    await engine.request('open-scenario', { title, scenario: text });
    await engine.request('seek-time', { at });
    await engine.request('play', { speed: useSaid.getState().speed });
  });
}

/** A lesson's run up to one of its stops. It stands there, and plays when the lesson says so. `ask`: whether anything could be lost by it. */
export async function openLesson(title: string, text: string, ask: boolean): Promise<Opened> {
  return open(
    `“${title}”`,
    async () => {
      await engine.request('open-scenario', { title, scenario: text });
      await engine.request('pause');
    },
    ask,
  );
}

/** A new cluster, shown first at virtual time `at`, and on with it. */
export async function openConfig(title: string, config: Config, at: Micros = 0): Promise<Opened> {
  return open('The new world', async () => {
    await engine.request('open-config', { title, config, at });
    await engine.request('play', { speed: useSaid.getState().speed });
  });
}

/** A saved run: re-executed and compared with its digests. Where it can be followed only in part, a notice says how far. */
export async function openTraceFile(file: File | { readonly name: string; readonly text: string }): Promise<Opened> {
  if (file instanceof Blob && file.size > MAX_FILE_BYTES) {
    const error = `${file.name} has ${Math.round(file.size / 1024 / 1024)} MB; expected a trace of at most ${MAX_FILE_BYTES / 1024 / 1024} MB.`;
    showNotice({ id: 'open', tone: 'error', title: `${file.name} was not opened`, text: error });
    return { ok: false, error };
  }
  return open(file.name, async () => {
    const text = typeof file.text === 'string' ? file.text : await readText(file as File);
    const { note } = await engine.request('open-trace', { name: file.name, text });
    rememberOpened();
    if (note !== null) showNotice({ id: 'opened', tone: 'warning', title: `${file.name} was opened in part`, text: note });
  });
}

async function readText(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`${file.name} is not a text in UTF-8. Expected was a run that Synod saved: one JSON object a line.`);
  }
}

/** Downloads the run as a trace file. */
export async function save(): Promise<void> {
  try {
    const { name, text } = await engine.request('save');
    download(name, text);
    rememberSaved();
    showNotice({
      id: 'saved',
      tone: 'info',
      title: `Saved as ${name}`,
      text: 'The file holds what the run started from and everything that was done. Opened again, here or elsewhere, it gives the same run to the byte.',
    });
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    showNotice({ id: 'saved', tone: 'error', title: 'The run was not saved', text });
  }
}

/** Gives the person a file. */
export function download(name: string, text: string, type = 'application/json'): void {
  downloadFile(name, new Blob([text], { type }));
}

export function downloadFile(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has begun to read the blob by then; a URL revoked at once cancels the download in some.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
