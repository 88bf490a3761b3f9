// Every statement that "The phantom write" makes about its two runs, held against the runs of the real engine at that stop.
import { describe, expect, it } from 'vitest';
import { chosenInFact } from '../../scenario/facts.ts';
import type { World } from '../../sim/world.ts';
import { phantom } from './phantom.ts';
import { all, applied, entry, flying, leads, same, synced, told, up, vote } from '../reading-testing.ts';
import { runTo, unproved, type AtStop, type Proof } from '../testing.ts';

const timeOf = (at: AtStop, pattern: RegExp): number => at.records[at.told.findIndex((t) => pattern.test(t))]!.at;
const cutOff = (w: World): boolean => [2, 3, 4, 5].every((n) => w.isCut(1, n) && w.isCut(n, 1));
const whole = (w: World): boolean => all(w, (a) => all(w, (b) => !w.isCut(a, b)));
const noVotes = (w: World, ...nodes: number[]): boolean => nodes.every((n) => vote(w, n, 1) === '' && synced(w, n, 1).length === 0);
const n2Leads = (at: AtStop): boolean =>
  leads(at.world, 2, '2.n2') && at.told.includes('n2 leads 2.n2: n2, n3 and n4 promised it, a quorum.');

const PROOFS: Readonly<Record<string, Readonly<Record<string, Proof>>>> = {
  open: {
    'n1 leads 1.n1.': ({ world: w }) => leads(w, 1, '1.n1') && [2, 3, 4, 5].every((n) => w.node(n).node.leader === 1),
    'Your command x=7 is on its way to n1.': ({ world: w }) => same(flying(w, 'Request').length, 1) && cutOff(w),
    'When n1 answers “done”, on how many of the five disks will x=7 be safe?': 'reasoning',
  },
  stopped: {
    'n1 proposed x=7 in slot 1 and answered in the same breath.': ({ world: w, records, runner }) =>
      vote(w, 1, 1) === '1.n1 x=7' &&
      records.at(-1)!.sent.some((f) => f.message.type === 'Reply') &&
      all(w, (n) => synced(w, n, 1).length === 0) &&
      flying(w, 'Accept').length === 4 &&
      cutOff(w) &&
      runner.violation?.invariant === 'I9' &&
      chosenInFact(w, 1) === null,
  },
  told: {
    'You have your answer, 20 ms after you asked: x=7 is done, version 1.': (at) =>
      at.told.at(-1) === 'You have the answer to you#1 after 20 ms: x=7 is done, version 1.',
    'n1’s own vote has been synced meanwhile.': (at) =>
      same(synced(at.world, 1, 1), ['1.n1 x=7']) &&
      at.told.filter((t) => /^n1’s Accept \(1, 1\.n1, x=7\) to n[2-5] is lost/.test(t)).length === 4,
    'One disk of five holds a vote for x=7.': ({ world: w }) => noVotes(w, 2, 3, 4, 5) && chosenInFact(w, 1) === null,
    'n1 crashes now, and the links are mended.': 'reasoning',
    'What will the next leader find of x=7?': ({ world: w }) => noVotes(w, 2, 3, 4, 5),
  },
  elected: {
    'n1 is down.': ({ world: w }) => !up(w, 1) && whole(w),
    'n2 heard no leader for a whole time-out, stood, and leads 2.n2: n2, n3 and n4 have promised it.': (at) =>
      n2Leads(at) && told(at, /^n2 stands for election with 2\.n2: it has heard no leader for a whole time-out/),
    'So n2 has nothing to propose again, and slot 1 is free for whatever comes next.': ({ world: w }) =>
      w.node(2).node.leadership!.reported.size === 0 && noVotes(w, 2, 3, 4, 5),
  },
  read: {
    'You asked n2 for x.': (at) => told(at, /^n2 remembers its commit index, 0, for your read of x, and asks a quorum/),
    'The wrong one was the first: x=7 is a phantom write, acknowledged and nowhere to be read.': (at) =>
      at.told.at(-1) === 'You have the answer to you#2 after 40 ms: x is absent.',
    'n1’s disk still holds its vote for x=7 in slot 1.': ({ world: w }) => same(synced(w, 1, 1), ['1.n1 x=7']) && noVotes(w, 2, 3, 4, 5),
    'Now you send y=1 to n2, and n1 comes back with its vote for x=7 in slot 1.': 'reasoning',
    'What will slot 1 hold?': 'reasoning',
  },
  back: {
    'n1 is back, and has applied what is chosen in slot 1: y=1.': ({ world: w }) =>
      up(w, 1) && same(applied(w, 1, 2, 3, 4, 5), [1, 1, 1, 1, 1]) && all(w, (n) => entry(w, n, 1) === 'y=1'),
    'Its old vote for x=7 counts for nothing any more: it is of 1.n1, and the slot is taken.': ({ world: w }) =>
      vote(w, 1, 1) === '2.n2 y=1',
    'Had n1 been among those whose promises n2 counted, its vote would have been reported, and n2 would have had to propose x=7.':
      'reasoning',
    'Now the same story with rule D5 on: n1 is cut off and has proposed x=7.': 'reasoning',
  },
  right: {
    'n1 has proposed x=7 in slot 1.': ({ world: w, runner }) =>
      vote(w, 1, 1) === '1.n1 x=7' && cutOff(w) && same(runner.header.config.switches, []),
    'n1 crashes now, as before, and you never hear from it.': ({ world: w }) =>
      same(synced(w, 1, 1), ['1.n1 x=7']) &&
      same(
        w.sessions.map((s) => [s.state, s.acknowledged]),
        [['waiting', 0]],
      ),
  },
  retry: {
    'n1 is down, and n2 leads 2.n2, by the promises of the same three nodes.': (at) => !up(at.world, 1) && n2Leads(at),
    'For 400 ms you had no answer: the outcome of x=7 is unknown.': ({ world: w }) =>
      w.config.clientTimeoutMicros === 400_000 &&
      same(
        w.sessions.map((s) => [s.state, s.sequence]),
        [['unknown', 1]],
      ),
    'So the same request goes out again, to n2: your session, and number 1 in it, printed you#1.': (at) =>
      at.told.at(-1) === 'You have no answer in time: whether x=7 took effect is unknown. The same request, you#1, goes to n2.',
    'Meanwhile n1 comes back, with its vote for x=7 from your first attempt.': ({ world: w }) => same(synced(w, 1, 1), ['1.n1 x=7']),
    'How often will x=7 take effect?': 'reasoning',
  },
  done: {
    'n2 proposed x=7 in slot 1 under 2.n2.': (at) => told(at, /^n2 proposes x=7 in slot 1 under 2\.n2/),
    'A quorum voted for it and synced its votes; then n2 applied it, and only then you were answered.': (at) =>
      told(at, /^n2 knows that x=7 is chosen in slot 1: .* It applies x=7 \(slot 1\) and answers you\.$/) &&
      chosenInFact(at.world, 1) !== null,
    'You waited 441 ms, where the false answer took 20 ms.': (at) =>
      told(at, /^You have the answer to you#1 after 441 ms: x=7 is done, version 1\.$/),
    'In calm the rule costs 21 ms here: a round trip between the nodes, and a sync.': (at) =>
      timeOf(at, /^n2 knows that x=7 is chosen/) - timeOf(at, /^n2 proposes x=7/) === 21_000 &&
      at.world.config.delayMicros === 10_000 &&
      at.world.config.syncMicros === 1_000,
    'All five nodes have applied slot 1: x=7, once.': ({ world: w }) =>
      same(applied(w, 1, 2, 3, 4, 5), [1, 1, 1, 1, 1]) && all(w, (n) => entry(w, n, 1) === 'x=7'),
  },
};

describe('The phantom write', () => {
  phantom.stops.forEach((stop, i) => {
    it(`says what is so at “${stop.title}”`, () => {
      expect(unproved(stop, runTo(phantom, i), PROOFS[stop.id] ?? {})).toEqual([]);
    });
  });

  it('is one story twice: up to the proposal the two runs differ by the rule alone', () => {
    const [broken, right] = [phantom.stops.findIndex((s) => s.id === 'open'), phantom.stops.findIndex((s) => s.id === 'right')].map((i) =>
      runTo(phantom, i),
    );
    expect(right!.told.slice(0, broken!.told.length)).toEqual(broken!.told);
  });
});
