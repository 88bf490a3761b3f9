// Every statement that "The sync bottleneck" makes about its runs, its figures too, held against the run of the real engine at that stop.
import { describe, expect, it } from 'vitest';
import { nameOf } from '../../base/units.ts';
import { slotsOpen } from '../../scenario/facts.ts';
import { predict } from '../../sim/measure/model.ts';
import type { World } from '../../sim/world.ts';
import { syncBottleneck } from './sync-bottleneck.ts';
import { before, figures, flying, leads, same, synced, three, told, up, vote } from '../reading-testing.ts';
import { runTo, unproved, type AtStop, type Proof } from '../testing.ts';

const NODES = [1, 2, 3];

const runs = new Map<string, AtStop>();
/** The run at a stop, executed once. */
function runAt(id: string): AtStop {
  const stop = syncBottleneck.stops.findIndex((s) => s.id === id);
  const run = runs.get(id) ?? runTo(syncBottleneck, stop);
  runs.set(id, run);
  return run;
}

const millis = (micros: number): number => three(micros / 1000);
const perSecond = (at: AtStop): number => three(figures(at).perSecond);
const half = (at: AtStop): number => millis(figures(at).p50Micros);
const p99 = (at: AtStop): number => millis(figures(at).p99Micros);
const cached = (w: World): number[] => w.nodes.map((n) => n.disk.rows.length - n.disk.durable);
const held = (w: World): number => w.nodes.flatMap((n) => n.disk.held.flatMap((h) => h.sends)).length;

/** Commands that clients were answered: `c3/2#7`, with the slot that they were chosen in. */
function answered({ records }: AtStop): Map<string, number> {
  const slots = new Map<string, number>();
  const told = new Map<string, number>();
  for (const r of records) {
    for (const n of r.notes)
      if (n.kind === 'chosen' && n.how === 'quorum' && n.entry.type === 'commands')
        for (const c of n.entry.commands) slots.set(`${c.session}#${c.sequence}`, n.slot);
    for (const n of r.worldNotes)
      if (n.kind === 'answered') told.set(`${n.session}#${n.sequence}`, slots.get(`${n.session}#${n.sequence}`)!);
  }
  return told;
}
/** On how many disks a slot's vote is safe. */
const disksWith = (w: World, slot: number): number => NODES.filter((n) => synced(w, n, slot).length > 0).length;
const gone = (at: AtStop): number[] => [...answered(at).values()].filter((slot) => disksWith(at.world, slot) === 0);
const answeredTo = (at: AtStop, slot: number): string => {
  const [id] = [...answered(at)].find(([, s]) => s === slot)!;
  const note = at.records.flatMap((r) => r.worldNotes).find((n) => n.kind === 'answered' && `${n.session}#${n.sequence}` === id)!;
  return note.kind === 'answered' ? nameOf(note.client) : '';
};
/** The largest sync of each node that was complete within so long of the last change of a setting: how many records it covered. */
function largestSyncs({ records, told: sentences }: AtStop, withinMicros: number): number[] {
  const change = records.findLast((r) => r.happening.kind === 'input')!;
  const soon = sentences.filter((_, i) => records[i]!.number > change.number && records[i]!.at - change.at <= withinMicros);
  return NODES.map((n) => {
    const sync = new RegExp(`^n${n}’s sync is complete: (\\d+) record`);
    return Math.max(...soon.map((t) => Number(sync.exec(t)?.[1] ?? 0)));
  });
}

const PROOFS: Readonly<Record<string, Readonly<Record<string, Proof>>>> = {
  one: {
    'A message takes 5 ms one way.': ({ world: w }) => w.config.delayMicros === 5_000 && w.config.jitterMicros === 0,
    'Each disk needs 8 ms for a sync, and syncs one record at a time.': ({ world: w }) =>
      w.config.syncMicros === 8_000 && w.config.syncJitterPercent === 0 && w.config.syncPolicy === 'each',
    'The leader n1 may have one slot open: its window is 1.': ({ world: w }) => leads(w, 1, '1.n1') && w.config.window === 1,
    'n1 has just proposed x=1 in slot 1.': ({ world: w, records }) =>
      vote(w, 1, 1) === '1.n1 x=1' &&
      records.at(-1)!.notes.some((n) => n.kind === 'propose') &&
      same(flying(w, 'Accept'), ['n1>n2 1', 'n1>n3 1']) &&
      w.node(1).disk.sync !== null,
    'Now eight clients ask without a pause, and n1 opens a slot only when the one before it is chosen.': ({ world: w }) =>
      w.config.thinkMicros === 0 && w.config.window === 1,
  },
  'one-by-one': {
    '30 commands have been answered, 55.6 a second.': (at) => answered(at).size === 30 && perSecond(at) === 55.6,
    'The drawer Numbers sets a model beside what it measures: with one command outstanding, round trip plus follower’s sync, 1000 / 18 = 55.6 a second.':
      ({ world: w }) => three(predict(w.config).onePerSecond) === 55.6 && predict(w.config).commitMicros === 18_000,
    'Half of the clients waited 144 ms or more.': (at) => half(at) === 144,
    'That is no slot’s doing: each of eight stands in line behind seven others, 8 × 18 ms.': (at) => half(at) === 8 * 18,
    'And the disks are not busy: of every 18 ms, each works for 8 ms.': (at) => {
      const syncs = at.told.filter((t) => t.startsWith('n2’s sync is complete')).length;
      return Math.abs((syncs * 8) / (figures(at).spanMicros / 1000) - 8 / 18) < 0.05;
    },
    'From now on n1 may have 64 slots open at once: it asks for votes in the next before it has those in the last.': 'reasoning',
  },
  pipelined: {
    '125 a second, with the same disks, the same network, the same clients.': (at) => perSecond(at) === 125,
    'It was 55.6 a second before.': (at) => three(before(at).perSecond) === 55.6,
    'The model says 125 as well: a disk needs 8 ms for a record.': ({ world: w }) => predict(w.config).fullPerSecond === 125,
    'Half of these answers took 64 ms or less, and 1000 / 64 would be 16 a second.': (at) =>
      half(at) === 64 && Math.round(1000 / 64) === 16,
    'n1 has 7 slots open, and 6 records in its write cache.': ({ world: w }) => slotsOpen(w.node(1)) === 7 && cached(w)[0] === 6,
  },
  queue: {
    '124 a second are answered, as before.': (at) => perSecond(at) === 124,
    'What is too much waits: 54 records in n1’s write cache, 53 in that of n2 and n3.': ({ world: w }) => same(cached(w), [54, 53, 53]),
    'Whoever asks now has at least 53 syncs before it on every disk: more than 400 ms.': ({ world: w }) =>
      Math.min(...w.nodes.map((n) => n.disk.sync!.dueAt - w.now + (n.disk.rows.length - n.disk.durable - 1) * 8_000)) > 400_000,
    'Half of the answers took 139 ms or more, and the slowest 250 ms.': (at) => half(at) === 139 && p99(at) === 250,
    'Now c4 has waited for 250 ms without one.': (at) =>
      at.world.config.clientTimeoutMicros === 250_000 &&
      same(
        at.world.sessions.filter((s) => s.state === 'unknown').map((s) => nameOf(s.client)),
        ['c4'],
      ),
    'That is its time-out: for c4 the outcome is unknown, and it sends the same request again, to n2.': (at) =>
      /^c4 has no answer in time: .* is unknown\. The same request, .*, goes to n2\.$/.test(at.told.at(-1)!),
  },
  group: {
    'Within 15 ms of the change, one sync on each disk had made safe what waited there: 55 records on n1, 52 records on n2 and on n3.': (
      at,
    ) => same(largestSyncs(at, 15_000), [55, 52, 52]),
    'Since then 161 commands have been answered, 363 a second: the queue, and the load.': (at) =>
      figures(at).answers === 161 && perSecond(at) === 363,
    'Half of them took 34.2 ms or less.': (at) => half(at) === 34.2,
    'Of that, 20 ms are the client’s way and the round trip; the rest is a follower’s disk, 8 to 16 ms: a record waits for the sync under way, and then for its own.':
      (at) => half(at) >= 20 + 8 && half(at) <= 20 + 16,
    'Alone in the cluster, a command would take 28 ms.': ({ world: w }) =>
      predict(w.config).commitMicros + 2 * w.config.delayMicros === 28_000,
    'At this moment n2 and n3 each have 4 records in the cache that are not synced.': ({ world: w }) => same(cached(w), [0, 4, 4]),
    'So far 333 commands have been acknowledged.': (at) => answered(at).size === 333,
  },
  plug: {
    'n2 and n3 lost 4 records each; n1 lost none.': ({ records }) =>
      same(
        records.at(-1)!.worldNotes.flatMap((n) => (n.kind === 'crashed' ? [[n.node, n.lost.length]] : [])),
        [
          [1, 0],
          [2, 4],
          [3, 4],
        ],
      ),
    'The commands in slots 335 to 338 were the last group.': ({ world: w }) =>
      same(
        [334, 335, 336, 337, 338, 339].map((s) => disksWith(w, s)),
        [3, 1, 1, 1, 1, 0],
      ),
    'n1’s votes for them were synced, and a leader that hears of these will propose them again.': ({ world: w }) =>
      [335, 336, 337, 338].every((s) => synced(w, 1, s).length === 1),
    'A disk may even wait for its group to fill: until 12 records are there, or 4 ms are over.': 'reasoning',
  },
  early: {
    '95 commands have been answered, half of them within 20 ms; with group commit it was 34.2 ms.': (at) =>
      answered(at).size === 95 && half(at) === 20 && half(runAt('group')) === 34.2,
    'But look in Numbers at what a crash of all nodes would cost: 2 commands whose clients have been told that they are done.': (at) =>
      gone(at).length === 2 && held(at.world) === 0,
    'x=65 in slot 94 and x=87 in slot 95 are in three caches, and on no disk.': (at) =>
      same(gone(at), [94, 95]) &&
      same(
        [94, 95].map((s) => NODES.map((n) => vote(at.world, n, s))),
        ['x=65', 'x=87'].map((e) => NODES.map(() => `1.n1 ${e}`)),
      ),
    'What will the two clients see that were told “done” for x=65 and x=87?': (at) =>
      told(at, /^c3 has the answer to .*: x=65 is done/) && told(at, /^c4 has the answer to .*: x=87 is done/),
  },
  gone: {
    'n1 had sent its vote in slot 94 and does not have it any more; nor have n2 and n3 theirs.': (at) =>
      at.runner.violation!.invariant === 'I4' && at.runner.violation!.slot === 94 && disksWith(at.world, 94) === 0,
    'x=65 and x=87 were acknowledged to c3 and c4, and no disk has them; only the row In fact remembers that they were chosen.': (at) =>
      same(gone(at), [94, 95]) &&
      same(
        [94, 95].map((s) => answeredTo(at, s)),
        ['c3', 'c4'],
      ) &&
      NODES.every((n) => up(at.world, n)),
  },
  hardware: {
    'First on SSDs, whose sync takes 1 ms: half of the answers came within 21 ms, 99 of 100 within 31.6 ms.': (at) =>
      millis(before(at).p50Micros) === 21 && millis(before(at).p99Micros) === 31.6,
    'Such a disk could do 1000 a second.': ({ world: w }) =>
      predict({ ...w.config, battery: false, syncMicros: 1_000 }).fullPerSecond === 1000,
    'Since then on the old disks of 8 ms, each behind a cache with a battery.': ({ world: w }) =>
      w.config.battery && w.config.syncMicros === 8_000 && w.config.syncPolicy === 'each',
    'Half of the answers came within 20 ms, 99 of 100 within 21.6 ms.': (at) => half(at) === 20 && p99(at) === 21.6,
    'Try it, in Disks: let that of n2 fail, and crash n2.': 'reasoning',
    'What its cache had not passed on is gone, and the check I4 stops the run: once its battery had failed, n2 spoke before its votes were safe.':
      'reasoning',
    'In another cluster a sync takes 10 ms, one for each record, and a message 1 ms one way.': 'reasoning',
    'The window is wide, and 150 commands a second come.': 'reasoning',
  },
};

describe('The sync bottleneck', () => {
  it.each(syncBottleneck.stops.map((s) => [s.title, s] as const))('says what is so at “%s”', (_title, stop) => {
    expect(unproved(stop, runAt(stop.id), PROOFS[stop.id] ?? {})).toEqual([]);
  });

  it('runs the same load in every part of it but the first', () => {
    for (const id of ['queue', 'group', 'early', 'hardware']) {
      const { config } = runAt(id).world;
      expect([id, config.load, config.clients * config.openPerSecond, config.delayMicros, config.window]).toEqual([
        id,
        'open',
        200,
        5_000,
        64,
      ]);
    }
  });

  it('has every acknowledged command on a quorum of disks after the power failure', () => {
    const { world } = runAt('plug');
    const slots = [...answered(runAt('plug')).values()];
    expect([slots.length, slots.filter((slot) => disksWith(world, slot) < 2)]).toEqual([333, []]);
  });

  it('loses nothing with a battery that works, and much when it has failed', () => {
    const { runner, world } = runAt('hardware');
    expect([gone(runAt('hardware')), cached(world)]).toEqual([[], [0, 0, 0]]);
    expect([runner.input({ kind: 'battery-failure', node: 2 }), runner.input({ kind: 'crash', node: 2 })]).toEqual([null, null]);
    expect(runner.violation?.invariant).toBe('I4');
  });
});
