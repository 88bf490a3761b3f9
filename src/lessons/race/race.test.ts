// Every statement that "Two clients, one key" makes about its two runs, held against the runs of the real engine at that stop.
import { describe, expect, it } from 'vitest';
import { checkHistory } from '../../sim/linearizability/check.ts';
import { ClientHistory } from '../../sim/linearizability/operations.ts';
import type { World } from '../../sim/world.ts';
import { race } from './race.ts';
import { all, applied, entry, leads, same, told } from '../reading-testing.ts';
import { runTo, unproved, type AtStop, type Proof } from '../testing.ts';

const x = (w: World, node: number) => w.node(node).node.machine.get('x');
const is = (w: World, node: number, value: string, version: number): boolean => same(x(w, node), { value, version });
const answered = (at: AtStop, request: string, what: string): boolean =>
  at.told.some((t) => t.startsWith(`You have the answer to ${request} after`) && t.endsWith(`: ${what}.`));

const PROOFS: Readonly<Record<string, Readonly<Record<string, Proof>>>> = {
  open: {
    'n1 leads three nodes, with ballot 1.n1.': ({ world: w }) => leads(w, 1, '1.n1') && w.nodes.length === 3,
    'The key x is 10, at version 1, written in slot 1.': ({ world: w }) => all(w, (n) => is(w, n, '10', 1) && entry(w, n, 1) === 'x=10'),
  },
  read: {
    'A’s read was chosen in slot 2 and B’s in slot 3, and both were told: x is 10, version 1.': (at) =>
      entry(at.world, 1, 2) === 'x?' &&
      entry(at.world, 1, 3) === 'x?' &&
      answered(at, 'you#2', 'x=10, version 1') &&
      answered(at, 'you/2#1', 'x=10, version 1'),
    'Each now sends x=11 to n1, as a plain write.': 'reasoning',
  },
  lost: {
    'A’s x=11 was chosen in slot 4 and made version 2.': (at) =>
      entry(at.world, 1, 4) === 'x=11' && answered(at, 'you#3', 'x=11 is done, version 2'),
    'B’s was chosen in slot 5 and made version 3.': (at) =>
      entry(at.world, 1, 5) === 'x=11' && answered(at, 'you/2#2', 'x=11 is done, version 3') && is(at.world, 1, '11', 3),
  },
  anew: {
    'This time each sends x=11 if v1: write 11, but only if x is still at version 1.': ({ world: w }) => is(w, 1, '10', 1),
    'A’s goes to n2, and takes the way round by a redirect; B’s goes straight to n1.': 'reasoning',
  },
  one: {
    'B’s command was first, in slot 4: x was at version 1, and is 11 now, version 2.': (at) =>
      entry(at.world, 1, 4) === 'x=11 if v1' && answered(at, 'you/2#2', 'x=11 is done, version 2') && is(at.world, 1, '11', 2),
    'A’s came in slot 5, and was told: nothing changed, x has version 2, not 1.': (at) =>
      entry(at.world, 1, 5) === 'x=11 if v1' &&
      answered(at, 'you#3', 'nothing changed, x has version 2, not 1') &&
      told(at, /^n2 does not lead and names n1 as the leader\. You send x=11 if v1 to n1 \(you#3\)/),
    'Its answer is no, on all nodes alike, for all apply slot 4 first.': 'reasoning',
  },
  again: {
    'A has read x in slot 6: 11, version 2.': (at) => entry(at.world, 1, 6) === 'x?' && answered(at, 'you#4', 'x=11, version 2'),
  },
  both: {
    'B’s addition is in slot 4 and A’s in slot 7.': ({ world: w }) =>
      entry(w, 1, 7) === 'x=12 if v2' && same(applied(w, 1, 2, 3), [7, 7, 7]) && all(w, (n) => is(w, n, '12', 3)),
    'Two doctors are on call, a=1 and b=1, and one must stay.': 'reasoning',
    'Each reads both keys, sees the other on call, and takes itself off: “a=0 if a is unchanged”, “b=0 if b is unchanged”.': 'reasoning',
  },
};

describe('Two clients, one key', () => {
  race.stops.forEach((stop, i) => {
    it(`says what is so at “${stop.title}”`, () => {
      expect(unproved(stop, runTo(race, i), PROOFS[stop.id] ?? {})).toEqual([]);
    });
  });

  it.each(['lost', 'both'])('has a linearizable history at “%s”, as it says', (id) => {
    const at = runTo(
      race,
      race.stops.findIndex((s) => s.id === id),
    );
    const history = new ClientHistory();
    for (const record of at.records) history.observe(record);
    expect(checkHistory(history)).toMatchObject({ window: null, undecided: [] });
  });
});
