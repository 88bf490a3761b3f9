// The log grid in words: what a cell says to a screen reader and in the line beneath the grid, and the whole as sentences.
// The signs are drawn elsewhere; nothing here knows of pixels.
import { nameOf, type Slot } from '../base/units.ts';
import type { CellFrame, LogFrame, NodeFrame } from './frame.ts';
import { listNodes } from './words.ts';

/** Longer entries are cut in a cell; the whole stands in the line beneath and in the inspector. */
const CELL_CHARACTERS = 5;

/** An entry in the few characters of a cell: `x=4`, `x=9…` for `x=9 if v2`. */
export function shortEntry(text: string): string {
  if (isConfiguration(text)) return shortMembers(text);
  if (text.length <= CELL_CHARACTERS) return text;
  return `${text.slice(0, CELL_CHARACTERS - 1).trimEnd()}…`;
}

/** `{n1 n2 n4}`: an entry that names the members (M1). */
export const isConfiguration = (text: string): boolean => text.startsWith('{') && text.endsWith('}');

/** The members by their numbers, `12346`; where they are too many, how many: `7 n`. */
function shortMembers(text: string): string {
  const members = text.slice(1, -1).split(' ');
  return members.length > CELL_CHARACTERS ? `${members.length} n` : members.map((m) => m.slice(1)).join('');
}

const entryOf = (cell: CellFrame): string =>
  cell.noop ? 'a no-op (∅)' : isConfiguration(cell.text) ? `the configuration ${cell.text}` : cell.text;

/** Who governs the slot, where the members change within what is shown; otherwise ''. */
export function sayGoverns(log: Pick<LogFrame, 'members'>, slot: Slot): string {
  const { members = [] } = log;
  const now = members.findLast((m) => m.from <= slot) ?? members[0];
  if (members.length < 2 || now === undefined) return '';
  const since = now === members[0] ? '' : `, from slot ${now.from} on`;
  return ` ${listNodes(now.members)} govern it${since}.`;
}

/** The slots shown from which other members govern (M3). */
export const governFrom = ({ members = [], first, count }: Pick<LogFrame, 'members' | 'first' | 'count'>): readonly Slot[] =>
  members.slice(1).flatMap((m) => (m.from >= first && m.from < first + count ? [m.from] : []));

/** What the votes on disks say of a slot, whoever knows it. */
export function sayTruth(cell: CellFrame, slot: Slot): string {
  if (cell.state === 'folded') return `In fact, slot ${slot}: chosen, and under a checkpoint.`;
  if (cell.state === 'empty') return `In fact, slot ${slot}: nothing is chosen yet.`;
  const ballot = cell.ballot === null ? '' : ` in ballot ${cell.ballot.text}`;
  const applied = cell.state === 'applied' ? ', and it is applied' : '';
  return `In fact, slot ${slot}: ${entryOf(cell)} is chosen${ballot}${applied}.`;
}

/** What a node knows of a slot. */
export function sayCell(cell: CellFrame, slot: Slot, node: number): string {
  const where = `${nameOf(node)}, slot ${slot}`;
  const ballot = cell.ballot === null ? '' : ` in ballot ${cell.ballot.text}`;
  switch (cell.state) {
    case 'empty':
      return `${where}: empty.`;
    case 'gap':
      return `${where}: a gap. It is not known to be chosen here, and a slot above it is taken.`;
    case 'written':
      return `${where}: its vote for ${entryOf(cell)}${ballot} is written and not synced; a crash would take it.`;
    case 'voted':
      return `${where}: voted for ${entryOf(cell)}${ballot}; the vote is synced.`;
    case 'chosen':
      return `${where}: knows that ${entryOf(cell)} is chosen${ballot}; not applied yet.`;
    case 'folded':
      return `${where}: under the checkpoint; its effect is in the state, and the row is cut.`;
    case 'applied':
      return `${where}: has applied ${entryOf(cell)}${ballot === '' ? '' : `, chosen${ballot}`}.`;
    default:
      return where;
  }
}

/** A node's row as one sentence: how far it has applied, and what is open above. */
export function sayRow(node: NodeFrame, log: LogFrame): string {
  const cells = log.rows.find((r) => r.node === node.id)?.cells ?? [];
  const open = cells.flatMap((c, i) => {
    if (c.state === 'empty' || c.state === 'applied' || c.state === 'folded') return [];
    const slot = log.first + i;
    return [
      c.state === 'gap'
        ? `slot ${slot} is a gap`
        : `slot ${slot} ${c.state} ${c.noop ? '∅' : c.text}${c.ballot === null ? '' : ` in ${c.ballot.text}`}`,
    ];
  });
  const part =
    node.unaware === true
      ? ', removed and not aware of it,'
      : node.membership === undefined || node.membership === 'member'
        ? ''
        : `, ${node.membership},`;
  const status = node.status === 'up' ? part : ` is ${node.status},`;
  return `${nameOf(node.id)}${status} has applied up to slot ${node.appliedIndex}${open.length === 0 ? '' : `; ${open.join(', ')}`}.`;
}

/** The window in a few words: `window 13–20`. */
export function sayWindow(log: LogFrame): string {
  if (log.windowEnd <= log.commitIndex) return `commit ${log.commitIndex}`;
  return `window ${log.commitIndex + 1}–${log.windowEnd}`;
}

/** A node's part beside its name in the row label. */
export function roleWord(node: NodeFrame, short: boolean): string {
  if (node.status === 'crashed') return short ? 'down' : 'crashed';
  if (node.status === 'damaged') return node.disk.full === true ? 'full' : short ? 'hurt' : 'damaged';
  if (node.status === 'paused') return 'paused';
  if (node.role === 'leader') return 'leads';
  if (node.unaware === true) return short ? 'left' : 'removed';
  if (node.membership === 'learner') return short ? 'learns' : 'learner';
  if (node.membership === 'removed') return short ? 'left' : 'removed';
  return node.role === 'candidate' ? 'stands' : '';
}
