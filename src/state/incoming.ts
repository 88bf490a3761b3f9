// What comes to the page from outside by drop or paste: one saved run, or a link that carries one, is opened; what is something else is
// refused with a sentence, and what was never meant for Synod is left alone. Loaded when something comes.
import { looksLikeScenario } from '../scenario/looks-like.ts';
import { openTraceFile } from './files.ts';
import { openLink } from './link.ts';
import { useAsking } from './replacing.ts';
import { showNotice } from './said.ts';

/** What a drop or a paste holds, taken while the browser still shows it. */
export interface Brought {
  readonly files: readonly File[];
  /** Names of folders. */
  readonly folders: readonly string[];
  readonly text: string;
}

export type Meant =
  | { readonly kind: 'link'; readonly packed: string; readonly event: number | null }
  /** A scenario’s text as well: both are opened alike. */
  | { readonly kind: 'trace'; readonly text: string }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'nothing' };

const EXPECTED =
  'Expected was one run that Synod saved (a file ending .synod.json) or a scenario’s file, the text of either, or a link to a run.';

/** Files that were dropped, or pasted from a file manager. */
export async function takeDropped({ files, folders }: Omit<Brought, 'text'>): Promise<void> {
  const [folder] = folders;
  const [file] = files;
  if (busy()) return;
  if (folder !== undefined) refuse(`“${folder}” is a folder. ${EXPECTED}`);
  else if (file === undefined) refuse(`Nothing that can be read was brought. ${EXPECTED}`);
  else if (files.length > 1) refuse(`${files.length} files were brought at once, and one run is open at a time. ${EXPECTED}`);
  else await openTraceFile(file);
}

export async function takePasted(brought: Brought): Promise<void> {
  if (brought.files.length + brought.folders.length > 0) return takeDropped(brought);
  const meant = whatIsMeant(brought.text);
  if (busy()) return;
  if (meant.kind === 'link') await openLink(meant.packed, meant.event);
  else if (meant.kind === 'trace') await openTraceFile({ name: 'The pasted run', text: meant.text });
  else if (meant.kind === 'refused') refuse(meant.why);
}

/** Judged by its form alone; whether it can be opened is seen when it is. */
export function whatIsMeant(text: string): Meant {
  const trimmed = text.trim();
  const link = /[#&]trace=([^&#\s]*)(?:&event=(\d{1,12})\b)?/.exec(unbroken(trimmed));
  if (link !== null) return { kind: 'link', packed: link[1]!, event: link[2] === undefined ? null : Number(link[2]) };
  if (trimmed.startsWith('{') || looksLikeScenario(trimmed)) return { kind: 'trace', text: trimmed };
  if (/^(https?:\/\/|file:\/\/)?\S*#\S*\bevent=\d+\S*$/.test(trimmed))
    return {
      kind: 'refused',
      why: `The address names a moment of a run and does not carry the run. ${EXPECTED} “Copy a link to this run” makes such a link.`,
    };
  if (/\.synod(\.json)?$/.test(trimmed) && trimmed.length < 300)
    return {
      kind: 'refused',
      why: `“${trimmed}” is the name of a file; the page cannot read it by its name. Drop the file itself, or open it. ${EXPECTED}`,
    };
  return { kind: 'nothing' };
}

// Mail programs break long lines.
const unbroken = (text: string): string => (/^(https?|file):\/\/[^ \t]*$/.test(text) ? text.replace(/\s+/g, '') : text);

// A question is open: what it asks about must not change.
const busy = (): boolean => useAsking.getState().question !== null;

function refuse(text: string): void {
  showNotice({ id: 'open', tone: 'error', title: 'Nothing was opened', text });
}
