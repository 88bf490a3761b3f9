// What the disks say of a stretch of slots: every vote on them, durable or still in the write cache, also those that a later vote has
// replaced in memory. Bounded: it looks back over the last rows of each disk and asks the log in memory for what is older. Changes nothing.
import type { Slot } from '../base/units.ts';
import { compareBallots, NO_BALLOT, type Ballot } from '../paxos/ballot.ts';
import type { Entry } from '../paxos/entry.ts';
import type { SimNode } from '../sim/sim-node.ts';

/** Rows looked at, from the end of the log backwards. */
const LOOK_BACK = 768;
/** Unsynced rows are all looked at, up to this many. */
const MAX_UNSYNCED = 16_384;
/** Rows that may lack a ballot (learned entries) before one that has it. */
const STATE_LOOK_BACK = 512;

export interface StoredVote {
  readonly ballot: Ballot;
  readonly entry: Entry;
  readonly synced: boolean;
}

/** Per slot its votes on this disk, the newest first. */
export type StoredVotes = ReadonlyMap<Slot, readonly StoredVote[]>;

/** What a node would recover from its disk: all that is true of one that is down. */
export interface DiskKnowledge {
  readonly commitIndex: Slot;
  readonly promised: Ballot;
}

/** The votes on a node's disk in the slots first … last. */
export function storedVotes(n: SimNode, first: Slot, last: Slot): StoredVotes {
  const { rows, durable } = n.disk;
  const found = new Map<Slot, StoredVote[]>();
  const from = Math.max(0, Math.min(rows.length - LOOK_BACK, durable), rows.length - MAX_UNSYNCED);
  for (let i = rows.length - 1; i >= from; i--) {
    const row = rows.get(i)!;
    const { record } = row;
    if (record.type !== 'vote' || row.flaw !== undefined || record.slot < first || record.slot > last) continue;
    const vote: StoredVote = { ballot: record.ballot, entry: record.entry, synced: i < durable };
    const known = found.get(record.slot);
    if (known === undefined) found.set(record.slot, [vote]);
    else known.push(vote);
  }
  if (from > 0) addOlder(n, first, last, found);
  return found;
}

// The log in memory holds each slot's last vote. Of a node that is down, only what its disk knew for chosen is sure not to have been lost.
function addOlder(n: SimNode, first: Slot, last: Slot, found: Map<Slot, StoredVote[]>): void {
  const sure = n.status === 'crashed' && n.disk.lost > 0 ? diskKnowledge(n).commitIndex : last;
  for (let slot = first; slot <= Math.min(last, sure); slot++) {
    const vote = found.has(slot) ? undefined : n.node.log.vote(slot);
    if (vote !== undefined) found.set(slot, [{ ballot: vote.ballot, entry: vote.entry, synced: true }]);
  }
}

/** D7: commit index and promise as the records carry them; both only rise from row to row. */
export function diskKnowledge(n: SimNode): DiskKnowledge {
  const { rows } = n.disk;
  let commitIndex: Slot | null = null;
  let promised = NO_BALLOT;
  for (let i = rows.length - 1; i >= Math.max(0, rows.length - STATE_LOOK_BACK); i--) {
    const { record, flaw } = rows.get(i)!;
    if (flaw !== undefined || record.type === 'identity') continue;
    commitIndex ??= record.commitIndex;
    if (record.type === 'learned') continue;
    if (compareBallots(record.ballot, promised) > 0) promised = record.ballot;
    break;
  }
  return { commitIndex: commitIndex ?? 0, promised };
}

/** The highest slot that the end of the disk speaks of. */
export function lastSlotOnDisk(n: SimNode): Slot {
  const { rows } = n.disk;
  let last: Slot = 0;
  for (let i = rows.length - 1; i >= Math.max(0, rows.length - STATE_LOOK_BACK); i--) {
    const { record, flaw } = rows.get(i)!;
    if (flaw === undefined && (record.type === 'vote' || record.type === 'learned') && record.slot > last) last = record.slot;
  }
  return last;
}
