// Elections: who starts Phase 1, when, and what happens to a candidacy (E1–E4, D1, L1, L7).
import type { Address, Micros } from '../base/units.ts';
import { makePromise, noteRound } from './acceptor.ts';
import { compareBallots, sameBallot, type Ballot } from './ballot.ts';
import type { Effect, Note } from './effects.ts';
import { bitOf, countMembers, inForce, isMember, isQuorumOfAll, membersInForce, neededOf } from './configuration.ts';
import { advance, lead, learnFirst, mergeReport } from './leader.ts';
import { isBound } from './leases.ts';
import { promisesCameIn, remindMembers } from './membership.ts';
import type { Message, Outgoing, Prepare, PromiseMessage, Reject } from './messages.ts';
import type { Leadership, Node } from './node.ts';
import { redirectQueue } from './requests.ts';

/** E2: the back-off doubles at most this often. */
const MAX_DOUBLINGS = 6;

/** E1, E3: restarts the time-out after which a node at rest takes its leader for dead. Basic mode has no failure detector. */
export function restTimer(node: Node, out: Effect[]): void {
  if (node.role !== 'follower' || node.settings.election === 'basic') return;
  setElectionTimer(node, 1, out);
}

// E1: drawn from [T, 2T); E2: the range grows with each candidacy in a row that came to nothing.
function setElectionTimer(node: Node, factor: number, out: Effect[]): void {
  const T = node.settings.electionTimeoutMicros;
  out.push({ kind: 'timer', timer: 'election', min: T, max: T + T * factor - 1 });
}

/** E1: no leader was heard for a time-out. E3: in lazy mode that only ends the belief in a leader, unless requests wait. */
export function onElectionTimeout(node: Node, now: Micros, out: Effect[]): void {
  if (node.role !== 'follower') return;
  if (!isMember(node)) {
    if (remindMembers(node, out)) setElectionTimer(node, growth(node), out);
    return;
  }
  node.expecting = false;
  if (isBound(node, node.id, now)) return waitOutLease(node, now, out);
  if (node.settings.election !== 'eager' && node.queue.length === 0) {
    if (node.leader !== 0) out.push({ kind: 'lose-leader', leader: node.leader });
    node.leader = 0;
    node.attempts = 0; // E2: it has waited, and nothing waits for it
    return;
  }
  campaign(node, node.attempts > 0 ? 'retry' : 'timeout', now, out);
}

// Q3: it has acknowledged another's heartbeat, and may not stand until that lease is over.
function waitOutLease(node: Node, now: Micros, out: Effect[]): void {
  const wait = node.bound.until - now;
  out.push({ kind: 'lease', what: 'refused', whose: 'leader', node: node.bound.to, until: node.bound.until });
  out.push({ kind: 'timer', timer: 'election', min: wait, max: wait });
}

/** Starts Phase 1 with a ballot above every one that it has met. D1: no Prepare leaves before that ballot is synced. */
export function campaign(node: Node, why: (Note & { kind: 'candidate' })['why'], now: Micros, out: Effect[]): void {
  if (isBound(node, node.id, now)) return waitOutLease(node, now, out);
  if (node.role === 'leader') rest(node, out);
  const ballot: Ballot = { round: node.roundSeen + 1, node: node.id };
  const previous = node.promised;
  node.roundSeen = ballot.round;
  node.promised = ballot;
  node.ballot = ballot;
  node.role = 'candidate';
  node.leader = 0;
  node.expecting = false;
  const prepare: Prepare = { type: 'Prepare', ballot, firstSlot: node.commitIndex + 1 };
  node.candidacy = { ballot, firstSlot: prepare.firstSlot, promises: new Map() };
  out.push({ kind: 'candidate', ballot, firstSlot: prepare.firstSlot, why });
  out.push({ kind: 'cancel', timer: 'election' });
  const own = makePromise(node, prepare);
  out.push({ kind: 'promise', ballot, previous, votes: own.votes.length });
  writeOwnPromise(node, prepare, own, out);
  if (node.settings.broken.has('skip-phase-1')) return lead(node, [], now, out);
  const patience = node.settings.electionTimeoutMicros * growth(node);
  out.push({ kind: 'timer', timer: 'candidacy', min: patience, max: 2 * patience - 1 });
  out.push({ kind: 'timer', timer: 'resend', min: node.settings.resendMicros, max: node.settings.resendMicros });
}

function writeOwnPromise(node: Node, prepare: Prepare, own: PromiseMessage, out: Effect[]): void {
  const prepares = toOthers(node, prepare);
  const toSelf: Outgoing = { to: node.id, message: own };
  const record = { type: 'promise', ballot: prepare.ballot, commitIndex: node.commitIndex } as const;
  const { broken } = node.settings;
  if (broken.has('skip-phase-1')) {
    out.push({ kind: 'write', record, then: [] });
    return;
  }
  const early = [...(broken.has('reuse-ballot') ? prepares : []), ...(broken.has('promise-before-sync') ? [toSelf] : [])];
  for (const { to, message } of early) out.push({ kind: 'send', to, message });
  out.push({ kind: 'write', record, then: [...prepares, toSelf].filter((o) => !early.includes(o)) });
}

/** The message to every other member, to be held. */
const toOthers = (node: Node, message: Message): Outgoing[] =>
  membersInForce(node)
    .filter((m) => m !== node.id)
    .map((to) => ({ to, message }));

/** L6: to those who have not answered; behind the sync of its own promise, as the first time (D1). */
export function resendPrepare(node: Node, out: Effect[]): void {
  const c = node.candidacy!;
  const message: Prepare = { type: 'Prepare', ballot: c.ballot, firstSlot: c.firstSlot };
  const silent = toOthers(node, message).filter((o) => !c.promises.has(o.to));
  if (silent.length === 0) return;
  out.push({ kind: 'resend', what: 'Prepare', slots: [], to: silent.map((o) => o.to) });
  out.push({ kind: 'write', record: null, then: silent });
}

/** L1: a quorum of promises, of every configuration in force, makes it leader. M4: a leader may need more of them later. */
export function onPromise(node: Node, from: Address, m: PromiseMessage, now: Micros, out: Effect[]): void {
  const l = node.leadership;
  if (l !== null && sameBallot(l.ballot, m.ballot)) return onLatePromise(node, l, from, m, now, out);
  const c = node.candidacy;
  if (c === null || !sameBallot(c.ballot, m.ballot)) return ignore(m, 'stale', out);
  if (c.promises.has(from)) return ignore(m, 'repeated', out);
  if (!membersInForce(node).includes(from)) return ignore(m, 'stale', out);
  c.promises.set(from, m);
  const { members } = inForce(node)[0]!;
  const bits = bitsOf(c.promises.keys());
  out.push({ kind: 'promised', ballot: c.ballot, by: from, count: countMembers(members, bits), needed: neededOf(node, inForce(node)[0]!) });
  if (isQuorumOfAll(node, bits)) lead(node, [...c.promises], now, out);
}

function bitsOf(nodes: Iterable<Address>): number {
  let bits = 0;
  for (const n of nodes) bits |= bitOf(n);
  return bits;
}

// M4: what a member of a new configuration reports counts for the slots that this leader has not proposed in.
function onLatePromise(node: Node, l: Leadership, from: Address, m: PromiseMessage, now: Micros, out: Effect[]): void {
  if ((l.promised & bitOf(from)) !== 0) return ignore(m, 'repeated', out);
  const before = l.promised;
  const chosenBefore = l.chosenUpTo;
  mergeReport(node, l, from, m);
  const next = inForce(node)[0]!;
  out.push({ kind: 'promised', ballot: l.ballot, by: from, count: countMembers(next.members, l.promised), needed: neededOf(node, next) });
  if (l.chosenUpTo > Math.max(chosenBefore, node.commitIndex)) learnFirst(node, out);
  promisesCameIn(node, l, before, out);
  advance(node, now, out);
}

function ignore(m: Message, why: 'stale' | 'repeated', out: Effect[]): void {
  out.push({ kind: 'ignore', what: m.type, why });
}

/** E2, L7: somebody has promised a higher ballot. */
export function onReject(node: Node, m: Reject, out: Effect[]): void {
  noteRound(node, m.promised);
  const current = node.role !== 'follower' && sameBallot(node.ballot, m.refused);
  if (!current || compareBallots(m.promised, node.ballot) <= 0) return ignore(m, 'stale', out);
  stepDown(node, m.promised, out);
}

/** E2: no quorum came in time. */
export function onCandidacyTimeout(node: Node, out: Effect[]): void {
  if (node.role !== 'candidate') return;
  rest(node, out);
  backOff(node, out);
}

/** L7: a higher ballot exists. A candidate backs off (E2); a leader's waiting requests are redirected or stay unanswered. */
export function stepDown(node: Node, seen: Ballot, out: Effect[]): void {
  const was = node.role === 'leader' ? 'leader' : 'candidate';
  out.push({ kind: 'step-down', ballot: node.ballot, seen, was });
  rest(node, out);
  if (was === 'candidate' || node.settings.election === 'basic') return backOff(node, out);
  redirectQueue(node, out);
  restTimer(node, out);
}

/** Gives up leading or standing. */
export function rest(node: Node, out: Effect[]): void {
  node.role = 'follower';
  node.candidacy = null;
  node.leadership = null;
  node.leader = 0;
  for (const timer of ['candidacy', 'heartbeat', 'resend', 'learn', 'batch', 'lease'] as const) out.push({ kind: 'cancel', timer });
}

function backOff(node: Node, out: Effect[]): void {
  node.attempts++;
  out.push({ kind: 'back-off', attempts: node.attempts });
  setElectionTimer(node, growth(node), out);
}

// E2: doubles with each candidacy in a row that came to nothing, up to a bound: time-outs too short for the network find their length.
const growth = (node: Node): number => 1 << Math.min(node.attempts, MAX_DOUBLINGS);
