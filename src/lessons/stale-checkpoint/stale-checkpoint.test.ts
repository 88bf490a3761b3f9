// Every statement that "The stale checkpoint" makes about its two runs, held against the runs of the real engine at that stop.
import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../paxos/checkpoint.ts';
import { chosenInFact } from '../../scenario/facts.ts';
import type { World } from '../../sim/world.ts';
import { staleCheckpoint } from './stale-checkpoint.ts';
import { applied, entry, flying, knows, leads, same, synced, told, vote } from '../reading-testing.ts';
import { runTo, unproved, type Proof } from '../testing.ts';

/** The checkpoints on a node’s disk, synced or not. */
function checkpointsOf(w: World, node: number): Checkpoint[] {
  const { rows } = w.node(node).disk;
  return Array.from({ length: rows.length }, (_, i) => rows.get(i)!.record).flatMap((r) => (r.type === 'checkpoint' ? [r.checkpoint] : []));
}
/** `x=1 z=3` */
const state = (w: World, node: number): string =>
  w
    .node(node)
    .node.machine.contents()
    .map(([k, v]) => `${k}=${v}`)
    .join(' ');
const keysIn = (c: Checkpoint): string => c.state.items.map(([k, v]) => `${k}=${v}`).join(' ');
const digest = (w: World, node: number): number => w.node(node).node.machine.digest();

const PROOFS: Readonly<Record<string, Readonly<Record<string, Proof>>>> = {
  open: {
    'n1 leads 1.n1 and has voted for x=1 in slot 1 and for y=2 in slot 2.': ({ world: w }) =>
      leads(w, 1, '1.n1') && vote(w, 1, 1) === '1.n1 x=1' && vote(w, 1, 2) === '1.n1 y=2',
    'Slot 1 has three synced votes, and two Accepted are on their way to n1.': ({ world: w }) =>
      [1, 2, 3].every((n) => synced(w, n, 1).length === 1) && same(flying(w, 'Accepted').sort(), ['n2>n1 1', 'n3>n1 1']),
    'Both Accept for slot 2 were lost: n1’s vote there is the only one.': (at) =>
      at.told.filter((t) => /^n1’s Accept \(2, 1\.n1, y=2\) to n[23] is dropped/.test(t)).length === 2 &&
      same(
        [1, 2, 3].map((n) => vote(at.world, n, 2)),
        ['1.n1 y=2', '', ''],
      ),
    'n1 will now stand still for a while.': 'reasoning',
    'n2 becomes the leader and is sent z=3.': 'reasoning',
  },
  chosen: {
    'n2 leads 2.n2.': ({ world: w }) => leads(w, 2, '2.n2'),
    'It adopted x=1 in slot 1 and proposed z=3 in slot 2.': (at) =>
      told(at, /^n2 leads 2\.n2: n2 and n3 promised it, a quorum\. It adopts x=1 in slot 1: .* It proposes z=3 in slot 2/),
    'Both are chosen, and n2 and n3 have applied them.': ({ world: w }) =>
      entry(w, 2, 1) === 'x=1' && entry(w, 2, 2) === 'z=3' && same(applied(w, 2, 3), [2, 2]) && chosenInFact(w, 2) !== null,
    'n1 stands still.': ({ world: w }) => w.node(1).status === 'paused',
    'Before it lie, in the order in which they came, the two Accepted for slot 1 and then n2’s messages.': ({ world: w }) => {
      const waiting = w.node(1).deferred.flatMap(({ what }) => (what.kind === 'deliver' ? [what.flight.message.type] : []));
      return same(
        waiting.filter((t) => t !== 'HeartbeatAck'),
        ['Accepted', 'Accepted', 'Prepare', 'Heartbeat', 'Accept', 'Accept', 'Heartbeat'],
      );
    },
    'In slot 2 it still has its vote for y=2.': ({ world: w }) => same(synced(w, 1, 2), ['1.n1 y=2']),
    'n1 goes on.': 'reasoning',
    'The first thing that it learns is that slot 1 is chosen.': 'reasoning',
    'It applies slot 1 and takes a checkpoint at once.': 'reasoning',
  },
  stopped: {
    'n1 applied slot 1, took a checkpoint that claims to be of slot 2, and has just written it.': (at) =>
      told(at, /It applies x=1 \(slot 1\) and answers you\. It begins a checkpoint of slot 2/) &&
      at.told.at(-1)!.startsWith('n1 writes its checkpoint of slot 2'),
    'In it are x=1 and y=2, which was never chosen.': ({ world: w }) => same(checkpointsOf(w, 1).map(keysIn), ['x=1 y=2']),
    'The check compares digests, numbers that stand for a whole state: that of n2 and n3 after slot 2, and that of n1’s checkpoint of slot 2.':
      ({ world: w, runner }) =>
        runner.violation?.invariant === 'I7' &&
        digest(w, 2) === digest(w, 3) &&
        same(applied(w, 2, 3), [2, 2]) &&
        checkpointsOf(w, 1)[0]!.digest !== digest(w, 2) &&
        runner.violation.facts.every((f) => /slot 2/.test(f)),
    'Suppose n1’s checkpoint were of slot 1, and its digest not that of n2’s state, which is at slot 2.': 'reasoning',
  },
  asleep: {
    'n1’s checkpoint is synced, and n1 has cut its log up to slot 2; its votes went with it.': ({ world: w }) =>
      w.node(1).node.log.floor === 2 && w.node(1).disk.durable === 2 && w.node(1).disk.rows.length === 2 && vote(w, 1, 2) === '',
    'n1’s memory is in order.': ({ world: w }) => digest(w, 1) === digest(w, 2),
    'It has meanwhile read n2’s messages, learned that z=3 is chosen in slot 2, and applied it to its state.': (at) =>
      state(at.world, 1) === 'x=1 z=3' && told(at, /^n1 learns that z=3 is chosen in slot 2/),
    'n1 crashes and restarts.': 'reasoning',
  },
  diverged: {
    'n1 is back, applied up to slot 2, with x=1 and y=2.': ({ world: w }) => state(w, 1) === 'x=1 y=2' && same(applied(w, 1), [2]),
    'n2 and n3 have applied up to slot 2 as well, and have x=1 and z=3.': ({ world: w }) =>
      same(applied(w, 2, 3), [2, 2]) && [2, 3].every((n) => state(w, n) === 'x=1 z=3'),
    'n1 has diverged.': ({ world: w }) => digest(w, 1) !== digest(w, 2),
    'n2’s heartbeat says that everything up to slot 2 is chosen.': (at) =>
      told(at, /^n2 tells all that it leads 2\.n2; its commit index is 2\.$/),
    'n1 believes that it has that, and asks for nothing.': (at) =>
      at.world.node(1).node.commitIndex === 2 && at.world.node(1).node.behind === null && !told(at, /^n1 asks/),
    'n1 is elected, and you read y through the log, as one should.': 'reasoning',
  },
  answered: {
    'n1 leads 3.n1.': ({ world: w }) => leads(w, 1, '3.n1'),
    'Your read was chosen in slot 3 like any command, and n1 answered that y is 2.': (at) =>
      told(at, /^n1 knows that y\? is chosen in slot 3/) && told(at, /^You have the answer to you#2 after \d+ ms: y=2, version 1\.$/),
    'No quorum ever voted for y=2.': ({ records }) =>
      records.every((r) => r.actor === 1 || !r.notes.some((n) => n.kind === 'vote' && n.slot === 2 && n.ballot.node === 1)),
    'Of n2 you would have been told that there is no y.': ({ world: w }) => !state(w, 2).includes('y='),
    'What will be in the checkpoint that n1 takes when it goes on?': 'reasoning',
  },
  right: {
    'Everything came as before, up to the moment at which n1 went on.': ({ told: now }) => {
      const before = runTo(staleCheckpoint, 1).told;
      return same(now.slice(0, before.length), before);
    },
    'It applied slot 1 and took its checkpoint then: x=1, up to slot 1.': ({ world: w }) =>
      same(
        checkpointsOf(w, 1).map((c) => [c.index, keysIn(c)]),
        [[1, 'x=1']],
      ),
    'That is synced, and n1 has cut its log up to slot 1.': ({ world: w }) =>
      w.node(1).node.log.floor === 1 && w.node(1).disk.durable === w.node(1).disk.rows.length,
    'What lies above stayed: its vote for y=2, and a later one for z=3 in n2’s ballot.': ({ world: w }) =>
      same(synced(w, 1, 2), ['1.n1 y=2', '2.n2 z=3']),
    'By now n1 knows that z=3 is chosen in slot 2, and has applied it.': ({ world: w }) =>
      knows(w, 1, 2) && state(w, 1) === 'x=1 z=3' && same(applied(w, 1), [2]),
    'n1 crashes, restarts and is elected, and you read y.': 'reasoning',
  },
  end: {
    'n1 came back from its checkpoint of slot 1 and ran slot 2 again from its log.': (at) =>
      told(at, /^n1 restarts from its disk: .* It applies z=3 \(slot 2\)\./),
    'It leads 3.n1, and told you that there is no y.': (at) =>
      leads(at.world, 1, '3.n1') && told(at, /^You have the answer .*: y is absent\.$/),
    'After slot 2 all three nodes have the same digest.': ({ records }) => {
      const found = records.flatMap((r) => r.notes.flatMap((n) => (n.kind === 'apply' && n.slot === 2 ? [n.digest] : [])));
      return found.length === 4 && new Set(found).size === 1; // n1 twice: before its crash and after
    },
  },
};

describe('The stale checkpoint', () => {
  staleCheckpoint.stops.forEach((stop, i) => {
    it(`says what is so at “${stop.title}”`, () => {
      expect(unproved(stop, runTo(staleCheckpoint, i), PROOFS[stop.id] ?? {})).toEqual([]);
    });
  });

  it('breaks rule C1 alone, in the first run alone', () => {
    const switches = staleCheckpoint.stops.map((_, i) => runTo(staleCheckpoint, i).world.config.switches);
    expect(switches.map((s) => s.join())).toEqual([...Array.from({ length: 6 }, () => 'checkpoint-past-chosen'), '', '']);
  });
});
