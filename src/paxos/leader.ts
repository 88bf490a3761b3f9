// The leader: from its quorum's promises to proposals, votes counted, slots chosen (L1–L6, R1, D3, D5).
import { assert } from '../base/assert.ts';
import type { Address, Micros, NodeId, Slot } from '../base/units.ts';
import { writeThenSend, writeVote } from './acceptor.ts';
import { compareBallots, sameBallot } from './ballot.ts';
import { resendPrepare, rest, sendToOthers } from './candidate.ts';
import type { Effect } from './effects.ts';
import { NOOP, type Entry } from './entry.ts';
import { applyChosen, askForEntries, markChosen } from './learner.ts';
import type { Accept, Accepted, Heartbeat, PromiseMessage } from './messages.ts';
import type { Leadership, Node, Reported } from './node.ts';
import { admit, campaignForQueue } from './requests.ts';
import { quorum } from './settings.ts';

/** L1–L3: takes over with these promises: learns what is chosen, proposes what may have been, fills what nobody reported. */
export function lead(node: Node, promises: readonly (readonly [NodeId, PromiseMessage])[], now: Micros, out: Effect[]): void {
  const reported = mergeReports(promises);
  const [chosenUpTo, learnFrom] = mostChosen(node, promises);
  const highest = Math.max(chosenUpTo, ...reported.keys());
  node.role = 'leader';
  node.candidacy = null;
  node.attempts = 0;
  node.leader = node.id;
  node.leaderBallot = node.ballot;
  const { ballot } = node;
  node.leadership = {
    ballot,
    nextSlot: highest + 1,
    proposals: new Map(),
    chosenUpTo,
    learnFrom,
    reported,
    inFlight: new Map(),
    round: 0,
    served: false,
  };
  out.push({ kind: 'lead', ballot, quorum: promises.map(([n]) => n) });
  out.push({ kind: 'cancel', timer: 'candidacy' });
  setLeaderTimers(node, out);
  if (node.settings.election !== 'basic') sendHeartbeat(node, now, out);
  if (chosenUpTo > node.commitIndex) learnFirst(node, out);
  proposeReported(node, chosenUpTo + 1, highest, out);
  admit(node, now, out);
}

function setLeaderTimers(node: Node, out: Effect[]): void {
  const { heartbeatMicros, resendMicros, election } = node.settings;
  if (election !== 'basic') out.push({ kind: 'timer', timer: 'heartbeat', min: heartbeatMicros, max: heartbeatMicros });
  out.push({ kind: 'timer', timer: 'resend', min: resendMicros, max: resendMicros });
}

// L3: per slot the vote with the highest ballot, and everyone who reported it.
function mergeReports(promises: readonly (readonly [NodeId, PromiseMessage])[]): Map<Slot, Reported> {
  const best = new Map<Slot, Reported>();
  for (const [by, promise] of promises)
    for (const v of promise.votes) {
      const known = best.get(v.slot);
      const order = known === undefined ? 1 : compareBallots(v.ballot, known.ballot);
      if (order > 0) best.set(v.slot, { ballot: v.ballot, entry: v.entry, by: [by] });
      else if (order === 0) best.set(v.slot, { ...known!, by: [...known!.by, by] });
    }
  return best;
}

// L2: the largest chosenUpTo reported, and who reported it.
function mostChosen(node: Node, promises: readonly (readonly [NodeId, PromiseMessage])[]): readonly [Slot, NodeId] {
  let most: readonly [Slot, NodeId] = [node.commitIndex, node.id];
  for (const [by, { chosenUpTo }] of promises) if (chosenUpTo > most[0]) most = [chosenUpTo, by];
  return most;
}

// L2: chosen already, though not known here: learned from whoever knows, or re-proposed when that takes too long.
function learnFirst(node: Node, out: Effect[]): void {
  const { learnFrom, chosenUpTo } = node.leadership!;
  const T = node.settings.electionTimeoutMicros;
  askForEntries(node, learnFrom, chosenUpTo, out);
  out.push({ kind: 'timer', timer: 'learn', min: T, max: T });
}

/** L2: learning took longer than a time-out. A quorum's reports must hold a vote in each of these slots. */
export function onLearnTimeout(node: Node, out: Effect[]): void {
  const l = node.leadership;
  if (l === null || node.commitIndex >= l.chosenUpTo) return;
  for (let slot = node.commitIndex + 1; slot <= l.chosenUpTo; slot++) {
    if (node.log.chosen(slot) !== undefined) continue;
    const r = l.reported.get(slot);
    assert(r !== undefined || node.settings.broken.size > 0, 'L2: a quorum’s promises report a vote in every chosen slot', { slot });
    if (r !== undefined && !l.proposals.has(slot)) propose(node, slot, r.entry, 'adopted', out, r);
  }
}

// L3: what may have been chosen is proposed again under its own ballot; where nobody reported a vote, a no-op.
function proposeReported(node: Node, first: Slot, last: Slot, out: Effect[]): void {
  const { reported } = node.leadership!;
  const adopts = !node.settings.broken.has('own-value');
  for (let slot = first; slot <= last; slot++) {
    const r = reported.get(slot);
    if (r !== undefined && adopts) propose(node, slot, r.entry, 'adopted', out, r);
    else propose(node, slot, NOOP, 'filled', out);
  }
}

/** L5: one entry per (ballot, slot). D3: Accepts leave while its own vote is being synced; that vote counts only after. */
export function propose(node: Node, slot: Slot, entry: Entry, why: 'new' | 'adopted' | 'filled', out: Effect[], reported?: Reported): void {
  const l = node.leadership!;
  const { ballot } = l;
  assert(!l.proposals.has(slot), 'L5: a leader proposes once in a slot', { slot, ballot });
  l.proposals.set(slot, { entry, votes: 0, ticks: 0 });
  const from = reported ? { from: reported.ballot, reporters: reported.by } : {};
  out.push({ kind: 'propose', slot, ballot, entry, why, ...from });
  const accept: Accept = { type: 'Accept', ballot, slot, entry, commitIndex: node.commitIndex };
  sendToOthers(node, accept, out);
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
  if (p === undefined || (p.votes & (1 << from)) !== 0) {
    out.push({ kind: 'ignore', what: 'Accepted', why: 'repeated' });
    return;
  }
  p.votes |= 1 << from;
  const needed = quorum(node.settings);
  const count = countBits(p.votes);
  out.push({ kind: 'count', slot: m.slot, ballot: m.ballot, by: from, count, needed });
  if (count >= needed) onQuorum(node, l, m.slot, p.entry, now, out);
}

function onQuorum(node: Node, l: Leadership, slot: Slot, entry: Entry, now: Micros, out: Effect[]): void {
  l.proposals.delete(slot);
  markChosen(node, slot, l.ballot, entry, 'quorum', out);
  applyChosen(node, out);
  admit(node, now, out);
  abdicateIfServed(node, now, out);
}

/**
 * E4: when its command is chosen, and all before it is known, nobody stays leader. The commit index is told once, so it must be whole;
 * the next command runs both phases.
 */
export function abdicateIfServed(node: Node, now: Micros, out: Effect[]): void {
  const l = node.leadership;
  if (l === null || node.settings.election !== 'basic' || !l.served || node.commitIndex < l.nextSlot - 1) return;
  sendHeartbeat(node, now, out);
  out.push({ kind: 'abdicate', ballot: node.ballot });
  rest(node, out);
  campaignForQueue(node, now, out);
}

function countBits(bits: number): number {
  let n = 0;
  for (let b = bits; b !== 0; b &= b - 1) n++;
  return n;
}

export function onHeartbeatTimer(node: Node, now: Micros, out: Effect[]): void {
  if (node.leadership === null) return;
  sendHeartbeat(node, now, out);
  const { heartbeatMicros } = node.settings;
  out.push({ kind: 'timer', timer: 'heartbeat', min: heartbeatMicros, max: heartbeatMicros });
}

function sendHeartbeat(node: Node, now: Micros, out: Effect[]): void {
  const l = node.leadership!;
  l.round++;
  const message: Heartbeat = { type: 'Heartbeat', ballot: l.ballot, commitIndex: node.commitIndex, sentAt: now, round: l.round };
  sendToOthers(node, message, out);
}

/** L6: what has been open for a whole interval is sent again to those who have not answered. */
export function onResendTimer(node: Node, out: Effect[]): void {
  if (node.role === 'follower') return;
  const { resendMicros } = node.settings;
  out.push({ kind: 'timer', timer: 'resend', min: resendMicros, max: resendMicros });
  if (node.candidacy !== null) return resendPrepare(node, out);
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
  for (const m of node.settings.members) {
    if (m === node.id || (votes & (1 << m)) !== 0) continue;
    to.add(m);
    out.push({ kind: 'send', to: m, message });
  }
}
