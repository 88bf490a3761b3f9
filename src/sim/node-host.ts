// A node's host: hands the pure node its inputs and carries out what it wants (messages, writes, timers), as processor, disk and clock allow.
import { between, chance } from '../base/prng.ts';
import type { EventNumber, Micros } from '../base/units.ts';
import type { Effect, NodeInput, TimerName } from '../paxos/effects.ts';
import type { Outgoing } from '../paxos/messages.ts';
import { step as stepNode } from '../paxos/node.ts';
import { RANK, type Scheduled } from './agenda.ts';
import { answersEarly } from './config.ts';
import { beginSync, drawSyncLatency, dropUnsynced, endSync, hold, syncReadiness, truncateRows, writeRow } from './disk.ts';
import type { Happening } from './events.ts';
import { localTime, trueSpan, type SimNode } from './sim-node.ts';
import type { World } from './world.ts';

/** How long a battery-backed cache takes to have a record safe. */
const CACHE_MICROS = 1;

/** Hands a node one input and carries out what it wants; its processor is busy with it for a while. */
export function drive(world: World, n: SimNode, input: NodeInput): void {
  if (input.kind === 'message') n.busyUntil = Math.max(n.busyUntil, world.now) + world.config.receiveMicros;
  for (const effect of stepNode(n.node, input, localTime(n.clock, world.now))) {
    if (n.status === 'damaged' && n.disk.full) break; // it has stopped half-way: its disk is full
    carryOutEffect(world, n, effect);
  }
  maybeSync(world, n);
}

function carryOutEffect(world: World, n: SimNode, e: Effect): void {
  switch (e.kind) {
    case 'send':
      return sendFrom(world, n, e);
    case 'busy':
      n.busyUntil = Math.max(n.busyUntil, world.now) + e.micros;
      return;
    case 'write':
      if (n.disk.full) return stopFull(world, n);
      if (e.record !== null) world.doing.wrote(writeRow(n.disk, e.record, e.lazy === true));
      if (e.then.length > 0) holdOrSend(world, n, e.then);
      return;
    case 'timer':
      return setTimer(world, n, e.timer, trueSpan(n.clock, between(world.timerStream, e.min, e.max)));
    case 'cancel':
      n.timers.delete(e.timer);
      return forgetFired(n, e.timer);
    case 'truncate':
      world.note({ kind: 'truncated', node: n.id, lsns: truncateRows(n.disk, e.index) });
      return world.doing.noted(e, n.id);
    default:
      return world.doing.noted(e, n.id);
  }
}

// The disk ------------------------------------------------------------------------------------------------------------------

function holdOrSend(world: World, n: SimNode, sends: readonly Outgoing[]): void {
  const { disk } = n;
  // The unsafe policies let promises and votes go; that a checkpoint is saved is nothing that a client waits for.
  const early = answersEarly(world.config) && !sends.some((o) => o.message.type === 'CheckpointSaved');
  if (disk.durable === disk.rows.length || early) {
    for (const outgoing of sends) sendFrom(world, n, outgoing);
    return;
  }
  hold(disk, sends);
  world.doing.held += sends.length;
}

// Sending costs the processor's time, and the message leaves when it is done.
function sendFrom(world: World, n: SimNode, { to, message }: Outgoing): void {
  if (to !== n.id) n.busyUntil = Math.max(n.busyUntil, world.now) + world.config.sendMicros;
  world.send(n.id, to, message, Math.max(n.busyUntil, world.now));
}

// The write failed: nothing that depends on it may happen, and the node's memory is ahead of its disk. It stops.
function stopFull(world: World, n: SimNode): void {
  n.status = 'damaged';
  n.node = { ...n.node, damage: 'its disk is full: what it would promise cannot be written' };
  n.timers.clear();
  n.inbox = [];
  const lost = dropUnsynced(n.disk);
  world.note({ kind: 'disk-full', node: n.id });
  world.note({ kind: 'crashed', node: n.id, lost, torn: false });
}

function maybeSync(world: World, n: SimNode): void {
  const ready = syncReadiness(n.disk, world.config);
  if (ready === 'no') return;
  if (ready === 'now') startSync(world, n);
  else if (n.disk.groupDueAt === null) {
    n.disk.groupDueAt = world.now + world.config.groupMicros;
    n.groupTag = world.agenda.schedule(n.disk.groupDueAt, RANK.other, world.events, { kind: 'group', node: n.id });
  }
}

function startSync(world: World, n: SimNode): void {
  const { config } = world;
  const drawn = drawSyncLatency(config, n.id, world.diskStream);
  const latency = config.battery ? CACHE_MICROS : drawn;
  const stall = chance(world.stallStream, config.stallPpm) ? config.stallMicros : 0;
  const sync = beginSync(n.disk, config, world.now, latency + stall, world.events);
  n.syncTag = world.agenda.schedule(sync.dueAt, RANK.sync, world.events, { kind: 'sync', node: n.id });
  world.note({ kind: 'sync-begins', node: n.id, upTo: sync.upTo, dueAt: sync.dueAt });
}

/** A group's time is over. */
export function onGroup(world: World, n: SimNode, s: Scheduled): void {
  if (defer(world, n, s)) return;
  n.disk.groupDueAt = null;
  if (n.disk.sync === null && n.disk.durable < n.disk.rows.length) startSync(world, n);
}

/** A sync is complete: what waited for it leaves. */
export function onSync(world: World, n: SimNode, s: Scheduled): Happening {
  const { upTo, began } = n.disk.sync!;
  if (defer(world, n, s)) return { kind: 'sync', node: n.id, upTo, rows: 0, began };
  const { rows, released } = endSync(n.disk);
  for (const outgoing of released) sendFrom(world, n, outgoing);
  maybeSync(world, n);
  return { kind: 'sync', node: n.id, upTo, rows, began };
}

/** The sync under way, or the next one, takes this much longer. */
export function stall(world: World, n: SimNode, micros: Micros): void {
  const { sync } = n.disk;
  if (sync === null) {
    n.disk.stall += micros;
    return;
  }
  const dueAt = Math.max(world.now, sync.dueAt) + micros; // a paused node's may be overdue
  n.disk.sync = { ...sync, dueAt };
  n.syncTag = world.agenda.schedule(dueAt, RANK.sync, sync.cause, { kind: 'sync', node: n.id });
}

// Timers --------------------------------------------------------------------------------------------------------------------

// A timer that is set later than its entry in the queue keeps that entry, which puts itself off when it comes up (Agenda.settle).
function setTimer(world: World, n: SimNode, timer: TimerName, after: Micros): void {
  forgetFired(n, timer);
  const { now, events: cause } = world;
  const dueAt = now + after;
  const old = n.timers.get(timer);
  if (old !== undefined && old.queuedAt <= dueAt) {
    old.setAt = now;
    old.dueAt = dueAt;
    old.cause = cause;
    return;
  }
  const tag = world.agenda.schedule(dueAt, RANK.other, cause, { kind: 'timer', node: n.id, timer });
  n.timers.set(timer, { setAt: now, dueAt, cause, tag, queuedAt: dueAt });
}

// A timer that fired and waits for the processor is set anew or cancelled.
function forgetFired(n: SimNode, timer: TimerName): void {
  if (n.inbox.length > 0) n.inbox = n.inbox.filter((s) => s.what.kind !== 'timer' || s.what.timer !== timer);
}

export function onTimer(world: World, n: SimNode, timer: TimerName, s: Scheduled): void {
  if (defer(world, n, s)) return;
  n.timers.delete(timer);
  if (!waitsTurn(world, n, s)) drive(world, n, { kind: 'timer', timer });
}

// The processor -------------------------------------------------------------------------------------------------------------

/** A message has come: handled now, or when its turn comes. */
export function onArrived(world: World, n: SimNode, s: Scheduled): void {
  if (s.what.kind !== 'deliver' || defer(world, n, s) || waitsTurn(world, n, s)) return;
  drive(world, n, { kind: 'message', from: s.what.flight.from, message: s.what.flight.message });
}

// A node handles one thing at a time: what comes while its processor is busy waits in order.
function waitsTurn(world: World, n: SimNode, s: Scheduled): boolean {
  if (n.busyUntil <= world.now && n.inbox.length === 0) return false;
  n.inbox.push(s);
  world.note({ kind: 'busy', node: n.id, waiting: n.inbox.length });
  if (n.inbox.length === 1) scheduleWake(world, n);
  return true;
}

function scheduleWake(world: World, n: SimNode): void {
  n.wakeTag = world.agenda.schedule(Math.max(world.now, n.busyUntil), RANK.other, world.events, { kind: 'wake', node: n.id });
}

/** The first of what waits is handled, as the event that it was. */
export function onWake(world: World, n: SimNode): Happening {
  const s = n.inbox.shift()!;
  const { what } = s;
  if (!defer(world, n, s)) {
    if (what.kind === 'deliver') drive(world, n, { kind: 'message', from: what.flight.from, message: what.flight.message });
    else if (what.kind === 'timer') drive(world, n, { kind: 'timer', timer: what.timer });
  }
  if (n.inbox.length > 0) scheduleWake(world, n);
  return what as Happening; // only messages and timers wait
}

// A paused node handles nothing; what comes waits until it is resumed.
function defer(world: World, n: SimNode, s: Scheduled): boolean {
  if (n.status !== 'paused') return false;
  n.deferred.push(s);
  world.note({ kind: 'deferred', node: n.id });
  return true;
}

/** Puts back what a paused node had set aside. */
export function release(world: World, n: SimNode, deferred: readonly Scheduled[]): void {
  for (const d of deferred) {
    const sequence = world.agenda.schedule(world.now, d.rank, d.cause, d.what);
    if (d.what.kind === 'timer') retag(world, n, d.what.timer, sequence, d.cause);
    else if (d.what.kind === 'sync') n.syncTag = sequence;
    else if (d.what.kind === 'group') n.groupTag = sequence;
  }
}

// A timer that had fired already, and waited for the processor, has no entry any more.
function retag(world: World, n: SimNode, timer: TimerName, tag: number, cause: EventNumber): void {
  const t = n.timers.get(timer);
  if (t !== undefined) t.tag = tag;
  else n.timers.set(timer, { setAt: world.now, dueAt: world.now, cause, tag, queuedAt: world.now });
}
