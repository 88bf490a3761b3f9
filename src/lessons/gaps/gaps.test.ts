// Every statement that "A hole in the log" makes about its run, held against the run of the real engine at that stop.
import { describe, expect, it } from 'vitest';
import { printBallot } from '../../paxos/ballot.ts';
import { chosenInFact } from '../../scenario/facts.ts';
import type { World } from '../../sim/world.ts';
import { gaps } from './gaps.ts';
import { all, applied, counted, entry, flying, knows, leads, same, synced, told, vote } from '../reading-testing.ts';
import { runTo, unproved, type AtStop, type Proof } from '../testing.ts';

const NODES = [1, 2, 3, 4, 5];
const voters = (w: World, slot: number, of: string): number[] => NODES.filter((n) => synced(w, n, slot).includes(of));
const promised = (w: World, node: number): string => printBallot(w.node(node).node.promised);
const timeOf = (at: AtStop, pattern: RegExp): number => at.records[at.told.findIndex((t) => pattern.test(t))]!.at;
/** An entry was proposed in the slot, now or before. */
const proposed = (at: AtStop, node: number, slot: number): boolean =>
  at.records.some((r) => r.actor === node && r.notes.some((n) => n.kind === 'propose' && n.slot === slot));

const PROOFS: Readonly<Record<string, Readonly<Record<string, Proof>>>> = {
  open: {
    'n1 leads 1.n1.': ({ world: w }) => leads(w, 1, '1.n1'),
    'n1 has opened slots 1 to 3 for a=1, b=2 and c=3, without waiting for any vote in between.': ({ world: w }) =>
      same(
        [1, 2, 3].map((s) => vote(w, 1, s)),
        ['1.n1 a=1', '1.n1 b=2', '1.n1 c=3'],
      ) && [1, 2, 3].every((s) => counted(w, 1, s) === 0),
    'd=4 and e=5 wait at n1.': ({ world: w }) => w.node(1).node.queue.length === 2 && vote(w, 1, 4) === '' && w.config.window === 3,
    'n1’s is 0.': ({ world: w }) => w.node(1).node.commitIndex === 0,
    'All four Accept for slot 2 are lost, and of those for slot 3 the one to n5.': ({ world: w }) =>
      same(flying(w, 'Accept').sort(), ['n1>n2 1', 'n1>n2 3', 'n1>n3 1', 'n1>n3 3', 'n1>n4 1', 'n1>n4 3', 'n1>n5 1']),
    'In which slots will an entry be chosen before one is in slot 2?': 'reasoning',
  },
  above: {
    'n1 knows slots 1, 3 and 4 to be chosen.': ({ world: w }) =>
      same(
        [1, 3, 4].map((s) => entry(w, 1, s)),
        ['a=1', 'c=3', 'd=4'],
      ) && !knows(w, 1, 2),
    'In slot 2 it has counted one vote, its own.': ({ world: w }) => counted(w, 1, 2) === 1 && same(synced(w, 1, 2), ['1.n1 b=2']),
    'The log shows the hole at the others too: they have voted above slot 2 and not in it.': ({ world: w }) =>
      [2, 3, 4, 5].every((n) => vote(w, n, 2) === '' && vote(w, n, 4) === '1.n1 d=4'),
    'n1 has applied slot 1 and no more.': ({ world: w }) => same(applied(w, 1), [1]),
    'So you have the answer to a=1; c=3 and d=4 are chosen, and their answers wait for slot 2.': ({ world: w }) =>
      same(
        w.sessions.map((s) => s.acknowledged),
        [1, 0, 0, 0, 0],
      ) && [3, 4].every((s) => chosenInFact(w, s) !== null),
    'e=5 still waits to be proposed: the window ends at slot 4.': ({ world: w }) =>
      w.node(1).node.queue.length === 1 && w.node(1).node.commitIndex + w.config.window === 4,
    'A majority has voted in slot 4, the highest slot there is.': ({ world: w }) =>
      voters(w, 4, '1.n1 d=4').length >= 3 && all(w, (n) => vote(w, n, 5) === ''),
    'What is n1’s commit index?': ({ world: w }) => w.node(1).node.commitIndex === 1,
  },
  hole: {
    'No vote had come for slot 2, so n1 sent its Accept again to the four that had not answered.': (at) =>
      told(at, /^n1 sends its Accept for slot 2 again to n2, n3, n4 and n5, which have not answered\.$/),
    'That closed its gap: it applied slots 2, 3 and 4 at one go, and proposed e=5 in slot 5.': (at) =>
      told(at, /^n1 knows that b=2 is chosen in slot 2.* It applies slots 2–4 and answers you\. It proposes e=5 in slot 5/),
    'n2, n3 and n4 have such votes everywhere, and have applied slots 1 to 4.': ({ world: w }) =>
      [2, 3, 4].every((n) => [1, 2, 3, 4].every((s) => vote(w, n, s).startsWith('1.n1'))) && same(applied(w, 2, 3, 4), [4, 4, 4]),
    'n5 has none in slot 3.': ({ world: w }) => vote(w, 5, 3) === '' && [1, 2, 4].every((s) => vote(w, 5, s).startsWith('1.n1')),
    'Its Accept was lost, so n5 has a gap there and has applied slots 1 and 2.': ({ world: w }) =>
      same(applied(w, 5), [2]) && knows(w, 5, 4) && !knows(w, 5, 3) && w.node(5).node.log.floor === 0,
    'n1 needs no more votes in slot 3.': ({ world: w }) => knows(w, 1, 3) && !w.node(1).node.leadership!.proposals.has(3),
    'How will n5 come by c=3?': 'reasoning',
  },
  copied: {
    'n5 waited a moment: an Accept that is merely late would have brought the entry.': (at) =>
      timeOf(at, /^n5 asks n1/) - timeOf(at, /^n5 .*It learns that slots 2 and 4 are chosen/) >= at.world.config.catchUpMicros,
    'Then it asked n1 for the chosen entries from slot 3 on, and was given c=3, d=4 and e=5.': (at) =>
      told(at, /^n5 asks n1 for the chosen entries from slot 3 on/) &&
      told(at, /^n1 sends n5 the entries of slots 3–5/) &&
      same(
        [3, 4, 5].map((s) => entry(at.world, 5, s)),
        ['c=3', 'd=4', 'e=5'],
      ) &&
      vote(at.world, 5, 3) === '',
    'All five nodes have applied slots 1 to 5.': ({ world: w }) => same(applied(w, ...NODES), [5, 5, 5, 5, 5]),
    'n1’s gap was closed by asking for votes once more, n5’s by copying.': (at) =>
      told(at, /^n5 learns from n1 that slots 3 and 5 are chosen/),
    'There is a third way: had n1 cut slot 3 off its log, it would have given n5 the checkpoint that covers it.': 'reasoning',
    'Slots 6 to 8 are free.': ({ world: w }) => all(w, (n) => [6, 7, 8].every((s) => vote(w, n, s) === '')),
    'Can a client make a hole by asking for its next command to be put in slot 9?': 'reasoning',
  },
  pair: {
    'Now n1 can be heard by n5 alone: its links to n2, n3 and n4 are cut.': ({ world: w }) =>
      [2, 3, 4].every((n) => w.isCut(1, n)) && !w.isCut(1, 5),
    'You have sent f=6, and n1 has proposed it in slot 6.': ({ world: w }) => vote(w, 1, 6) === '1.n1 f=6',
    'n1 and n5 have voted for it, both in 1.n1: two votes of the three that are needed.': ({ world: w }) =>
      same(voters(w, 6, '1.n1 f=6'), [1, 5]) && all(w, (n) => n === 1 || n === 5 || vote(w, n, 6) === ''),
    'The link from n1 to n5 fails too, and that to n2 works again.': 'reasoning',
    'You send g=7.': 'reasoning',
    'Where does n1 put it?': 'reasoning',
  },
  pairs: {
    'Slot 6 has the votes of n1 and n5, slot 7 those of n1 and n2, all in 1.n1.': ({ world: w }) =>
      same(voters(w, 6, '1.n1 f=6'), [1, 5]) &&
      same(voters(w, 7, '1.n1 g=7'), [1, 2]) &&
      [3, 4].every((n) => [6, 7].every((s) => vote(w, n, s) === '')),
    'Neither is lost: a third vote in 1.n1 would make it chosen, and any later leader may come across these votes.': ({ world: w }) =>
      [6, 7].every((s) => chosenInFact(w, s) === null),
    'n1 is about to crash.': 'reasoning',
    'n1 crashes.': 'reasoning',
    'n3 stands for election with 2.n3 and hears n2 and n4; the answer of n5 does not get through.': 'reasoning',
    'What will n3 propose in slots 6 and 7?': 'reasoning',
  },
  filled: {
    'n3 leads 2.n3: n2, n3 and n4 have promised it.': (at) =>
      leads(at.world, 3, '2.n3') && at.told.at(-1)!.startsWith('n3 leads 2.n3: n2, n3 and n4 promised it, a quorum.'),
    'It has proposed a no-op in slot 6 and g=7 in slot 7, and its Accept are on their way.': ({ world: w }) =>
      vote(w, 3, 6) === '2.n3 ∅' && vote(w, 3, 7) === '2.n3 g=7' && flying(w, 'Accept').filter((f) => f.startsWith('n3')).length === 8,
    'n1 and n5 had voted for f=6, and n3 does not know it.': ({ world: w }) =>
      same(voters(w, 6, '1.n1 f=6'), [1, 5]) && !w.node(3).node.leadership!.reported.has(6),
    'It does no harm: f=6 had two votes, and there can be no third.': ({ world: w }) => chosenInFact(w, 6) === null,
    'n2, n3 and n4 have promised not to vote in 1.n1 any more.': ({ world: w }) => [2, 3, 4].every((n) => promised(w, n) === '2.n3'),
    'n3 crashes too; of its Accepts only the two to n4 arrive.': 'reasoning',
    'n5 stands with 3.n5 and hears n2 and n4.': 'reasoning',
    'n5’s own vote in slot 6 is for f=6, that of n4 for the no-op.': ({ world: w }) => vote(w, 5, 6) === '1.n1 f=6',
    'What must n5 propose there?': 'reasoning',
  },
  highest: {
    'n3’s Accept reached n4 one millisecond before n5’s Prepare did.': (at) =>
      timeOf(at, /^n4 promises 3\.n5/) - timeOf(at, /^n4 writes its vote \(6, 2\.n3/) === 1_000,
    'So n4 had votes in 2.n3 to report: the no-op in slot 6, g=7 in slot 7.': ({ world: w }) =>
      same(synced(w, 4, 6), ['2.n3 ∅']) && same(synced(w, 4, 7), ['2.n3 g=7']),
    'n5 leads 3.n5.': ({ world: w }) => leads(w, 5, '3.n5'),
    'In each slot it adopted the entry of the highest ballot reported, against its own vote for f=6 in slot 6.': (at) =>
      at.told.at(-1)!.includes('It adopts a no-op in slot 6 and g=7 in slot 7: the highest ballot reported was 2.n3, by n4.') &&
      same(synced(at.world, 5, 6), ['1.n1 f=6']),
    'See slot 7: n1, n2 and n4, three of five, had voted for g=7, and yet it was not chosen.': ({ world: w }) =>
      [1, 2, 4].every((n) => synced(w, n, 7).length === 1) && chosenInFact(w, 7) === null,
    'n1 and n2 had voted in 1.n1, n4 in 2.n3.': ({ world: w }) =>
      same(voters(w, 7, '1.n1 g=7'), [1, 2]) && same(voters(w, 7, '2.n3 g=7'), [4]),
    'Suppose the two Accepts to n4 had been lost as well.': 'reasoning',
    'What would n5 have proposed in slot 6?': 'reasoning',
  },
  whole: {
    'A quorum voted for n5’s proposals: the no-op is chosen in slot 6 and g=7 in slot 7.': ({ world: w }) =>
      voters(w, 6, '3.n5 ∅').length >= 3 && voters(w, 7, '3.n5 g=7').length >= 3 && entry(w, 1, 6) === '∅' && entry(w, 1, 7) === 'g=7',
    'n3 came back too late for those Accept and copied both entries from n5.': (at) =>
      told(at, /^n3 learns from n5 that slots 6 and 7 are chosen\./) && [6, 7].every((s) => vote(at.world, 3, s) === ''),
    'After 400 ms without an answer you asked again for f=6 and g=7, under their old numbers.': (at) =>
      at.world.config.clientTimeoutMicros === 400_000 &&
      told(at, /whether f=6 took effect is unknown\. The same request, you#2, goes to n2\.$/) &&
      told(at, /whether g=7 took effect is unknown\. The same request, you\/2#2, goes to n2\.$/),
    'g=7 had taken effect, and was answered at once.': (at) =>
      told(at, /^n2 has applied you\/2#2 before: it sends the answer it gave, and proposes nothing\.$/),
    'f=6 had not, and is chosen in slot 8 now.': ({ world: w }) => entry(w, 5, 8) === 'f=6' && w.sessions.every((s) => s.state === 'idle'),
    'To take both for lost when n1 died would have been wrong.': 'reasoning',
    'In some slot n1 and n2 have voted for a in 1.n1, n3 and n5 for b in 2.n3, and n4 for a in 3.n4.': 'reasoning',
  },
};

describe('A hole in the log', () => {
  gaps.stops.forEach((stop, i) => {
    it(`says what is so at “${stop.title}”`, () => {
      expect(unproved(stop, runTo(gaps, i), PROOFS[stop.id] ?? {})).toEqual([]);
    });
  });

  it('puts each command where the replies say', () => {
    const at = runTo(gaps, gaps.stops.length - 1);
    const log = [1, 2, 3, 4, 5, 6, 7, 8].map((s) => entry(at.world, 1, s));
    expect(log).toEqual(['a=1', 'b=2', 'c=3', 'd=4', 'e=5', '∅', 'g=7', 'f=6']);
    expect([1, 2, 3, 4, 5, 6, 7].every((s) => proposed(at, 1, s))).toBe(true);
    expect(new Set(at.world.nodes.map((n) => n.node.machine.digest())).size).toBe(1);
  });

  it('loses n3’s own votes at its crash, so that n4’s are the only ones of 2.n3', () => {
    const { world } = runTo(gaps, 7);
    expect([synced(world, 3, 6), synced(world, 3, 7)]).toEqual([[], []]);
  });
});
