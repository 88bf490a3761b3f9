// Rows of a stored log that are too long to be read as they are stored: a checkpoint's, in words. Every other row is shown as it is stored.
import { listNodes, plural } from '../../view/words.ts';

/** The fields that are read here; what a row holds beside them is of no account. */
interface StoredCheckpoint {
  readonly type: 'checkpoint';
  readonly ballot: { readonly round: number; readonly node: number };
  readonly checkpoint: {
    readonly index: number;
    readonly bytes: number;
    readonly state: { readonly items: readonly (readonly [string, unknown, ...unknown[]])[]; readonly sessions: readonly unknown[] };
    readonly configurations: readonly { readonly members: readonly number[] }[];
  };
}

const CHECKPOINT = /"type":"checkpoint"/;

/** A row's text, in words where it is a checkpoint's; a flaw behind it is kept. */
export function storedWords(text: string): string {
  if (!CHECKPOINT.test(text)) return text;
  const flaw = / (torn|damaged)$/.exec(text)?.[1];
  const row = parse(flaw === undefined ? text : text.slice(0, -flaw.length - 1));
  return row === null ? text : words(row) + (flaw === undefined ? '' : ` It is ${flaw}.`);
}

function parse(text: string): StoredCheckpoint | null {
  try {
    const row = JSON.parse(text) as StoredCheckpoint;
    return row.type === 'checkpoint' ? row : null;
  } catch {
    return null; // damaged where it lies: shown as it is
  }
}

function words({ checkpoint: c, ballot }: StoredCheckpoint): string {
  const keys = c.state.items.filter(([, value]) => value !== null).length;
  const members = c.configurations.at(-1)?.members ?? [];
  const promise = ballot.round === 0 ? '' : `; promised ${ballot.round}.n${ballot.node}`;
  return `Checkpoint at slot ${c.index}: ${plural(keys, 'key')}, ${plural(c.state.sessions.length, 'session')}, members ${listNodes(members)}, ${c.bytes} bytes${promise}.`;
}
