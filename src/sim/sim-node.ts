// A node in its world: protocol state, disk, timers, and whether it is up.
import type { EventNumber, Micros, NodeId } from '../base/units.ts';
import type { TimerName } from '../paxos/effects.ts';
import { cloneNode, type Node } from '../paxos/node.ts';
import { recoverNode } from '../paxos/recovery.ts';
import type { Settings } from '../paxos/settings.ts';
import type { Scheduled } from './agenda.ts';
import type { Config } from './config.ts';
import { cloneDisk, cutTornTail, damageOf, makeDisk, recordsOf, type Disk } from './disk.ts';
import type { DiskRow } from './inputs.ts';
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
  /** 'damaged': up, but its disk cannot be trusted and it takes no part (D7, D8). */
  status: 'up' | 'crashed' | 'paused' | 'damaged';
  node: Node;
  disk: Disk;
  readonly timers: Map<TimerName, SimTimer>;
  /** What came while it was paused. */
  deferred: Scheduled[];
  syncTag: number;
  groupTag: number;
}

/** A node with a new disk, or with the rows that it is to recover from. */
export function makeSimNode(id: NodeId, settings: Settings, rows: readonly DiskRow[] | undefined): SimNode {
  const disk = makeDisk(rows ?? [{ lsn: 1, record: { type: 'identity', node: id, incarnation: 1 } }]);
  const node = recoverNode(id, settings, [], null);
  return { id, status: 'up', node, disk, timers: new Map(), deferred: [], syncTag: -1, groupTag: -1 };
}

export function cloneSimNode(n: SimNode): SimNode {
  const timers = new Map<TimerName, SimTimer>();
  for (const [name, t] of n.timers) timers.set(name, { ...t });
  return { ...n, node: cloneNode(n.node), disk: cloneDisk(n.disk), timers, deferred: n.deferred.slice() };
}

/** D7: the node comes up with what its disk holds and nothing else. */
export function bootNode(world: World, n: SimNode): void {
  const lsns = cutTornTail(n.disk);
  if (lsns.length > 0) world.note({ kind: 'cut-tail', node: n.id, lsns });
  const damage = damageOf(n.disk);
  const settings = settingsOf(
    world.config,
    world.nodes.map((x) => x.id),
  );
  n.node = recoverNode(n.id, settings, recordsOf(n.disk), damage);
  n.status = n.node.damage === null ? 'up' : 'damaged';
  n.disk.lost = 0;
  world.drive(n, { kind: 'start' });
}

/** What the configuration tells every node. */
export function settingsOf(c: Config, members: readonly NodeId[]): Settings {
  return {
    members,
    election: c.election,
    electionTimeoutMicros: c.electionTimeoutMicros,
    heartbeatMicros: c.heartbeatMicros,
    resendMicros: c.resendMicros,
    catchUpMicros: c.catchUpMicros,
    window: c.window,
    broken: new Set(c.switches),
  };
}
