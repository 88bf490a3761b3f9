// Who the members are, slot by slot, seen from outside: by what the node that has applied most knows (M1). Configurations that no node remembers
// any more govern nothing that is shown but what is chosen already.
import type { NodeId, Slot } from '../base/units.ts';
import { governing, type Configuration } from '../paxos/configuration.ts';
import type { World } from '../sim/world.ts';

/** The members whose votes count in the slot. */
export const membersOf = (world: World, slot: Slot): readonly NodeId[] => governing({ configurations: known(world) }, slot).members;

/** Every configuration that a node still knows, by the slot from which it governs. */
export function configurationsOf(world: World): readonly Configuration[] {
  const all = new Map<Slot, Configuration>();
  for (const { node } of world.nodes) for (const c of node.configurations) all.set(c.from, c);
  return [...all.values()].sort((a, b) => a.from - b.from);
}

// All that anybody knows; the first governs what lies before it as well. Where nothing has changed, no list is made.
function known(world: World): readonly Configuration[] {
  const { configurations } = world.nodes[0]!.node;
  const { from } = configurations[0]!;
  const same = world.nodes.every((n) => n.node.configurations.length === 1 && n.node.configurations[0]!.from === from);
  return same ? configurations : configurationsOf(world);
}
