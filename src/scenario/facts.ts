// What is so in a world, whoever knows it: read off disks and memories from outside the protocol. For conditions and for `show`.
import type { Slot } from '../base/units.ts';
import { compareBallots, sameBallot, type Ballot } from '../paxos/ballot.ts';
import { governing, isMember } from '../paxos/configuration.ts';
import type { Entry } from '../paxos/entry.ts';
import { leaseUntil } from '../paxos/leases.ts';
import type { Node } from '../paxos/node.ts';
import { localTime, type SimNode } from '../sim/sim-node.ts';
import type { World } from '../sim/world.ts';

/** Slots that a leader has proposed in and does not know chosen. */
export const slotsOpen = (n: SimNode): number => n.node.leadership?.proposals.size ?? 0;

export type Membership = 'member' | 'learner' | 'removed';

/** What the node is, by its own account (M5, A4). */
export function membershipOf(node: Node): Membership {
  if (isMember(node)) return 'member';
  return node.retired.includes(node.id) || node.removedBy > 0 ? 'removed' : 'learner';
}

/** Q3, Q4: whether it may answer reads alone now, by its own clock. */
export function holdsLease(world: World, n: SimNode): boolean {
  const { node } = n;
  const now = localTime(n.clock, world.now);
  if (node.leadership !== null) return now < leaseUntil(node, node.leadership, now);
  const { until, ballot } = node.followerLease;
  return now < until && sameBallot(ballot, node.promised);
}

/** The members that govern the slot, by the node that knows most. */
export function membersInFact(world: World, slot: Slot): readonly number[] {
  let best = world.nodes[0]!.node;
  for (const { node } of world.nodes) if (node.appliedIndex > best.appliedIndex) best = node;
  return governing(best, slot).members;
}

/** The synced votes of a node in the slot, in the order written. */
export function syncedVotes(n: SimNode, slot: Slot): readonly { readonly ballot: Ballot; readonly entry: Entry }[] {
  const votes: { readonly ballot: Ballot; readonly entry: Entry }[] = [];
  for (let i = 0; i < n.disk.durable; i++) {
    const { record, flaw } = n.disk.rows.get(i)!;
    if (flaw === undefined && record.type === 'vote' && record.slot === slot) votes.push(record);
  }
  return votes;
}

/**
 * The entry that a majority's synced votes in one ballot make chosen, and the lowest such ballot; null: none.
 * A disk that was lost or damaged takes its votes with it here; the checks remember them.
 */
export function chosenInFact(world: World, slot: Slot): { readonly ballot: Ballot; readonly entry: Entry } | null {
  const members = membersInFact(world, slot);
  const voters = world.nodes.filter((n) => members.includes(n.id));
  const majority = (members.length >> 1) + 1;
  // A vote is in its node's memory before it is on the disk: where too few remember one, there is nothing to read.
  if (voters.filter((n) => n.node.log.vote(slot) !== undefined).length < majority) return null;
  const tally = new Map<string, { ballot: Ballot; entry: Entry; count: number }>();
  for (const n of voters)
    for (const { ballot, entry } of syncedVotes(n, slot)) {
      const key = `${ballot.round}.${ballot.node}`;
      const known = tally.get(key) ?? { ballot, entry, count: 0 };
      tally.set(key, { ...known, count: known.count + 1 });
    }
  const chosen = [...tally.values()].filter((t) => t.count >= majority);
  return chosen.sort((a, b) => compareBallots(a.ballot, b.ballot))[0] ?? null;
}
