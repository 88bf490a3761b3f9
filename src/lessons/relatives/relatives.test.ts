// Every statement that "Raft and other relatives" makes about its runs, held against the run of the real engine at that stop.
import { describe, expect, it } from 'vitest';
import type { MessageType } from '../../paxos/messages.ts';
import { printEntry } from '../../paxos/entry.ts';
import { chosenInFact } from '../../scenario/facts.ts';
import type { World } from '../../sim/world.ts';
import { applied, entry, flying, knows, leads, same, synced, told, up, vote } from '../reading-testing.ts';
import { runTo, unproved, type AtStop, type Proof } from '../testing.ts';
import { relatives } from './relatives.ts';

const timeOf = (at: AtStop, pattern: RegExp): number => at.records[at.told.findIndex((t) => pattern.test(t))]!.at;
const sent = (at: AtStop, type: MessageType): number =>
  at.records.flatMap((r) => r.sent).filter((f) => f.message.type === type && f.from !== f.to).length;
const votersIn = (w: World, slot: number, text: string): number[] =>
  w.nodes.map((n) => n.id).filter((n) => synced(w, n, slot).includes(text));

const PROOFS: Readonly<Record<string, Readonly<Record<string, Proof>>>> = {
  open: {
    'n1 leads 1.n1.': ({ world: w }) => leads(w, 1, '1.n1'),
    'It has just proposed x=1 in slot 1: an Accept is under way to each of the four others, and n1’s own vote is being written.': ({
      world: w,
    }) => flying(w, 'Accept').length === 4 && vote(w, 1, 1) === '1.n1 x=1' && w.node(1).disk.sync !== null,
    'How many round trips will it take until n1 knows that x=1 is chosen?': 'reasoning',
  },
  'one-round': {
    'Measured here: n1 knew slot 1 to be chosen 21 ms after it had proposed, a round trip of 20 ms and the 1 ms of a follower’s sync.': (
      at,
    ) =>
      knows(at.world, 1, 1) &&
      at.world.now - timeOf(at, /^n1 proposes x=1/) === 21_000 &&
      same([at.world.config.delayMicros, at.world.config.syncMicros], [10_000, 1_000]) &&
      sent(at, 'Accept') === 4 &&
      sent(at, 'Accepted') === 4,
    'A leader has sent entries 2 and 3, and the one for slot 2 is lost on its way to a follower.': 'reasoning',
    'May the follower vote for the entry in slot 3?': 'reasoning',
  },
  holes: {
    'z=3 is chosen in slot 3, by the votes of n1, n2 and n3.': ({ world: w }) =>
      same(votersIn(w, 3, '1.n1 z=3'), [1, 2, 3]) && printEntry(chosenInFact(w, 3)!.entry) === 'z=3',
    'In slot 2 only n1 and n4 have voted for y=2: two of five.': ({ world: w }) =>
      same(votersIn(w, 2, '1.n1 y=2'), [1, 4]) && chosenInFact(w, 2) === null,
    'Then n1 crashed.': ({ world: w }) => !up(w, 1),
    'There n2 and n3 would have refused entry 3 until they had entry 2.': 'reasoning',
    'n5’s time-out was the first to end.': (at) => at.told.at(-1)!.startsWith('n5 stands for election with 2.n5: it has heard no leader'),
    'It stands with 2.n5, and its log ends at slot 1.': ({ world: w }) => w.node(5).node.log.last() === 1,
    'n2 and n3 have votes in slot 3, n4 has one in slot 2, n5 has neither.': ({ world: w }) =>
      [vote(w, 2, 3), vote(w, 3, 3), vote(w, 4, 2)].every((v) => v !== '') && vote(w, 5, 2) === '' && vote(w, 5, 3) === '',
    'Will n5 be elected?': 'reasoning',
  },
  elected: {
    'n5 leads 2.n5 after one round trip, by the promises of n2, n3 and its own.': (at) =>
      leads(at.world, 5, '2.n5') &&
      at.told.at(-1)!.startsWith('n5 leads 2.n5: n2, n3 and n5 promised it') &&
      at.world.now - timeOf(at, /^n5 stands/) === 22_000,
    'A promise brings votes with it: here those of n2 and n3 for z=3 in slot 3.': (at) =>
      at.told.at(-1)!.includes('n5 adopts z=3 in slot 3: the highest ballot reported was 1.n1, by n2 and n3.'),
    'So n5 knows what it must do: z=3 again in slot 3, and, since nobody in its quorum has voted in slot 2, a no-op there.': (at) =>
      at.told.at(-1)!.includes('In slot 2 no promise reported a vote: it proposes a no-op under 2.n5.'),
    'z=3 was voted for in 1.n1.': ({ world: w }) => vote(w, 2, 3) === '1.n1 z=3',
    'Under which ballot does n5 propose it?': 'reasoning',
  },
  rewritten: {
    'n2, n3 and n5 have voted for z=3 in 2.n5, and n5 knows it to be chosen; slot 2 holds a no-op.': ({ world: w }) =>
      [2, 3, 5].every((n) => synced(w, n, 3).includes('2.n5 z=3')) && entry(w, 5, 3) === 'z=3' && entry(w, 5, 2) === '∅',
    'n4’s vote for y=2 came to nothing: it was one of two.': ({ world: w }) => same(votersIn(w, 2, '1.n1 y=2'), [1, 4]),
    'Votes of one ballot are counted together, and n5’s are all of 2.n5.': ({ world: w }) =>
      [2, 3].every((s) => vote(w, 5, s).startsWith('2.n5')),
  },
  kin: {
    'n1 is back.': ({ world: w }) => up(w, 1) && same(applied(w, 1), [3]),
    'Its vote for y=2 in slot 2 stays on its disk and means nothing; it asked n5 for what is chosen, and copied two entries.': (at) =>
      same(synced(at.world, 1, 2), ['1.n1 y=2']) &&
      entry(at.world, 1, 2) === '∅' &&
      at.told.at(-1)! === 'n1 learns from n5 that slots 2 and 3 are chosen. It applies slots 2 and 3.',
    'In Raft n1’s entry 2 would conflict with the leader’s, and be deleted and overwritten (§5.3): a log of Raft is repaired by its leader, a follower’s only.':
      'reasoning',
  },
  beside: {
    'In this run: a last election of one round trip, in which n5 learned of 1 slot that it had no vote in; 1 slot proposed again, 1 no-op, and 2 entries copied to n1.':
      (at) => {
        const lead = at.records.findLast((r) => r.notes.some((n) => n.kind === 'lead'))!;
        const why = lead.notes.flatMap((n) => (n.kind === 'propose' ? [n.why] : []));
        const copied = at.records
          .flatMap((r) => r.sent)
          .flatMap((f) => (f.message.type === 'CatchUpReply' ? [f.message.entries.length] : []));
        return same(why, ['filled', 'adopted']) && same(copied, [2]) && told(at, /^n5 stands for election with 2\.n5/);
      },
    'Two of those who promised had a later last entry than n5: by Raft’s rule they would have refused it.': (at) =>
      told(at, /^n2 promises 2\.n5: .*It reports a vote in slot 3/) && told(at, /^n3 promises 2\.n5: .*It reports a vote in slot 3/),
  },
};

describe('Raft and other relatives', () => {
  relatives.stops.forEach((stop, i) => {
    it(`says what is so at “${stop.title}”`, () => {
      expect(unproved(stop, runTo(relatives, i), PROOFS[stop.id] ?? {})).toEqual([]);
    });
  });
});
