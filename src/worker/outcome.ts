// What has come of a run up to a moment, in a few numbers that can be set beside another's. Looks at a moment, changes nothing.
import { printDigest } from '../base/digest.ts';
import type { Moment } from '../history/moment.ts';
import { sameEntry } from '../paxos/entry.ts';
import { entryNamed } from '../trace/wording.ts';
import type { SimNode } from '../sim/sim-node.ts';
import type { World } from '../sim/world.ts';
import { leaderOf, projectNode } from '../view/project-node.ts';
import type { Comparison, Outcome, OutcomeNode } from './protocol.ts';

export function outcomeOf({ event, at, world, checks, counters, violation }: Moment): Outcome {
  const leader = leaderOf(world);
  return {
    event,
    at,
    leader: leader === null ? null : { node: leader.node, ballot: leader.ballot.text },
    chosen: checks.lastChosen(),
    acknowledged: counters.acknowledged,
    elections: counters.elections,
    messages: counters.messages,
    nodes: world.nodes.map((n) => nodeOutcome(world, n)),
    violation: violation === null ? '' : `${violation.invariant}: ${violation.says}`,
  };
}

// A node that is down has nothing but its disk.
function nodeOutcome(world: World, n: SimNode): OutcomeNode {
  const { id, status, promised, appliedIndex } = projectNode(world, n, []);
  const digest = status === 'crashed' ? '' : printDigest(n.node.machine.digest());
  return { node: id, status, promised: promised?.text ?? '', applied: appliedIndex, digest };
}

/** The first slot in which both have chosen, and not the same. */
export function firstOtherSlot(a: Moment, b: Moment): Comparison['slot'] {
  const last = Math.min(a.checks.lastChosen(), b.checks.lastChosen());
  for (let slot = 1; slot <= last; slot++) {
    const left = a.checks.chosen(slot);
    const right = b.checks.chosen(slot);
    if (left === undefined || right === undefined || sameEntry(left.entry, right.entry)) continue;
    return { slot, chosen: [entryNamed(left.entry), entryNamed(right.entry)] };
  }
  return null;
}
