// Saved and opened, a run is the same run: every ready world, every lesson, and some random ones. `npm run round-trips` makes a thousand.
import { describe, expect, it } from 'vitest';
import { READY, tripOfReady, tripOfSeed } from './round-trip.ts';

const SEEDS = 40;

describe('a run that is saved, opened and executed again', () => {
  it.each(READY.map((r) => [r.name, r] as const))('has equal digests: %s', (_name, ready) => {
    const { wrong, compared } = tripOfReady(ready);
    expect([wrong, compared > 0]).toEqual([null, true]);
  });

  it('has equal digests: random runs', () => {
    for (let seed = 1; seed <= SEEDS; seed++) expect([seed, tripOfSeed(seed).wrong]).toEqual([seed, null]);
  }, 120_000);
});
