// The leader: from its quorum's promises to proposals, votes counted, slots chosen (L1–L6, R1, D3, D5).
import { assert } from '../base/assert.ts';
import type { Address, Micros, NodeId, Slot } from '../base/units.ts';
import { writeThenSend, writeVote } from './acceptor.ts';
import { compareBallots, sameBallot } from './ballot.ts';
import { campaign, resendPrepare, rest } from './candidate.ts';
import { bitOf, countMembers, governing, isQuorum, membersInForce, neededOf, newestConfiguration } from './configuration.ts';
import type { Effect } from './effects.ts';
import { NOOP, type Entry } from './entry.ts';
import { applyChosen, askForEntries, markChosen } from './learner.ts';
import { bindToOwnLease, holdersHaveVoted } from './leases.ts';
import { handOver, isKnown, missingPromises, progressChange } from './membership.ts';
import type { Accept, Accepted, Heartbeat, PromiseMessage } from './messages.ts';
import type { Leadership, Node, Reported } from './node.ts';
import { admit, campaignForQueue } from './requests.ts';

/** L2: a leader that cannot learn what it must stands again after this many time-outs. */
const MAX_LEARN_TRIES = 3;
const EVERYONE = -1;

type Promises = readonly (readonly [NodeId, PromiseMessage])[];

/** L1–L3: takes over with these promises: learns what is chosen, proposes what may have been, fills what nobody reported. */
export function lead(node: Node, promises: Promises, now: Micros, out: Effect[]): void {
  node.role = 'leader';
  node.candidacy = null;
  node.attempts = 0;
  node.leader = node.id;
  node.leaderBallot = node.ballot;
  const l = makeLeadership(node);
  node.leadership = l;
  for (const [by, promise] of promises) mergeReport(node, l, by, promise);
  if (node.settings.broken.has('skip-phase-1')) l.promised = EVERYONE;
  l.nextSlot = l.chosenUpTo + 1;
  out.push({ kind: 'lead', ballot: l.ballot, quorum: promises.map(([n]) => n) });
  out.push({ kind: 'cancel', timer: 'candidacy' });
  setLeaderTimers(node, out);
  if (node.settings.election !== 'basic') sendHeartbeat(node, now, out);
  if (l.chosenUpTo > node.commitIndex) learnFirst(node, out);
  advance(node, now, out);
}

function makeLeadership(node: Node): Leadership {
  const { ballot, commitIndex } = node;
  return {
    ballot,
    nextSlot: commitIndex + 1,
    proposals: new Map(),
    chosenUpTo: commitIndex,
    learnFrom: node.id,
    checkpointed: 0,
    reproposes: false,
    learnTries: 0,
    recoverTo: commitIndex,
    reported: new Map(),
    promised: 0,
    inFlight: new Map(),
    round: 0,
    served: false,
    batchDue: false,
    batchWaits: false,
    checkpointRound: null,
    change: null,
    announces: false,
    learners: [],
    unapplied: new Map(),
    acks: new Map(),
    reads: [],
    holders: new Map(),
  };
}

function setLeaderTimers(node: Node, out: Effect[]): void {
  const { heartbeatMicros, resendMicros, election } = node.settings;
  if (election !== 'basic') out.push({ kind: 'timer', timer: 'heartbeat', min: heartbeatMicros, max: heartbeatMicros });
  out.push({ kind: 'timer', timer: 'resend', min: resendMicros, max: resendMicros });
}

/** L2, L3, M4: what one promise adds: how far the log is chosen and covered, and per slot the vote with the highest ballot. */
export function mergeReport(node: Node, l: Leadership, by: NodeId, promise: PromiseMessage): void {
  l.promised |= bitOf(by);
  const chosen = Math.max(promise.chosenUpTo, promise.checkpointIndex);
  if (chosen > l.chosenUpTo) {
    l.chosenUpTo = chosen;
    l.learnFrom = by;
  }
  l.checkpointed = Math.max(l.checkpointed, promise.checkpointIndex);
  l.recoverTo = Math.max(l.recoverTo, l.chosenUpTo);
  for (const v of promise.votes) {
    if (v.slot < l.nextSlot) continue; // proposed in this ballot already
    const known = l.reported.get(v.slot);
    const order = known === undefined ? 1 : compareBallots(v.ballot, known.ballot);
    if (order > 0) l.reported.set(v.slot, { ballot: v.ballot, entry: v.entry, by: [by] });
    else if (order === 0) l.reported.set(v.slot, { ...known!, by: [...known!.by, by] });
    l.recoverTo = Math.max(l.recoverTo, v.slot);
    // M2: what it governs is not known until it is applied.
    if (order > 0 && v.slot > node.commitIndex) noteUnapplied(l, v.slot, node.log.chosen(v.slot) ?? v.entry);
  }
}

function noteUnapplied(l: Leadership, slot: Slot, entry: Entry): void {
  if (entry.type === 'configuration') l.unapplied.set(slot, slot + entry.after);
  else l.unapplied.delete(slot);
}

/** L2: chosen already, though not known here: learned from whoever knows, or re-proposed when that takes too long. */
export function learnFirst(node: Node, out: Effect[]): void {
  const { learnFrom, chosenUpTo } = node.leadership!;
  const T = node.settings.electionTimeoutMicros;
  askForEntries(node, learnFrom, chosenUpTo, out);
  out.push({ kind: 'timer', timer: 'learn', min: T, max: T });
}

/** L2: learning took longer than a time-out: what no checkpoint covers is re-proposed; for the rest it asks again, and at last stands anew. */
export function onLearnTimeout(node: Node, now: Micros, out: Effect[]): void {
  const l = node.leadership;
  if (l === null || node.commitIndex >= l.chosenUpTo) return;
  l.reproposes = true;
  if (node.commitIndex < l.checkpointed) {
    if (++l.learnTries >= MAX_LEARN_TRIES) return campaign(node, 'retry', now, out);
    learnFirst(node, out);
  }
  advance(node, now, out);
}

/** Goes on with all that it may do now: L2 again, L3, then what waits (L4), then what concerns the members (M). */
export function advance(node: Node, now: Micros, out: Effect[]): void {
  const l = node.leadership;
  if (l === null) return;
  if (l.reproposes) proposeChosen(node, l, out);
  while (l.nextSlot <= l.recoverTo && mayPropose(node, l, l.nextSlot)) proposeReported(node, l, l.nextSlot++, out);
  if (l.nextSlot <= l.recoverTo) return;
  admit(node, out);
  progressChange(node, out);
  handOver(node, now, out);
  abdicateIfServed(node, now, out);
}

/** L1, L4, M2–M4: within α of the commit index, under configurations that are known, with promises from a quorum of the one that governs. */
export function mayPropose(node: Node, l: Leadership, slot: Slot): boolean {
  if (slot > node.commitIndex + node.settings.alpha || node.commitIndex < l.checkpointed) return false;
  if (node.settings.broken.has('two-memberships')) return true;
  for (const [at, from] of l.unapplied) if (at > node.appliedIndex && slot >= from) return false;
  return isQuorum(node, governing(node, slot), l.promised);
}

// L2: a quorum’s reports must hold a vote in every slot that is chosen and that no checkpoint covers.
function proposeChosen(node: Node, l: Leadership, out: Effect[]): void {
  for (let slot = Math.max(node.commitIndex, l.checkpointed) + 1; slot <= l.chosenUpTo && mayPropose(node, l, slot); slot++) {
    if (node.log.chosen(slot) !== undefined || l.proposals.has(slot)) continue;
    const r = l.reported.get(slot);
    assert(r !== undefined || node.settings.broken.size > 0, 'L2: a quorum’s promises report a vote in every chosen slot', { slot });
    if (r !== undefined) propose(node, slot, r.entry, 'adopted', out, r);
  }
}

// L3: what may have been chosen is proposed again under its own ballot; where nobody reported a vote, a no-op.
function proposeReported(node: Node, l: Leadership, slot: Slot, out: Effect[]): void {
  if (slot <= node.commitIndex || node.log.chosen(slot) !== undefined || l.proposals.has(slot)) return; // learned, or proposed, meanwhile
  const r = l.reported.get(slot);
  if (r !== undefined && !node.settings.broken.has('own-value')) propose(node, slot, r.entry, 'adopted', out, r);
  else propose(node, slot, NOOP, 'filled', out);
}

/** L5: one entry per (ballot, slot). D3: Accepts leave while its own vote is being synced; that vote counts only after. */
export function propose(node: Node, slot: Slot, entry: Entry, why: 'new' | 'adopted' | 'filled', out: Effect[], reported?: Reported): void {
  const l = node.leadership!;
  const { ballot } = l;
  assert(!l.proposals.has(slot), 'L5: a leader proposes once in a slot', { slot, ballot });
  l.proposals.set(slot, { entry, votes: 0, chosen: false, ticks: 0 });
  noteUnapplied(l, slot, entry);
  const from = reported ? { from: reported.ballot, reporters: reported.by } : {};
  out.push({ kind: 'propose', slot, ballot, entry, why, ...from });
  const accept: Accept = { type: 'Accept', ballot, slot, entry, commitIndex: node.commitIndex };
  for (const to of governing(node, slot).members) if (to !== node.id) out.push({ kind: 'send', to, message: accept });
  out.push({ kind: 'vote', slot, ballot, entry, again: false });
  writeThenSend(node, writeVote(node, accept), node.id, { type: 'Accepted', ballot, slot }, 'vote-before-sync', out);
}

/** R1: a quorum of votes in this ballot makes the slot chosen. */
export function onAccepted(node: Node, from: Address, m: Accepted, now: Micros, out: Effect[]): void {
  const l = node.leadership;
  if (l === null || !sameBallot(l.ballot, m.ballot)) {
    out.push({ kind: 'ignore', what: 'Accepted', why: 'stale' });
    return;
  }
  const p = l.proposals.get(m.slot);
  if (p === undefined || (p.votes & bitOf(from)) !== 0) {
    out.push({ kind: 'ignore', what: 'Accepted', why: 'repeated' });
    return;
  }
  p.votes |= bitOf(from);
  const c = governing(node, m.slot);
  const count = countMembers(c.members, p.votes);
  const needed = neededOf(node, c);
  out.push({ kind: 'count', slot: m.slot, ballot: m.ballot, by: from, count, needed });
  if (count < needed) return;
  p.chosen = true;
  settleChosen(node, m.slot, now, out);
}

/** R1, Q4: the slot is chosen; the leader takes it so when every holder of a follower lease has voted for it as well. */
export function settleChosen(node: Node, slot: Slot, now: Micros, out: Effect[]): void {
  const l = node.leadership!;
  const p = l.proposals.get(slot)!;
  if (!holdersHaveVoted(l, p.votes, now, out)) return;
  l.proposals.delete(slot);
  markChosen(node, slot, l.ballot, p.entry, 'quorum', out);
  applyChosen(node, now, out);
}

/**
 * E4: when its command is chosen, and all before it is known, nobody stays leader. The commit index is told once, so it must be whole;
 * the next command runs both phases.
 */
export function abdicateIfServed(node: Node, now: Micros, out: Effect[]): void {
  const l = node.leadership;
  if (l === null || node.settings.election !== 'basic' || !l.served || node.commitIndex < l.nextSlot - 1) return;
  // M6: first those whom a new configuration names must know of it.
  if (l.announces && !isKnown(node, l, newestConfiguration(node))) return;
  sendHeartbeat(node, now, out);
  out.push({ kind: 'abdicate', ballot: node.ballot });
  rest(node, out);
  campaignForQueue(node, now, out);
}

export function onHeartbeatTimer(node: Node, now: Micros, out: Effect[]): void {
  if (node.leadership === null) return;
  sendHeartbeat(node, now, out);
  const { heartbeatMicros } = node.settings;
  out.push({ kind: 'timer', timer: 'heartbeat', min: heartbeatMicros, max: heartbeatMicros });
}

/** To every member and to those that are joining (M5). The leader acknowledges its own (Q3). */
export function sendHeartbeat(node: Node, now: Micros, out: Effect[]): void {
  const l = node.leadership!;
  l.round++;
  const message: Heartbeat = { type: 'Heartbeat', ballot: l.ballot, commitIndex: node.commitIndex, sentAt: now, round: l.round };
  for (const to of membersInForce(node)) if (to !== node.id) out.push({ kind: 'send', to, message });
  for (const to of l.learners) if (to !== node.id && !membersInForce(node).includes(to)) out.push({ kind: 'send', to, message });
  bindToOwnLease(node, now);
}

/** L6: what has been open for a whole interval is sent again to those who have not answered. */
export function onResendTimer(node: Node, now: Micros, out: Effect[]): void {
  if (node.role === 'follower') return;
  const { resendMicros } = node.settings;
  out.push({ kind: 'timer', timer: 'resend', min: resendMicros, max: resendMicros });
  if (node.candidacy !== null) return resendPrepare(node, out);
  missingPromises(node, out);
  if (node.settings.election === 'basic' && node.leadership!.announces) sendHeartbeat(node, now, out); // there is no timer for it
  const slots: Slot[] = [];
  const to = new Set<NodeId>();
  for (const [slot, p] of node.leadership!.proposals) {
    if (p.ticks++ === 0) continue;
    slots.push(slot);
    resendAccept(node, slot, p.entry, p.votes, to, out);
  }
  if (slots.length > 0) out.push({ kind: 'resend', what: 'Accept', slots, to: [...to] });
}

function resendAccept(node: Node, slot: Slot, entry: Entry, votes: number, to: Set<NodeId>, out: Effect[]): void {
  const { ballot } = node.leadership!;
  const message: Accept = { type: 'Accept', ballot, slot, entry, commitIndex: node.commitIndex };
  for (const m of governing(node, slot).members) {
    if (m === node.id || (votes & bitOf(m)) !== 0) continue;
    to.add(m);
    out.push({ kind: 'send', to: m, message });
  }
}
