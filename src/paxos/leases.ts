// Leases (Q3, Q4): an acceptor that acknowledged a heartbeat holds off other candidates for a time on its own clock; that lets the leader, and
// followers to whom it grants as much, answer reads alone. All of it stands on ε, the bound on how far a clock's rate may be from true.
import type { Address, Micros, NodeId } from '../base/units.ts';
import { sameBallot } from './ballot.ts';
import { bitOf, inForce, neededOf, type Configuration } from './configuration.ts';
import type { Effect } from './effects.ts';
import { settleChosen } from './leader.ts';
import type { LeaseGrant, LeaseRequest } from './messages.ts';
import type { Leadership, Node } from './node.ts';
import { admitFollowerReads, phase1IsDone } from './reads.ts';

const MILLION = 1_000_000;
const epsilon = (node: Node): number => (node.settings.broken.has('no-drift-bound') ? 0 : node.settings.driftBoundPpm);
/** At most this long by any clock, when true time is `micros`. */
const longer = (node: Node, micros: Micros): Micros => Math.ceil((micros * (MILLION + epsilon(node))) / MILLION);
/** Within `micros` of true time by any clock. */
const shorter = (node: Node, micros: Micros): Micros => Math.floor((micros * (MILLION - epsilon(node))) / MILLION);

/** Q3: whether it must refuse the candidate, itself among them, for the sake of somebody's lease. */
export const isBound = (node: Node, candidate: NodeId, now: Micros): boolean => now < node.bound.until && node.bound.to !== candidate;

/** Q3: it acknowledges the leader's heartbeat. */
export function bindTo(node: Node, leader: NodeId, now: Micros): void {
  const { leaseMicros } = node.settings;
  if (leaseMicros > 0) node.bound = { to: leader, until: now + longer(node, leaseMicros) };
}

/** Q3: a leader acknowledges its own heartbeats. */
export const bindToOwnLease = (node: Node, now: Micros): void => bindTo(node, node.id, now);

/** Q3: what it had acknowledged is forgotten: it waits one whole lease. */
export function bindAfterRestart(node: Node, now: Micros): void {
  const { leaseMicros } = node.settings;
  // A new node has acknowledged nothing.
  if (leaseMicros > 0 && node.promised.round > 0) node.bound = { to: 0, until: now + longer(node, leaseMicros) };
}

/** Q3: until when, on its own clock, this leader may answer alone; 0 where it holds no lease. */
export function leaseUntil(node: Node, l: Leadership, now: Micros): Micros {
  const { leaseMicros } = node.settings;
  if (leaseMicros === 0) return 0;
  let start = now;
  for (const c of inForce(node)) start = Math.min(start, quorumSentAt(node, l, c, now));
  return start < 0 ? 0 : start + shorter(node, leaseMicros);
}

// The latest sending time that a quorum has acknowledged, −1 where none has.
function quorumSentAt(node: Node, l: Leadership, c: Configuration, now: Micros): Micros {
  const times = c.members.map((m) => (m === node.id ? now : (l.acks.get(m)?.sentAt ?? -1))).sort((a, b) => b - a);
  return times[neededOf(node, c) - 1] ?? -1;
}

/** Q4: a follower asks; granted while the leader's own lease outlasts it, and counted as held. */
export function onLeaseRequest(node: Node, from: Address, m: LeaseRequest, now: Micros, out: Effect[]): void {
  const l = node.leadership;
  const { followerLeaseMicros } = node.settings;
  if (l === null || followerLeaseMicros === 0 || !sameBallot(l.ballot, m.ballot) || !phase1IsDone(node, l)) {
    out.push({ kind: 'ignore', what: 'LeaseRequest', why: 'not-leading' });
    return;
  }
  const until = now + longer(node, followerLeaseMicros);
  if (leaseUntil(node, l, now) < until) {
    out.push({ kind: 'lease', what: 'refused', whose: 'follower', node: from, until });
    return;
  }
  l.holders.set(from, until);
  out.push({ kind: 'lease', what: 'granted', whose: 'follower', node: from, until });
  out.push({ kind: 'send', to: from, message: { type: 'LeaseGrant', ballot: l.ballot, sentAt: m.sentAt, commitIndex: node.commitIndex } });
}

/** Q4: the follower counts from when it asked. */
export function onLeaseGrant(node: Node, from: Address, m: LeaseGrant, now: Micros, out: Effect[]): void {
  const until = m.sentAt + shorter(node, node.settings.followerLeaseMicros);
  if (node.leader !== from || !sameBallot(node.leaderBallot, m.ballot) || until <= now) {
    out.push({ kind: 'ignore', what: 'LeaseGrant', why: 'stale' });
    return;
  }
  node.followerLease = { until, commitIndex: m.commitIndex, ballot: m.ballot };
  out.push({ kind: 'lease', what: 'held', whose: 'follower', node: node.id, until });
  admitFollowerReads(node, now, out);
}

/** Q4: whether every holder whose lease still counts has voted; if not, looks again when the first lease runs out. */
export function holdersHaveVoted(l: Leadership, votes: number, now: Micros, out: Effect[]): boolean {
  let next = 0;
  for (const [holder, until] of l.holders) {
    if (until <= now) l.holders.delete(holder);
    else if ((votes & bitOf(holder)) === 0) next = next === 0 ? until : Math.min(next, until);
  }
  if (next === 0) return true;
  out.push({ kind: 'timer', timer: 'lease', min: next - now, max: next - now });
  return false;
}

/** Q4: a lease ran out: slots that waited for its holder may go on. */
export function onLeaseTimer(node: Node, now: Micros, out: Effect[]): void {
  const l = node.leadership;
  if (l === null) return;
  for (const [slot, p] of [...l.proposals]) if (p.chosen && node.leadership === l) settleChosen(node, slot, now, out);
}
