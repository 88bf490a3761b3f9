// Every statement that "The slow follower and the cut log" makes about its two runs, held against the runs of the real engine at that stop.
import { describe, expect, it } from 'vitest';
import { checkpointOn } from '../../sim/checks/checkpoints.ts';
import { sizeOf } from '../../sim/network.ts';
import type { World } from '../../sim/world.ts';
import { slowFollower } from './slow-follower.ts';
import { applied, flying, knows, same, synced, told, up, vote } from '../reading-testing.ts';
import { runTo, unproved, type AtStop, type Proof } from '../testing.ts';

const floor = (w: World, node: number): number => w.node(node).node.log.floor;
const durableCheckpoint = (w: World, node: number): number => checkpointOn(w.node(node), w.node(node).disk.durable);
const timeOf = (at: AtStop, pattern: RegExp): number => at.records[at.told.findLastIndex((t) => pattern.test(t))]!.at;
const digest = (w: World, node: number): number => w.node(node).node.machine.digest();
const millis = (micros: number): number => Math.round(micros / 1000);
const FOUR = [1, 2, 3, 4];
const sinceRestart = (at: AtStop): number => millis(at.world.now - timeOf(at, /^n5 restarts/));

const PROOFS: Readonly<Record<string, Readonly<Record<string, Proof>>>> = {
  open: {
    'n5 has been down since slot 100; its disk holds a checkpoint of that slot.': ({ world: w }) =>
      !up(w, 5) && durableCheckpoint(w, 5) === 100,
    'The others went on to slot 154.': ({ world: w }) => same(applied(w, ...FOUR), [154, 154, 154, 154]),
    'Each took a checkpoint of slot 150 by itself and cut its log up to there.': ({ world: w, records }) =>
      FOUR.every((n) => durableCheckpoint(w, n) === 150 && floor(w, n) === 150) &&
      records.flatMap((r) => r.sent).every((f) => f.message.type !== 'CheckpointAt'),
    'So slots 101 to 150 are in nobody’s log any more.': ({ world: w }) =>
      w.nodes.every((n) => [101, 125, 150].every((s) => !knows(w, n.id, s) && synced(w, n.id, s).length === 0)),
    'n5 restarts, and at the same time you send a command, which gets slot 155.': ({ world: w }) =>
      w.node(1).node.leadership!.nextSlot === 155,
    'May n5 vote in slot 155 before it has slots 101 to 154?': 'reasoning',
  },
  votes: {
    'n5 came back from its checkpoint of slot 100 and has voted in slot 155.': ({ world: w }) =>
      same(applied(w, 5), [100]) && vote(w, 5, 155) === '1.n1 x=1',
    'The vote is synced, and its Accepted is on its way to n1.': ({ world: w }) =>
      same(synced(w, 5, 155), ['1.n1 x=1']) && flying(w, 'Accepted').includes('n5>n1 155'),
    'Apply it cannot, for it has nothing of slots 101 to 154.': ({ world: w }) =>
      [101, 130, 154].every((s) => vote(w, 5, s) === '' && !knows(w, 5, s)),
    'n5 will ask n1 for slot 101 and what comes after it.': 'reasoning',
    'n1’s log begins at slot 151.': ({ world: w }) => floor(w, 1) === 150 && knows(w, 1, 151),
    'What will n1 send?': 'reasoning',
  },
  offer: {
    'n1’s heartbeat told n5 that everything up to slot 155 is chosen, and n5 asked for slot 101 and what follows.': (at) =>
      told(at, /^n5 asks n1 for the chosen entries from slot 101 on: it knows that up to slot 155 all are chosen\.$/),
    'n1 no longer has slot 101, so it sends its checkpoint of slot 150: 1,002 bytes.': (at) =>
      at.told.at(-1) === 'n1 sends n5 its checkpoint of slot 150 (1002 bytes): its log no longer holds what n5 asks for.',
    'It will take 43 ms to n5: 10 ms of delay, and 33 ms for its size on this link.': ({ world: w }) => {
      const { sentAt, arrivesAt } = w.flights().find((f) => f.message.type === 'InstallCheckpoint')!;
      return millis(arrivesAt - sentAt) === 43 && millis(arrivesAt - sentAt - w.config.delayMicros) === 33;
    },
    'What would make it 330 ms for its size?': 'reasoning',
  },
  installed: {
    'n5 has the checkpoint.': (at) => at.told.at(-1)!.startsWith('n5 installs n1’s checkpoint of slot 150'),
    'It replaces n5’s state, session table, members and log below slot 151 in one record.': ({ world: w }) => {
      const { record } = w.node(5).disk.rows.get(w.node(5).disk.rows.length - 1)!;
      return same(applied(w, 5), [150]) && record.type === 'checkpoint' && record.checkpoint.index === 150;
    },
    'n5’s vote in slot 155 lies above and stays, and so does its promise.': ({ world: w }) =>
      vote(w, 5, 155) === '1.n1 x=1' && w.node(5).node.promised.node === 1,
    'n5 will say Installed only when it is safe, and has asked for slot 151 and what follows already.': (at) =>
      at.told.at(-1)!.includes('It asks n1 for the chosen entries from slot 151 on') &&
      flying(at.world, 'Installed').length === 0 &&
      at.world.node(5).disk.sync !== null,
    'Suppose n5 crashed now, before this record is synced.': ({ world: w }) =>
      durableCheckpoint(w, 5) === 100 && same(synced(w, 5, 155), ['1.n1 x=1']),
  },
  after: {
    'n1 still had slots 151 to 155 and sent them as entries.': (at) => told(at, /^n1 sends n5 the entries of slots 151–155/),
    'n5 applied them in order on top of the checkpoint. 149 ms after its restart it is where the others are, with the same digest, though it never saw slots 101 to 150.':
      (at) =>
        sinceRestart(at) === 149 &&
        FOUR.every((n) => digest(at.world, n) === digest(at.world, 5) && same(applied(at.world, n), [155])) &&
        at.records.every((r) =>
          r.notes.every((n, i) => n.kind !== 'apply' || (r.noteActors?.[i] ?? r.actor) !== 5 || n.slot <= 100 || n.slot > 150),
        ),
    'Now the same story under the coordinated policy: n1 names slot 150 and waits for all five to have a checkpoint there, at most 1 s.':
      'reasoning',
    'n5 is down since slot 100.': 'reasoning',
  },
  waits: {
    'n1 named slot 150, and n2, n3 and n4 have told it that they have a checkpoint there.': (at) =>
      told(at, /It names slot 150:/) &&
      [2, 3, 4].every((n) => told(at, new RegExp(`^n1 hears that n${n} has a checkpoint of slot 150\\.$`))),
    'n5 is down.': ({ world: w }) => !up(w, 5) && durableCheckpoint(w, 5) === 100,
    'n1 has waited for it for 107 ms, and will for 1 s at most.': (at) =>
      millis(at.runner.clock - timeOf(at, /It names slot 150:/)) === 107 && at.world.config.checkpointWaitMicros === 1_000_000,
    'Nothing is cut meanwhile: on four disks the log begins at slot 101, below a checkpoint that covers most of it.': ({ world: w }) =>
      FOUR.every((n) => floor(w, n) === 100 && knows(w, n, 101) && synced(w, n, 101).length > 0 && durableCheckpoint(w, n) === 150),
    'n5 comes back now.': 'reasoning',
    'n1 has both: a checkpoint of 1,002 bytes, and the entries of slots 101 to 155 (you send one more), 64 bytes each.': ({ world: w }) =>
      w.node(1).node.checkpoint!.bytes === 1002 && w.node(1).node.leadership!.nextSlot === 155,
  },
  entries: {
    'n1 sent slots 101 to 155 in one answer.': (at) =>
      at.told.filter((t) => /^n1 sends n5 the entries of slots 101–155/.test(t)).length === 1,
    'It took 119 ms on this link, where the checkpoint took 43 ms, and n5 was up to date 186 ms after its restart, where it had been 149 ms.':
      (at) => millis(at.world.now - timeOf(at, /^n1 sends n5 the entries of slots 101–155/)) === 119 && sinceRestart(at) === 186,
  },
};

// Runs of 2,800 events: each is executed once.
const known: AtStop[] = [];
const at = (stop: number): AtStop => (known[stop] ??= runTo(slowFollower, stop));

describe('The slow follower and the cut log', () => {
  slowFollower.stops.forEach((stop, i) => {
    it(`says what is so at “${stop.title}”`, () => {
      expect(unproved(stop, at(i), PROOFS[stop.id] ?? {})).toEqual([]);
    });
  });

  it('counts right what the checkpoint holds: 26 keys, two sessions, five members', () => {
    const { state, configurations } = at(2).world.node(1).node.checkpoint!;
    expect([state.items.length, state.sessions.length, configurations.at(-1)!.members.length]).toEqual([26, 2, 5]);
  });

  it('tells both runs alike: the same 155 slots lead to the same state, with a checkpoint sent in the first and none in the second', () => {
    const [first, second] = [at(4), at(6)];
    expect(digest(second.world, 5)).toBe(digest(first.world, 5));
    const sent = (at: AtStop): number => at.records.flatMap((r) => r.sent).filter((f) => f.message.type === 'InstallCheckpoint').length;
    expect([sent(first), sent(second)]).toEqual([1, 0]);
    for (const { world } of [first, second]) expect(world.nodes.map((n) => n.node.appliedIndex)).toEqual([155, 155, 155, 155, 155]);
  });

  it('says right in its replies how large the entries are', () => {
    const { records } = at(6);
    const reply = records.flatMap((r) => r.sent).find((f) => f.message.type === 'CatchUpReply')!;
    expect(Math.round((sizeOf(reply.message) / 1024) * 10)).toBe(35); // 3.5 KiB
  });
});
