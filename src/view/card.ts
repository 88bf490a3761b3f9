// What a node's card says and how it is divided: words, tones, and the measures that the stage and the exported pictures share.
// Lengths are in units, the height of the card's small text; nothing here draws.
import type { DiskFrame, FlightShape, HeldFrame, NodeFrame } from './frame.ts';

/** Where things stand on a card. */
export const CARD_MEASURES = {
  full: { pad: 1.05, name: 2.12, chip: 0.78, cells: 3.05, cell: 1.4, bar: 5.05, barHeight: 0.5, status: 6.78, big: 1.34 },
  medium: { pad: 0.85, name: 1.86, chip: 0.55, cells: 2.55, cell: 1.2, bar: 4.15, barHeight: 0.42, status: 5.82, big: 1.24 },
  small: { pad: 0.7, name: 1.72, chip: 0.42, cells: 0, cell: 0, bar: 2.62, barHeight: 0.42, status: 3.1, big: 1.24 },
} as const;

export type Tone = 'plain' | 'strong' | 'warn' | 'bad';

/** Its part, beside its name. */
export function roleWords(n: NodeFrame): string {
  if (n.status === 'crashed') return 'crashed';
  if (n.status === 'damaged') return n.disk.full === true ? 'disk full' : 'damaged';
  if (n.role === 'follower' && n.unaware === true) return 'removed';
  if (n.role === 'follower' && n.membership !== undefined && n.membership !== 'member') return n.membership;
  return n.role;
}

/** The line at the foot of a card: what its disk does, or what is more than that. */
export function statusWords(n: NodeFrame, cutOff: boolean, brief: boolean): readonly [string, Tone] {
  const pending = n.disk.written - n.disk.synced;
  if (n.status === 'crashed') return n.disk.lost === 0 ? ['down', 'plain'] : [`lost ${n.disk.lost} unsynced`, 'bad'];
  if (n.status === 'damaged') return [brief ? 'stopped' : n.disk.full === true ? 'has stopped' : 'takes no part', 'bad'];
  if (n.role === 'candidate' && n.promises !== null) return [`${n.promises.from.length} of ${n.promises.needed} promises`, 'strong'];
  if (cutOff) return ['cut off', 'bad'];
  if (n.disk.sync !== null) return [`syncing ${n.disk.sync.covers - n.disk.synced}`, 'warn'];
  return pending > 0 ? [`${pending} written`, 'plain'] : ['synced', 'plain'];
}

/** Whether the line has room, and reason, to say how far the node has applied. */
export const saysApplied = (n: NodeFrame, tone: Tone, brief: boolean): boolean =>
  n.status !== 'crashed' && n.status !== 'damaged' && tone !== 'strong' && (!brief || tone === 'plain');

/** All its links to other nodes are cut. */
export const isCutOff = (n: NodeFrame, nodes: number): boolean => nodes > 1 && n.cutTo.length === nodes - 1;

/** The bar shows the end of the log: so many synced rows, and all that are not. */
const SYNCED_SHOWN = 16;
const ROWS_SHOWN = 20;

/** The parts of a disk's bar, as shares of its width. */
export function diskShares({ synced, written, sync }: DiskFrame): {
  readonly solid: number;
  readonly written: number;
  readonly covered: number;
} {
  const solid = Math.min(synced, SYNCED_SHOWN);
  const rows = Math.max(ROWS_SHOWN, solid + written - synced);
  return { solid: solid / rows, written: (written - synced) / rows, covered: sync === null ? 0 : (sync.covers - synced) / rows };
}

/** Messages held by a disk that are drawn one by one. */
export const HELD_SHOWN = 3;
const LONGEST_LABEL = 13;

export function heldText(held: readonly HeldFrame[], count: number, words: boolean): string {
  const first = held[0]?.label ?? '';
  const same = held.every((h) => h.label === first) && held.length === count;
  if (words && same && first.length <= LONGEST_LABEL) return count === 1 ? first : `${count} × ${first.split(' ')[0]}`;
  return words ? `${count} held` : String(count);
}

const QUESTIONS = new Set(['Prepare', 'Accept']);
export const heldAsks = (h: HeldFrame): boolean => QUESTIONS.has(h.type);
export const heldShape = (h: HeldFrame): FlightShape => (h.type === 'Promise' || h.type === 'Prepare' ? 'phase1' : 'phase2');
