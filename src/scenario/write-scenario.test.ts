// What the search finds, made smaller and written as a scenario, gives the same violation when the text is run; and the text is one to read.
import { describe, expect, it } from 'vitest';
import { SWITCH_NAMES, type SwitchName } from '../paxos/switches.ts';
import { runSeed, SEARCH_DEFAULTS } from '../sim/search/run-seed.ts';
import { shrink, type Found } from '../sim/search/shrink.ts';
import { openScenario } from './open-scenario.ts';
import { toScenario } from './write-scenario.ts';

const PATIENCE = { timeout: 120_000 };
const MOST_SEEDS = 700;
const ATTEMPTS = 120;
const EACH = 2;

function find(name: SwitchName): Found[] {
  const found: Found[] = [];
  for (let seed = 1; seed <= MOST_SEEDS && found.length < EACH; seed++) {
    const { header, journal, violation } = runSeed(seed, { ...SEARCH_DEFAULTS, switches: [name] });
    if (violation !== null) found.push({ header, journal, violation });
  }
  return found;
}

describe('a found run as a scenario', () => {
  for (const name of SWITCH_NAMES)
    it(`${name}: the text gives the same violation`, PATIENCE, () => {
      const found = find(name);
      expect(found.length).toBeGreaterThan(0);
      for (const f of found) {
        const small = shrink(f, ATTEMPTS);
        const written = toScenario(small);
        if (!written.ok) throw new Error(`seed ${f.header.config.seed}: ${written.error}`);
        const opened = openScenario(written.value);
        if (!opened.ok) throw new Error(opened.error);
        const { invariant, slot, nodes } = opened.value.violation!;
        expect({ invariant, slot, nodes }).toEqual({
          invariant: small.violation.invariant,
          slot: small.violation.slot,
          nodes: small.violation.nodes,
        });
        expect(opened.value.about).toBe(small.violation.says);
        expect(written.value).toContain(`break=${name}`);
      }
    });

  it('is refused, with a sentence, where the run began with disks of an earlier one', () => {
    const [found] = find('own-value');
    const written = toScenario({ ...found!, header: { ...found!.header, disks: [[], [], []] } });
    expect(written).toMatchObject({ ok: false, error: expect.stringMatching(/disks of an earlier run.*empty disks/) });
  });
});
