// Reads that do not go through the log (Q2–Q5): confirmed by a quorum, under a lease, or stale. Nothing here changes what is chosen.
import { assertNever } from '../base/assert.ts';
import type { Address, Micros, Slot } from '../base/units.ts';
import { NO_BALLOT, sameBallot, type Ballot } from './ballot.ts';
import { bitOf, governing, inForce, isQuorum } from './configuration.ts';
import type { Effect } from './effects.ts';
import { abdicateIfServed, sendHeartbeat } from './leader.ts';
import { leaseUntil } from './leases.ts';
import { handOver, progressChange } from './membership.ts';
import type { HeartbeatAck, ReadMode, Request } from './messages.ts';
import type { FollowerRead, LeaderRead, Leadership, Node } from './node.ts';
import { redirect } from './requests.ts';

/** Reads that a node keeps waiting; more are redirected. */
const MAX_READS = 1000;

/**
 * Q2, Q3: only once every slot found in Phase 1 is chosen and known; and Phase 1 was held with the members that govern the next slot (M4), or
 * others may have chosen there what this leader has not heard of.
 */
export const phase1IsDone = (node: Node, l: Leadership): boolean =>
  node.commitIndex >= l.recoverTo && isQuorum(node, governing(node, node.commitIndex + 1), l.promised);

/** A read in a mode other than through the log. */
export function onRead(node: Node, client: Address, m: Request, now: Micros, out: Effect[]): void {
  const { session, sequence, operation, mode } = m;
  switch (mode) {
    case 'log':
      return;
    case 'stale':
      return answer(node, { client, session, sequence, operation }, mode, out);
    case 'follower-lease':
      if (node.role === 'leader') return onLeaderRead(node, client, m, now, out);
      return onFollowerRead(node, { client, session, sequence, operation, index: -1 }, now, out);
    case 'quorum':
    case 'leader-lease':
      return onLeaderRead(node, client, m, now, out);
    default:
      return assertNever(mode);
  }
}

// Q2: the commit index now, confirmed by acknowledgements of a heartbeat sent from now on. Q3: a lease confirms at once.
function onLeaderRead(node: Node, client: Address, m: Request, now: Micros, out: Effect[]): void {
  const l = node.leadership;
  if (l === null || l.reads.length >= MAX_READS) return redirect(node, client, m, out);
  const { session, sequence, operation, mode } = m;
  const leased = mode !== 'quorum' && now < leaseUntil(node, l, now);
  const confirmed = leased || node.settings.broken.has('read-without-quorum');
  const read: LeaderRead = { client, session, sequence, operation, mode, index: node.commitIndex, round: l.round + 1, confirmed };
  l.reads.push(read);
  const by = leased ? 'lease' : 'nothing';
  const said = confirmed ? ({ stage: 'confirmed', by, ballot: l.ballot } as const) : ({ stage: 'asked' } as const);
  out.push({ kind: 'read', session, sequence, mode, index: read.index, behind: 0, ...said });
  if (!confirmed) sendHeartbeat(node, now, out);
  confirmReads(node, l, out);
  answerReads(node, now, out);
}

/** Q2: whose acknowledgements count. Q3: when they were asked. M5: how far a newcomer is. */
export function onHeartbeatAck(node: Node, from: Address, m: HeartbeatAck, now: Micros, out: Effect[]): void {
  const l = node.leadership;
  if (l === null || !sameBallot(l.ballot, m.ballot)) return;
  const known = l.acks.get(from);
  l.acks.set(from, {
    round: Math.max(known?.round ?? 0, m.round),
    sentAt: Math.max(known?.sentAt ?? 0, m.sentAt),
    appliedIndex: Math.max(known?.appliedIndex ?? 0, m.appliedIndex),
  });
  confirmReads(node, l, out);
  answerReads(node, now, out);
  if (l.change !== null) progressChange(node, out);
  handOver(node, now, out);
  abdicateIfServed(node, now, out);
}

// Q2: a quorum of every configuration in force, the leader counted, acknowledged a heartbeat sent after the read came.
function confirmReads(node: Node, l: Leadership, out: Effect[]): void {
  for (const read of l.reads) {
    if (read.confirmed) continue;
    let bits = bitOf(node.id);
    for (const [n, ack] of l.acks) if (ack.round >= read.round) bits |= bitOf(n);
    if (!inForce(node).every((c) => isQuorum(node, c, bits))) continue;
    read.confirmed = true;
    const { session, sequence, mode, index } = read;
    out.push({ kind: 'read', session, sequence, mode, stage: 'confirmed', by: 'quorum', ballot: l.ballot, index, behind: 0 });
  }
}

/** Answers the reads whose time has come: confirmed, and their index applied; at a follower, every slot that it had voted for. */
export function answerReads(node: Node, _now: Micros, out: Effect[]): void {
  const l = node.leadership;
  if (l !== null && l.reads.length > 0 && phase1IsDone(node, l)) {
    const ready = (r: LeaderRead): boolean => r.confirmed && node.appliedIndex >= r.index;
    for (const r of l.reads) if (ready(r)) answer(node, r, r.mode, out);
    l.reads = l.reads.filter((r) => !ready(r));
  }
  if (node.reads.length === 0) return;
  const ready = (r: FollowerRead): boolean => r.index >= 0 && node.appliedIndex >= r.index;
  for (const r of node.reads) if (ready(r)) answer(node, r, 'follower-lease', out);
  node.reads = node.reads.filter((r) => !ready(r));
}

// Q4: under a lease it waits for what it has voted for; without one it asks for it first.
function onFollowerRead(node: Node, read: FollowerRead, now: Micros, out: Effect[]): void {
  if (node.leader === 0 || node.reads.length >= MAX_READS) return redirect(node, read.client, read, out);
  const { session, sequence } = read;
  node.reads.push(read);
  if (!holdsLease(node, now)) {
    out.push({ kind: 'read', session, sequence, mode: 'follower-lease', stage: 'asked', index: node.commitIndex, behind: 0 });
    out.push({ kind: 'send', to: node.leader, message: { type: 'LeaseRequest', ballot: node.leaderBallot, sentAt: now } });
    return;
  }
  admitFollowerReads(node, now, out);
}

const holdsLease = (node: Node, now: Micros): boolean =>
  now < node.followerLease.until &&
  sameBallot(node.followerLease.ballot, node.leaderBallot) &&
  sameBallot(node.promised, node.leaderBallot);

/** Q4: reads that waited for a lease have one now. */
export function admitFollowerReads(node: Node, now: Micros, out: Effect[]): void {
  if (!holdsLease(node, now)) return;
  const index = Math.max(lastVoteIn(node, node.followerLease.ballot), node.followerLease.commitIndex);
  for (const r of node.reads) {
    if (r.index >= 0) continue;
    const { session, sequence } = r;
    const { ballot } = node.followerLease;
    out.push({ kind: 'read', session, sequence, mode: 'follower-lease', stage: 'confirmed', by: 'lease', ballot, index, behind: 0 });
  }
  node.reads = node.reads.map((r) => (r.index >= 0 ? r : { ...r, index }));
  answerReads(node, now, out);
}

// Q4: the last slot that it voted for in the leader's ballot; what former ballots chose, the lease's commit index covers.
function lastVoteIn(node: Node, ballot: Ballot): Slot {
  let slot = node.log.lastVote();
  while (slot > node.commitIndex && !sameBallot(node.log.vote(slot)?.ballot ?? NO_BALLOT, ballot)) slot--;
  return slot;
}

// Q5: with how far it is behind what it has heard of.
function answer(node: Node, r: Omit<FollowerRead, 'index'>, mode: ReadMode, out: Effect[]): void {
  const { client, session, sequence, operation } = r;
  const behind = Math.max(0, (node.behind?.upTo ?? 0) - node.appliedIndex, node.log.last() - node.appliedIndex);
  const result = node.machine.peek(operation);
  out.push({ kind: 'read', session, sequence, mode, stage: 'answered', index: node.appliedIndex, behind });
  out.push({
    kind: 'send',
    to: client,
    message: { type: 'Reply', session, sequence, result, appliedIndex: node.appliedIndex, mode, behind },
  });
}
