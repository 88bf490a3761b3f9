// What a node has beside role, ballot and disk: membership, checkpoint, leases, processor, clock. Times are true times; a node itself knows only
// its own clock. Reads the world, never changes it.
import { isBound, leaseUntil } from '../paxos/leases.ts';
import { membershipOf } from '../scenario/facts.ts';
import { configurationsOf, membersOf } from './members.ts';
import { localTime, trueSpan, type SimNode } from '../sim/sim-node.ts';
import type { World } from '../sim/world.ts';
import type { CheckpointFrame, LeaseFrame, NodeFrame } from './frame.ts';
import { changeWaits } from './waits-for.ts';
import { spanText } from './words.ts';

type Extras = Pick<NodeFrame, 'membership' | 'unaware' | 'change' | 'checkpoint' | 'logFloor' | 'leases' | 'processor' | 'clock'>;

export function projectExtras(world: World, n: SimNode): Extras {
  const down = n.status === 'crashed';
  return {
    membership: membershipOf(n.node),
    ...(isUnaware(world, n) ? { unaware: true } : {}),
    change: down || n.node.leadership === null ? '' : changeWaits(n, n.node.leadership),
    checkpoint: projectCheckpoint(n),
    logFloor: n.node.log.floor,
    leases: down ? [] : projectLeases(world, n),
    processor: { busyUntil: down ? 0 : n.busyUntil, waiting: n.inbox.length },
    clock: clockText(world, n),
  };
}

// M3, A4: who governs what comes after all that is known to be chosen, or will once those slots are. A newcomer knows its configuration before
// that governs.
function isUnaware(world: World, n: SimNode): boolean {
  if (membershipOf(n.node) !== 'member') return false;
  const next = Math.max(...world.nodes.map((x) => x.node.commitIndex)) + 1;
  if (membersOf(world, next).includes(n.id)) return false;
  return !configurationsOf(world).some((c) => c.from > next && c.members.includes(n.id));
}

function projectCheckpoint(n: SimNode): CheckpointFrame {
  const { checkpoint, taking, installing } = n.node;
  const timer = n.timers.get('checkpoint');
  const down = n.status === 'crashed';
  return {
    index: checkpoint?.index ?? 0,
    bytes: checkpoint?.bytes ?? 0,
    taking:
      taking === null || down
        ? null
        : { index: taking.index, bytes: taking.bytes, setAt: timer?.setAt ?? 0, until: timer === undefined ? null : timer.dueAt },
    installingFrom: down ? 0 : (installing?.from ?? 0),
  };
}

// Q3, Q4: what runs out on the node's clock, in true time.
function projectLeases(world: World, n: SimNode): LeaseFrame[] {
  const { node } = n;
  if (node.settings.leaseMicros === 0) return [];
  const now = localTime(n.clock, world.now);
  const leases: LeaseFrame[] = [];
  const add = (what: LeaseFrame['what'], whose: number, until: number): void => {
    if (until > now) leases.push({ what, node: whose, until: world.now + trueSpan(n.clock, until - now) });
  };
  if (node.leadership !== null) {
    add('leader', n.id, leaseUntil(node, node.leadership, now));
    for (const [holder, until] of node.leadership.holders) add('holder', holder, until);
  } else {
    add('follower', n.id, node.followerLease.until);
    if (isBound(node, n.id, now)) add('bound', node.bound.to, node.bound.until);
  }
  return leases;
}

function clockText(world: World, n: SimNode): string {
  const off = localTime(n.clock, world.now) - world.now;
  if (n.clock.driftPpm === 0 && n.clock.offsetMicros === 0) return '';
  return `${off < 0 ? '−' : '+'}${spanText(Math.abs(off))}`;
}
