// Every statement that "Persist before you speak" makes about its run, held against the run of the real engine at that stop.
import { describe, expect, it } from 'vitest';
import { printBallot } from '../../paxos/ballot.ts';
import { chosenInFact } from '../../scenario/facts.ts';
import type { World } from '../../sim/world.ts';
import { persistFirst } from './persist-first.ts';
import { counted, entry, flying, leads, same, synced, told, up, vote } from '../reading-testing.ts';
import { runTo, unproved, type Proof } from '../testing.ts';

const promised = (w: World, node: number): string => printBallot(w.node(node).node.promised);
/** What waits at a node’s disk: `Promise`, … */
const heldAt = (w: World, node: number): string[] => w.node(node).disk.held.flatMap((h) => h.sends.map((o) => o.message.type));
const unsynced = (w: World, node: number): number => w.node(node).disk.rows.length - w.node(node).disk.durable;

const PROOFS: Readonly<Record<string, Readonly<Record<string, Proof>>>> = {
  open: {
    'Only a sync, which takes 8 ms here, makes it safe.': ({ world: w }) =>
      w.config.syncMicros === 8_000 && w.config.syncJitterPercent === 0,
    'n3 leads 1.n3, and n1 and n2 follow it.': ({ world: w }) => leads(w, 3, '1.n3') && w.node(2).node.leader === 3,
    'Now n1 stands for election with the higher ballot 2.n1.': ({ world: w }) =>
      w.node(1).node.role === 'candidate' && promised(w, 1) === '2.n1',
  },
  held: {
    'n1’s record is synced, and its Prepare has reached n2 and n3.': ({ world: w }) =>
      unsynced(w, 1) === 0 && flying(w, 'Prepare').length === 0,
    'Both promise 2.n1, and n3 stops leading.': ({ world: w }) =>
      [2, 3].every((n) => promised(w, n) === '2.n1') && w.node(3).node.role === 'follower',
    'n2 crashes at this moment, before its sync, and restarts.': ({ world: w }) => unsynced(w, 2) === 1,
  },
  forgotten: {
    'n2 crashed and is back.': ({ world: w }) => up(w, 2),
    'n2 knows of its promise of 1.n3, which was synced, and of no later one.': ({ world: w }) => promised(w, 2) === '1.n3',
    'No Promise of 2.n1 has left it.': ({ world: w, records }) =>
      heldAt(w, 2).length === 0 &&
      !records.flatMap((r) => r.sent).some((f) => f.from === 2 && f.message.type === 'Promise' && printBallot(f.message.ballot) === '2.n1'),
    'n3’s promise is still being synced.': ({ world: w }) => unsynced(w, 3) === 1 && same(heldAt(w, 3), ['Promise']),
    'With n1’s own, it will be enough: two of three are a quorum.': ({ world: w }) =>
      same([...w.node(1).node.candidacy!.promises.keys()], [1]),
    'Suppose n2’s Promise had left before the sync, and n1 had counted it.': 'reasoning',
  },
  proposes: {
    'n1 leads 2.n1: n1 and n3 have promised it.': (at) => leads(at.world, 1, '2.n1') && told(at, /^n1 leads 2\.n1: n1 and n3 promised it/),
    'You have sent it x=1, and it proposes it in slot 1.': ({ world: w }) => vote(w, 1, 1) === '2.n1 x=1',
    'The link from n1 to n2 is cut, so that n3’s vote is the one that matters.': ({ world: w }) => w.isCut(1, 2) && !w.isCut(2, 1),
    'n1’s Accept has left already, while its own vote in slot 1 is still being written.': ({ world: w }) =>
      flying(w, 'Accept').includes('n1>n3 1') && synced(w, 1, 1).length === 0 && unsynced(w, 1) === 1,
    'n1 has sent its Accept before its own vote is synced.': ({ world: w }) => unsynced(w, 1) === 1,
  },
  vote: {
    'n3 has voted for x=1 in slot 1.': ({ world: w }) =>
      vote(w, 3, 1) === '2.n1 x=1' && unsynced(w, 3) === 1 && same(heldAt(w, 3), ['Accepted']),
    'n1’s own vote has been synced meanwhile, and counts: one of the two that it needs.': ({ world: w }) =>
      same(synced(w, 1, 1), ['2.n1 x=1']) && counted(w, 1, 1) === 1,
    'n2 has heard nothing of slot 1.': ({ world: w }) => vote(w, 2, 1) === '',
    'n3 crashes at this moment, before its sync, and restarts.': ({ world: w }) => unsynced(w, 3) === 1,
    'What becomes of x=1?': 'reasoning',
  },
  gone: {
    'n3 crashed and is back.': ({ world: w }) => up(w, 3),
    'It has kept its promise of 2.n1, which was synced.': ({ world: w }) => promised(w, 3) === '2.n1',
    'Its vote in slot 1 was not, and is gone.': ({ world: w }) => vote(w, 3, 1) === '' && synced(w, 3, 1).length === 0,
    'No Accepted had left, so n1 has counted one vote, its own, and has told you nothing.': ({ world: w }) =>
      counted(w, 1, 1) === 1 && chosenInFact(w, 1) === null && w.sessions.every((s) => s.state === 'waiting'),
    'Suppose n3’s Accepted had left before the sync.': 'reasoning',
    'n1 would have counted two votes and answered “done”.': 'reasoning',
    'Then n3 forgets, and n1 dies for good.': 'reasoning',
    'What do n2 and n3 find?': ({ world: w }) => vote(w, 2, 1) === '' && vote(w, 3, 1) === '',
  },
  done: {
    'n3 had the Accept again, voted again, synced its vote, and only then sent its Accepted.': (at) =>
      told(at, /^n3’s sync is complete: 1 record is safe\. What waited for it leaves: Accepted for slot 1 to n1\./),
    'n1 counted the second vote: x=1 is chosen in slot 1.': ({ world: w }) => entry(w, 1, 1) === 'x=1' && chosenInFact(w, 1) !== null,
    'n1 applied it and answered you.': ({ world: w }) => w.node(1).node.appliedIndex === 1 && w.sessions.every((s) => s.acknowledged === 1),
    'So behind your answer stand two synced votes, on n1 and n3.': ({ world: w }) =>
      same(
        [1, 2, 3].filter((n) => synced(w, n, 1).length > 0),
        [1, 3],
      ),
  },
};

describe('Persist before you speak', () => {
  persistFirst.stops.forEach((stop, i) => {
    it(`says what is so at “${stop.title}”`, () => {
      expect(unproved(stop, runTo(persistFirst, i), PROOFS[stop.id] ?? {})).toEqual([]);
    });
  });

  it('loses exactly the record that was not synced, whole, at both crashes', () => {
    const { records } = runTo(persistFirst, persistFirst.stops.length - 1);
    const crashes = records.flatMap((r) => r.worldNotes).filter((n) => n.kind === 'crashed');
    expect(crashes.map((c) => [c.node, c.lost.length, c.torn])).toEqual([
      [2, 1, false],
      [3, 1, false],
    ]);
  });

  it('holds the two Prepares at the first stop', () => {
    const { world } = runTo(persistFirst, 0);
    expect([heldAt(world, 1).filter((t) => t === 'Prepare').length, unsynced(world, 1), flying(world, 'Prepare')]).toEqual([2, 1, []]);
  });
});
