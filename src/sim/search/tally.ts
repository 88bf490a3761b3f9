// What a search has come to so far: seeds, events, faults, corners reached, what was found and by which check. Counted seed by seed; tallies of
// several processes are added up. Knows nothing of time or of who shows it.
import { MARKS } from './coverage.ts';
import type { Outcome } from './run-seed.ts';

/** One owner. */
export interface Tally {
  seeds: number;
  events: number;
  /** Faults, and other things done to the worlds. */
  inputs: number;
  chosen: number;
  tried: Record<string, number>;
  /** Coverage marks: how often. */
  coverage: Record<string, number>;
  /** By invariant, or `stuck`, `failed`: how many seeds, and the lowest. */
  found: Record<string, { count: number; seed: number }>;
  /** The outcome of the lowest seed in which something was found. */
  worst: Outcome | null;
}

export const emptyTally = (): Tally => ({ seeds: 0, events: 0, inputs: 0, chosen: 0, tried: {}, coverage: {}, found: {}, worst: null });

/** Counts a seed's outcome. `broken`: of a world without a rule, which may well get stuck; there only a violation is something found. */
export function countOutcome(t: Tally, o: Outcome, broken: boolean): void {
  t.seeds++;
  t.events += o.events;
  t.inputs += o.journal.length;
  t.chosen += o.chosen;
  add(t.tried, o.tried);
  add(t.coverage, o.coverage);
  if (o.kind === 'held' || (broken && o.kind !== 'violation')) return;
  const by = o.violation?.invariant ?? o.kind;
  t.found[by] = { count: (t.found[by]?.count ?? 0) + 1, seed: Math.min(t.found[by]?.seed ?? o.seed, o.seed) };
  if (t.worst === null || o.seed < t.worst.seed) t.worst = o;
}

function add(to: Record<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [name, n] of Object.entries(more)) to[name] = (to[name] ?? 0) + n;
}

/** The sum of several searches. */
export function mergeTallies(tallies: readonly Tally[]): Tally {
  const all = emptyTally();
  for (const t of tallies) {
    all.seeds += t.seeds;
    all.events += t.events;
    all.inputs += t.inputs;
    all.chosen += t.chosen;
    add(all.tried, t.tried);
    add(all.coverage, t.coverage);
    for (const [by, f] of Object.entries(t.found))
      all.found[by] = { count: (all.found[by]?.count ?? 0) + f.count, seed: Math.min(all.found[by]?.seed ?? f.seed, f.seed) };
    if (t.worst !== null && (all.worst === null || t.worst.seed < all.worst.seed)) all.worst = t.worst;
  }
  return all;
}

/** Every mark with how often it was reached, the seldom ones first. */
export const marksByCount = (t: Tally): readonly (readonly [mark: string, count: number])[] =>
  MARKS.map((mark) => [mark, t.coverage[mark] ?? 0] as const).sort((a, b) => a[1] - b[1]);
