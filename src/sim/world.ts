// The world: nodes, disks, network, clients, and the loop that runs them. `step()` pops the least event in a total order (T3), hands it to a
// pure node step, and carries out the effects. All chance comes from named streams of one seed (T1), time is whole microseconds (T2), inputs
// come from outside (T6); so a header and its inputs give the same run everywhere. Knows no pixels, no files, no wall clock.
import { assert, assertNever, AssertionFailure } from '../base/assert.ts';
import { cloneDigest, digestValue, makeDigest, type Digest } from '../base/digest.ts';
import { between, cloneStream, makeStream, type Stream } from '../base/prng.ts';
import { isClient, type Address, type ClientId, type EventNumber, type Micros, type NodeId } from '../base/units.ts';
import type { Effect, NodeInput, TimerName } from '../paxos/effects.ts';
import type { Message, Outgoing } from '../paxos/messages.ts';
import { step as stepNode } from '../paxos/node.ts';
import { Agenda, RANK, type Scheduled } from './agenda.ts';
import { cloneSession, fitClients, makeSession, onTimer, toClient, type SimSession } from './clients.ts';
import { initialMembers, type Config } from './config.ts';
import { beginSync, drawSyncLatency, endSync, hold, sessionsUsed, syncReadiness, writeRow } from './disk.ts';
import type { EventRecord, Flight, Happening, WorldNote } from './events.ts';
import { carryOut } from './faults.ts';
import type { Input, RunHeader } from './inputs.ts';
import { liveness } from './liveness.ts';
import { mixRecord } from './mixing.ts';
import { Network } from './network.ts';
import { bootNode, cloneSimNode, makeSimNode, settingsOf, type SimNode } from './sim-node.ts';
import { NOTHING, Unfolding } from './unfolding.ts';

export type { Scheduled } from './agenda.ts';

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
  private agenda = new Agenda();
  /** What the event being executed has done so far. */
  private readonly unfolding = new Unfolding();
  private running: Digest = makeDigest();
  /** Sessions of former runs, by each client at most: those of this run come after them. */
  private firstSession = 0;

  constructor(header: RunHeader) {
    this.header = header;
    this.config = header.config;
    const { seed } = header.config;
    this.network = new Network(seed);
    this.clientStream = makeStream(seed, 'clients');
    this.faultStream = makeStream(seed, 'faults');
    this.timerStream = makeStream(seed, 'timers');
    this.diskStream = makeStream(seed, 'disks');
  }

  /** When the next event happens; null: nothing is scheduled. */
  nextAt(): Micros | null {
    return this.agenda.peek()?.at ?? null;
  }

  nextKind(): Happening['kind'] | null {
    return this.agenda.peek()?.what.kind ?? null;
  }

  /** When the next event is a sync: the nodes whose syncs complete at that instant, which are the very next events. */
  syncsDue(): readonly NodeId[] {
    const next = this.agenda.peek();
    if (next === undefined || next.what.kind !== 'sync') return NOTHING;
    return this.nodes.filter((n) => n.status !== 'paused' && n.disk.sync?.dueAt === next.at).map((n) => n.id);
  }

  /** The messages under way, oldest first. */
  flights(): readonly Flight[] {
    return this.agenda.flights();
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
    const next = this.agenda.pop();
    if (next === undefined) return null;
    this.now = next.at;
    this.unfolding.begin();
    const happening = this.execute(next);
    const actor = this.actorOf(next);
    return this.finish(next.cause, actor, happening);
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
    this.unfolding.begin();
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
    w.agenda = this.agenda.clone();
    w.firstSession = this.firstSession;
    w.running = cloneDigest(this.running);
    return w;
  }

  // What follows is for the folder's own files: clients, faults.

  note(note: WorldNote): void {
    this.unfolding.noteOfWorld(note);
  }

  /** Sends a message from a node or a client, or delivers it to the node itself without the network. */
  send(from: Address, to: Address, message: Message): void {
    if (from === to) {
      const flight = this.network.local(from, message, this.now, this.events);
      this.schedule(this.now, RANK.local, this.events, { kind: 'deliver', flight });
      this.unfolding.send(flight);
      return;
    }
    for (const flight of this.network.send(this.config, from, to, message, this.now, this.events)) this.launch(flight);
  }

  /** Puts a flight into the queue. */
  launch(flight: Flight): void {
    this.schedule(Math.max(this.now, flight.endsAt), RANK.other, flight.sentBy, { kind: 'deliver', flight });
    this.unfolding.send(flight);
  }

  /** Takes a message out of the air; undefined where it is gone already. */
  takeFlight(id: number): Flight | undefined {
    return this.agenda.takeFlight(id);
  }

  scheduleClient(s: SimSession, what: 'next' | 'timeout' | 'retry', after: Micros): void {
    s.timer = this.schedule(this.now + after, RANK.other, this.events, { kind: 'client', session: s.id, what });
  }

  /** Hands a node one input and carries out what it wants. */
  drive(n: SimNode, input: NodeInput): void {
    for (const effect of stepNode(n.node, input, this.now)) this.carryOutEffect(n, effect);
    this.maybeSync(n);
  }

  /** Puts back what a paused node had set aside. */
  release(deferred: readonly Scheduled[]): void {
    for (const d of deferred) {
      const sequence = this.schedule(this.now, d.rank, d.cause, d.what);
      if (d.what.kind === 'timer') this.node(d.what.node).timers.get(d.what.timer)!.tag = sequence;
      else if (d.what.kind === 'sync') this.node(d.what.node).syncTag = sequence;
      else if (d.what.kind === 'group') this.node(d.what.node).groupTag = sequence;
    }
  }

  /** Gives every node the settings that the configuration says. */
  spreadSettings(): void {
    const settings = settingsOf(
      this.config,
      this.nodes.map((n) => n.id),
    );
    for (const n of this.nodes) n.node.settings = settings;
  }

  /** S1: opens a session, which no entry on the disks of a former run may have used. */
  open(client: ClientId, nth: number, to: NodeId): SimSession {
    const s = makeSession(client, this.firstSession + nth, to);
    this.sessions.push(s);
    this.network.join(client);
    return s;
  }

  private finish(cause: EventNumber | null, actor: Address, happening: Happening): EventRecord {
    const record = this.unfolding.record(this.events, this.now, cause, actor, happening);
    this.events++;
    mixRecord(this.running, record, this.nodes[actor - 1]?.node);
    this.settle();
    return record;
  }

  private execute(s: Scheduled): Happening {
    const { what } = s;
    switch (what.kind) {
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
        this.drive(n, { kind: 'timer', timer: what.timer });
        return what;
      }
      case 'client':
        return onTimer(this, this.session(what.session)!, what.what);
      default:
        return assertNever(what);
    }
  }

  private deliver(flight: Flight, s: Scheduled): Happening {
    const { from, to, message } = flight;
    if (flight.fate === 'lost') return { kind: 'lose', flight, why: 'loss' };
    if (flight.fate === 'cut' || this.isCut(from, to)) return { kind: 'lose', flight, why: 'cut' };
    if (isClient(to)) toClient(this, message);
    else {
      const n = this.node(to);
      if (n.status === 'crashed') return { kind: 'lose', flight, why: 'down' };
      if (!this.defer(n, s)) this.drive(n, { kind: 'message', from, message });
    }
    return s.what as Happening; // the same shape, already made
  }

  private sync(n: SimNode, s: Scheduled): Happening {
    const { upTo, began } = n.disk.sync!;
    if (this.defer(n, s)) return { kind: 'sync', node: n.id, upTo, rows: 0, began };
    const { rows, released } = endSync(n.disk);
    this.sendAll(n.id, released);
    this.maybeSync(n);
    return { kind: 'sync', node: n.id, upTo, rows, began };
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
        this.send(n.id, e.to, e.message);
        return;
      case 'write':
        if (e.record !== null) this.unfolding.write(writeRow(n.disk, e.record, e.lazy === true));
        if (e.then.length > 0) this.holdOrSend(n, e.then);
        return;
      case 'timer':
        this.setTimer(n, e.timer, between(this.timerStream, e.min, e.max));
        return;
      case 'cancel':
        n.timers.delete(e.timer);
        return;
      default:
        this.unfolding.note(n.id, e);
    }
  }

  /** From now on each note of this event is told with its node: an input that concerns several. */
  tellActors(): void {
    this.unfolding.tellActors();
  }

  private holdOrSend(n: SimNode, sends: readonly Outgoing[]): void {
    if (n.disk.durable === n.disk.rows.length) {
      this.sendAll(n.id, sends);
      return;
    }
    hold(n.disk, sends);
    this.unfolding.hold(sends.length);
  }

  private sendAll(from: NodeId, sends: readonly Outgoing[]): void {
    for (const { to, message } of sends) this.send(from, to, message);
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
    const sync = beginSync(n.disk, this.now, drawSyncLatency(this.config, n.id, this.diskStream), this.events);
    n.syncTag = this.schedule(sync.dueAt, RANK.sync, this.events, { kind: 'sync', node: n.id });
    this.note({ kind: 'sync-begins', node: n.id, upTo: sync.upTo, dueAt: sync.dueAt });
  }

  // A timer that is set later than its event in the queue keeps that event, which puts itself off when it comes up (`settle`).
  private setTimer(n: SimNode, timer: TimerName, after: Micros): void {
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

  private schedule(at: Micros, rank: number, cause: EventNumber, what: Scheduled['what']): number {
    return this.agenda.schedule(at, rank, cause, what);
  }

  // After every event the head of the queue is made a live one, so that looking at it never changes the world.
  private settle(): void {
    for (let s = this.agenda.peek(); s !== undefined; s = this.agenda.peek()) {
      const live = liveness(this, s);
      if (live === 'live') return;
      this.agenda.pop();
      if (live === 'later' && s.what.kind === 'timer') {
        const t = this.node(s.what.node).timers.get(s.what.timer)!;
        t.tag = this.schedule(t.dueAt, RANK.other, t.cause, s.what);
        t.queuedAt = t.dueAt;
      }
    }
  }

  private actorOf(s: Scheduled): Address {
    const { what } = s;
    if (what.kind === 'deliver') return what.flight.to;
    if (what.kind === 'client') return this.session(what.session)!.client;
    return what.node;
  }

  /** Starts the nodes and the load; called once, by `makeWorld`. */
  begin(): void {
    const members = initialMembers(this.config.nodes);
    this.firstSession = sessionsUsed(this.header.disks ?? NOTHING);
    const settings = settingsOf(this.config, members);
    this.nodes = members.map((id, i) => makeSimNode(id, settings, this.header.disks?.[i]));
    for (const n of this.nodes) bootNode(this, n);
    fitClients(this);
    this.unfolding.begin();
    this.settle();
  }
}

/** The world that a header describes, before its first event. */
export function makeWorld(header: RunHeader): World {
  const world = new World(header);
  world.begin();
  return world;
}
