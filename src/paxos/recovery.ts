// From disk to a node: the fold over a log's records that gives back what must survive (D7), and the refusal to vote where the disk
// is not what it was (D7, D8).
import type { NodeId } from '../base/units.ts';
import { compareBallots, NO_BALLOT, type Ballot } from './ballot.ts';
import { SlotLog } from './log.ts';
import { Machine } from './machine.ts';
import type { Node } from './node.ts';
import type { DiskRecord } from './records.ts';
import type { Settings } from './settings.ts';

/** A node with an empty memory, as its records leave it. `damage`: why its disk cannot be trusted, or null. */
export function recoverNode(id: NodeId, settings: Settings, records: Iterable<DiskRecord>, damage: string | null): Node {
  const found = replay(records);
  return {
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
  };
}

// D8: a disk without its identity is lost or emptied. A store that is emptier than it should be is never taken for a new node.
function identityDamage(id: NodeId, settings: Settings, identity: NodeId | null): string | null {
  if (identity === id || settings.broken.has('amnesia')) return null;
  return identity === null ? 'its disk is empty: what it had promised is lost' : `its disk is n${identity}’s`;
}

// D7: `promised` comes back as the largest ballot in any record.
function replay(records: Iterable<DiskRecord>): {
  identity: NodeId | null;
  promised: Ballot;
  log: SlotLog;
  commitIndex: number;
  replayed: number;
} {
  const log = new SlotLog();
  let identity: NodeId | null = null;
  let promised = NO_BALLOT;
  let commitIndex = 0;
  let replayed = 0;
  for (const r of records) {
    replayed++;
    if (r.type === 'identity') {
      identity = r.node;
      continue;
    }
    if (r.type === 'vote') log.setVote(r.slot, r);
    if (r.type === 'learned') log.setChosen(r.slot, r.entry);
    else if (compareBallots(r.ballot, promised) > 0) promised = r.ballot;
    if (r.commitIndex > commitIndex) commitIndex = r.commitIndex;
  }
  markChosenPrefix(log, commitIndex);
  return { identity, promised, log, commitIndex, replayed };
}

// Up to the commit index that a record carries, a slot's entry is the learned one, or else the vote's (the record was written after it).
function markChosenPrefix(log: SlotLog, commitIndex: number): void {
  for (let slot = 1; slot <= commitIndex; slot++) {
    const vote = log.vote(slot);
    if (log.chosen(slot) === undefined && vote !== undefined) log.setChosen(slot, vote.entry);
  }
}
