// A found run made smaller: inputs are cut out, the world is made plainer, as long as the same invariant is still violated. Cutting shifts all
// that follows, so inputs are replayed at their event numbers as well as they go, and what comes out has a journal of its own that replays exactly.
import { AssertionFailure } from '../../base/assert.ts';
import { Checks } from '../checks/checks.ts';
import type { Config } from '../config.ts';
import type { Violation } from '../events.ts';
import type { JournalEntry, RunHeader } from '../inputs.ts';
import { makeWorld } from '../world.ts';

/** A run that ends in a violation. A value. */
export interface Found {
  readonly header: RunHeader;
  readonly journal: readonly JournalEntry[];
  readonly violation: Violation;
}

/** Attempts, at most. */
const MAX_ATTEMPTS = 600;

/** A smaller run with a violation of the same invariant, or the one given. Deterministic. */
export function shrink(found: Found, maxAttempts = MAX_ATTEMPTS): Found {
  const budget = { left: maxAttempts };
  const plain = plainer(cut(found, budget), budget);
  return cut(plain, budget);
}

interface Budget {
  left: number;
}

// Ever smaller pieces of the journal are left out (Zeller's ddmin, without its complements).
function cut(found: Found, budget: Budget): Found {
  let best = found;
  for (let size = Math.max(1, best.journal.length >> 1); budget.left > 0; size >>= 1) {
    for (let from = 0; from < best.journal.length && budget.left > 0;) {
      const rest = [...best.journal.slice(0, from), ...best.journal.slice(from + size)];
      const smaller = attempt(best.header, rest, best, budget);
      if (smaller === null) from += size;
      else best = smaller;
    }
    if (size <= 1) break;
  }
  return best;
}

const PLAINER: readonly ((c: Config) => Partial<Config>)[] = [
  () => ({ lossPpm: 0 }),
  () => ({ duplicatePpm: 0 }),
  () => ({ jitterMicros: 0 }),
  () => ({ nodeSyncMicros: [] }),
  () => ({ groupSize: 1, groupMicros: 0 }),
  () => ({ syncJitterPercent: 0 }),
  () => ({ readPercent: 0 }),
  () => ({ keys: 1 }),
  () => ({ clients: 1 }),
  (c) => ({ nodes: c.nodes - 2 }),
  (c) => ({ nodes: c.nodes - 1 }),
];

function plainer(found: Found, budget: Budget): Found {
  let best = found;
  for (const change of PLAINER) {
    const config = { ...best.header.config, ...change(best.header.config) };
    if (config.nodes < 1) continue;
    best = attempt({ config }, best.journal, best, budget) ?? best;
  }
  return best;
}

// Replays loosely; smaller only if the violation is of the same invariant and does not come later.
function attempt(header: RunHeader, journal: readonly JournalEntry[], best: Found, budget: Budget): Found | null {
  if (budget.left-- <= 0) return null;
  const world = makeWorld(header);
  const checks = new Checks(world);
  const done: JournalEntry[] = [];
  let next = 0;
  try {
    while (world.events <= best.violation.event) {
      const due = journal[next] !== undefined && journal[next]!.event <= world.events ? journal[next++]! : undefined;
      if (due) done.push({ event: world.events, at: world.now, input: due.input });
      const record = due ? world.apply(due.input, world.now) : world.step();
      if (record === null) return null;
      const violation = checks.observe(record, world);
      if (violation !== null) return violation.invariant === best.violation.invariant ? { header, journal: done, violation } : null;
    }
  } catch (error) {
    if (!(error instanceof AssertionFailure)) throw error;
  }
  return null;
}
