// Members, chosen and refused, and what each node is in words. Pure.
import { nameOf, type NodeId } from '../../base/units.ts';
import type { Frame, NodeFrame } from '../../view/frame.ts';

type Seen = Pick<Frame, 'nodes' | 'leader' | 'members' | 'log'>;

/** Who governs the next slot. */
export const membersNow = (frame: Seen): readonly NodeId[] => frame.members ?? frame.nodes.map((n) => n.id);

/** What the leader's change of members waits for, or ''. */
export function changeUnderWay(frame: Seen): string {
  return frame.nodes.find((n) => n.id === frame.leader?.node)?.change ?? '';
}

/** Why these members cannot be asked for now, or ''. */
export function refuseMembers(chosen: readonly NodeId[], frame: Seen): string {
  const now = membersNow(frame);
  if (chosen.length === 0) return 'Nobody is chosen; a cluster has one member at least.';
  if (chosen.length === now.length && chosen.every((m) => now.includes(m))) return 'These are the members now.';
  if (frame.leader === null) return 'Nobody leads; a change of members is asked of the leader.';
  if (changeUnderWay(frame) !== '') return 'One change at a time: another is under way (M7).';
  return '';
}

/** `member, leads` · `learner: has applied 12 of 40` · `removed`. */
export function sayMember(n: NodeFrame, frame: Seen): string {
  if (n.status === 'damaged') return n.disk.full === true ? 'its disk is full: takes no part' : 'its disk cannot be trusted: takes no part';
  const down = n.status === 'up' ? '' : `, ${n.status}`;
  if (membersNow(frame).includes(n.id)) return `member${n.id === frame.leader?.node ? ', leads' : ''}${down}`;
  if (n.membership === 'removed') return `removed${down}`;
  if (n.membership === 'member')
    return n.unaware === true ? `removed, and has not heard of it${down}` : `a member as soon as its configuration governs${down}`;
  const { commitIndex } = frame.log;
  return `learner: has applied ${Math.min(n.appliedIndex, commitIndex)} of ${commitIndex} slots${down}`;
}

/** A member whose disk cannot be trusted may not vote as before (D8); a full one can be freed. */
export const lost = (frame: Seen): readonly NodeId[] =>
  frame.nodes.filter((n) => n.status === 'damaged' && n.disk.full !== true && membersNow(frame).includes(n.id)).map((n) => n.id);

export const listMembers = (members: readonly NodeId[]): string => members.map(nameOf).join(' ');
