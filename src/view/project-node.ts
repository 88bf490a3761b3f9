// One node as pictures need it: what it is, believes and waits for, and its disk. A node that is down has nothing but its disk.
import { compareBallots, NO_BALLOT } from '../paxos/ballot.ts';
import { governing, neededOf } from '../paxos/configuration.ts';
import type { SimNode } from '../sim/sim-node.ts';
import type { World } from '../sim/world.ts';
import type { BallotFrame, DiskFrame, NodeFrame } from './frame.ts';
import { projectHeld } from './project-flight.ts';
import { diskKnowledge } from './stored-votes.ts';
import { projectExtras } from './project-extras.ts';
import { waitsFor } from './waits-for.ts';
import { ballotFrame } from './words.ts';

/** Messages that wait for a sync, listed by name. */
const MAX_HELD = 12;

export function projectNode(world: World, n: SimNode, cutTo: NodeFrame['cutTo']): NodeFrame {
  const memory = n.status === 'crashed' ? downMemory(n) : upMemory(n);
  return {
    id: n.id,
    status: n.status,
    ...memory,
    disk: projectDisk(world, n),
    queued: n.status === 'crashed' ? 0 : n.node.queue.length,
    waitsFor: waitsFor(n, world),
    ...projectExtras(world, n),
    cutTo,
  };
}

type Memory = Pick<NodeFrame, 'role' | 'ballot' | 'promised' | 'leader' | 'commitIndex' | 'appliedIndex' | 'promises' | 'timeout'>;

function downMemory(n: SimNode): Memory {
  const disk = diskKnowledge(n);
  const promised = ballotFrame(disk.promised);
  return {
    role: 'follower',
    ballot: promised,
    promised,
    leader: 0,
    commitIndex: disk.commitIndex,
    appliedIndex: 0,
    promises: null,
    timeout: null,
  };
}

function upMemory(n: SimNode): Memory {
  const { node } = n;
  const timer = n.timers.get('election') ?? n.timers.get('candidacy');
  const timed = timer !== undefined && node.role !== 'leader' && n.status === 'up';
  return {
    role: node.role,
    ballot: ballotFrame(node.role === 'follower' ? node.promised : node.ballot),
    promised: ballotFrame(node.promised),
    leader: node.leader,
    commitIndex: node.commitIndex,
    appliedIndex: node.appliedIndex,
    promises:
      node.candidacy === null
        ? null
        : { from: [...node.candidacy.promises.keys()], needed: neededOf(node, governing(node, node.commitIndex + 1)) },
    timeout: timed ? { setAt: timer.setAt, dueAt: timer.dueAt } : null,
  };
}

function projectDisk(world: World, n: SimNode): DiskFrame {
  const { disk } = n;
  const held = [];
  let heldCount = 0;
  for (const { sends } of disk.held) {
    heldCount += sends.length;
    for (const s of sends) if (held.length < MAX_HELD) held.push(projectHeld(s));
  }
  const { sync } = disk;
  return {
    synced: disk.durable,
    written: disk.rows.length,
    sync: sync === null || n.status === 'crashed' ? null : { covers: sync.covers, began: sync.began, dueAt: sync.dueAt },
    held,
    heldCount,
    lost: disk.lost,
    ...(disk.full ? { full: true } : {}),
    ...(world.config.battery ? { battery: disk.batteryFailed ? ('failed' as const) : ('works' as const) } : {}),
    syncMicros: world.config.nodeSyncMicros[n.id - 1] ?? world.config.syncMicros,
  };
}

/** Who leads: the node that leads the highest ballot, by its own account, and is not down. */
export function leaderOf(world: World): { readonly node: number; readonly ballot: BallotFrame } | null {
  let best: SimNode | null = null;
  for (const n of world.nodes) {
    if (n.status === 'crashed' || n.node.role !== 'leader') continue;
    if (best === null || compareBallots(n.node.ballot, best.node.ballot) > 0) best = n;
  }
  return best === null ? null : { node: best.id, ballot: ballotFrame(best.node.ballot) ?? ballotFrame({ ...NO_BALLOT, node: best.id })! };
}
