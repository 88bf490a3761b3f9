// From disk to a node: the fold over a log's records that gives back what must survive (D7), and the refusal to vote where the disk
// is not what it was (D7, D8).
import type { NodeId, Slot } from '../base/units.ts';
import { compareBallots, NO_BALLOT, type Ballot } from './ballot.ts';
import { restore, type Checkpoint } from './checkpoint.ts';
import { SlotLog } from './log.ts';
import { Machine } from './machine.ts';
import type { Node } from './node.ts';
import type { DiskRecord } from './records.ts';
import type { Settings } from './settings.ts';

/** A node with an empty memory, as its records leave it. `damage`: why its disk cannot be trusted, or null. */
export function recoverNode(id: NodeId, settings: Settings, records: Iterable<DiskRecord>, damage: string | null): Node {
  const found = replay(records);
  const node: Node = {
    id,
    settings,
    damage: damage ?? identityDamage(id, settings, found.identity),
    replayed: found.replayed,
    promised: found.promised,
    log: found.log,
    role: 'follower',
    ballot: NO_BALLOT,
    leader: 0,
    leaderBallot: NO_BALLOT,
    expecting: false,
    roundSeen: found.promised.round,
    commitIndex: found.commitIndex,
    appliedIndex: 0,
    machine: new Machine(),
    attempts: 0,
    candidacy: null,
    leadership: null,
    queue: [],
    waiting: new Map(),
    behind: null,
    configurations: [{ from: 1, slot: 0, members: settings.members }],
    retired: [],
    removedBy: 0,
    checkpoint: found.checkpoint,
    taking: null,
    installing: null,
    checkpointAt: 0,
    checkpointPutOff: false,
    offers: new Map(),
    bound: { to: 0, until: 0 },
    followerLease: { until: 0, commitIndex: 0, ballot: NO_BALLOT },
    reads: [],
  };
  if (found.checkpoint !== null) restore(node, found.checkpoint);
  return node;
}

// D8: a disk without its identity is lost or emptied. A store that is emptier than it should be is never taken for a new node.
function identityDamage(id: NodeId, settings: Settings, identity: NodeId | null): string | null {
  if (identity === id || settings.broken.has('amnesia')) return null;
  return identity === null ? 'its disk is empty: what it had promised is lost' : `its disk is n${identity}’s`;
}

/** What the records gave back so far: a fold, record by record. One owner. */
export interface Replay {
  identity: NodeId | null;
  promised: Ballot;
  readonly log: SlotLog;
  commitIndex: Slot;
  checkpoint: Checkpoint | null;
  replayed: number;
}

export const beginReplay = (): Replay => ({
  identity: null,
  promised: NO_BALLOT,
  log: new SlotLog(),
  commitIndex: 0,
  checkpoint: null,
  replayed: 0,
});

// D7: the newest checkpoint, and the records behind it; `promised` comes back as the largest ballot in any of them.
function replay(records: Iterable<DiskRecord>): Replay {
  const found = beginReplay();
  for (const r of records) replayRecord(found, r);
  endReplay(found);
  return found;
}

/** After the last record: what the checkpoint covers is let go, and what is known to be chosen is marked. */
export function endReplay(found: Replay): void {
  if (found.checkpoint !== null) {
    found.log.truncate(found.checkpoint.index);
    found.commitIndex = Math.max(found.commitIndex, found.checkpoint.index);
  }
  markChosenPrefix(found.log, found.commitIndex);
}

/** One record. */
export function replayRecord(found: Replay, r: DiskRecord): void {
  found.replayed++;
  if (r.type === 'identity') {
    found.identity = r.node;
    return;
  }
  if (r.type === 'vote') found.log.setVote(r.slot, r);
  if (r.type === 'learned') found.log.setChosen(r.slot, r.entry);
  else if (compareBallots(r.ballot, found.promised) > 0) found.promised = r.ballot;
  if (r.type === 'checkpoint' && r.checkpoint.index >= (found.checkpoint?.index ?? 0)) found.checkpoint = r.checkpoint;
  if (r.commitIndex > found.commitIndex) found.commitIndex = r.commitIndex;
}

// Up to the commit index that a record carries, a slot's entry is the learned one, or else the vote's (the record was written after it).
function markChosenPrefix(log: SlotLog, commitIndex: Slot): void {
  for (let slot = log.floor + 1; slot <= commitIndex; slot++) {
    const vote = log.vote(slot);
    if (log.chosen(slot) === undefined && vote !== undefined) log.setChosen(slot, vote.entry);
  }
}
