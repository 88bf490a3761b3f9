// An export as the page keeps it: what is asked, how far it is, what came of it. Each has a worker of its own, which is started for it and ended
// with it; closing the dialog leaves it at work, and a notice says when the file is there. Loaded with the dialog.
import { create } from 'zustand';
import type { ExportId } from '../trace/exports/formats.ts';
import type { FromExporter, Job } from '../worker/export-protocol.ts';
import { sentenceOf } from './actions.ts';
import { useChoices } from './choices.ts';
import { engine } from './engine.ts';
import { makeExportWorker, type ExportWorker } from './side-workers.ts';
import { downloadFile } from './files.ts';
import { pageFonts } from './page-fonts.ts';
import { showNotice, useSaid } from './said.ts';

export type FormatId = 'picture' | 'slides' | 'film' | 'page' | ExportId;

/** What was chosen in the dialog, kept while the page is open. */
export interface ExportAsk {
  readonly format: FormatId;
  readonly pictureAs: 'svg' | 'png';
  readonly filmAs: 'webm' | 'gif';
  readonly scale: 1 | 2 | 3;
  /** Null: as the page is. */
  readonly theme: 'light' | 'dark' | null;
  readonly log: boolean;
  readonly messages: 'arrive' | 'all';
  /** Null: as the page plays. */
  readonly speed: number | null;
  readonly fps: { readonly webm: number; readonly gif: number };
  readonly width: { readonly webm: number; readonly gif: number };
  /** Microseconds. */
  readonly every: number;
  readonly opensAt: 'shown' | 'start';
  readonly embed: boolean;
}

export type ExportStage =
  | { readonly stage: 'idle' }
  | { readonly stage: 'working'; readonly says: string; readonly done: number; readonly total: number }
  | { readonly stage: 'done'; readonly name: string; readonly bytes: number; readonly note: string }
  | { readonly stage: 'failed'; readonly error: string };

export interface ExportState {
  readonly ask: ExportAsk;
  readonly now: ExportStage;
}

const FIRST_ASK: ExportAsk = {
  format: 'picture',
  pictureAs: 'svg',
  filmAs: 'webm',
  scale: 2,
  theme: null,
  log: true,
  messages: 'arrive',
  speed: null,
  fps: { webm: 30, gif: 10 },
  width: { webm: 1280, gif: 800 },
  every: 100_000,
  opensAt: 'shown',
  embed: false,
};

export const useExporting = create<ExportState>()(() => ({ ask: FIRST_ASK, now: { stage: 'idle' } }));

export function changeExport(change: Partial<ExportAsk>): void {
  useExporting.setState((s) => ({ ask: { ...s.ask, ...change }, now: s.now.stage === 'working' ? s.now : { stage: 'idle' } }));
}

/** The worker at work, and the number of the export: one that was cancelled must not go on when what it waited for comes. */
const under = { way: null as ExportWorker | null, number: 0 };

/** Starts the job in a worker of its own. What goes wrong is said in the dialog, and, where that is closed, in a notice. */
export async function startExport(job: Job, make: () => ExportWorker = makeExportWorker): Promise<void> {
  if (useExporting.getState().now.stage === 'working') return;
  const number = ++under.number;
  say({ stage: 'working', says: 'Asking the engine for the run', done: 0, total: 0 });
  try {
    const { text: trace } = job.kind === 'picture' ? { text: '' } : await engine.request('save');
    if (number !== under.number) return; // cancelled meanwhile
    const worker = make();
    under.way = worker;
    worker.onmessage = ({ data }) => hear(worker, data);
    worker.onerror = (event) => {
      event.preventDefault();
      end(worker, { stage: 'failed', error: `The export stopped: ${event.message || 'its script could not be loaded'}.` });
    };
    worker.postMessage({ title: useSaid.getState().run?.title ?? '', trace, job, fonts: pageFonts() });
  } catch (error) {
    if (number === under.number) say({ stage: 'failed', error: sentenceOf(error) });
  }
}

/** The run as a page that stands alone, or whatever else is made on this thread at once. */
export async function startOnPage(
  make: () => Promise<{ readonly name: string; readonly file: Blob; readonly note: string }>,
): Promise<void> {
  if (useExporting.getState().now.stage === 'working') return;
  const number = ++under.number;
  say({ stage: 'working', says: 'Putting the run into the page', done: 0, total: 0 });
  try {
    const made = await make();
    if (number === under.number) arrive(made);
  } catch (error) {
    if (number === under.number) say({ stage: 'failed', error: sentenceOf(error) });
  }
}

/** Ends the work where it stands. Nothing is written. */
export function cancelExport(): void {
  under.way?.terminate();
  under.way = null;
  under.number++;
  say({ stage: 'idle' });
}

function hear(worker: ExportWorker, message: FromExporter): void {
  if (under.way !== worker) return;
  if (message.type === 'progress') say({ stage: 'working', says: message.says, done: message.done, total: message.total });
  else if (message.type === 'refused') end(worker, { stage: 'failed', error: message.error });
  else {
    arrive(message);
    end(worker, useExporting.getState().now);
  }
}

function arrive({ name, file, note }: { readonly name: string; readonly file: Blob; readonly note: string }): void {
  downloadFile(name, file);
  say({ stage: 'done', name, bytes: file.size, note });
  if (useChoices.getState().dialog !== 'export') showNotice({ id: 'exported', tone: 'info', title: `Exported as ${name}`, text: note });
}

function end(worker: ExportWorker, now: ExportStage): void {
  if (under.way !== worker) return;
  worker.terminate();
  under.way = null;
  say(now);
  if (now.stage === 'failed' && useChoices.getState().dialog !== 'export')
    showNotice({ id: 'exported', tone: 'error', title: 'Nothing was exported', text: now.error });
}

const say = (now: ExportStage): void => useExporting.setState({ now });
