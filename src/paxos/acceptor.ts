// The acceptor: what a node promises and votes for, and what must be on disk before it says so (A1–A5, D2–D4).
import type { Address, Micros, NodeId, Slot } from '../base/units.ts';
import { compareBallots, sameBallot, type Ballot } from './ballot.ts';
import { restTimer, stepDown } from './candidate.ts';
import { isRemoved, newestConfiguration } from './configuration.ts';
import type { Effect } from './effects.ts';
import { learnCommitIndex } from './learner.ts';
import { bindTo, isBound } from './leases.ts';
import type { Accept, Heartbeat, Message, Prepare, PromiseMessage, ReportedVote } from './messages.ts';
import type { Node } from './node.ts';
import type { DiskRecord } from './records.ts';
import { redirectQueue } from './requests.ts';

/** Keeps the highest round met, so that the next candidacy starts above it (E1). */
export function noteRound(node: Node, ballot: Ballot): void {
  if (ballot.round > node.roundSeen) node.roundSeen = ballot.round;
}

/** A1, A2, D2: promises the ballot, with every vote from `firstSlot` on, or says what it has promised instead. */
export function onPrepare(node: Node, from: Address, m: Prepare, now: Micros, out: Effect[]): void {
  if (isRemoved(node, from)) {
    const { slot, members } = newestConfiguration(node);
    out.push({ kind: 'ignore', what: 'Prepare', why: 'removed' });
    out.push({ kind: 'send', to: from, message: { type: 'Members', slot, members } });
    return;
  }
  if (isBound(node, from, now)) {
    out.push({ kind: 'lease', what: 'refused', whose: 'leader', node: from, until: node.bound.until });
    out.push({ kind: 'send', to: from, message: { type: 'Reject', refused: m.ballot, promised: node.promised } });
    return;
  }
  noteRound(node, m.ballot);
  const order = compareBallots(m.ballot, node.promised);
  if (order < 0) return refuse(node, from, 'Prepare', m.ballot, out);
  const promise = makePromise(node, m);
  out.push({ kind: 'promise', ballot: m.ballot, previous: node.promised, votes: promise.votes.length });
  if (order > 0) {
    raisePromise(node, m.ballot, out);
    node.leader = 0; // an election is under way
    node.expecting = true;
    const record: DiskRecord = { type: 'promise', ballot: m.ballot, commitIndex: node.commitIndex };
    writeThenSend(node, record, from, promise, 'promise-before-sync', out);
  } else writeThenSend(node, null, from, promise, 'promise-before-sync', out);
  restTimer(node, out); // E1: it has given a promise
}

/** A2. The node's own promise, too, is made here. */
export function makePromise(node: Node, m: Prepare): PromiseMessage {
  const votes: ReportedVote[] = [];
  for (let slot = Math.max(m.firstSlot, node.log.floor + 1); slot <= node.log.lastVote(); slot++) {
    const vote = node.log.vote(slot);
    if (vote !== undefined) votes.push({ slot, ballot: vote.ballot, entry: vote.entry });
  }
  return {
    type: 'Promise',
    ballot: m.ballot,
    firstSlot: m.firstSlot,
    votes,
    chosenUpTo: node.commitIndex,
    checkpointIndex: node.log.floor,
  };
}

/** A3, D3: votes, unless it has promised a higher ballot. A vote that is there already is answered again once it is synced. */
export function onAccept(node: Node, from: Address, m: Accept, now: Micros, out: Effect[]): void {
  noteRound(node, m.ballot);
  const order = compareBallots(m.ballot, node.promised);
  if (order < 0 && !node.settings.broken.has('ignore-promise')) return refuse(node, from, 'Accept', m.ballot, out, m.slot);
  if (order > 0) raisePromise(node, m.ballot, out);
  if (order >= 0) hearLeader(node, from, m.ballot, out);
  if (m.slot <= node.log.floor) return answerCovered(node, from, m, order > 0, out);
  const before = node.log.vote(m.slot);
  const again = before !== undefined && sameBallot(before.ballot, m.ballot);
  out.push({ kind: 'vote', slot: m.slot, ballot: m.ballot, entry: m.entry, again });
  const record = again ? null : writeVote(node, m);
  writeThenSend(node, record, from, { type: 'Accepted', ballot: m.ballot, slot: m.slot }, 'vote-before-sync', out);
  if (order >= 0) learnCommitIndex(node, m.commitIndex, m.ballot, from, now, out);
}

// P9: the slot is chosen and a durable checkpoint covers it: that is as good as the vote. The promise may be new, and must be synced.
function answerCovered(node: Node, from: Address, m: Accept, raised: boolean, out: Effect[]): void {
  const record: DiskRecord | null = raised ? { type: 'promise', ballot: m.ballot, commitIndex: node.commitIndex } : null;
  out.push({ kind: 'vote', slot: m.slot, ballot: m.ballot, entry: m.entry, again: true });
  writeThenSend(node, record, from, { type: 'Accepted', ballot: m.ballot, slot: m.slot }, 'vote-before-sync', out);
}

/** Takes the vote into the log in memory, and makes the record that must be synced before anyone hears of it. */
export function writeVote(node: Node, m: Accept): DiskRecord {
  const record = { type: 'vote', ballot: m.ballot, slot: m.slot, entry: m.entry, commitIndex: node.commitIndex } as const;
  node.log.setVote(m.slot, record);
  return record;
}

/** A5: notes the leader, answers, learns. It raises no promise. */
export function onHeartbeat(node: Node, from: Address, m: Heartbeat, now: Micros, out: Effect[]): void {
  noteRound(node, m.ballot);
  if (compareBallots(m.ballot, node.promised) < 0) return refuse(node, from, 'Heartbeat', m.ballot, out);
  if (node.role !== 'follower' && compareBallots(m.ballot, node.ballot) > 0) stepDown(node, m.ballot, out);
  hearLeader(node, from, m.ballot, out);
  learnCommitIndex(node, m.commitIndex, m.ballot, from, now, out);
  bindTo(node, from, now);
  const { ballot, sentAt, round } = m;
  const ack: Message = {
    type: 'HeartbeatAck',
    ballot,
    sentAt,
    round,
    appliedIndex: node.appliedIndex,
    checkpointIndex: node.checkpoint?.index ?? 0,
  };
  out.push({ kind: 'send', to: from, message: ack });
}

function hearLeader(node: Node, from: NodeId, ballot: Ballot, out: Effect[]): void {
  if (node.id === from) return;
  node.attempts = 0;
  node.expecting = false;
  if (node.leader !== from || !sameBallot(node.leaderBallot, ballot)) {
    node.leader = from;
    node.leaderBallot = ballot;
    out.push({ kind: 'follow', leader: from, ballot });
  }
  if (node.queue.length > 0 && node.role === 'follower') redirectQueue(node, out);
  restTimer(node, out);
}

// D4: a refusal waits for nothing.
function refuse(node: Node, to: Address, what: 'Prepare' | 'Accept' | 'Heartbeat', ballot: Ballot, out: Effect[], slot?: Slot): void {
  out.push({ kind: 'refuse', what, ballot, promised: node.promised, ...(slot === undefined ? {} : { slot }) });
  out.push({ kind: 'send', to, message: { type: 'Reject', refused: ballot, promised: node.promised } });
}

function raisePromise(node: Node, ballot: Ballot, out: Effect[]): void {
  node.promised = ballot;
  if (node.role !== 'follower') stepDown(node, ballot, out);
}

/** D2, D3: the message waits for the record, unless the switch has turned that rule off. */
export function writeThenSend(
  node: Node,
  record: DiskRecord | null,
  to: Address,
  message: Message,
  rule: 'promise-before-sync' | 'vote-before-sync',
  out: Effect[],
): void {
  if (!node.settings.broken.has(rule)) {
    out.push({ kind: 'write', record, then: [{ to, message }] });
    return;
  }
  out.push({ kind: 'send', to, message });
  if (record !== null) out.push({ kind: 'write', record, then: [] });
}
