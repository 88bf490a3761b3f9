// The world: nodes, disks, network, clients, and the loop that runs them. `step()` pops the least event in a total order (T3), hands it to a
// pure node step, and carries out the effects. All chance comes from named streams of one seed (T1), time is whole microseconds (T2), inputs
// come from outside (T6); so a header and its inputs give the same run everywhere. Knows no pixels, no files, no wall clock.
import { assert, assertNever, AssertionFailure } from '../base/assert.ts';
import { cloneDigest, digestValue, makeDigest, type Digest } from '../base/digest.ts';
import { between, cloneStream, makeStream, type Stream } from '../base/prng.ts';
import { isClient, YOU, type Address, type ClientId, type EventNumber, type Micros, type NodeId } from '../base/units.ts';
import { sessionOf } from '../paxos/entry.ts';
import type { Message } from '../paxos/messages.ts';
import { Agenda, RANK, type Scheduled } from './agenda.ts';
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
import { initialMembers, type Config } from './config.ts';
import { sessionsUsed } from './disk.ts';
import { Doing } from './doing.ts';
import type { EventRecord, Flight, Happening, WorldNote } from './events.ts';
import { carryOut } from './faults.ts';
import type { Input, RunHeader } from './inputs.ts';
import { mixRecord } from './mixing.ts';
import { Network } from './network.ts';
import { onArrived, onGroup, onSync, onTimer, onWake } from './node-host.ts';
import { bootNode, cloneSimNode, makeSimNode, settingsOf, type SimNode } from './sim-node.ts';

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
  timerStream: Stream;
  diskStream: Stream;
  stallStream: Stream;
  /** What is to happen. */
  agenda = new Agenda();
  /** What the event being executed has done so far. */
  readonly doing = new Doing();
  private running: Digest = makeDigest();
  /** Sessions of former runs, by each client at most: those of this run come after them. */
  private readonly firstSession: number;

  constructor(header: RunHeader, firstSession = sessionsUsed(header.disks ?? [])) {
    this.header = header;
    this.config = header.config;
    const { seed } = header.config;
    this.network = new Network(seed);
    this.clientStream = makeStream(seed, 'clients');
    this.faultStream = makeStream(seed, 'faults');
    this.timerStream = makeStream(seed, 'timers');
    this.diskStream = makeStream(seed, 'disks');
    this.stallStream = makeStream(seed, 'disk stalls');
    this.firstSession = firstSession;
  }

  /** When the next event happens; null: nothing is scheduled. */
  nextAt(): Micros | null {
    return this.agenda.peek()?.at ?? null;
  }

  nextKind(): Happening['kind'] | null {
    const kind = this.agenda.peek()?.what.kind ?? null;
    if (kind === 'arrival') return 'client';
    return kind === 'wake' ? 'deliver' : kind;
  }

  /** When the next event is a sync: the nodes whose syncs complete at that instant, which are the very next events. */
  syncsDue(): readonly NodeId[] {
    const next = this.agenda.peek();
    if (next === undefined || next.what.kind !== 'sync') return [];
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
    this.doing.clear();
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
    this.doing.clear();
    const actor = carryOut(this, input);
    return this.finish(null, actor, { kind: 'input', input });
  }

  clone(): World {
    const w = new World(this.header, this.firstSession);
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
    w.agenda = this.agenda.clone();
    w.running = cloneDigest(this.running);
    return w;
  }

  // What follows is for the folder's own files: clients, faults.

  note(note: WorldNote): void {
    this.doing.worldNoted(note);
  }

  /** Sends a message from a node or a client, or delivers it to the node itself without the network. `leaves`: when, if not now. */
  send(from: Address, to: Address, message: Message, leaves: Micros = this.now): void {
    if (from === to) {
      const flight = this.network.local(from, message, this.now, this.events);
      this.agenda.schedule(this.now, RANK.local, this.events, { kind: 'deliver', flight });
      this.doing.launched(flight);
      return;
    }
    for (const flight of this.network.send(this.config, from, to, message, leaves, this.events)) this.launch(flight);
  }

  /** Puts a flight into the queue. */
  launch(flight: Flight): void {
    this.agenda.schedule(Math.max(this.now, flight.endsAt), RANK.other, flight.sentBy, { kind: 'deliver', flight });
    this.doing.launched(flight);
  }

  scheduleClient(s: SimSession, what: 'next' | 'timeout' | 'retry', after: Micros): void {
    s.timer = this.agenda.schedule(this.now + after, RANK.other, this.events, { kind: 'client', session: s.id, what });
  }

  scheduleArrival(client: ClientId, after: Micros): void {
    this.agenda.arrivals.set(client, this.agenda.schedule(this.now + after, RANK.other, this.events, { kind: 'arrival', client }));
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
        if (!this.agenda.arrivals.has(client)) scheduleArrival(this, client);
      } else if (s.state === 'idle' && s.timer < 0)
        this.scheduleClient(s, 'next', between(this.clientStream, 1, Math.max(1, this.config.thinkMicros)));
    }
  }

  private finish(cause: EventNumber | null, actor: Address, happening: Happening): EventRecord {
    const { notes, noteActors, worldNotes, sent, written, held } = this.doing;
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
    this.agenda.settle(this);
    return record;
  }

  private execute(s: Scheduled): Happening {
    const { what } = s;
    switch (what.kind) {
      case 'wake':
        return onWake(this, this.node(what.node));
      case 'arrival':
        this.agenda.arrivals.delete(what.client);
        onArrival(this, what.client);
        return { kind: 'client', client: what.client, session: sessionOf(what.client, 0), what: 'next' };
      case 'deliver':
        return this.deliver(what.flight, s);
      case 'sync':
        return onSync(this, this.node(what.node), s);
      case 'group':
        onGroup(this, this.node(what.node), s);
        return what;
      case 'timer':
        onTimer(this, this.node(what.node), what.timer, s);
        return what;
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
      onArrived(this, n, s);
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
    this.doing.clear();
    this.agenda.settle(this);
  }
}

/** The world that a header describes, before its first event. */
export function makeWorld(header: RunHeader): World {
  const world = new World(header);
  world.begin();
  return world;
}
