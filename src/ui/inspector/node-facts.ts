// What a node has beside role, ballot and log, in words: membership, checkpoint, leases, clock, processor. Only what is there is told.
import { nameOf } from '../../base/units.ts';
import { plural } from '../../view/words.ts';
import type { CheckpointFrame, Frame, LeaseFrame, NodeFrame } from '../../view/frame.ts';
import { formatCount, formatSpan, formatTime } from '../kit/format.ts';

type Words = readonly [name: string, value: string];

export function extraFacts(n: NodeFrame, frame: Frame): Words[] {
  return [
    ...membershipFacts(n, frame),
    ...(n.checkpoint === undefined ? [] : checkpointFacts(n, n.checkpoint)),
    ...(n.leases ?? []).map((l) => leaseFact(l, frame.at)),
    ...(n.clock === undefined || n.clock === '' ? [] : ([['Its clock shows', `${n.clock} beside true time`]] as const)),
    ...processorFacts(n, frame.at),
  ];
}

// M1, M5, A4: told where members have ever changed.
function membershipFacts({ membership, unaware }: NodeFrame, { log, nodes }: Frame): Words[] {
  const changed = log.members !== undefined || nodes.some((n) => n.membership !== undefined && n.membership !== 'member');
  if (unaware === true) return [['Membership', 'removed; it has not heard of that, and takes itself for a member']];
  if (!changed || membership === undefined) return [];
  return [['Membership', MEMBERSHIP[membership]]];
}

const MEMBERSHIP = {
  member: 'a member, by its own account',
  learner: 'a learner: it is taught what is chosen, and its vote does not count yet',
  removed: 'no member any more: it takes no part in what comes after',
} as const;

// C1, C5, P9.
function checkpointFacts(n: NodeFrame, c: CheckpointFrame): Words[] {
  const facts: Words[] = [];
  if (c.index > 0) facts.push(['Checkpoint', `slot ${c.index}, ${formatCount(c.bytes)} bytes, on its disk`]);
  if (c.taking !== null) {
    const { index, bytes, until } = c.taking;
    const stage = until === null ? 'written, waits for its sync' : `serialised until ${formatTime(until)} ms`;
    facts.push(['Takes a checkpoint', `slot ${index}, ${formatCount(bytes)} bytes: ${stage}`]);
  }
  if (c.installingFrom !== 0) facts.push(['Installs', `the checkpoint that ${nameOf(c.installingFrom)} sent`]);
  if ((n.logFloor ?? 0) > 0) facts.push(['Log cut up to', `slot ${n.logFloor}`]);
  return facts;
}

// Q3, Q4.
function leaseFact(l: LeaseFrame, at: number): Words {
  const until = `until ${formatTime(l.until)} ms, ${formatSpan(Math.max(0, l.until - at))} left`;
  switch (l.what) {
    case 'leader':
      return ['Lease as leader', `${until}: it answers reads alone (Q3)`];
    case 'follower':
      return ['Lease as follower', `${until}: it answers reads alone (Q4)`];
    case 'holder':
      return ['Granted a lease', `to ${nameOf(l.node)}, ${until}: its vote is waited for (Q4)`];
    case 'bound':
      return ['Holds off', `${l.node === 0 ? 'every candidate' : `candidates other than ${nameOf(l.node)}`}, ${until} (Q3)`];
  }
}

function processorFacts({ processor, status }: NodeFrame, at: number): Words[] {
  if (processor === undefined || status === 'crashed' || (processor.waiting === 0 && processor.busyUntil <= at)) return [];
  const busy = processor.busyUntil > at ? `busy for another ${formatSpan(processor.busyUntil - at)}` : 'free';
  return [['Processor', processor.waiting === 0 ? busy : `${busy}; ${plural(processor.waiting, 'event waits', 'events wait')}`]];
}
