// Every statement that "Why a stable leader" makes about its runs, held against the run of the real engine at that stop.
import { describe, expect, it } from 'vitest';
import { printBallot } from '../../paxos/ballot.ts';
import type { NoteKind } from '../../paxos/effects.ts';
import type { MessageType } from '../../paxos/messages.ts';
import { before, counters, entry, figures, knows, leads, same, three, told, vote } from '../reading-testing.ts';
import { runTo, unproved, type AtStop, type Proof } from '../testing.ts';
import { stability } from './stability.ts';

const stopAt = (id: string): AtStop =>
  runTo(
    stability,
    stability.stops.findIndex((s) => s.id === id),
  );
const notes = (at: AtStop, kind: NoteKind, from = 0): number =>
  at.records.slice(from).reduce((sum, r) => sum + r.notes.filter((n) => n.kind === kind).length, 0);
const setAt = (at: AtStop): number => at.records.findLastIndex((r) => r.happening.kind === 'input' && r.happening.input.kind === 'set');
const sent = (at: AtStop, type: MessageType, from = 0): number =>
  at.records
    .slice(from)
    .flatMap((r) => r.sent)
    .filter((f) => f.message.type === type && f.from !== f.to).length;
/** Messages of Phase 1, of Phase 2, and the round trips of each, a command: as Numbers shows them. */
const each = (at: AtStop): number[] => {
  const f = figures(at);
  return [f.phase1, f.phase2, f.phase1Rounds, f.phase2Rounds].map((n) => three(n / f.commands));
};
const timeOf = (at: AtStop, pattern: RegExp): number => at.records[at.told.findIndex((t) => pattern.test(t))]!.at;
/** How long until the next message of that kind from n1 reaches n3. */
const dueFromN1 = (at: AtStop, type: MessageType): number =>
  Math.min(
    ...at.world
      .flights()
      .filter((f) => f.from === 1 && f.to === 3 && f.message.type === type)
      .map((f) => f.endsAt),
  ) - at.world.now;

const PROOFS: Readonly<Record<string, Readonly<Record<string, Proof>>>> = {
  calm: {
    'n1 has led 1.n1 from the beginning.': (at) => leads(at.world, 1, '1.n1') && counters(at).elections === 1,
    'The election time-out is 200 ms: a follower stands for election when it has heard nothing for a time drawn from 200 to 400 ms.': ({
      world: w,
    }) => w.config.electionTimeoutMicros === 200_000,
    'A heartbeat comes every 50 ms, and takes 10 to 20 ms.': ({ world: w }) =>
      same([w.config.heartbeatMicros, w.config.delayMicros, w.config.jitterMicros], [50_000, 15_000, 5_000]),
    'Measured since then: 8 messages and one round trip a command, all of Phase 2, and 24.7 answers a second.': (at) =>
      same(each(at), [0, 8, 0, 1]) && three(figures(at).perSecond) === 24.7 && counters(at).acknowledged === 60,
    'Now the time-out is set to 38 ms, so that followers wait for 38 to 76 ms.': 'reasoning',
  },
  alarm: {
    'n3 had heard nothing for a whole time-out, and stands with 2.n3.': (at) =>
      /^n3 stands for election with 2\.n3: it has heard no leader for a whole time-out/.test(at.told.at(-1)!),
    'n1 is up, and leads; an Accept and a heartbeat of n1 reach n3 within the next millisecond.': (at) =>
      leads(at.world, 1, '1.n1') && dueFromN1(at, 'Accept') < 1_000 && dueFromN1(at, 'Heartbeat') < 1_000,
    'n3 has got it wrong.': 'reasoning',
    'What becomes of n1?': 'reasoning',
  },
  deposed: {
    'n3 leads 2.n3.': (at) => leads(at.world, 3, '2.n3') && told(at, /^n1 stops leading 1\.n1: it has met the higher ballot 2\.n3/),
    'n3 has to fetch the entry of slot 68, which is known to be chosen, and to propose again what was reported in slot 69.': (at) =>
      /asks n4 for the chosen entries from slot 68 on.*It adopts \S+ in slot 69:/.test(at.told.at(-1)!) && !knows(at.world, 3, 68),
    'What n1 had under way was refused.': (at) => told(at, /^n3 refuses n1’s Accept in slot 69/),
    'And n3 hears the same clocks tick: the next follower may soon take n3 for dead.': 'reasoning',
    'Let it run until 120 commands have been answered in all.': 'reasoning',
    'Calm cost 8 messages and one round trip a command; Basic Paxos, both phases for each, would cost 16 and two.': (at) =>
      same(each(runTo(stability, 0)), [0, 8, 0, 1]) && at.world.config.nodes === 5,
  },
  churn: {
    'Measured since the time-out was set: 5.35 messages of Phase 1 and 9.69 messages of Phase 2 a command, and 0.742 round trips of Phase 1 beside each of Phase 2.':
      (at) => same(each(at), [5.35, 9.69, 0.742, 1]),
    'Only 13 answers a second, where it was 24.7.': (at) => three(figures(at).perSecond) === 13 && three(before(at).perSecond) === 24.7,
    'The slowest answer took 507 ms, where it was 223 ms.': (at) =>
      three(figures(at).p99Micros / 1000) === 507 && three(before(at).p99Micros / 1000) === 223,
  },
  restored: {
    'n1, which happened to lead, has led 32.n1 ever since.': (at) => leads(at.world, 1, '32.n1') && notes(at, 'lead', setAt(at)) === 0,
    'Measured since the change: no message of Phase 1, 7.93 messages of Phase 2, one round trip a command, 25.1 answers a second, twice what it was before.':
      (at) =>
        same(each(at), [0, 7.93, 0, 1]) &&
        three(figures(at).perSecond) === 25.1 &&
        figures(at).perSecond > 1.9 * before(at).perSecond &&
        sent(at, 'Prepare', setAt(at)) === 0,
  },
  asleep: {
    'n1 led 1.n1, had x=1 chosen in slot 1, and was then paused for ten seconds, fifty time-outs.': ({ world: w, runner }) =>
      w.node(1).status === 'paused' &&
      entry(w, 1, 1) === 'x=1' &&
      runner.clock > 10_000_000 &&
      w.config.electionTimeoutMicros * 50 === 10_000_000,
    'n2, n3, n4 and n5 have long taken it for gone: none of them knows a leader.': ({ world: w }) =>
      w.config.election === 'lazy' && [2, 3, 4, 5].every((n) => w.node(n).node.leader === 0),
    'But none of them has promised a ballot above 1.n1.': ({ world: w }) =>
      [2, 3, 4, 5].every((n) => printBallot(w.node(n).node.promised) === '1.n1'),
    'n1 is resumed, and gets x=2.': 'reasoning',
  },
  awake: {
    'n1 proposed x=2 in slot 2 under 1.n1, with four Accept and no Prepare, and knew it to be chosen 21 ms later.': (at) =>
      vote(at.world, 1, 2) === '1.n1 x=2' &&
      knows(at.world, 1, 2) &&
      same([sent(at, 'Prepare'), sent(at, 'Accept')], [4, 8]) &&
      at.world.now - timeOf(at, /^n1 proposes x=2/) === 21_000,
    'Had a quorum promised another ballot meanwhile, n1’s Accept would have been refused, after a year or after a millisecond.':
      'reasoning',
    'The first world again, with its time-out of 38 ms from the beginning, and a lease of 150 ms.': 'reasoning',
    'What will be measured over 60 answers?': 'reasoning',
  },
  lease: {
    'n1 leads 1.n1 from the beginning: 8 messages and one round trip a command, 24.7 answers a second, as in the calm world, in spite of time-outs of 38 ms.':
      (at) =>
        leads(at.world, 1, '1.n1') &&
        same(each(at), [0, 8, 0, 1]) &&
        three(figures(at).perSecond) === 24.7 &&
        same([at.world.config.electionTimeoutMicros, at.world.config.leaseMicros], [38_000, 150_000]) &&
        at.told.filter((t) => /^n[2-5] does not stand for election: it has acknowledged n1’s heartbeat/.test(t)).length === 14,
    'The price: when n1 dies, nobody can take over before the lease is over.': 'reasoning',
  },
};

describe('Why a stable leader', () => {
  stability.stops.forEach((stop, i) => {
    it(`says what is so at “${stop.title}”`, () => {
      expect(unproved(stop, runTo(stability, i), PROOFS[stop.id] ?? {})).toEqual([]);
    });
  });

  it('counts right in its replies and between its figures', () => {
    const at = stopAt('churn');
    const f = figures(at);
    expect([f.phase1Rounds, f.commands]).toEqual([46, 62]);
    expect([three((f.phase1 + f.phase2) / f.commands), three((f.phase1Rounds + f.phase2Rounds) / f.commands)]).toEqual([15, 1.74]);
    expect(notes(at, 'lead', setAt(at))).toBe(31);
    const lease = stopAt('lease');
    expect(lease.told.filter((t) => /^n[2-5] does not stand for election: it has acknowledged n1’s heartbeat/.test(t))).toHaveLength(14);
    expect(notes(lease, 'candidate')).toBe(1);
  });
});
