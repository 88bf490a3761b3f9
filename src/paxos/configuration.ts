// Who the members are, slot by slot (M1–M7): configurations come through the log, each governs from a slot on. Values.
import type { NodeId, Slot } from '../base/units.ts';
import type { Node } from './node.ts';
import { quorumSize } from './settings.ts';

export interface Configuration {
  /** The first slot that it governs. */
  readonly from: Slot;
  /** The slot that holds it; 0 for the one that the cluster began with. */
  readonly slot: Slot;
  readonly members: readonly NodeId[];
}

/** The configuration that governs the slot, as far as this node knows: the last that begins at or before it. */
export function governing(node: Pick<Node, 'configurations'>, slot: Slot): Configuration {
  const { configurations } = node;
  let i = configurations.length - 1;
  while (i > 0 && configurations[i]!.from > slot) i--;
  return configurations[i]!;
}

/** Those that govern the next slot to be chosen, or one after it: whose quorums a leader needs (L1). */
export function inForce(node: Node): readonly Configuration[] {
  const { configurations } = node;
  const first = governing(node, node.commitIndex + 1);
  return first === configurations[0] ? configurations : configurations.slice(configurations.indexOf(first));
}

/** Every member of a configuration in force, once. */
export function membersInForce(node: Node): readonly NodeId[] {
  const all = inForce(node);
  if (all.length === 1) return all[0]!.members;
  return [...new Set(all.flatMap((c) => c.members))].sort((a, b) => a - b);
}

export const bitOf = (node: NodeId): number => 1 << node;

/** How many of the members have their bit set. */
export function countMembers(members: readonly NodeId[], bits: number): number {
  let n = 0;
  for (const m of members) if ((bits & bitOf(m)) !== 0) n++;
  return n;
}

export const neededOf = (node: Node, c: Configuration): number => quorumSize(c.members.length, node.settings.broken);

/** Whether the nodes with their bit set hold a quorum of the configuration. */
export const isQuorum = (node: Node, c: Configuration, bits: number): boolean => countMembers(c.members, bits) >= neededOf(node, c);

/** Whether they hold a quorum of every configuration in force (L1). */
export const isQuorumOfAll = (node: Node, bits: number): boolean => inForce(node).every((c) => isQuorum(node, c, bits));

/** M1: the newest configuration that this node has applied. */
export const newestConfiguration = (node: Node): Configuration => node.configurations.at(-1)!;

/** Whether the node is in a configuration in force: until a new one governs, the members of the old one are needed, and may lead. */
const isInForce = (node: Node, id: NodeId): boolean => inForce(node).some((c) => c.members.includes(id));

/** Whether this node may stand. A learner may not; nor one that was removed, or has been told so. */
export const isMember = (node: Node): boolean => isInForce(node, node.id) && node.removedBy <= newestConfiguration(node).slot;

/** A4: a member once, and in no configuration in force. A newcomer that is not known yet is not removed. */
export const isRemoved = (node: Node, id: NodeId): boolean => node.retired.includes(id) && !isInForce(node, id);
