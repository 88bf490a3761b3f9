// The world: nodes, disks, network, clients, and the loop that runs them. `step()` pops the least event in a total order (T3), hands it to a
// pure node step, and carries out the effects. All chance comes from named streams of one seed (T1), time is whole microseconds (T2), inputs
// come from outside (T6); so a header and its inputs give the same run everywhere. Knows no pixels, no files, no wall clock.
import { assert, assertNever, AssertionFailure } from '../base/assert.ts';
import { cloneDigest, digestValue, makeDigest, type Digest } from '../base/digest.ts';
import { Heap } from '../base/heap.ts';
import { between, chance, cloneStream, makeStream, type Stream } from '../base/prng.ts';
import { isClient, YOU, type Address, type ClientId, type EventNumber, type Micros, type NodeId } from '../base/units.ts';
import type { Effect, NodeInput, Note, TimerName } from '../paxos/effects.ts';
import type { Message, Outgoing } from '../paxos/messages.ts';
import { sessionOf } from '../paxos/entry.ts';
import { step as stepNode } from '../paxos/node.ts';
import {
  cloneSession,
  makeSession,
  onArrival,
  onClientTimeout,
  onRedirect,
  onReply,
  resend,
  scheduleArrival,
  sendNext,
  type SimSession,
} from './clients.ts';
import { answersEarly, initialMembers, type Config } from './config.ts';
import { beginSync, drawSyncLatency, dropUnsynced, endSync, hold, sessionsUsed, syncReadiness, truncateRows, writeRow } from './disk.ts';
import type { EventRecord, Flight, Happening, WorldNote } from './events.ts';
import { carryOut } from './faults.ts';
import type { DiskRow, Input, RunHeader } from './inputs.ts';
import { mixRecord } from './mixing.ts';
import { Network } from './network.ts';
import { bootNode, cloneSimNode, localTime, makeSimNode, settingsOf, trueSpan, type SimNode } from './sim-node.ts';

/** What the queue holds. `tag` tells a live timer or sync from a stale one. */
export interface Scheduled {
  readonly at: Micros;
  readonly rank: number;
  readonly sequence: number;
  readonly cause: EventNumber;
  readonly what:
    | { readonly kind: 'deliver'; readonly flight: Flight }
    | { readonly kind: 'sync'; readonly node: NodeId }
    | { readonly kind: 'group'; readonly node: NodeId }
    | { readonly kind: 'timer'; readonly node: NodeId; readonly timer: TimerName }
    | { readonly kind: 'client'; readonly session: SimSession['id']; readonly what: 'next' | 'timeout' | 'retry' }
    | { readonly kind: 'arrival'; readonly client: ClientId }
    /** The node's processor takes the next of what waits for it. */
    | { readonly kind: 'wake'; readonly node: NodeId };
}

/** T3: syncs first within an instant, then what they release to their own node, then the rest. */
const RANK = { sync: 0, local: 1, other: 2 } as const;

/** How long a battery-backed cache takes to have a record safe. */
const CACHE_MICROS = 1;

/** What an event did not do. Shared: most events do little, and a list for each would cost more than the event. */
const NOTHING: readonly never[] = Object.freeze([]);

// The list with the item at its end; a new list only where there was none.
function added<T>(list: readonly T[], item: T): readonly T[] {
  if (list === NOTHING) return [item];
  (list as T[]).push(item);
  return list;
}

/** One simulated cluster at one moment. One owner; `clone()` gives an independent copy that shares what does not change. */
export class World {
  readonly header: RunHeader;
  /** As it is now, after the inputs that changed it. */
  config: Config;
  /** The time of the last event. */
  now: Micros = 0;
  /** Events executed so far, which is the number of the next one. */
  events: EventNumber = 0;
  nodes: readonly SimNode[] = [];
  sessions: SimSession[] = [];
  network: Network;
  clientStream: Stream;
  faultStream: Stream;
  private timerStream: Stream;
  private diskStream: Stream;
  private stallStream: Stream;
  private queue = new Heap<Scheduled>();
  /** The queue's number of each client's next command of an open load. */
  private arrivals = new Map<ClientId, number>();
  private sequence = 0;
  private running: Digest = makeDigest();
  /** Sessions of former runs, by each client at most: those of this run come after them. */
  private readonly firstSession: number;

  // What the event being executed has done so far.
  private notes: readonly Note[] = NOTHING;
  private noteActors: NodeId[] | null = null;
  private worldNotes: readonly WorldNote[] = NOTHING;
  private sent: readonly Flight[] = NOTHING;
  private written: readonly DiskRow[] = NOTHING;
  private held = 0;

  constructor(header: RunHeader) {
    this.header = header;
    this.config = header.config;
    const { seed } = header.config;
    this.network = new Network(seed);
    this.clientStream = makeStream(seed, 'clients');
    this.faultStream = makeStream(seed, 'faults');
    this.timerStream = makeStream(seed, 'timers');
    this.diskStream = makeStream(seed, 'disks');
    this.stallStream = makeStream(seed, 'disk stalls');
    this.firstSession = sessionsUsed(header.disks ?? NOTHING);
  }

  /** When the next event happens; null: nothing is scheduled. */
  nextAt(): Micros | null {
    return this.queue.peek()?.at ?? null;
  }

  nextKind(): Happening['kind'] | null {
    const kind = this.queue.peek()?.what.kind ?? null;
    if (kind === 'arrival') return 'client';
    return kind === 'wake' ? 'deliver' : kind;
  }

  /** When the next event is a sync: the nodes whose syncs complete at that instant, which are the very next events. */
  syncsDue(): readonly NodeId[] {
    const next = this.queue.peek();
    if (next === undefined || next.what.kind !== 'sync') return NOTHING;
    return this.nodes.filter((n) => n.status !== 'paused' && n.disk.sync?.dueAt === next.at).map((n) => n.id);
  }

  /** The messages under way, oldest first. */
  flights(): readonly Flight[] {
    const flights: Flight[] = [];
    for (const s of this.queue.all()) if (s.what.kind === 'deliver' && s.what.flight.from !== s.what.flight.to) flights.push(s.what.flight);
    return flights.sort((a, b) => a.id - b.id);
  }

  isCut(from: Address, to: Address): boolean {
    return this.network.isCut(from, to);
  }

  /** The running digest of everything executed so far (T7). */
  digest(): number {
    return digestValue(this.running);
  }

  node(id: NodeId): SimNode {
    const found = this.nodes[id - 1];
    if (found === undefined) throw new AssertionFailure(`there is no n${id}`);
    return found;
  }

  session(id: SimSession['id']): SimSession | undefined {
    for (const s of this.sessions) if (s.id === id) return s;
    return undefined;
  }

  /** Executes the least event; null where nothing is scheduled. */
  step(): EventRecord | null {
    const next = this.queue.pop();
    if (next === undefined) return null;
    this.now = next.at;
    this.clear();
    const cause = next.what.kind === 'wake' ? (this.node(next.what.node).inbox[0]?.cause ?? next.cause) : next.cause;
    const happening = this.execute(next);
    return this.finish(cause, this.actorOf(next), happening);
  }

  /**
   * An input takes effect, as event number `events`. Requires now ≤ at ≤ nextAt(). One that cannot take effect (a node that does not exist,
   * a message that has arrived) is an event that changes nothing and says why.
   */
  apply(input: Input, at: Micros): EventRecord {
    assert(at >= this.now && at <= (this.nextAt() ?? at), 'an input takes effect between two events', {
      at,
      now: this.now,
      next: this.nextAt(),
    });
    this.now = at;
    this.clear();
    const actor = carryOut(this, input);
    return this.finish(null, actor, { kind: 'input', input });
  }

  clone(): World {
    const w = new World(this.header);
    w.config = this.config;
    w.now = this.now;
    w.events = this.events;
    w.nodes = this.nodes.map(cloneSimNode);
    w.sessions = this.sessions.map(cloneSession);
    w.network = this.network.clone();
    w.clientStream = cloneStream(this.clientStream);
    w.faultStream = cloneStream(this.faultStream);
    w.timerStream = cloneStream(this.timerStream);
    w.diskStream = cloneStream(this.diskStream);
    w.stallStream = cloneStream(this.stallStream);
    w.arrivals = new Map(this.arrivals);
    w.queue = this.queue.clone();
    w.sequence = this.sequence;
    w.running = cloneDigest(this.running);
    return w;
  }

  // What follows is for the folder's own files: clients, faults.

  note(note: WorldNote): void {
    this.worldNotes = added(this.worldNotes, note);
  }

  /** Sends a message from a node or a client, or delivers it to the node itself without the network. `leaves`: when, if not now. */
  send(from: Address, to: Address, message: Message, leaves: Micros = this.now): void {
    if (from === to) {
      const flight = this.network.local(from, message, this.now, this.events);
      this.schedule(this.now, RANK.local, this.events, { kind: 'deliver', flight });
      this.sent = added(this.sent, flight);
      return;
    }
    for (const flight of this.network.send(this.config, from, to, message, leaves, this.events)) this.launch(flight);
  }

  /** Puts a flight into the queue. */
  launch(flight: Flight): void {
    this.schedule(Math.max(this.now, flight.endsAt), RANK.other, flight.sentBy, { kind: 'deliver', flight });
    this.sent = added(this.sent, flight);
  }

  /** Takes a message out of the air; undefined where it is gone already. */
  takeFlight(id: number): Flight | undefined {
    const found = this.queue.remove((s) => s.what.kind === 'deliver' && s.what.flight.id === id && s.what.flight.from !== s.what.flight.to);
    return found?.what.kind === 'deliver' ? found.what.flight : undefined;
  }

  scheduleClient(s: SimSession, what: 'next' | 'timeout' | 'retry', after: Micros): void {
    s.timer = this.schedule(this.now + after, RANK.other, this.events, { kind: 'client', session: s.id, what });
  }

  scheduleArrival(client: ClientId, after: Micros): void {
    this.arrivals.set(client, this.schedule(this.now + after, RANK.other, this.events, { kind: 'arrival', client }));
  }

  /** Hands a node one input and carries out what it wants; its processor is busy with it for a while. */
  drive(n: SimNode, input: NodeInput): void {
    if (input.kind === 'message') n.busyUntil = Math.max(n.busyUntil, this.now) + this.config.receiveMicros;
    for (const effect of stepNode(n.node, input, localTime(n.clock, this.now))) {
      if (n.status === 'damaged' && n.disk.full) break;
      this.carryOutEffect(n, effect);
    }
    this.maybeSync(n);
  }

  /** The sync under way, or the next one, takes this much longer. */
  stall(n: SimNode, micros: Micros): void {
    const { sync } = n.disk;
    if (sync === null) {
      n.disk.stall += micros;
      return;
    }
    n.disk.sync = { ...sync, dueAt: sync.dueAt + micros };
    n.syncTag = this.schedule(sync.dueAt + micros, RANK.sync, sync.cause, { kind: 'sync', node: n.id });
  }

  /** Puts back what a paused node had set aside. */
  release(deferred: readonly Scheduled[]): void {
    for (const d of deferred) {
      const sequence = this.schedule(this.now, d.rank, d.cause, d.what);
      if (d.what.kind === 'timer') this.retag(this.node(d.what.node), d.what.timer, sequence, d.cause);
      else if (d.what.kind === 'sync') this.node(d.what.node).syncTag = sequence;
      else if (d.what.kind === 'group') this.node(d.what.node).groupTag = sequence;
    }
  }

  // A timer that had fired already, and waited for the processor, has no entry any more.
  private retag(n: SimNode, timer: TimerName, tag: number, cause: EventNumber): void {
    const t = n.timers.get(timer);
    if (t !== undefined) t.tag = tag;
    else n.timers.set(timer, { setAt: this.now, dueAt: this.now, cause, tag, queuedAt: this.now });
  }

  /** Gives every node the settings that the configuration says. */
  spreadSettings(): void {
    const settings = settingsOf(this);
    for (const n of this.nodes) n.node.settings = settings;
  }

  /** S1: opens a session, which no entry on the disks of a former run may have used. */
  open(client: ClientId, nth: number, to: NodeId): SimSession {
    const s = makeSession(client, this.firstSession + nth, to);
    this.sessions.push(s);
    this.network.join(client);
    return s;
  }

  /** Changes the number of closed-loop clients: new ones start, those above the number stop after their present command. */
  fitClients(): void {
    for (let i = 1; i <= this.config.clients; i++) {
      const client = YOU + i;
      let s = this.sessions.find((x) => x.client === client);
      if (s === undefined) {
        s = this.open(client, 0, this.nodes[(i - 1) % this.nodes.length]!.id);
      }
      if (this.config.load === 'open') {
        if (!this.arrivals.has(client)) scheduleArrival(this, client);
      } else if (s.state === 'idle' && s.timer < 0)
        this.scheduleClient(s, 'next', between(this.clientStream, 1, Math.max(1, this.config.thinkMicros)));
    }
  }

  private clear(): void {
    this.notes = NOTHING;
    this.noteActors = null;
    this.worldNotes = NOTHING;
    this.sent = NOTHING;
    this.written = NOTHING;
    this.held = 0;
  }

  private finish(cause: EventNumber | null, actor: Address, happening: Happening): EventRecord {
    const { notes, noteActors, worldNotes, sent, written, held } = this;
    const record: EventRecord = {
      number: this.events,
      at: this.now,
      cause,
      actor,
      happening,
      notes,
      noteActors,
      worldNotes,
      sent,
      written,
      held,
    };
    this.events++;
    mixRecord(this.running, record, this.nodes[actor - 1]?.node);
    this.settle();
    return record;
  }

  private execute(s: Scheduled): Happening {
    const { what } = s;
    switch (what.kind) {
      case 'wake':
        return this.wake(this.node(what.node));
      case 'arrival':
        this.arrivals.delete(what.client);
        onArrival(this, what.client);
        return { kind: 'client', client: what.client, session: sessionOf(what.client, 0), what: 'next' };
      case 'deliver':
        return this.deliver(what.flight, s);
      case 'sync':
        return this.sync(this.node(what.node), s);
      case 'group': {
        const n = this.node(what.node);
        if (this.defer(n, s)) return what;
        n.disk.groupDueAt = null;
        if (n.disk.sync === null && n.disk.durable < n.disk.rows.length) this.startSync(n);
        return what;
      }
      case 'timer': {
        const n = this.node(what.node);
        if (this.defer(n, s)) return what;
        n.timers.delete(what.timer);
        if (!this.waitsTurn(n, s)) this.drive(n, { kind: 'timer', timer: what.timer });
        return what;
      }
      case 'client':
        return this.onClient(what.session, what.what);
      default:
        return assertNever(what);
    }
  }

  private deliver(flight: Flight, s: Scheduled): Happening {
    const { from, to, message } = flight;
    if (flight.fate === 'lost') return { kind: 'lose', flight, why: 'loss' };
    if (flight.fate === 'cut' || this.isCut(from, to)) return { kind: 'lose', flight, why: 'cut' };
    if (isClient(to)) this.toClient(message);
    else {
      const n = this.node(to);
      if (n.status === 'crashed') return { kind: 'lose', flight, why: 'down' };
      if (!this.defer(n, s) && !this.waitsTurn(n, s)) this.drive(n, { kind: 'message', from, message });
    }
    return s.what as Happening; // the same shape, already made
  }

  private toClient(m: Message): void {
    if (m.type !== 'Reply' && m.type !== 'Redirect') return;
    const s = this.session(m.session);
    if (s === undefined) return;
    if (m.type === 'Reply') onReply(this, s, m);
    else onRedirect(this, s, m);
  }

  private onClient(id: SimSession['id'], what: 'next' | 'timeout' | 'retry'): Happening {
    const s = this.session(id)!;
    s.timer = -1;
    if (what === 'next') sendNext(this, s);
    else if (what === 'timeout') onClientTimeout(this, s);
    else resend(this, s);
    return { kind: 'client', client: s.client, session: id, what };
  }

  private sync(n: SimNode, s: Scheduled): Happening {
    const { upTo, began } = n.disk.sync!;
    if (this.defer(n, s)) return { kind: 'sync', node: n.id, upTo, rows: 0, began };
    const { rows, released } = endSync(n.disk);
    for (const outgoing of released) this.sendFrom(n, outgoing);
    this.maybeSync(n);
    return { kind: 'sync', node: n.id, upTo, rows, began };
  }

  // A node handles one thing at a time: what comes while its processor is busy waits in order.
  private waitsTurn(n: SimNode, s: Scheduled): boolean {
    if (n.busyUntil <= this.now && n.inbox.length === 0) return false;
    n.inbox.push(s);
    this.note({ kind: 'busy', node: n.id, waiting: n.inbox.length });
    if (n.inbox.length === 1) this.scheduleWake(n);
    return true;
  }

  private scheduleWake(n: SimNode): void {
    n.wakeTag = this.schedule(Math.max(this.now, n.busyUntil), RANK.other, this.events, { kind: 'wake', node: n.id });
  }

  // The first of what waits is handled, as the event that it was.
  private wake(n: SimNode): Happening {
    const s = n.inbox.shift()!;
    const { what } = s;
    if (!this.defer(n, s)) {
      if (what.kind === 'deliver') this.drive(n, { kind: 'message', from: what.flight.from, message: what.flight.message });
      else if (what.kind === 'timer') this.drive(n, { kind: 'timer', timer: what.timer });
    }
    if (n.inbox.length > 0) this.scheduleWake(n);
    return what as Happening;
  }

  // A paused node handles nothing; what comes waits until it is resumed.
  private defer(n: SimNode, s: Scheduled): boolean {
    if (n.status !== 'paused') return false;
    n.deferred.push(s);
    this.note({ kind: 'deferred', node: n.id });
    return true;
  }

  private carryOutEffect(n: SimNode, e: Effect): void {
    switch (e.kind) {
      case 'send':
        this.sendFrom(n, e);
        return;
      case 'busy':
        n.busyUntil = Math.max(n.busyUntil, this.now) + e.micros;
        return;
      case 'truncate':
        this.notes = added(this.notes, e);
        this.note({ kind: 'truncated', node: n.id, lsns: truncateRows(n.disk, e.index) });
        return;
      case 'write':
        if (n.disk.full) return this.stopFull(n);
        if (e.record !== null) this.written = added(this.written, writeRow(n.disk, e.record, e.lazy === true));
        if (e.then.length > 0) this.holdOrSend(n, e.then);
        return;
      case 'timer':
        this.setTimer(n, e.timer, trueSpan(n.clock, between(this.timerStream, e.min, e.max)));
        return;
      case 'cancel':
        n.timers.delete(e.timer);
        this.forgetFired(n, e.timer);
        return;
      default:
        this.notes = added(this.notes, e);
        this.noteActors?.push(n.id);
    }
  }

  /** From now on each note of this event is told with its node: an input that concerns several. */
  tellActors(): void {
    this.noteActors = [];
  }

  private holdOrSend(n: SimNode, sends: readonly Outgoing[]): void {
    const { disk } = n;
    if (disk.durable === disk.rows.length || answersEarly(this.config)) {
      for (const outgoing of sends) this.sendFrom(n, outgoing);
      return;
    }
    hold(disk, sends);
    this.held += sends.length;
  }

  // Sending costs the processor's time, and the message leaves when it is done.
  private sendFrom(n: SimNode, { to, message }: Outgoing): void {
    if (to !== n.id) n.busyUntil = Math.max(n.busyUntil, this.now) + this.config.sendMicros;
    this.send(n.id, to, message, Math.max(n.busyUntil, this.now));
  }

  // The write failed: nothing that depends on it may happen, and the node's memory is ahead of its disk. It stops.
  private stopFull(n: SimNode): void {
    n.status = 'damaged';
    n.node = { ...n.node, damage: 'its disk is full: what it would promise cannot be written' };
    n.timers.clear();
    n.inbox = [];
    const lost = dropUnsynced(n.disk);
    this.note({ kind: 'disk-full', node: n.id });
    this.note({ kind: 'crashed', node: n.id, lost, torn: false });
  }

  private maybeSync(n: SimNode): void {
    const ready = syncReadiness(n.disk, this.config);
    if (ready === 'no') return;
    if (ready === 'now') this.startSync(n);
    else if (n.disk.groupDueAt === null) {
      n.disk.groupDueAt = this.now + this.config.groupMicros;
      n.groupTag = this.schedule(n.disk.groupDueAt, RANK.other, this.events, { kind: 'group', node: n.id });
    }
  }

  private startSync(n: SimNode): void {
    const drawn = drawSyncLatency(this.config, n.id, this.diskStream);
    const latency = this.config.battery ? CACHE_MICROS : drawn;
    const stall = chance(this.stallStream, this.config.stallPpm) ? this.config.stallMicros : 0;
    const sync = beginSync(n.disk, this.config, this.now, latency + stall, this.events);
    n.syncTag = this.schedule(sync.dueAt, RANK.sync, this.events, { kind: 'sync', node: n.id });
    this.note({ kind: 'sync-begins', node: n.id, upTo: sync.upTo, dueAt: sync.dueAt });
  }

  // A timer that is set later than its event in the queue keeps that event, which puts itself off when it comes up (`settle`).
  private setTimer(n: SimNode, timer: TimerName, after: Micros): void {
    this.forgetFired(n, timer);
    const dueAt = this.now + after;
    const old = n.timers.get(timer);
    const cause = this.events;
    if (old !== undefined && old.queuedAt <= dueAt) {
      old.setAt = this.now;
      old.dueAt = dueAt;
      old.cause = cause;
    } else {
      const tag = this.schedule(dueAt, RANK.other, cause, { kind: 'timer', node: n.id, timer });
      n.timers.set(timer, { setAt: this.now, dueAt, cause, tag, queuedAt: dueAt });
    }
  }

  // A timer that fired and waits for the processor is set anew or cancelled.
  private forgetFired(n: SimNode, timer: TimerName): void {
    if (n.inbox.length > 0) n.inbox = n.inbox.filter((s) => s.what.kind !== 'timer' || s.what.timer !== timer);
  }

  private schedule(at: Micros, rank: number, cause: EventNumber, what: Scheduled['what']): number {
    const sequence = this.sequence++;
    this.queue.push({ at, rank, sequence, cause, what });
    return sequence;
  }

  // After every event the head of the queue is made a live one, so that looking at it never changes the world.
  private settle(): void {
    for (let s = this.queue.peek(); s !== undefined; s = this.queue.peek()) {
      const live = this.liveness(s);
      if (live === 'live') return;
      this.queue.pop();
      if (live === 'later' && s.what.kind === 'timer') {
        const t = this.node(s.what.node).timers.get(s.what.timer)!;
        t.tag = this.schedule(t.dueAt, RANK.other, t.cause, s.what);
        t.queuedAt = t.dueAt;
      }
    }
  }

  private liveness(s: Scheduled): 'live' | 'stale' | 'later' {
    const { what } = s;
    if (what.kind === 'deliver') return 'live';
    if (what.kind === 'arrival') return this.arrivals.get(what.client) === s.sequence ? 'live' : 'stale';
    if (what.kind === 'client') return this.session(what.session)?.timer === s.sequence ? 'live' : 'stale';
    const n = this.node(what.node);
    if (what.kind === 'wake') return n.wakeTag === s.sequence && n.inbox.length > 0 ? 'live' : 'stale';
    if (what.kind === 'sync') return n.disk.sync !== null && n.syncTag === s.sequence ? 'live' : 'stale';
    if (what.kind === 'group') return n.disk.groupDueAt !== null && n.groupTag === s.sequence ? 'live' : 'stale';
    const t = n.timers.get(what.timer);
    if (t === undefined || t.tag !== s.sequence) return 'stale';
    return t.dueAt > s.at ? 'later' : 'live';
  }

  private actorOf(s: Scheduled): Address {
    const { what } = s;
    if (what.kind === 'deliver') return what.flight.to;
    if (what.kind === 'client') return this.session(what.session)!.client;
    return what.kind === 'arrival' ? what.client : what.node;
  }

  /** Starts the nodes and the load; called once, by `makeWorld`. */
  begin(): void {
    const members = initialMembers(Math.max(this.config.nodes, this.header.disks?.length ?? 0));
    const settings = settingsOf(this);
    this.nodes = members.map((id, i) => makeSimNode(id, this.config, settings, this.header.disks?.[i]));
    for (const n of this.nodes) bootNode(this, n);
    this.fitClients();
    this.clear();
    this.settle();
  }
}

/** The world that a header describes, before its first event. */
export function makeWorld(header: RunHeader): World {
  const world = new World(header);
  world.begin();
  return world;
}
