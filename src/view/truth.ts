// The row "In fact": which slots are chosen, by the votes that are durable on disks, whoever knows it and whoever is down.
// A slot is chosen once a majority has held durable votes for it in one ballot; a later vote on the same disk takes nothing back.
import type { Slot } from '../base/units.ts';
import { compareBallots, sameBallot, type Ballot } from '../paxos/ballot.ts';
import { sameEntry, type Entry } from '../paxos/entry.ts';
import type { SimNode } from '../sim/sim-node.ts';
import type { World } from '../sim/world.ts';
import { membersOf } from './members.ts';
import type { StoredVotes } from './stored-votes.ts';

export interface Truth {
  readonly entry: Entry;
  /** The lowest ballot in which it was chosen, as far as the disks still tell. */
  readonly ballot: Ballot | null;
  /** Some node has applied it. */
  readonly applied: boolean;
}

/** What was counted while the run went on, where somebody did: the checks remember quorums whose votes have been replaced since. */
export interface ChoicesSeen {
  chosen?(slot: Slot): { readonly ballot: Ballot; readonly entry: Entry } | undefined;
}

/** What is chosen in a slot; null: nothing. `votes`: of every node, in the world's order. */
export function truthOf(world: World, votes: readonly StoredVotes[], slot: Slot, counted: ChoicesSeen | null = null): Truth | null {
  const members = membersOf(world, slot);
  const tally = tallyOf(
    votes.filter((_, i) => members.includes(world.nodes[i]!.id)),
    slot,
  );
  const needed = (members.length >> 1) + 1;
  const quorums = tally.filter((t) => t.count >= needed);
  const first = quorums.reduce<Tally | null>((low, t) => (low === null || compareBallots(t.ballot, low.ballot) < 0 ? t : low), null);
  if (first !== null) return { entry: first.entry, ballot: first.ballot, applied: isApplied(world, slot) };
  const known = counted?.chosen?.(slot);
  if (known !== undefined) return { entry: known.entry, ballot: known.ballot, applied: isApplied(world, slot) };
  return believed(world, tally, slot);
}

interface Tally {
  readonly ballot: Ballot;
  readonly entry: Entry;
  count: number;
}

function tallyOf(votes: readonly StoredVotes[], slot: Slot): Tally[] {
  const tally: Tally[] = [];
  for (const node of votes) {
    for (const v of node.get(slot) ?? []) {
      if (!v.synced) continue;
      const same = tally.find((t) => sameBallot(t.ballot, v.ballot) && sameEntry(t.entry, v.entry));
      if (same === undefined) tally.push({ ballot: v.ballot, entry: v.entry, count: 1 });
      else same.count++;
    }
  }
  return tally;
}

// A quorum of votes may lie further back than one looks, or be gone with a lost disk; that it was there follows from a node that learned the
// slot by the rules. Where rules are switched off, a node's belief proves nothing.
function believed(world: World, tally: readonly Tally[], slot: Slot): Truth | null {
  if (world.config.switches.length > 0) return null;
  const knower = world.nodes.find((n) => n.status !== 'crashed' && n.node.log.chosen(slot) !== undefined);
  const entry = knower?.node.log.chosen(slot) ?? knownBeforeCrash(world, slot);
  if (entry === undefined) return null;
  const most = tally
    .filter((t) => sameEntry(t.entry, entry))
    .reduce<Tally | null>((a, t) => (a === null || t.count > a.count ? t : a), null);
  return { entry, ballot: most?.ballot ?? null, applied: isApplied(world, slot) };
}

// Every node that knew is down: what was chosen stays chosen.
const knownBeforeCrash = (world: World, slot: Slot): Entry | undefined =>
  world.nodes.find((n) => n.status === 'crashed' && n.node.log.chosen(slot) !== undefined)?.node.log.chosen(slot);

const isApplied = (world: World, slot: Slot): boolean => world.nodes.some((n) => hasApplied(n, slot));

/** Whether it had applied the slot, when it was last up. */
const hasApplied = (n: SimNode, slot: Slot): boolean => n.node.appliedIndex >= slot;
