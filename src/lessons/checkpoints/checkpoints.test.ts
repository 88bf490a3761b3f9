// Every statement that "What a checkpoint holds, and what it may cut" makes about its run, held against the run of the real engine at that stop.
import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../paxos/checkpoint.ts';
import { chosenInFact } from '../../scenario/facts.ts';
import type { World } from '../../sim/world.ts';
import { checkpoints } from './checkpoints.ts';
import { applied, flying, knows, leads, same, synced, told, up, vote } from '../reading-testing.ts';
import { runTo, unproved, type AtStop, type Proof } from '../testing.ts';

/** The records on a node’s disk, in order: `identity`, `promise`, `vote 6`, `checkpoint 5`; `unsynced` behind what is not safe. */
function disk(w: World, node: number): string[] {
  const { rows, durable } = w.node(node).disk;
  return Array.from({ length: rows.length }, (_, i) => {
    const { record: r } = rows.get(i)!;
    const what = r.type === 'vote' ? ` ${r.slot}` : r.type === 'checkpoint' ? ` ${r.checkpoint.index}` : '';
    return `${r.type}${what}${i < durable ? '' : ' unsynced'}`;
  });
}
const taking = (w: World, node: number): number => w.node(node).node.taking?.index ?? 0;
const floor = (w: World, node: number): number => w.node(node).node.log.floor;
const checkpoint = (w: World, node: number): Checkpoint => w.node(node).node.checkpoint!;
const timeOf = (at: AtStop, pattern: RegExp): number => at.records[at.told.findLastIndex((t) => pattern.test(t))]!.at;

const PROOFS: Readonly<Record<string, Readonly<Record<string, Proof>>>> = {
  open: {
    'n1, n2 and n3 have applied slots 1 to 4.': ({ world: w }) =>
      same(applied(w, 1, 2, 3), [4, 4, 4]) &&
      [1, 2, 3].every((n) => same(disk(w, n), ['identity', 'promise', 'vote 1', 'vote 2', 'vote 3', 'vote 4'])),
    'A node that restarts runs its log again from slot 1 on, and a new node would have to be sent all of it.': 'reasoning',
    'n1 will take one after slot 5.': 'reasoning',
    'What must be in it, so that slots 1 to 5 may be forgotten?': 'reasoning',
  },
  content: {
    'n1 has applied slot 5 and begins a checkpoint of it.': (at) =>
      same(applied(at.world, 1), [5]) &&
      taking(at.world, 1) === 5 &&
      at.told.at(-1)!.includes('It begins a checkpoint of slot 5, the last that it has applied (434 bytes)'),
    'n1’s promise is written with it.': 'reasoning',
    'It holds what n1 has applied, and nothing else.': ({ world: w }) =>
      w.node(1).node.taking!.digest === w.node(1).node.machine.digest() && w.node(1).node.taking!.state.items.length === 5,
    'n2 and n3 have voted in slot 5 and do not know yet that it is chosen.': ({ world: w }) =>
      [2, 3].every((n) => vote(w, n, 5) === '1.n1 e=5' && !knows(w, n, 5)),
    'n1 has not asked them.': ({ records }) => records.flatMap((r) => r.sent).every((f) => f.message.type !== 'CheckpointAt'),
    'To serialise it takes n1 85 ms, as if the state were large.': ({ world: w }) =>
      Math.round((w.node(1).timers.get('checkpoint')!.dueAt - w.now) / 1000) === 85,
    'When may n1 cut slots 1 to 5 off its log?': 'reasoning',
  },
  alone: {
    'n1’s checkpoint is synced, and n1 has cut its log up to slot 5: five votes went, and the promise, which the checkpoint carries now.':
      ({ world: w }) => floor(w, 1) === 5 && same(disk(w, 1), ['identity', 'vote 6', 'checkpoint 5']),
    'Its vote in slot 6 lies above the cut and stays.': ({ world: w }) => vote(w, 1, 6) === '1.n1 f=6',
    'That one, f=6, was answered after 41 ms as ever, though n1 was serialising.': (at) =>
      told(at, /after 41 ms: f=6 is done/) &&
      timeOf(at, /after 41 ms: f=6/) < timeOf(at, /^n1 writes its checkpoint/) &&
      told(at, /after 41 ms: e=5 is done/),
    'n1 asked nobody.': ({ records }) => records.flatMap((r) => r.sent).every((f) => f.message.type !== 'CheckpointAt'),
    'n2 has taken a checkpoint of slot 5 by itself and just written it.': ({ world: w }) => disk(w, 2).at(-1) === 'checkpoint 5 unsynced',
    'n3, which hears nothing of n1 since a link failed, has not even applied slot 5.': ({ world: w }) =>
      w.isCut(1, 3) && same(applied(w, 3), [4]),
    'n1’s and n2’s checkpoints have the same digest.': ({ world: w }) => checkpoint(w, 1).digest === w.node(2).node.taking!.digest,
    'n2’s checkpoint is written and not yet synced.': ({ world: w }) => disk(w, 2).at(-1) === 'checkpoint 5 unsynced',
    'n2 crashes now.': 'reasoning',
  },
  whole: {
    'The crash tore n2’s checkpoint, and the restart cut it off.': (at) =>
      told(at, /^n2 crashes: .* 1 record that was not synced\. The first of these is left on the disk, torn\.$/) &&
      told(at, /^n2 restarts from its disk: .* It cuts a torn record off the end of its log/),
    'The log behind it was whole: n2 ran slots 1 to 5 again and lacks nothing.': (at) =>
      told(at, /^n2 restarts from its disk: .* It applies slots 1–5\./) &&
      ['vote 1', 'vote 5', 'vote 6'].every((r) => disk(at.world, 2).includes(r)) &&
      same(applied(at.world, 2), [7]),
    'n3 lags: the failed link cost it slot 6.': ({ world: w }) => vote(w, 3, 6) === '' && knows(w, 1, 6) && knows(w, 2, 6),
    'It has a vote in slot 7 and has just learned that this one is chosen, so it has a gap at slot 6.': ({ world: w }) =>
      vote(w, 3, 7) === '1.n1 g=7' && knows(w, 3, 7) && !knows(w, 3, 6),
    'n3’s checkpoint will end at slot 5, though n3 knows that slot 7 is chosen.': ({ world: w }) =>
      taking(w, 3) === 5 && same(applied(w, 3), [5]),
  },
  answer: {
    'n3 has been sent slot 6 and has applied it, and slot 7 with it.': (at) =>
      same(applied(at.world, 3), [7]) && told(at, /^n3 learns from n1 that f=6 is chosen in slot 6\. It applies slots 6 and 7\.$/),
    'n1 has applied h=8 in slot 8, and its answer to you is on its way.': ({ world: w }) =>
      same(applied(w, 1), [8]) && w.flights().some((f) => f.message.type === 'Reply' && f.from === 1),
    'n1’s checkpoint of slot 8 is synced already, and its log is cut up to there.': ({ world: w }) =>
      checkpoint(w, 1).index === 8 && floor(w, 1) === 8,
    'That your request took effect is written in one place on n1’s disk: in the session table of this checkpoint.': ({ world: w }) =>
      same(disk(w, 1), ['identity', 'checkpoint 8']) && checkpoint(w, 1).state.sessions.some(([, sequence]) => sequence === 5),
    'You will send h=8 again under its old number.': 'reasoning',
  },
  once: {
    'n1 came back from its checkpoint alone, promise and members included, and leads 2.n1.': (at) =>
      leads(at.world, 1, '2.n1') && told(at, /^n1 stands for election with 2\.n1: .* votes from slot 9 on/),
    'n2 and n3 asked it for slot 8.': (at) =>
      [2, 3].every((n) => told(at, new RegExp(`^n${n} asks n1 for the chosen entries from slot 8 on`))),
    'Its log no longer holds that entry, so it gave them its checkpoint of slot 8 in place of it.': (at) =>
      [2, 3].every(
        (n) => told(at, new RegExp(`^n1 sends n${n} its checkpoint of slot 8 \\(512 bytes\\)`)) && checkpoint(at.world, n).index === 8,
      ),
    'After 400 ms without an answer you sent h=8 to n2.': (at) =>
      at.world.config.clientTimeoutMicros === 400_000 && told(at, /^You have no answer in time: .* The same request, you#5, goes to n2\.$/),
    'n2 had never run slot 8; but your number was in the table that had come with the checkpoint.': (at) =>
      at.records.every((r) => r.notes.every((n, i) => n.kind !== 'apply' || n.slot !== 8 || (r.noteActors?.[i] ?? r.actor) === 1)) &&
      told(at, /^n2 has applied you#5 before: it sends the answer it gave, and proposes nothing\.$/),
    'A checkpoint without the table would have made a new request of it, and h=8 would have taken effect a second time.': 'reasoning',
    'Now another way, blocking: n1 handles nothing while it serialises, which will take 110 ms.': 'reasoning',
  },
  blocking: {
    'i=9 and j=10 were answered after 41 ms and 42 ms, k=11 after 152 ms.': (at) =>
      told(at, /after 41 ms: i=9 is done/) && told(at, /after 42 ms: j=10 is done/) && told(at, /after 152\.352 ms: k=11 is done/),
    'Its votes reached n1 when n1 had just begun its checkpoint of slot 10, and waited for 110 ms.': (at) => {
      const begun = timeOf(at, /It begins a checkpoint of slot 10, .* it handles nothing until it is serialised\.$/);
      return (
        Math.round((timeOf(at, /^n1 knows that k=11 is chosen in slot 11/) - begun) / 1000) === 110 &&
        at.records.some((r, i) => r.at === begun && /^n1 is busy: n2’s Accepted waits its turn\.$/.test(at.told[i]!))
      );
    },
    'n1 sent no heartbeat either: had it been silent for 200 ms, the others might have taken it for dead.': (at) => {
      const waits = at.told.findIndex((t) => /^n1 is busy: its timer waits its turn/.test(t));
      const silent = timeOf(at, /^n1 tells all that it leads 2\.n1/) - at.records[waits]!.at;
      return silent > 100_000 && at.world.config.electionTimeoutMicros === 200_000;
    },
    'In the background f=6 took 41 ms in the same place.': (at) => told(at, /after 41 ms: f=6 is done/),
    'The third way is idle: a node waits with a checkpoint that is due until it has applied nothing for 50 ms.': ({ world: w }) =>
      w.config.checkpointWaitMicros >> 3 === 50_000,
    'You send l=12, which makes one due.': ({ world: w }) => checkpoint(w, 1).index === 10 && w.config.checkpointEvery === 2,
    'When does n1 begin it?': 'reasoning',
  },
  idle: {
    'n1 applied slot 12, and you had your answer after 41 ms.': (at) => told(at, /after 41 ms: l=12 is done/),
    'Then n1 applied nothing for 50 ms, and only now begins its checkpoint of slot 12, in the background.': (at) =>
      taking(at.world, 1) === 12 &&
      at.world.now - timeOf(at, /^n1 knows that l=12 is chosen/) === 50_000 &&
      at.world.node(1).busyUntil <= at.world.now,
    'n3 crashes.': 'reasoning',
    'How long do n1 and n2 keep their logs?': 'reasoning',
  },
  coordinated: {
    'n1 named slot 13.': (at) => told(at, /^n1 names slot 13: every node takes a checkpoint there\./),
    'Its own checkpoint there was soon synced, and n2 sent word of its own.': (at) =>
      told(at, /^n1’s checkpoint of slot 13 is synced\./) && told(at, /^n1 hears that n2 has a checkpoint of slot 13\.$/),
    'n3 is down.': ({ world: w }) => !up(w, 3),
    'When 400 ms were over, n1 and n2 were enough, a quorum; n1 has cut its log and tells the others to.': (at) =>
      at.world.now - timeOf(at, /^n1 names slot 13/) === 400_000 &&
      at.told.at(-1)!.startsWith('n1 cuts its log up to slot 13: a quorum has a checkpoint there') &&
      same(flying(at.world, 'Truncate'), ['n1>n2', 'n1>n3']),
    'n3 will come back to logs that are cut, ask for its next slot, and be given the checkpoint.': 'reasoning',
  },
};

describe('What a checkpoint holds, and what it may cut', () => {
  checkpoints.stops.forEach((stop, i) => {
    it(`says what is so at “${stop.title}”`, () => {
      expect(unproved(stop, runTo(checkpoints, i), PROOFS[stop.id] ?? {})).toEqual([]);
    });
  });

  it('counts right what is in the checkpoint of slot 5: five keys with versions, two sessions, three members, and the promise with it', () => {
    const { world } = runTo(checkpoints, 2);
    const { index, bytes, state, configurations } = checkpoint(world, 1);
    expect([index, bytes]).toEqual([5, 434]);
    expect(state.items).toEqual([
      ['a', '1', 1],
      ['b', '2', 1],
      ['c', '3', 1],
      ['d', '4', 1],
      ['e', '5', 1],
    ]);
    expect(state.sessions.map(([, sequence, result]) => [sequence, result.version])).toEqual([
      [3, 1],
      [2, 1],
    ]);
    expect(configurations.at(-1)!.members).toEqual([1, 2, 3]);
    const { record } = world.node(1).disk.rows.get(2)!;
    expect(record.type === 'checkpoint' && record.ballot).toEqual({ round: 1, node: 1 });
  });

  it('gives n3, whose checkpoint of slot 5 n1 never asked for, the same state at every slot', () => {
    const { records } = runTo(checkpoints, checkpoints.stops.length - 1);
    const digests = new Map<number, Set<number>>();
    for (const note of records.flatMap((r) => r.notes))
      if (note.kind === 'apply' || note.kind === 'checkpoint') {
        const slot = note.kind === 'apply' ? note.slot : note.index;
        digests.set(slot, (digests.get(slot) ?? new Set()).add(note.digest));
      }
    expect([...digests.keys()].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    for (const found of digests.values()) expect(found.size).toBe(1);
  });

  it('has every command in effect once, and answered', () => {
    const { world } = runTo(checkpoints, checkpoints.stops.length - 1);
    const { machine } = world.node(1).node;
    expect(machine.contents().map(([, value, version]) => [Number(value), version])).toEqual(
      Array.from({ length: 13 }, (_, i) => [i + 1, 1]),
    );
    expect(world.sessions.reduce((sum, s) => sum + s.acknowledged, 0)).toBe(13);
    expect(synced(world, 1, 13).length + (chosenInFact(world, 13) === null ? 0 : 1)).toBe(0); // cut: under the checkpoint
  });
});
