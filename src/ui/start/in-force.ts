// The members in force, for the line under the stage: it is their majority that counts, not that of all nodes (M1). Pure.
import type { Frame, NodeFrame } from '../../view/frame.ts';

export interface InForce {
  readonly members: readonly NodeFrame[];
  /** So many of them are needed. */
  readonly quorum: number;
}

export function inForce({ nodes, members }: Pick<Frame, 'nodes' | 'members'>): InForce {
  const those = members === undefined ? nodes : nodes.filter((n) => members.includes(n.id));
  return { members: those, quorum: Math.floor(those.length / 2) + 1 };
}
