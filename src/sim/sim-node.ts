// A node in its world: protocol state, disk, timers, and whether it is up.
import { below, between, makeStream } from '../base/prng.ts';
import type { EventNumber, Micros, NodeId } from '../base/units.ts';
import type { TimerName } from '../paxos/effects.ts';
import { cloneNode, type Node } from '../paxos/node.ts';
import { recoverNode } from '../paxos/recovery.ts';
import type { Settings } from '../paxos/settings.ts';
import { initialMembers, type Config } from './config.ts';
import { cloneDisk, cutTornTail, damageOf, makeDisk, recordsOf, type Disk } from './disk.ts';
import type { DiskRow, RunHeader } from './inputs.ts';
import type { Scheduled } from './agenda.ts';
import { drive } from './node-host.ts';
import type { World } from './world.ts';

export interface SimTimer {
  setAt: Micros;
  dueAt: Micros;
  /** The event that set it. */
  cause: EventNumber;
  /** The queue's number of its event, which may come up before `dueAt`. */
  tag: number;
  queuedAt: Micros;
}

/** Mutable, owned by its world; copy with `cloneSimNode`. */
export interface SimNode {
  readonly id: NodeId;
  /** 'damaged': up, but its disk cannot be trusted (D7, D8) or is full, and it takes no part. */
  status: 'up' | 'crashed' | 'paused' | 'damaged';
  node: Node;
  disk: Disk;
  readonly timers: Map<TimerName, SimTimer>;
  /** What came while it was paused. */
  deferred: Scheduled[];
  syncTag: number;
  groupTag: number;
  /** Its processor is busy until then; what comes meanwhile waits in order. */
  busyUntil: Micros;
  inbox: Scheduled[];
  wakeTag: number;
  /** Its clock: what it showed at time 0, and by how much its rate is off. */
  readonly clock: Clock;
}

export interface Clock {
  readonly offsetMicros: Micros;
  readonly driftPpm: number;
}

const MILLION = 1_000_000;

/** What the clock shows at a moment of true time. Whole numbers throughout, exact below 2⁵³. */
export function localTime(c: Clock, now: Micros): Micros {
  const seconds = Math.floor(now / MILLION);
  return c.offsetMicros + now + seconds * c.driftPpm + Math.floor(((now - seconds * MILLION) * c.driftPpm) / MILLION);
}

/** How much true time passes while the clock goes on by `micros`. */
export const trueSpan = (c: Clock, micros: Micros): Micros =>
  c.driftPpm === 0 ? micros : Math.max(1, Math.ceil((micros * MILLION) / (MILLION + c.driftPpm)));

/** The clock of a node: drawn by the seed, node by node. */
export function drawClock(config: Config, node: NodeId): Clock {
  const s = makeStream(config.seed, `clock ${node}`);
  const { driftPpm, clockOffsetMicros } = config;
  return { offsetMicros: below(s, clockOffsetMicros + 1), driftPpm: between(s, -driftPpm, driftPpm) };
}

/** A node with a new disk, or with the rows that it is to recover from. */
export function makeSimNode(id: NodeId, config: Config, settings: Settings, rows: readonly DiskRow[] | undefined): SimNode {
  const disk = makeDisk(rows ?? [{ lsn: 1, record: { type: 'identity', node: id, incarnation: 1 } }]);
  const node = recoverNode(id, settings, [], null);
  return {
    id,
    status: 'up',
    node,
    disk,
    timers: new Map(),
    deferred: [],
    syncTag: -1,
    groupTag: -1,
    busyUntil: 0,
    inbox: [],
    wakeTag: -1,
    clock: drawClock(config, id),
  };
}

export function cloneSimNode(n: SimNode): SimNode {
  const timers = new Map<TimerName, SimTimer>();
  for (const [name, t] of n.timers) timers.set(name, { ...t });
  return { ...n, node: cloneNode(n.node), disk: cloneDisk(n.disk), timers, deferred: n.deferred.slice(), inbox: n.inbox.slice() };
}

/** D7: the node comes up with what its disk holds and nothing else. */
export function bootNode(world: World, n: SimNode): void {
  const lsns = cutTornTail(n.disk);
  if (lsns.length > 0) world.note({ kind: 'cut-tail', node: n.id, lsns });
  const damage = damageOf(n.disk);
  n.node = recoverNode(n.id, settingsOf(world), recordsOf(n.disk), damage);
  n.status = n.node.damage === null ? 'up' : 'damaged';
  n.disk.lost = 0;
  n.busyUntil = world.now;
  drive(world, n, { kind: 'start' });
}

/** What the configuration tells every node. What membership and leases stand on is as it was when the world began. */
export function settingsOf(world: { readonly config: Config; readonly header: RunHeader }): Settings {
  const c = world.config;
  const first = world.header.config;
  return {
    members: initialMembers(first.nodes),
    election: c.election,
    electionTimeoutMicros: c.electionTimeoutMicros,
    heartbeatMicros: c.heartbeatMicros,
    resendMicros: c.resendMicros,
    catchUpMicros: c.catchUpMicros,
    window: c.window,
    alpha: Math.max(first.alpha, first.window),
    batchSize: c.batchSize,
    batchMicros: c.batchMicros,
    checkpointEvery: c.checkpointEvery,
    checkpointPolicy: c.checkpointPolicy,
    checkpointMode: c.checkpointMode,
    serialiseMicrosPerKib: c.serialiseMicrosPerKib,
    checkpointWaitMicros: c.checkpointWaitMicros,
    leaseMicros: first.leaseMicros,
    followerLeaseMicros: first.followerLeaseMicros,
    driftBoundPpm: first.driftPpm,
    broken: new Set(c.switches),
  };
}
