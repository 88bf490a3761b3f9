// Clients' requests at a node: admitted into the window, redirected, deduplicated, answered when applied (L4, L7, R4, S2, E3, E4).
import type { Address, Micros, Slot } from '../base/units.ts';
import { campaign } from './candidate.ts';
import { isMember } from './configuration.ts';
import type { AppliedResult, Effect } from './effects.ts';
import type { Command } from './entry.ts';
import { advance, mayPropose, propose } from './leader.ts';
import type { Request } from './messages.ts';
import type { Leadership, Node, WaitingRequest } from './node.ts';
import { onRead } from './reads.ts';

/** Requests that a node keeps waiting; more are redirected. */
const MAX_QUEUE = 1000;

export function onRequest(node: Node, client: Address, m: Request, now: Micros, out: Effect[]): void {
  if (m.operation.op === 'get' && goesAround(node, m)) return onRead(node, client, m, now, out);
  if (answeredBefore(node, client, m, out)) return;
  const { session, sequence, operation } = m;
  if (node.role === 'follower' && !startsPhase1(node)) return redirect(node, client, m, out);
  if (node.queue.length >= MAX_QUEUE) return redirect(node, client, m, out);
  node.waiting.set(session, { client, sequence });
  if (isInFlight(node, m)) {
    out.push({ kind: 'known', session, sequence, why: 'in-flight' });
    return;
  }
  node.queue.push({ client, session, sequence, operation });
  if (node.role === 'follower' && !waitsToStand(node)) return campaign(node, 'request', now, out);
  advance(node, now, out);
  if (node.queue.some((q) => q.session === session))
    out.push({ kind: 'queue', session, sequence, why: whyQueued(node), length: node.queue.length });
}

// A read around the log. Where nobody leads until a request comes (E3, E4), it is a command like any other, and makes somebody lead.
const goesAround = (node: Node, m: Request): boolean =>
  m.mode === 'stale' || (m.mode !== 'log' && node.settings.election !== 'basic' && !(node.role === 'follower' && startsPhase1(node)));

function whyQueued(node: Node): Extract<Effect, { kind: 'queue' }>['why'] {
  const l = node.leadership;
  if (l === null) return 'no-leader';
  if (l.nextSlot <= l.recoverTo || node.commitIndex < l.chosenUpTo) return 'learning';
  if (hasRoom(node, l)) return 'batch';
  return l.nextSlot <= node.commitIndex + node.settings.window ? 'membership' : 'window';
}

// E3: in lazy mode a request at a node that knows no live leader starts Phase 1 there. E4: in Basic mode every request does.
function startsPhase1(node: Node): boolean {
  const { election } = node.settings;
  if (!isMember(node)) return false;
  return election === 'basic' || (election === 'lazy' && node.leader === 0);
}

// E2, E3: not while it backs off, nor (lazy mode) while a candidate that it has promised to may take over. Its time-out will see the queue.
const waitsToStand = (node: Node): boolean => node.attempts > 0 || (node.expecting && node.settings.election === 'lazy');

// S2: the session table knows the reply.
function answeredBefore(node: Node, client: Address, m: Request, out: Effect[]): boolean {
  const last = node.machine.session(m.session);
  if (last === undefined || m.sequence > last.sequence || node.settings.broken.has('no-dedup')) return false;
  out.push({ kind: 'known', session: m.session, sequence: m.sequence, why: 'answered' });
  if (m.sequence === last.sequence) reply(client, { ...m, result: last.result }, node.appliedIndex, out);
  return true;
}

const isInFlight = (node: Node, m: Request): boolean =>
  node.leadership?.inFlight.get(m.session) === m.sequence || node.queue.some((q) => q.session === m.session && q.sequence === m.sequence);

export function redirect(node: Node, client: Address, m: { readonly session: number; readonly sequence: number }, out: Effect[]): void {
  const leader = node.leader === node.id ? 0 : node.leader;
  out.push({ kind: 'send', to: client, message: { type: 'Redirect', session: m.session, sequence: m.sequence, leader } });
}

const hasRoom = (node: Node, l: Leadership): boolean =>
  l.nextSlot <= node.commitIndex + node.settings.window && l.change?.draining !== true && mayPropose(node, l, l.nextSlot);

/** L4: proposes waiting requests in the next free slots, within the window. B1: several in one entry. E4: one, in Basic mode. */
export function admit(node: Node, out: Effect[]): void {
  const l = node.leadership;
  if (l === null) return;
  while (node.queue.length > 0 && hasRoom(node, l)) {
    if (node.settings.election === 'basic' && l.served) return;
    if (waitsForBatch(node, l, out)) return;
    const batch = node.queue.splice(0, node.settings.election === 'basic' ? 1 : node.settings.batchSize);
    l.served = true;
    for (const q of batch) l.inFlight.set(q.session, q.sequence);
    const commands = batch.map(({ session, sequence, operation }): Command => ({ session, sequence, operation }));
    propose(node, l.nextSlot++, { type: 'commands', commands }, 'new', out);
    if (node.settings.broken.has('reply-early')) for (const q of batch) replyEarly(node, q, out);
  }
}

// B1: a batch is proposed when it is full, or when its time is over.
function waitsForBatch(node: Node, l: Leadership, out: Effect[]): boolean {
  const { batchSize, batchMicros } = node.settings;
  if (node.queue.length >= batchSize || batchMicros === 0 || l.batchDue) {
    if (l.batchWaits) out.push({ kind: 'cancel', timer: 'batch' });
    l.batchDue = false;
    l.batchWaits = false;
    return false;
  }
  if (!l.batchWaits) out.push({ kind: 'timer', timer: 'batch', min: batchMicros, max: batchMicros });
  l.batchWaits = true;
  return true;
}

export function onBatchTimer(node: Node, now: Micros, out: Effect[]): void {
  if (node.leadership === null) return;
  node.leadership.batchDue = true;
  node.leadership.batchWaits = false;
  advance(node, now, out);
}

// The rule that D5 holds back: with the switch on, the client hears "done" before anyone else has voted.
function replyEarly(node: Node, q: WaitingRequest, out: Effect[]): void {
  reply(q.client, { ...q, result: node.machine.peek(q.operation) }, node.appliedIndex, out);
}

/** E4, E3: requests wait, and nobody leads: stands again. */
export function campaignForQueue(node: Node, now: Micros, out: Effect[]): void {
  if (node.queue.length > 0) campaign(node, 'request', now, out);
}

/** R4: the node that received the request answers when it has applied it. */
export function answerApplied(node: Node, r: AppliedResult, slot: Slot, out: Effect[]): void {
  node.leadership?.inFlight.delete(r.session);
  const w = node.waiting.get(r.session);
  if (w === undefined || w.sequence !== r.sequence) return;
  node.waiting.delete(r.session);
  if (node.settings.broken.has('reply-early') && node.role === 'leader') return;
  reply(w.client, r, slot, out);
}

/** C6: requests that wait here and that the installed state has run already are answered from its session table (S3). */
export function answerInstalled(node: Node, out: Effect[]): void {
  for (const [session, w] of node.waiting) {
    const last = node.machine.session(session);
    if (last === undefined || last.sequence < w.sequence) continue;
    node.waiting.delete(session);
    if (last.sequence === w.sequence) reply(w.client, { session, sequence: w.sequence, result: last.result }, node.appliedIndex, out);
  }
}

function reply(to: Address, r: Omit<AppliedResult, 'repeated'>, appliedIndex: Slot, out: Effect[]): void {
  const { session, sequence, result } = r;
  out.push({ kind: 'send', to, message: { type: 'Reply', session, sequence, result, appliedIndex, mode: 'log', behind: 0 } });
}

/** L7: requests not proposed are redirected; those proposed stay unanswered until applied here, or for ever: their outcome is unknown. */
export function redirectQueue(node: Node, out: Effect[]): void {
  if (node.settings.election === 'basic') return; // E4: they wait here for the next ballot
  for (const q of node.queue) {
    node.waiting.delete(q.session);
    redirect(node, q.client, q, out);
  }
  node.queue = [];
}
