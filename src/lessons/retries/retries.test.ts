// Every statement that "Why clients ask again" makes about its three runs, held against the runs of the real engine at that stop.
import { describe, expect, it } from 'vitest';
import { chosenInFact } from '../../scenario/facts.ts';
import type { World } from '../../sim/world.ts';
import { retries } from './retries.ts';
import { all, applied, entry, flying, knows, leads, same, synced, told, vote } from '../reading-testing.ts';
import { runTo, unproved, type AtStop, type Proof } from '../testing.ts';

const mine = (w: World) => w.sessions[0]!;
const versions = (w: World): unknown[] => w.nodes.map((n) => n.node.machine.get('x')?.version);
const split = (w: World): boolean => [2, 3].every((n) => w.isCut(1, n) && w.isCut(n, 1)) && !w.isCut(2, 3) && !w.isCut(3, 2);
const sent = (at: AtStop, type: string): number =>
  at.records.flatMap((r) => r.sent).filter((f) => f.message.type === type && f.from !== f.to).length;
const switches = (at: AtStop): readonly string[] => at.runner.header.config.switches;

const PROOFS: Readonly<Record<string, Readonly<Record<string, Proof>>>> = {
  open: {
    'You sent x=1 to n2.': (at) => told(at, /^You send x=1 to n2 \(you#1\)\.$/),
    'n2 does not lead.': ({ world: w }) => w.node(2).node.role === 'follower',
    'It proposed nothing and named n1, which leads 1.n1.': (at) =>
      leads(at.world, 1, '1.n1') && sent(at, 'Accept') === 0 && told(at, /^n2 does not lead and names n1/),
    'So the same request is on its way to n1, and it is you#1 still.': ({ world: w }) =>
      same(flying(w, 'Request').length, 1) && mine(w).sequence === 1 && mine(w).to === 1,
    'Why did n2 not propose x=1 itself?': 'reasoning',
  },
  unknown: {
    'n1 has proposed x=1 in slot 1.': ({ world: w }) => vote(w, 1, 1) === '1.n1 x=1',
    'Its Accept to n3 is lost, as that link is cut, but n1 and n2 have voted and synced their votes: x=1 is chosen.': (at) =>
      told(at, /^n1’s Accept \(1, 1\.n1, x=1\) to n3 is lost: the link is cut/) &&
      [1, 2].every((n) => same(synced(at.world, n, 1), ['1.n1 x=1'])) &&
      chosenInFact(at.world, 1) !== null,
    'Nobody knows it yet, for n2’s Accepted is on its way to n1.': ({ world: w }) =>
      same(flying(w, 'Accepted'), ['n2>n1 1']) && !all(w, (n) => knows(w, n, 1)),
    'At this moment the network splits: n1 on one side, n2 and n3 on the other.': 'reasoning',
    'You wait for 250 ms and hear nothing.': ({ world: w }) => w.config.clientTimeoutMicros === 250_000,
    'What do you know of x=1?': 'reasoning',
  },
  two: {
    'n3 leads 2.n3: n2 and n3 have promised it.': (at) => leads(at.world, 3, '2.n3') && told(at, /^n3 leads 2\.n3: n2 and n3 promised it/),
    'n2 reported its vote, so n3 proposes x=1 again in slot 1, under 2.n3.': (at) =>
      vote(at.world, 3, 1) === '2.n3 x=1' &&
      at.told.at(-1)!.endsWith('It adopts x=1 in slot 1: the highest ballot reported was 1.n1, by n2.'),
    'n1 knows nothing of that.': ({ world: w }) => split(w),
    'It believes that it leads 1.n1, and sends its Accept for slot 1 over and over, into cut links.': (at) =>
      leads(at.world, 1, '1.n1') && at.told.filter((t) => /^n1 sends its Accept for slot 1 again/.test(t)).length > 1,
    'And you are about to lose patience and send you#1 to n3.': ({ world: w }) => mine(w).state === 'waiting',
  },
  again: {
    'You had no answer for 250 ms and sent you#1 again, to the next node: n3.': (at) =>
      told(at, /^You have no answer in time: whether x=1 took effect is unknown\. The same request, you#1, goes to n3\.$/),
    'It leads, it has not been sent this request before, and slot 1 is not yet known to be chosen.': ({ world: w }) =>
      all(w, (n) => !knows(w, n, 1)),
    'So it has proposed x=1 in slot 2.': ({ world: w }) => vote(w, 3, 2) === '2.n3 x=1',
    'Now one request stands in slot 1 and in slot 2, both under 2.n3.': ({ world: w }) => vote(w, 3, 1) === '2.n3 x=1',
    'How often will x=1 take effect?': 'reasoning',
  },
  once: {
    'n3 applied slot 1: x is at version 1, and in its session table stands you, number 1, and that answer.': (at) =>
      told(at, /^n3 knows that x=1 is chosen in slot 1: .* It applies x=1 \(slot 1\) and answers you\.$/) &&
      told(at, /^You have the answer to you#1 after .* x=1 is done, version 1\.$/),
    'In slot 2 the number was known, and nothing changed.': (at) =>
      all(at.world, (n) => entry(at.world, n, 1) === 'x=1' && entry(at.world, n, 2) === 'x=1') &&
      same(applied(at.world, 1, 2, 3), [2, 2, 2]) &&
      same(versions(at.world), [1, 1, 1]) &&
      told(at, /^n3 knows that x=1 is chosen in slot 2: .* the session table gives the old answer and nothing changes\.$/),
    'n1’s Accept was refused: n2 and n3 have promised 2.n3.': (at) =>
      at.told.filter((t) => /^n[23] refuses n1’s Accept in slot 1: it has promised 2\.n3, and 1\.n1 is lower\.$/.test(t)).length === 2,
    'So n1 stopped leading.': (at) => told(at, /^n1 stops leading 1\.n1: it has met the higher ballot 2\.n3/),
    'It learned from n3 what was chosen, applied it, and gave you the same answer once more.': (at) =>
      told(at, /^n1 learns from n3 that slots 1 and 2 are chosen\. It applies slots 1 and 2 and answers you\./),
    'Had n1 died, its waiting requests would be as unknown as this one was.': 'reasoning',
  },
  broken: {
    'n3 leads 2.n3 and has proposed x=1 in slot 1.': (at) =>
      leads(at.world, 3, '2.n3') && vote(at.world, 3, 1) === '2.n3 x=1' && same(switches(at), ['no-dedup']),
    'Your you#1 is on its way to it for the second time, and will get slot 2.': ({ world: w }) =>
      mine(w).attempt === 2 && mine(w).to === 3 && flying(w, 'Request').length === 1,
    'What will happen when n3 applies slot 2?': 'reasoning',
  },
  twice: {
    'Slot 1 gave effect to you#1, and you have had its answer.': ({ world: w, runner }) =>
      mine(w).acknowledged === 1 && runner.violation?.facts[0] === 'Slot 1 gave effect to you#1, with version 1.',
    'Then n3 applied slot 2, and you#1 took effect once more: x is at version 2, by one request.': ({ world: w, runner }) =>
      same(versions(w)[2], 2) && runner.violation?.facts[1] === 'n3 gives effect to you#1 in slot 2, with version 2.',
    'Writing x=1 twice leaves x at 1.': 'reasoning',
  },
  forgetful: {
    'x=1 took effect in slot 1 on all three nodes, and your answer was lost.': (at) =>
      same(switches(at), ['forget-sessions']) &&
      same(applied(at.world, 1, 2, 3), [1, 1, 1]) &&
      same(versions(at.world), [1, 1, 1]) &&
      mine(at.world).acknowledged === 0 &&
      told(at, /^n1’s answer to you#1 to you is dropped by hand/),
    'Each node took a checkpoint at slot 1 and cut its log there.': (at) =>
      at.told.filter((t) => /^n[123] cuts its log up to slot 1: its checkpoint there is synced/.test(t)).length === 3,
    'After 300 ms without an answer you have sent you#1 again, to n2.': ({ world: w }) =>
      w.config.clientTimeoutMicros === 300_000 && mine(w).attempt === 2 && mine(w).to === 2,
  },
  forgotten: {
    'n2 leads 2.n2 and has applied x=1 in slot 2: a second effect of you#1, and x is at version 2.': ({ world: w, runner }) =>
      leads(w, 2, '2.n2') && entry(w, 2, 2) === 'x=1' && same(versions(w)[1], 2) && runner.violation?.invariant === 'I8',
    'By the rules n2 would have answered you at once, from its table.': 'reasoning',
  },
};

describe('Why clients ask again', () => {
  retries.stops.forEach((stop, i) => {
    it(`says what is so at “${stop.title}”`, () => {
      expect(unproved(stop, runTo(retries, i), PROOFS[stop.id] ?? {})).toEqual([]);
    });
  });

  it('tells the same story without the session table: up to the second request the same events', () => {
    const [right, broken] = ['again', 'broken'].map((id) =>
      runTo(
        retries,
        retries.stops.findIndex((s) => s.id === id),
      ),
    );
    expect(broken!.told).toEqual(right!.told.slice(0, broken!.told.length));
  });
});
