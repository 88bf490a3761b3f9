// Every statement that "Five ways to read" makes about its runs, its figures too, held against the run of the real engine at that stop.
import { describe, expect, it } from 'vitest';
import { printBallot } from '../../paxos/ballot.ts';
import { leaseUntil } from '../../paxos/leases.ts';
import type { ReadMode } from '../../paxos/messages.ts';
import { holdsLease } from '../../scenario/facts.ts';
import type { WorldNote } from '../../sim/events.ts';
import { localTime } from '../../sim/sim-node.ts';
import type { World } from '../../sim/world.ts';
import { reads } from './reads.ts';
import { applied, entry, figures, flying, knows, leads, same, told, vote } from '../reading-testing.ts';
import { runTo, unproved, type AtStop, type Proof } from '../testing.ts';

type Answered = Extract<WorldNote, { kind: 'answered' }>;
const answersOf = ({ records }: AtStop): Answered[] =>
  records.flatMap((r) => r.worldNotes).filter((n): n is Answered => n.kind === 'answered');
/** The last answer to a read in this mode. */
const read = (at: AtStop, mode: ReadMode): { readonly value: string; readonly millis: number; readonly behind: number } => {
  const { result, afterMicros, behind } = answersOf(at).findLast((n) => n.operation.op === 'get' && n.mode === mode)!;
  return { value: result.value ?? '', millis: afterMicros / 1000, behind };
};
const since = ({ records }: AtStop, input: string): AtStop['records'] =>
  records.slice(records.findIndex((r) => r.happening.kind === 'input' && r.happening.input.kind === input));
/** Messages between nodes since the five reads were sent, of these types. */
const sentOf = (at: AtStop, ...types: string[]): number => {
  const first = at.records.findIndex(
    (r) => r.happening.kind === 'input' && r.happening.input.kind === 'command' && r.happening.input.mode === 'quorum',
  );
  return at.records
    .slice(first)
    .flatMap((r) => r.sent)
    .filter((f) => f.from !== f.to && types.includes(f.message.type)).length;
};
const x = (w: World, node: number): string | undefined => w.node(node).node.machine.peek({ op: 'get', key: 'x' }).value;
/** What its clock shows, and until when by it the lease lasts that it leads by, or that it is bound by; in whole ms. */
const clock = (w: World, node: number): number => Math.round(localTime(w.node(node).clock, w.now) / 1000);
const leaseEnd = (w: World, node: number): number => {
  const n = w.node(node);
  return Math.round(leaseUntil(n.node, n.node.leadership!, localTime(n.clock, w.now)) / 1000);
};
const boundUntil = (w: World, node: number): number => Math.round(w.node(node).node.bound.until / 1000);
const waiting = (w: World, mode: ReadMode): number => w.sessions.filter((s) => s.state !== 'idle' && s.mode === mode).length;
const when = (at: AtStop, says: RegExp): number => at.records[at.told.findIndex((t) => says.test(t))]!.at / 1000;

const PROOFS: Readonly<Record<string, Readonly<Record<string, Proof>>>> = {
  five: {
    'A message takes 10 ms one way, a sync 1 ms.': ({ world: w }) => w.config.delayMicros === 10_000 && w.config.syncMicros === 1_000,
    'n1 leads 1.n1 and holds a lease: nobody else can lead before it is over.': ({ world: w }) =>
      leads(w, 1, '1.n1') && holdsLease(w, w.node(1)) && [2, 3, 4].every((n) => boundUntil(w, n) >= leaseEnd(w, 1)),
    'It has granted n2 one as well.': ({ world: w }) =>
      same(
        [2, 3, 4, 5].filter((n) => holdsLease(w, w.node(n))),
        [2],
      ),
    'You have just been told that x=2 is done.': (at) => /^You have the answer to .*: x=2 is done/.test(at.told.at(-1)!),
    'n1 has applied it in slot 4.': ({ world: w }) => entry(w, 1, 4) === 'x=2' && same(applied(w, 1), [4]),
    'The four others have voted for it and do not know yet that it is chosen: they have applied slots 1 to 3, and there x is 1.': ({
      world: w,
    }) =>
      [2, 3, 4, 5].every((n) => vote(w, n, 4) === '1.n1 x=2' && !knows(w, n, 4) && w.node(n).node.appliedIndex === 3 && x(w, n) === '1'),
    'Now you read x five times at once: through the log, by a quorum round, under n1’s lease, under n2’s lease, and stale, from n3 as it is.':
      'reasoning',
    'You know that x=2 is done.': 'reasoning',
  },
  answers: {
    'Through the log: 41 ms, 8 messages, a slot, and a sync on every disk.': (at) =>
      read(at, 'log').millis === 41 &&
      sentOf(at, 'Accept', 'Accepted') === 8 &&
      entry(at.world, 1, 5) === 'x?' &&
      [1, 2, 3, 4, 5].every((n) => vote(at.world, n, 5) === '1.n1 x?'),
    'Quorum round: 40 ms and 8 messages, but no slot and no disk: n1 asked whether it still leads.': (at) =>
      read(at, 'quorum').millis === 40 &&
      told(at, /^n1 remembers its commit index, 4, for your read of x, and asks a quorum/) &&
      at.world.config.nodes === 5,
    'Leader lease: 20 ms, your own way there and back.': (at) => read(at, 'leader-lease').millis === 20,
    'Follower lease, at n2: 29 ms, and no message for this read either.': (at) =>
      read(at, 'follower-lease').millis === 29 && sentOf(at, 'LeaseRequest', 'LeaseGrant') === 0,
    'n2 waited 9 ms for n1’s next heartbeat, which told it that slot 4 is chosen.': (at) =>
      when(at, /^n2 learns that x=2 is chosen in slot 4: .* It answers your read of x/) -
        when(at, /^n2’s lease lasts until .* once slot 4 is applied/) ===
      9,
    'Stale, at n3: 20 ms, and x was 1.': (at) => same(read(at, 'stale'), { value: '1', millis: 20, behind: 1 }),
    'n2 held a good lease, and had applied x=1.': (at) =>
      told(at, /^n2’s lease lasts until .*: it answers your read of x once slot 4 is applied/),
    'Why did it wait for slot 4?': 'reasoning',
  },
  cut: {
    'The network has cut n1 off from the four others; you reach both sides.': ({ world: w }) =>
      [2, 3, 4, 5].every((n) => w.isCut(1, n) && w.isCut(n, 1) && !w.isCut(100, n)) && !w.isCut(100, 1),
    'You asked n1 for x twice.': (at) =>
      since(at, 'partition').filter((r) => r.happening.kind === 'input' && r.happening.input.kind === 'command').length === 2,
    'Under its lease it answered alone, after 20 ms: x is 2.': (at) =>
      same([read(at, 'leader-lease').millis, read(at, 'leader-lease').value], [20, '2']) && waiting(at.world, 'quorum') === 1,
    'n2 to n5 have acknowledged a heartbeat of n1, and whoever does that is bound: it refuses every other candidate, and does not stand itself, until n1’s lease is over.':
      ({ world: w }) => [2, 3, 4, 5].every((n) => w.node(n).node.bound.to === 1 && boundUntil(w, n) > leaseEnd(w, 1)),
    'At this moment n2’s election time-out fires.': 'reasoning',
    'With n3, n4 and n5 it would have a quorum.': 'reasoning',
  },
  leads: {
    'n1’s lease ended at 523 ms: it lasts 300 ms from when n1 sent the last heartbeat that a quorum acknowledged.': (at) =>
      leaseEnd(at.world, 1) === 523 && at.world.config.leaseMicros === 300_000 && at.world.config.driftPpm === 0,
    'n2 was bound until 533 ms, for it counts from when it heard that heartbeat.': (at) =>
      told(at, /^n2 does not stand for election: it has acknowledged n1’s heartbeat and waits until 533\.000/),
    'Then it stood, and since 555 ms it leads 2.n2.': (at) =>
      when(at, /^n2 stands for election with 2\.n2/) === 533 && at.world.now === 555_000 && leads(at.world, 2, '2.n2'),
    'n1 has heard nothing of this, and believes that it leads.': ({ world: w }) => leads(w, 1, '1.n1'),
  },
  three: {
    'x=3 is chosen in slot 6, in 2.n2, and you have been told so.': (at) =>
      entry(at.world, 2, 6) === 'x=3' && vote(at.world, 2, 6) === '2.n2 x=3' && /: x=3 is done/.test(at.told.at(-1)!),
    'n1’s state machine still says that x is 2, and n1 still believes that it leads.': ({ world: w }) =>
      x(w, 1) === '2' && leads(w, 1, '1.n1'),
    'You ask n1 for x: under its lease, by a quorum round, and stale.': 'reasoning',
  },
  silent: {
    'The stale read was answered after 20 ms: x is 2, which is no longer so.': (at) =>
      same(read(at, 'stale'), { value: '2', millis: 20, behind: 0 }),
    'Its mark said: as new as n1 has heard of.': (at) => told(at, /^You have the answer to .*: x=2, version 2, as far as that node knew/),
    'n1’s lease is over, so that even the read under the lease needs a quorum now; and no acknowledgement comes.': ({ world: w }) =>
      !holdsLease(w, w.node(1)) &&
      waiting(w, 'leader-lease') === 1 &&
      waiting(w, 'quorum') === 2 &&
      flying(w, 'HeartbeatAck').every((f) => !f.endsWith('n1')),
    'All this rests on two clocks: n1’s, by which its lease ends, and n2’s, by which n2 is bound.': 'reasoning',
    'Suppose n1’s runs slow.': 'reasoning',
  },
  'no-bound': {
    'n3 led and was cut off.': ({ world: w }) => leads(w, 3, '1.n3') && [1, 2].every((n) => w.isCut(3, n)),
    'By now n2 leads 2.n2, and you have been told that x=2 is done.': (at) => leads(at.world, 2, '2.n2') && told(at, /: x=2 is done/),
    'n3’s clock runs slow and shows 939 ms; n2’s runs fast and shows 1,229 ms.': ({ world: w }) =>
      same([clock(w, 3), clock(w, 2)], [939, 1229]),
    'By its own clock n2 was bound long enough.': (at) =>
      told(at, /^n2 does not stand for election: .* until 1,100\.355 on its clock/) &&
      localTime(at.world.node(2).clock, when(at, /^n2 stands for election with 2\.n2/) * 1000) > 1_100_355,
    'By n3’s clock, n3’s lease lasts until 1,068 ms.': ({ world: w }) => leaseEnd(w, 3) === 1068 && holdsLease(w, w.node(3)),
    'Your read of x is on its way to n3.': ({ world: w }) => w.flights().some((f) => f.message.type === 'Request' && f.to === 3),
    'What will n3 do with it?': 'reasoning',
  },
  violated: {
    'n3 answered alone that x is 1, after you had been told that x=2 is done.': (at) =>
      at.runner.violation!.invariant === 'I11' &&
      at.world.flights().some((f) => f.message.type === 'Reply' && f.from === 3 && f.message.result.value === '1') &&
      told(at, /: x=2 is done/),
  },
  bounded: {
    'n3’s lease ended at 868 ms on its clock, which shows 895 ms now: so it does not answer alone, but asks a quorum, which it does not get.':
      (at) =>
        same([leaseEnd(at.world, 3), clock(at.world, 3)], [868, 895]) &&
        told(at, /^n3 remembers its commit index, 1, for your read of x, and asks a quorum/),
    'n2 was told to stand, and did not: it is bound until 1,300 ms on its clock, which shows 1,171 ms.': (at) =>
      same([boundUntil(at.world, 2), clock(at.world, 2)], [1300, 1171]) && told(at, /^n2 does not stand for election/),
    'When it leads, n3’s lease will have been over for long.': (at) => {
      const { world: w } = runTo(reads, reads.stops.length - 1);
      while (clock(w, 2) < boundUntil(w, 2)) w.step();
      return clock(w, 3) > leaseEnd(at.world, 3) + 100;
    },
  },
};

describe('Five ways to read', () => {
  it.each(reads.stops.map((s, i) => [s.title, i] as const))('says what is so at “%s”', (_title, i) => {
    const stop = reads.stops[i]!;
    expect(unproved(stop, runTo(reads, i), PROOFS[stop.id] ?? {})).toEqual([]);
  });

  it('shows in the numbers what the prose says of each way', () => {
    const at = runTo(reads, 1);
    const shown = figures(at).reads.map((r) => [r.mode, r.p50Micros / 1000, r.mode === 'stale' ? r.behind : 0]);
    expect(shown.sort()).toEqual([
      ['follower-lease', 29, 0],
      ['leader-lease', 20, 0],
      ['log', 41, 0],
      ['quorum', 40, 0],
      ['stale', 20, 1],
    ]);
    expect(
      answersOf(at)
        .slice(-5)
        .map((n) => [n.mode, n.result.value])
        .sort(),
    ).toEqual([
      ['follower-lease', '2'],
      ['leader-lease', '2'],
      ['log', '2'],
      ['quorum', '2'],
      ['stale', '1'],
    ]);
  });

  it('has no lease at n1 once n2 leads, by clocks that run true', () => {
    const { world } = runTo(
      reads,
      reads.stops.findIndex((s) => s.id === 'leads'),
    );
    expect([holdsLease(world, world.node(1)), world.config.driftPpm]).toEqual([false, 0]);
  });

  it('runs the broken story and the right one on the same clocks', () => {
    const [broken, right] = ['no-bound', 'bounded'].map(
      (id) =>
        runTo(
          reads,
          reads.stops.findIndex((s) => s.id === id),
        ).world,
    );
    expect(broken!.nodes.map((n) => n.clock)).toEqual(right!.nodes.map((n) => n.clock));
    expect([broken!.config.driftPpm, broken!.config.leaseMicros]).toEqual([200_000, 1_000_000]);
    expect([broken!.config.switches, right!.config.switches]).toEqual([['no-drift-bound'], []]);
    expect(printBallot(right!.node(3).node.ballot)).toBe('1.n3');
  });
});
