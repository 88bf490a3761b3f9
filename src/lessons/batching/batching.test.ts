// Every statement that "Many commands in one entry" makes about its runs, its figures too, held against the run of the real engine at that stop.
import { describe, expect, it } from 'vitest';
import { chosenInFact } from '../../scenario/facts.ts';
import { predict } from '../../sim/measure/model.ts';
import type { World } from '../../sim/world.ts';
import { batching } from './batching.ts';
import { applied, before, entry, figures, flying, knows, leads, same, synced, three, told, vote } from '../reading-testing.ts';
import { runTo, unproved, type AtStop, type Proof } from '../testing.ts';

const NODES = [1, 2, 3, 4, 5];
const runs = new Map<string, AtStop>();
/** The run at a stop, executed once. */
function runAt(id: string): AtStop {
  const run =
    runs.get(id) ??
    runTo(
      batching,
      batching.stops.findIndex((s) => s.id === id),
    );
  runs.set(id, run);
  return run;
}

type Measured = ReturnType<typeof figures>;
const messages = (f: Measured): number => three(f.phase2 / f.commands);
const half = (f: Measured): number => f.p50Micros / 1000;
const perSecond = (f: Measured): number => three(f.perSecond);
/** How many commands the entry holds that is chosen in the slot. */
const size = (w: World, slot: number): number => {
  const e = w.node(1).node.log.chosen(slot)!;
  return e.type === 'commands' ? e.commands.length : 0;
};
const WHOLE = 'x=1 +2';
const when = (at: AtStop, says: RegExp): number => at.records[at.told.findIndex((t) => says.test(t))]!.at / 1000;

const PROOFS: Readonly<Record<string, Readonly<Record<string, Proof>>>> = {
  each: {
    'Five nodes, 5 ms one way, and disks that sync one record in 4 ms.': ({ world: w }) =>
      same([w.config.nodes, w.config.delayMicros, w.config.syncMicros, w.config.syncPolicy], [5, 5_000, 4_000, 'each']),
    'The leader n1 proposes each command at once, in a slot of its own.': ({ world: w }) =>
      leads(w, 1, '1.n1') && w.config.batchSize === 1 && Array.from({ length: 12 }, (_, i) => size(w, i + 1)).every((n) => n === 1),
    '12 answers so far, each after 24 ms: 10 ms of the client’s way, and 14 ms for a round trip and a follower’s sync.': (at) =>
      same(
        [figures(at).answers, half(figures(at)), figures(at).p99Micros, predict(at.world.config).commitMicros],
        [12, 24, 24_000, 14_000],
      ),
    'Each cost 8 messages: four Accept, four Accepted.': (at) => messages(figures(at)) === 8,
    'From now on n1 collects: up to 16 commands go into one entry, and it waits for them for up to 10 ms.': () =>
      same([runAt('alone').world.config.batchSize, runAt('alone').world.config.batchMicros], [16, 10_000]),
  },
  alone: {
    '34 ms for each answer, where it was 24 ms.': (at) =>
      same([half(figures(at)), figures(at).p99Micros, half(before(at)), messages(figures(at))], [34, 34_000, 24, 8]),
  },
  shared: {
    '504 a second are answered, half of them within 34 ms as before.': (at) =>
      same([perSecond(figures(at)), half(figures(at)), half(before(at))], [504, 34, 34]),
    'A command costs 0.935 messages now: 124 commands went into 15 slots.': (at) =>
      same([messages(figures(at)), figures(at).commands, figures(at).phase2Rounds], [0.935, 124, 15]),
  },
  off: {
    '240 a second, where it was 504 a second; half of the answers within 64 ms, where it was 34 ms; 8.57 messages for each command answered, those under way counted in, where it was 0.935 messages.':
      (at) =>
        same(
          [figures(at), before(at)].map((f) => [perSecond(f), half(f), messages(f)]),
          [
            [240, 64, 8.57],
            [504, 34, 0.935],
          ],
        ),
  },
  collecting: {
    'Another cluster, 10 ms one way.': ({ world: w }) => w.config.delayMicros === 10_000 && w.config.batchSize === 16,
    'You have sent x=1, y=2 and z=3 to n1, which collects: they wait in its memory for 2 ms now, and will go into slot 1 together.': (at) =>
      at.world.node(1).node.queue.length === 3 &&
      at.runner.clock / 1000 - when(at, /^n1 keeps you#1 waiting: it collects commands for one entry/) === 2,
    'n1 crashes at this moment.': 'reasoning',
  },
  again: {
    'n3 leads 2.n3.': ({ world: w }) => leads(w, 3, '2.n3'),
    'No promise reported a vote, so slot 1 was free.': (at) =>
      at.told.filter((t) => /promises 2\.n3: .* It has no vote to report/.test(t)).length >= 2,
    'After 400 ms without an answer you sent all three again; n3 collected them as n1 had done, and all three are chosen in slot 1, as one entry.':
      (at) =>
        at.world.config.clientTimeoutMicros === 400_000 &&
        told(at, /^n3 keeps you\/3#1 waiting: it collects commands for one entry/) &&
        entry(at.world, 3, 1) === WHOLE &&
        same(
          at.world.sessions.map((s) => s.acknowledged),
          [1, 1, 1],
        ),
    'Without batching each would have been proposed 2 ms before the crash, and its Accept would be on its way.': 'reasoning',
    'This time n1 has proposed them, in one entry, and its vote and one other stand on disks: two of five.': 'reasoning',
    'How many outcomes are possible for the three together, if n1 dies now?': 'reasoning',
  },
  'one-vote': {
    'n1 has proposed the three commands in slot 1 as one entry.': (at) =>
      vote(at.world, 1, 1) === `1.n1 ${WHOLE}` && at.records.flatMap((r) => r.worldNotes).filter((n) => n.kind === 'dropped').length === 3,
    'n4’s vote is synced, and so is n1’s: two of five, and not chosen.': ({ world: w }) =>
      same(
        NODES.filter((n) => synced(w, n, 1).length > 0),
        [1, 4],
      ) &&
      chosenInFact(w, 1) === null &&
      same(flying(w, 'Accepted'), ['n4>n1 1']),
    'n1 crashes now.': 'reasoning',
    'n3 will stand, and lead with the promises of n2 and n4.': () =>
      told(runAt('fate'), /^n3 leads 2\.n3: n2, n3 and n4 promised it, a quorum/),
    'What will be in slot 1?': 'reasoning',
  },
  fate: {
    'n3 adopted the entry whole, from n4’s report, and it is chosen in slot 1 in 2.n3.': (at) =>
      told(at, /adopts x=1 \+2 in slot 1: the highest ballot reported was 1\.n1, by n4/) &&
      entry(at.world, 3, 1) === WHOLE &&
      vote(at.world, 3, 1) === `2.n3 ${WHOLE}`,
    'Each command took effect by itself, with a number of its own in the session table: when you asked again after 400 ms, n2 gave the three answers from there and proposed nothing.':
      (at) =>
        at.told.filter((t) => /^n2 has applied you.*#1 before: it sends the answer it gave, and proposes nothing/.test(t)).length === 3 &&
        same(applied(at.world, 2, 3), [1, 1]),
    'Had n3 led with n2 and n5 instead, it would have found no vote, and all three would have waited for you to ask again.': ({
      world: w,
    }) =>
      // Their only votes in the slot are of the new ballot.
      [2, 5].every((n) => same(synced(w, n, 1), [`2.n3 ${WHOLE}`])),
  },
};

describe('Many commands in one entry', () => {
  it.each(batching.stops.map((s) => [s.title, s] as const))('says what is so at “%s”', (_title, stop) => {
    expect(unproved(stop, runAt(stop.id), PROOFS[stop.id] ?? {})).toEqual([]);
  });

  it('has twelve commands in a slot, where the log says +11', () => {
    const { world } = runAt('shared');
    const slots = Array.from({ length: world.node(1).node.commitIndex }, (_, i) => i + 1);
    expect(
      slots.filter((slot) => knows(world, 1, slot) && entry(world, 1, slot).endsWith(' +11')).map((slot) => size(world, slot)),
    ).toContain(12);
  });

  it('has three commands that no disk holds while n1 collects', () => {
    const { world } = runAt('collecting');
    expect(NODES.filter((n) => vote(world, n, 1) !== '' || synced(world, n, 1).length > 0)).toEqual([]);
  });
});
