// I10, whole: what all clients saw from the first request to the last, judged when a run is over. A violation like those of the checks, at the
// event of the last answer that no order explains.
import type { Violation } from '../events.ts';
import { checkHistory } from '../linearizability/check.ts';
import type { ClientHistory } from '../linearizability/operations.ts';
import type { World } from '../world.ts';

/** The violation, or null where some order explains everything. */
export function judgeWhole(history: ClientHistory, world: World): Violation | null {
  const { window: part } = checkHistory(history);
  if (part === null) return null;
  const nodes = world.nodes.map((n) => n.id);
  return { invariant: 'I10', event: part.last.answered!, nodes, slot: null, says: part.says, facts: part.facts };
}
