// The log as pictures need it: a stretch of slots, in fact and as each node knows it, and the few slots on the stage's cards.
// Costs as much as the slots shown, never as much as the log is long.
import type { Slot } from '../base/units.ts';
import { printEntry, type Entry } from '../paxos/entry.ts';
import type { SimNode } from '../sim/sim-node.ts';
import type { World } from '../sim/world.ts';
import type { CellFrame, LogFrame, StripFrame } from './frame.ts';
import { diskKnowledge, lastSlotOnDisk, storedVotes, type StoredVote, type StoredVotes } from './stored-votes.ts';
import { configurationsOf } from './members.ts';
import { truthOf, type ChoicesSeen } from './truth.ts';
import { ballotFrame, commandOf } from './words.ts';

/** Slots shown at once, at most. */
export const MAX_SLOTS = 200;
/** Slots on a card of the stage. */
export const STRIP_SLOTS = 9;
/** Gaps listed. */
const MAX_GAPS = 64;

/** Which slots to show: from `firstSlot`, or, where it is null, the end of the log. */
export interface LogView {
  readonly firstSlot: Slot | null;
  readonly slots: number;
}

const EMPTY: CellFrame = { state: 'empty', ballot: null, text: '', noop: false, command: '' };
const FOLDED: CellFrame = { ...EMPTY, state: 'folded' };
const GAP: CellFrame = { ...EMPTY, state: 'gap' };

export function projectLog(
  world: World,
  view: LogView,
  checks: ChoicesSeen | null,
): { readonly log: LogFrame; readonly strip: StripFrame } {
  const last = lastHeard(world);
  const reference = referenceNode(world);
  const commitIndex = reference?.node.commitIndex ?? Math.max(0, ...world.nodes.map((n) => diskKnowledge(n).commitIndex));
  const count = Math.min(MAX_SLOTS, Math.max(1, Math.floor(view.slots)));
  const first = Math.max(1, view.firstSlot === null ? tipFirst(last, count) : Math.floor(view.firstSlot));
  const votes = world.nodes.map((n) => storedVotes(n, first, first + count - 1));
  const slots = Array.from({ length: count }, (_, i) => first + i);
  const log: LogFrame = {
    first,
    count,
    truth: slots.map((slot) => truthCell(world, votes, slot, checks)),
    rows: world.nodes.map((n, i) => ({ node: n.id, cells: rowOf(n, votes[i]!, slots) })),
    last,
    commitIndex,
    windowEnd: commitIndex + world.config.window,
    ...membersShown(world, first, first + count - 1),
    gaps: reference === null ? [] : gapsOf(reference),
  };
  return { log, strip: projectStrip(world, commitIndex, last) };
}

// M1: only where the members have ever changed.
function membersShown(world: World, first: Slot, last: Slot): Pick<LogFrame, 'members'> {
  const all = configurationsOf(world);
  if (all.length === 1 && all[0]!.slot === 0) return {};
  const shown = all.filter((c, i) => c.from <= last && (all[i + 1]?.from ?? Infinity) > first);
  return { members: shown.map((c) => ({ from: c.from, members: c.members })) };
}

// The end of the log, moved on in steps, so that the columns stand still for a while; two free slots are always in sight.
function tipFirst(last: Slot, count: number): Slot {
  const step = Math.max(1, count >> 2);
  const least = Math.max(1, last + 3 - count);
  return Math.ceil((least - 1) / step) * step + 1;
}

function projectStrip(world: World, commitIndex: Slot, last: Slot): StripFrame {
  const first = Math.max(1, Math.min(commitIndex - 2, last + 3 - STRIP_SLOTS));
  const slots = Array.from({ length: STRIP_SLOTS }, (_, i) => first + i);
  const rows = world.nodes.map((n) => ({ node: n.id, cells: rowOf(n, storedVotes(n, first, first + STRIP_SLOTS - 1), slots) }));
  return { first, rows };
}

/** Whose commit index the picture marks: the leader's, or else the highest of a node that is up. */
export function referenceNode(world: World): SimNode | null {
  let best: SimNode | null = null;
  for (const n of world.nodes) if (n.status !== 'crashed' && (best === null || outranks(n, best))) best = n;
  return best;
}

function outranks(a: SimNode, b: SimNode): boolean {
  const leads = (n: SimNode): number => (n.node.role === 'leader' ? n.node.ballot.round * 100 + n.node.ballot.node : 0);
  return leads(a) !== leads(b) ? leads(a) > leads(b) : a.node.commitIndex > b.node.commitIndex;
}

/** The highest slot that anyone has heard of. */
export function lastHeard(world: World): Slot {
  return Math.max(0, ...world.nodes.map((n) => (n.status === 'crashed' ? lastSlotOnDisk(n) : heardOf(n))));
}

const heardOf = (n: SimNode): Slot => Math.max(n.node.log.last(), n.node.behind?.upTo ?? 0, n.node.leadership?.chosenUpTo ?? 0);

function gapsOf(n: SimNode): Slot[] {
  const gaps: Slot[] = [];
  const { log, commitIndex } = n.node;
  let open: Slot[] = [];
  for (let slot = commitIndex + 1; slot <= Math.min(log.last(), commitIndex + MAX_GAPS * 4); slot++) {
    if (log.chosen(slot) === undefined) open.push(slot);
    else {
      gaps.push(...open);
      open = [];
    }
  }
  return gaps.slice(0, MAX_GAPS);
}

function truthCell(world: World, votes: readonly StoredVotes[], slot: Slot, checks: ChoicesSeen | null): CellFrame {
  const truth = truthOf(world, votes, slot, checks);
  if (truth === null) return world.nodes.some((n) => slot <= n.node.log.floor) ? FOLDED : EMPTY;
  return cell(truth.applied ? 'applied' : 'chosen', truth.entry, truth.ballot === null ? null : ballotFrame(truth.ballot));
}

function rowOf(n: SimNode, votes: StoredVotes, slots: readonly Slot[]): CellFrame[] {
  const down = n.status === 'crashed';
  const disk = down ? diskKnowledge(n) : null;
  const heard = down ? 0 : heardOf(n);
  return slots.map((slot) => {
    const vote = votes.get(slot)?.[0];
    if (disk !== null) return downCell(n, vote, slot, disk.commitIndex);
    return upCell(n, vote, slot, heard);
  });
}

// A node that is down knows what its disk says; its memory, and with it the state machine, is gone.
function downCell(n: SimNode, vote: StoredVote | undefined, slot: Slot, commitIndex: Slot): CellFrame {
  const learned = slot <= commitIndex ? n.node.log.chosen(slot) : undefined;
  if (learned !== undefined) return cell('chosen', learned, vote === undefined ? null : ballotFrame(vote.ballot));
  if (vote !== undefined) return cell('voted', vote.entry, ballotFrame(vote.ballot));
  return slot <= n.node.log.floor ? FOLDED : EMPTY;
}

function upCell(n: SimNode, vote: StoredVote | undefined, slot: Slot, heard: Slot): CellFrame {
  if (slot <= n.node.log.floor) return FOLDED;
  const chosen = n.node.log.chosen(slot);
  const ballot = vote === undefined ? null : ballotFrame(vote.ballot);
  if (chosen !== undefined) return cell(slot <= n.node.appliedIndex ? 'applied' : 'chosen', chosen, ballot);
  if (vote !== undefined) return cell(vote.synced ? 'voted' : 'written', vote.entry, ballot);
  if (slot <= n.node.appliedIndex) return FOLDED; // installed, and not cut yet
  return slot < heard || (n.node.behind !== null && slot <= n.node.behind.upTo) ? GAP : EMPTY;
}

const cell = (state: CellFrame['state'], entry: Entry, ballot: CellFrame['ballot']): CellFrame => ({
  state,
  ballot,
  text: printEntry(entry),
  noop: entry.type === 'noop',
  command: commandOf(entry),
});
