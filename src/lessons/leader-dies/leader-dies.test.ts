// Every statement that "The leader dies" makes about its run, held against the run of the real engine at that stop.
import { describe, expect, it } from 'vitest';
import { printBallot } from '../../paxos/ballot.ts';
import { printEntry } from '../../paxos/entry.ts';
import { chosenInFact } from '../../scenario/facts.ts';
import { leaderDies } from './leader-dies.ts';
import { all, applied, counted, entry, flying, knows, leads, same, synced, told, up, vote } from '../reading-testing.ts';
import { runTo, unproved, type Proof } from '../testing.ts';

const PROOFS: Readonly<Record<string, Readonly<Record<string, Proof>>>> = {
  open: {
    'n1 leads ballot 1.n1.': ({ world: w }) => leads(w, 1, '1.n1'),
    'Slots 1 to 3 are chosen, and every node has applied them.': ({ world: w }) =>
      all(w, (n) => same(applied(w, n), [3]) && [1, 2, 3].every((s) => knows(w, n, s))),
    'n1 does not wait for one slot before it opens the next: it proposes x=4 in slot 4, y=5 in slot 5 and z=6 in slot 6, and has sent an Accept for each to the four others.':
      ({ world: w, records }) =>
        same(
          [4, 5, 6].map((s) => vote(w, 1, s)),
          ['1.n1 x=4', '1.n1 y=5', '1.n1 z=6'],
        ) && records.flatMap((r) => r.sent).filter((f) => f.message.type === 'Accept' && f.message.slot >= 4).length === 12,
    'Those for slot 4 still reach n2 and n4, that for slot 6 reaches n4, and those for slot 5 reach nobody.': ({ world: w, records }) =>
      same(flying(w, 'Accept').sort(), ['n1>n2 4', 'n1>n4 4', 'n1>n4 6']) &&
      records.filter((r) => r.worldNotes.some((n) => n.kind === 'dropped')).length === 9,
    'n1 votes in all three slots as well.': ({ world: w }) => [4, 5, 6].every((s) => vote(w, 1, s) !== ''),
  },
  'chosen-unknown': {
    'n1, n2 and n4 have voted for x=4 in slot 4, all in ballot 1.n1, and all three votes are synced.': ({ world: w }) =>
      [1, 2, 4].every((n) => same(synced(w, n, 4), ['1.n1 x=4'])),
    'So x=4 is chosen, for good.': ({ world: w }) =>
      printEntry(chosenInFact(w, 4)!.entry) === 'x=4' && !all(w, (n) => knows(w, n, 4)) && [1, 2, 3, 4, 5].every((n) => !knows(w, n, 4)),
    'The Accepted of n2 and of n4 are still on their way, and n1 has counted one vote, its own.': ({ world: w }) =>
      same(
        flying(w, 'Accepted')
          .filter((f) => f.endsWith(' 4'))
          .sort(),
        ['n2>n1 4', 'n4>n1 4'],
      ) && counted(w, 1, 4) === 1,
    'Slot 6 has two votes, of n1 and n4.': ({ world: w }) =>
      same(
        [1, 2, 3, 4, 5].filter((n) => vote(w, n, 6) !== ''),
        [1, 4],
      ) && chosenInFact(w, 6) === null,
    'Slot 5 has one, of n1.': ({ world: w }) =>
      same(
        [1, 2, 3, 4, 5].filter((n) => vote(w, n, 5) !== ''),
        [1],
      ),
    'n1 is about to crash, before any of these answers is there.': 'reasoning',
  },
  crash: {
    'n1 is down.': ({ world: w }) => w.node(1).status === 'crashed' && flying(w, 'Accepted').length === 0,
    'Its memory is gone; its disk keeps its votes in slots 4 to 6, which were synced.': ({ world: w }) =>
      [4, 5, 6].every((s) => synced(w, 1, s).length === 1),
    'You have no answer to x=4, y=5 and z=6.': ({ world: w }) =>
      same(
        w.sessions.map((s) => s.state),
        ['waiting', 'waiting', 'waiting'],
      ),
    'n2, n3, n4 and n5 are up, and have not yet noticed: each waits for a time of its own before it takes its leader for dead.': ({
      world: w,
    }) => [2, 3, 4, 5].every((n) => up(w, n) && w.node(n).node.role === 'follower' && w.node(n).node.leader === 1),
  },
  stands: {
    'n3 has heard no leader for a whole time-out.': (at) =>
      told(at, /^n3 stands for election with 2\.n3: it has heard no leader for a whole time-out/),
    'It stands for election with ballot 2.n3: one round above the highest that it has met.': ({ world: w }) =>
      w.node(3).node.role === 'candidate' && printBallot(w.node(3).node.ballot) === '2.n3',
    'It has no vote in slots 4 to 6.': ({ world: w }) => [4, 5, 6].every((s) => vote(w, 3, s) === ''),
    'Its own promise of 2.n3 is being written, and its Prepare waits for that sync.': ({ world: w }) =>
      w.node(3).disk.sync !== null &&
      flying(w, 'Prepare').length === 0 &&
      w
        .node(3)
        .disk.held.flatMap((h) => h.sends)
        .filter((o) => o.message.type === 'Prepare').length === 4,
    'Were it to leave sooner, n3 could crash, come back without the record, and use the same ballot again for something else.': 'reasoning',
    'One Prepare asks about every slot from 4 on, the first that n3 does not know to be chosen.': ({ world: w }) =>
      w.node(3).node.candidacy!.firstSlot === 4,
    'n3 needs promises of 2.n3 from three of the five, its own among them.': ({ world: w }) => w.nodes.length === 5,
  },
  promises: {
    'n4’s promise of 2.n3 is there.': ({ world: w }) => same([...w.node(3).node.candidacy!.promises.keys()].sort(), [3, 4]),
    'n4 will never vote below 2.n3 again.': ({ world: w }) => printBallot(w.node(4).node.promised) === '2.n3',
    'And it has voted for x=4 in slot 4 and for z=6 in slot 6, both in 1.n1.': ({ world: w }) =>
      same(
        w
          .node(3)
          .node.candidacy!.promises.get(4)!
          .votes.map((v) => `${v.slot} ${printBallot(v.ballot)} ${printEntry(v.entry)}`),
        ['4 1.n1 x=4', '6 1.n1 z=6'],
      ),
    'With its own promise, which reports no vote, n3 has two of the three that it needs.': ({ world: w }) =>
      w.node(3).node.candidacy!.promises.get(3)!.votes.length === 0,
    'Those of n2 and n5 are on their way: n2 reports a vote for x=4 in slot 4, n5 reports none.': ({ world: w }) => {
      const reports = w
        .flights()
        .flatMap((f) =>
          f.message.type === 'Promise' ? [`n${f.from} ${f.message.votes.map((v) => `${v.slot} ${printEntry(v.entry)}`).join()}`] : [],
        );
      return same(reports.sort(), ['n2 4 x=4', 'n5 ']);
    },
    'In slot 5 none of n2, n3, n4 and n5 has ever voted.': ({ world: w }) =>
      [2, 3, 4, 5].every((n) => vote(w, n, 5) === '' && synced(w, n, 5).length === 0),
    'Only n1 has, and n1 is down.': ({ world: w }) => same(synced(w, 1, 5), ['1.n1 y=5']) && w.node(1).status === 'crashed',
    'When n2’s promise is there too, n3 leads.': ({ world: w }) =>
      w.flights().find((f) => f.message.type === 'Promise' && f.from === 2)!.endsAt <
      w.flights().find((f) => f.message.type === 'Promise' && f.from === 5)!.endsAt,
    'What will it propose in slot 5?': 'reasoning',
  },
  leads: {
    'n3 leads 2.n3: n2, n3 and n4 have promised it, a quorum.': (at) =>
      leads(at.world, 3, '2.n3') && at.told.at(-1)!.startsWith('n3 leads 2.n3: n2, n3 and n4 promised it, a quorum.'),
    'Now it takes each slot from 4 up to 6, the highest in which any of them reported a vote.': ({ world: w }) =>
      same([...w.node(3).node.leadership!.proposals.keys()], [4, 5, 6]),
    'In slots 4 and 6 a vote was reported.': ({ world: w }) => same([...w.node(3).node.leadership!.reported.keys()].sort(), [4, 6]),
    'n3 adopts the entry of the highest ballot reported and proposes it under its own ballot: x=4 and z=6.': (at) =>
      at.told.at(-1)!.includes('n3 adopts x=4 in slot 4 and z=6 in slot 6: the highest ballot reported was 1.n1.'),
    'Either may have been chosen, and n3 cannot tell.': 'reasoning',
    'In slot 5 no promise reported a vote, so nothing has been chosen there.': ({ world: w }) =>
      chosenInFact(w, 5) === null && !w.node(3).node.leadership!.reported.has(5),
    'Nor can it still be in 1.n1: n2, n3 and n4 will not vote in that ballot any more, and n1 and n5 are too few.': ({ world: w }) =>
      [2, 3, 4].every((n) => printBallot(w.node(n).node.promised) === '2.n3'),
    'n3 fills the hole with a no-op.': ({ world: w }) => vote(w, 3, 5) === '2.n3 ∅',
    'In fact only n1 and n4 had voted for z=6.': ({ world: w }) =>
      same(
        [1, 2, 4, 5].filter((n) => vote(w, n, 6) !== ''),
        [1, 4],
      ),
    'Why does n3 not put another command in slot 6?': 'reasoning',
  },
  gap: {
    'Each was synced before its Accepted left, and n3 counted its own votes only after its own sync.': (at) =>
      told(at, /^n3’s own vote in slot 5 is synced: it counts\. 1 of 3\./),
    'Slot 5 has its quorum first: the no-op is chosen there in 2.n3, and n3 knows it.': ({ world: w }) =>
      entry(w, 3, 5) === '∅' && printBallot(chosenInFact(w, 5)!.ballot) === '2.n3' && !knows(w, 3, 6),
    'Of slot 4 it does not know that yet: it has counted two votes there.': ({ world: w }) => !knows(w, 3, 4) && counted(w, 3, 4) === 2,
    'So for n3 there is a gap at slot 4.': ({ world: w }) => same(applied(w, 3), [3]),
    'May n3 already apply slot 5?': 'reasoning',
  },
  applied: {
    'n3 knows slots 4 to 6 to be chosen and has applied them in order: x=4, a no-op, z=6.': ({ world: w }) =>
      same(
        [4, 5, 6].map((s) => entry(w, 3, s)),
        ['x=4', '∅', 'z=6'],
      ) && same(applied(w, 3), [6]),
    'A quorum voted for x=4 in 1.n1, and now another one in 2.n3: the same entry twice.': ({ world: w }) =>
      ['1.n1 x=4', '2.n3 x=4'].every((v) => [1, 2, 3, 4, 5].filter((n) => synced(w, n, 4).includes(v)).length >= 3),
    'Two majorities of five share a node, and that node’s report bound n3 to x=4.': 'reasoning',
    'z=6 was one vote short when n1 died, and was not lost: one vote that was found brought it back.': ({ world: w }) =>
      [1, 2, 3, 4, 5].filter((n) => synced(w, n, 6).includes('1.n1 z=6')).length === 2,
    'y=5 was in no report, and slot 5 went to a no-op.': ({ world: w }) => entry(w, 3, 5) === '∅',
    'The node that took your requests is dead, and n3 does not know who asked.': ({ world: w }) =>
      w.node(1).status === 'crashed' && w.node(3).node.waiting.size === 0 && w.sessions.every((s) => s.state === 'waiting'),
    'After 400 ms without an answer you send all three requests again, each under its old number.': ({ world: w }) =>
      w.config.clientTimeoutMicros === 400_000,
    'x=4 and z=6 have been applied meanwhile.': ({ world: w }) => same(applied(w, 3), [6]),
  },
  retry: {
    'Your requests went to n2 this time.': ({ records }) =>
      records.flatMap((r) => r.worldNotes).filter((n) => n.kind === 'invoke' && n.attempt === 2 && n.to === 2).length === 3,
    'n2 had applied x=4 and z=6: its session table knew their numbers, and it gave the answers without proposing anything.': (at) =>
      at.told.filter((t) => /^n2 has applied you.* before: it sends the answer it gave, and proposes nothing\.$/.test(t)).length === 2,
    'The number of y=5 had not taken effect.': (at) => told(at, /^n2 does not lead and names n3: it does not propose you\/2#2\.$/),
    'n2 does not lead and named n3; n3 proposed y=5 in slot 7, where it is now chosen.': ({ world: w }) =>
      entry(w, 3, 7) === 'y=5' && w.sessions.every((s) => s.state === 'idle'),
    'n1 will come back.': 'reasoning',
    'On its disk is a synced vote for y=5 in slot 5.': ({ world: w }) => same(synced(w, 1, 5), ['1.n1 y=5']),
    'What will slot 5 hold on n1?': 'reasoning',
  },
  back: {
    'n1 restarted from its disk: it had promised 1.n1 and knew slots 1 to 3 to be chosen.': (at) =>
      told(at, /^n1 restarts from its disk: .* It had promised 1\.n1, and knows slots up to 3 to be chosen\./),
    'It heard n3, and follows 2.n3.': ({ world: w }) =>
      w.node(1).node.leader === 3 && printBallot(w.node(1).node.leaderBallot) === '2.n3' && w.node(1).node.role === 'follower',
    'n3’s heartbeat told it that everything up to slot 7 is chosen.': (at) =>
      told(at, /^n1 asks n3 for the chosen entries from slot 4 on: it knows that up to slot 7 all are chosen\./),
    'n1’s own votes in slots 4 to 6 are of ballot 1.n1, not of 2.n3, and so they prove nothing: it asked n3 for the entries, and got x=4, a no-op, z=6 and y=5.':
      ({ world: w }) =>
        [4, 5, 6].every((s) => vote(w, 1, s).startsWith('1.n1')) &&
        same(
          [4, 5, 6, 7].map((s) => entry(w, 1, s)),
          ['x=4', '∅', 'z=6', 'y=5'],
        ),
    'Suppose n3 had ignored the reports and put new commands of its own in slots 4, 5 and 6.': 'reasoning',
  },
};

describe('The leader dies', () => {
  leaderDies.stops.forEach((stop, i) => {
    it(`says what is so at “${stop.title}”`, () => {
      expect(unproved(stop, runTo(leaderDies, i), PROOFS[stop.id] ?? {})).toEqual([]);
    });
  });

  it('ends with five equal logs, each command in effect once', () => {
    const { world } = runTo(leaderDies, leaderDies.stops.length - 1);
    const first = world.node(1).node;
    for (const { node } of world.nodes) {
      expect([node.appliedIndex, node.machine.digest()]).toEqual([7, first.machine.digest()]);
      expect(node.machine.contents()).toEqual([
        ['x', '4', 2],
        ['y', '5', 2],
        ['z', '6', 2],
      ]);
    }
  });

  it('tells the truth in the reply about luck: less than ten milliseconds more, and n1 would have known', () => {
    const { world } = runTo(leaderDies, 1);
    const third = world
      .flights()
      .filter((f) => f.message.type === 'Accepted' && f.message.slot === 4)
      .map((f) => f.arrivesAt - world.now);
    expect(third).toHaveLength(2);
    expect(Math.max(...third)).toBeLessThan(10_000);
  });
});
