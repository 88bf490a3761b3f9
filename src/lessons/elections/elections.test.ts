// Every statement that "Who may lead" makes about its runs, held against the run of the real engine at that stop.
import { describe, expect, it } from 'vitest';
import { printBallot } from '../../paxos/ballot.ts';
import type { MessageType } from '../../paxos/messages.ts';
import { step } from '../../paxos/node.ts';
import { chosenInFact } from '../../scenario/facts.ts';
import type { World } from '../../sim/world.ts';
import { all, applied, entry, flying, knows, leads, same, synced, told, up, vote } from '../reading-testing.ts';
import { runTo, unproved, type AtStop, type Proof } from '../testing.ts';
import { elections } from './elections.ts';

const promised = (w: World, node: number): string => printBallot(w.node(node).node.promised);
const timeOf = (at: AtStop, pattern: RegExp): number => at.records[at.told.findIndex((t) => pattern.test(t))]!.at;
const sent = (at: AtStop, type: MessageType, from: number, since = 0): number =>
  at.records.flatMap((r) => r.sent).filter((f) => f.message.type === type && f.from === from && f.to !== from && f.sentAt >= since).length;
/** The nodes whose synced votes make the slot chosen in the ballot. */
const votersIn = (w: World, slot: number, text: string): number[] =>
  w.nodes.map((n) => n.id).filter((n) => synced(w, n, slot).includes(text));

const PROOFS: Readonly<Record<string, Readonly<Record<string, Proof>>>> = {
  open: {
    'n1 led 1.n1, and is down.': (at) => !up(at.world, 1) && told(at, /^n1 leads 1\.n1:/),
    'Before it died it had x=2 chosen in slot 2 by the votes of n1, n4 and n5, and you have been told “done”.': (at) =>
      same(votersIn(at.world, 2, '1.n1 x=2'), [1, 4, 5]) && chosenInFact(at.world, 2) !== null && told(at, /: x=2 is done/),
    'n2 and n3 know nothing of slot 2: their Accept were lost.': ({ world: w }) =>
      [2, 3].every((n) => vote(w, n, 2) === '' && !knows(w, n, 2)),
    'n2, n3, n4 and n5 each wait: who has heard no leader for a time of its own, drawn at random from 200 to 400 ms, stands for election (rule E1).':
      ({ world: w }) =>
        w.config.electionTimeoutMicros === 200_000 && [2, 3, 4, 5].every((n) => up(w, n) && w.node(n).node.role === 'follower'),
    'Suppose they all waited exactly 200 ms.': 'reasoning',
  },
  two: {
    'n2’s time was over first: it stands with 2.n2, one round above the highest ballot that it has met.': (at) =>
      told(at, /^n2 stands for election with 2\.n2: it has heard no leader for a whole time-out/) &&
      at.world.node(2).node.role === 'candidate',
    'Only 3.6 ms later n5’s was over.': (at) =>
      timeOf(at, /^n5 stands for election with 2\.n5: it has heard no leader/) - timeOf(at, /^n2 stands/) === 3_585,
    'n2’s Prepare had not arrived yet, so n5 stands with 2.n5.': ({ world: w }) =>
      flying(w, 'Prepare').includes('n2>n5') && promised(w, 5) === '2.n5',
    'Both ask the other four, n1 too, which is down.': ({ world: w }) =>
      same(flying(w, 'Prepare').sort(), ['n2>n1', 'n2>n3', 'n2>n4', 'n2>n5', 'n5>n1', 'n5>n2', 'n5>n3', 'n5>n4']),
    'With n1 down, n3 and n4 decide.': ({ world: w }) => !up(w, 1),
    'n3 and n4 will get both: first the Prepare of 2.n2, then that of 2.n5.': ({ world: w }) =>
      [3, 4].every((to) => {
        const [first, second] = w.flights().filter((f) => f.message.type === 'Prepare' && f.to === to);
        return first!.from === 2 && second!.from === 5 && first!.endsAt < second!.endsAt;
      }),
  },
  higher: {
    'n3 and n4 promised 2.n2 and, as it came, 2.n5.': (at) =>
      [3, 4].every(
        (n) => told(at, new RegExp(`^n${n} promises 2\\.n2`)) && told(at, new RegExp(`^n${n} promises 2\\.n5: 2\\.n5 > 2\\.n2`)),
      ),
    'n2 met 2.n5, gave its own ballot up, and promised the higher one.': (at) =>
      told(at, /^n2 gives up 2\.n2: it has met the higher ballot 2\.n5\. It promises 2\.n5/),
    'Three promises of 2.n5 are on their way to n5; those of 2.n2 still come to n2, and count for nothing.': ({ world: w }) =>
      same(flying(w, 'Promise').sort(), ['n2>n5', 'n3>n2', 'n3>n5', 'n4>n2', 'n4>n5']) && w.node(2).node.candidacy === null,
    'That n2 stood first, how long it has been up, what is in its log: none of it matters.': 'reasoning',
    'n2 now backs off: it waits for a time drawn from 200 to 600 ms.': ({ world: w }) =>
      w.node(2).node.attempts === 1 && w.config.electionTimeoutMicros === 200_000,
    'After another failure in a row the range would reach to 1,000 ms, and so on up to a bound (rule E2).': 'reasoning',
    'Now take the wait away from n2, to see what it is for: n2 stands again at once, with 3.n2.': 'reasoning',
    'What comes of n5?': 'reasoning',
  },
  'for-nothing': {
    'n5 had its quorum and led 2.n5.': (at) => told(at, /^n5 leads 2\.n5: n2, n3 and n5 promised it, a quorum\./),
    'Its promises reported a vote for x=2 in slot 2, so it proposed x=2 there again.': (at) => told(at, /It adopts x=2 in slot 2/),
    'After 1 ms n2’s Prepare of 3.n2 was there, and n5 stopped leading.': (at) =>
      timeOf(at, /^n5 stops leading 2\.n5: it has met the higher ballot 3\.n2/) - timeOf(at, /^n5 leads 2\.n5/) === 1_000,
    'n2, n3 and n4 have promised 3.n2 as well: they refused n5’s Accept in slot 2.': (at) =>
      [2, 3, 4].every(
        (n) => promised(at.world, n) === '3.n2' && told(at, new RegExp(`^n${n} refuses n5’s Accept in slot 2: it has promised 3\\.n2`)),
      ),
    'Only n5 has voted there in 2.n5.': ({ world: w }) => same(votersIn(w, 2, '2.n5 x=2'), [5]),
    'n5 can do the same to n2 now, then n2 to n5, and so on without an end.': 'reasoning',
  },
  duelling: {
    'n2 led 3.n2.': (at) => told(at, /^n2 leads 3\.n2:/),
    'It had no vote in slot 2 of its own; n4 reported one for x=2, and so n2 proposed x=2.': (at) =>
      told(at, /^n2 leads 3\.n2: .*It adopts x=2 in slot 2: the highest ballot reported was 1\.n1, by n4\./) &&
      same(synced(at.world, 2, 2), ['3.n2 x=2']),
    'By then n5’s Prepare of 4.n5 was under way: n2 stopped leading, and its Accept were refused.': (at) =>
      timeOf(at, /^n5’s sync is complete.*Prepare to n1, n2, n3 and n4/) < timeOf(at, /^n2 leads 3\.n2/) &&
      told(at, /^n2 stops leading 3\.n2: it has met the higher ballot 4\.n5/) &&
      [3, 4, 5].every((n) => told(at, new RegExp(`^n${n} refuses n2’s Accept in slot 2`))),
    'Four candidacies since n1’s crash, two leaders of 1 ms and 9 ms, and not one slot chosen anew.': (at) => {
      const crash = at.told.findIndex((t) => t.startsWith('n1 crashes'));
      const notes = at.records.slice(crash).flatMap((r) => r.notes);
      const count = (kind: string): number => notes.filter((n) => n.kind === kind).length;
      return (
        same([count('candidate'), count('lead'), count('chosen')], [4, 2, 0]) &&
        timeOf(at, /^n2 stops leading/) - timeOf(at, /^n2 leads 3\.n2/) === 9_000
      );
    },
  },
  quiet: {
    'n5 leads 4.n5, and n2 follows it.': ({ world: w }) => leads(w, 5, '4.n5') && w.node(2).node.leader === 5,
    'x=2 is chosen in slot 2 again, by n2, n3 and n5 in 4.n5: the entry that a quorum had voted for in 1.n1, and that every candidate has proposed since.':
      (at) =>
        at.told.at(-1)!.startsWith('n5 knows that x=2 is chosen in slot 2: n3’s vote in 4.n5 is the third, a quorum.') &&
        [2, 3, 5].every((n) => synced(at.world, n, 2).includes('4.n5 x=2')) &&
        at.told.filter((t) => /leads \d\.n\d: .*It adopts x=2 in slot 2/.test(t)).length === 3 &&
        entry(at.world, 5, 2) === 'x=2',
    'The same story in lazy mode: n1 crashes, and no command comes.': 'reasoning',
  },
  lazy: {
    'n1 has crashed; n2, n3, n4 and n5 have noticed, each after its own time-out, and know no leader now.': (at) =>
      at.world.config.election === 'lazy' &&
      [2, 3, 4, 5].every(
        (n) =>
          at.world.node(n).node.leader === 0 &&
          told(at, new RegExp(`^n${n} has heard nothing of n1 for a time-out and knows no leader now`)),
      ),
    'Again x=2 is chosen in slot 2, you were told “done”, and n2 and n3 know nothing of it.': (at) =>
      same(votersIn(at.world, 2, '1.n1 x=2'), [1, 4, 5]) && told(at, /: x=2 is done/) && [2, 3].every((n) => vote(at.world, n, 2) === ''),
    'You send y=3 to n3, whose log ends at slot 1.': ({ world: w }) => w.node(3).node.log.last() === 1,
    'What will become of it, and of x=2?': 'reasoning',
  },
  learned: {
    'Your request made n3 stand with 2.n3.': (at) =>
      told(at, /^n3 stands for election with 2\.n3: a request waits, and it knows no leader/),
    'Of its quorum, n2, n3 and n4, only n4 had a vote in slot 2, and its promise reported it.': (at) =>
      told(
        at,
        /^n3 leads 2\.n3: n2, n3 and n4 promised it, a quorum\. It adopts x=2 in slot 2: the highest ballot reported was 1\.n1, by n4\./,
      ) && told(at, /^n2 promises 2\.n3: .*It has no vote to report from slot 2 on/),
    'So n3 proposed x=2 in slot 2 and y=3 in slot 3, both at once.': (at) =>
      told(at, /^n3 leads 2\.n3: .*It proposes y=3 in slot 3/) &&
      same(
        [2, 3].map((s) => entry(at.world, 3, s)),
        ['x=2', 'y=3'],
      ) &&
      same(applied(at.world, 3), [3]),
    'A candidate knows two slots; the promises of its quorum report votes in slots 3 to 40.': 'reasoning',
    'y=3 took 64 ms where x=2 had taken 41 ms: the first command after a crash pays for Phase 1.': (at) =>
      told(at, /^You have the answer to you#3 after 64 ms: y=3/) && told(at, /^You have the answer to you#2 after 41 ms: x=2/),
  },
};

describe('Who may lead', () => {
  elections.stops.forEach((stop, i) => {
    it(`says what is so at “${stop.title}”`, () => {
      expect(unproved(stop, runTo(elections, i), PROOFS[stop.id] ?? {})).toEqual([]);
    });
  });

  it('sends nothing in lazy mode while nobody asks', () => {
    const at = runTo(
      elections,
      elections.stops.findIndex((s) => s.id === 'lazy'),
    );
    const answered = timeOf(at, /: x=2 is done/);
    expect(at.world.nextAt()).toBeNull();
    expect(at.records.filter((r) => r.at > answered).flatMap((r) => r.sent)).toEqual([]);
    expect([2, 3, 4, 5].map((n) => sent(at, 'Prepare', n))).toEqual([0, 0, 0, 0]);
    expect(all(at.world, (n) => n === 1 || at.world.node(n).node.role === 'follower')).toBe(true);
  });

  it('waits as the prose says: from 200 to 600 ms after one failure, to 1,000 after two', () => {
    const at = runTo(
      elections,
      elections.stops.findIndex((s) => s.id === 'higher'),
    );
    // The range of the wait that the engine sets after so many failures in a row.
    const wait = (failures: number): readonly number[] => {
      const { node } = at.world.clone().node(2);
      node.attempts = failures - 1;
      step(node, { kind: 'campaign' }, at.world.now);
      const timers = step(node, { kind: 'timer', timer: 'candidacy' }, at.world.now).filter(
        (e) => e.kind === 'timer' && e.timer === 'election',
      );
      return timers.flatMap((e) => (e.kind === 'timer' ? [e.min, e.max + 1] : []));
    };
    expect([wait(1), wait(2)]).toEqual([
      [200_000, 600_000],
      [200_000, 1_000_000],
    ]);
  });
});
