// Each check catches a deliberately broken world: for every switch, the invariants that PROTOCOL.md names find it, each by itself.
import { describe, expect, it } from 'vitest';
import { SWITCH_NAMES, type SwitchName } from '../../paxos/switches.ts';
import { runSeed, SEARCH_DEFAULTS } from '../search/run-seed.ts';
import { CHECK_TITLES } from './checks.ts';

/** Switch → the invariants that must be able to catch it. (promise-before-sync and amnesia come to I1 as well, in one of some hundreds or thousands of seeds.) */
const CAUGHT_BY: Readonly<Record<SwitchName, readonly string[]>> = {
  'promise-before-sync': ['I3', 'I4'],
  'vote-before-sync': ['I3', 'I4', 'I1', 'I9'],
  'own-value': ['I5', 'I1'],
  'skip-phase-1': ['I5', 'I1'],
  'small-quorum': ['I6', 'I1'],
  'reuse-ballot': ['I2'],
  'ignore-promise': ['I3'],
  'reply-early': ['I9'],
  'apply-past-gap': ['I6', 'I7'],
  'no-dedup': ['I8'],
  amnesia: ['I3', 'I4'],
  'believe-commit-index': ['I6', 'I7'],
};

/** A machine under load is slow; what is tested is what comes out, not when. */
const PATIENCE = { timeout: 120_000 };
/** Seeds that are enough to catch it. */
const SEEDS = 250;

function firstSeed(name: SwitchName, only: readonly string[] | undefined): number {
  const options = { ...SEARCH_DEFAULTS, switches: [name], ...(only ? { only } : {}) };
  for (let seed = 1; seed <= SEEDS; seed++) if (runSeed(seed, options).violation !== null) return seed;
  return Infinity;
}

describe('every switch is caught', () => {
  for (const name of SWITCH_NAMES)
    it(`${name}: by ${CAUGHT_BY[name].join(', ')}, each by itself`, PATIENCE, () => {
      for (const id of CAUGHT_BY[name]) expect(firstSeed(name, [id]), `${name} by ${id}`).toBeLessThanOrEqual(SEEDS);
    });

  it('the first to speak says which nodes, and two facts in whole sentences', PATIENCE, () => {
    for (const name of SWITCH_NAMES) {
      const seed = firstSeed(name, undefined);
      const v = runSeed(seed, { ...SEARCH_DEFAULTS, switches: [name] }).violation!;
      expect(Object.keys(CHECK_TITLES)).toContain(v.invariant);
      expect(v.nodes.length).toBeGreaterThan(0);
      for (const sentence of [v.says, ...v.facts]) expect(sentence).toMatch(/^\S.{10,200}\.$/);
      expect(v.facts[0]).not.toBe(v.facts[1]);
    }
  });
});
