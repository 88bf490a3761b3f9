// One slot in detail: who voted for what in which ballot, what is chosen, why this value, and who knows.
import type { NodeId, Slot } from '../base/units.ts';
import { compareBallots, printBallot, type Ballot } from '../paxos/ballot.ts';
import { printEntry, sameEntry, type Entry } from '../paxos/entry.ts';
import type { World } from '../sim/world.ts';
import type { SlotDetail } from './frame.ts';
import { configurationsOf, membersOf } from './members.ts';
import { lastHeard } from './project-log.ts';
import { storedVotes, type StoredVotes } from './stored-votes.ts';
import { truthOf, type Truth } from './truth.ts';
import { commandOf, listNodes, plural } from './words.ts';

export function slotDetail(world: World, slot: Slot): SlotDetail {
  const votes = world.nodes.map((n) => storedVotes(n, slot, slot));
  const truth = truthOf(world, votes, slot);
  const ballots = votesByBallot(world, votes, slot);
  if (truth === null && ballots.length === 0) return { slot, lines: [nothing(world, slot)] };
  const lines = [
    verdict(world, slot, truth, ballots),
    ...ballots.map(voteLine),
    why(world, slot, truth),
    ...knowing(world, slot, truth),
    folded(world, slot),
    governs(world, slot),
  ];
  return { slot, lines: lines.filter((l) => l !== '') };
}

interface BallotVotes {
  readonly ballot: Ballot;
  readonly entry: Entry;
  readonly synced: NodeId[];
  readonly written: NodeId[];
}

function votesByBallot(world: World, votes: readonly StoredVotes[], slot: Slot): BallotVotes[] {
  const found: BallotVotes[] = [];
  world.nodes.forEach((n, i) => {
    for (const v of votes[i]!.get(slot) ?? []) {
      let b = found.find((x) => compareBallots(x.ballot, v.ballot) === 0 && sameEntry(x.entry, v.entry));
      if (b === undefined) found.push((b = { ballot: v.ballot, entry: v.entry, synced: [], written: [] }));
      const list = v.synced ? b.synced : b.written;
      if (!list.includes(n.id)) list.push(n.id);
    }
  });
  return found.sort((a, b) => compareBallots(b.ballot, a.ballot));
}

function nothing(world: World, slot: Slot): string {
  const last = lastHeard(world);
  if (slot > last) return `Nobody has proposed anything in slot ${slot} yet; the highest slot heard of is ${last}.`;
  const floor = Math.max(...world.nodes.map((n) => n.node.log.floor));
  if (slot <= floor)
    return `Slot ${slot} lies under a checkpoint: its effect is in the state up to slot ${floor}, and its row is cut from the logs (P9).`;
  return `No vote for slot ${slot} is on any disk, though slots above it are in use. It is a gap: a leader fills it, with what a quorum reports or a no-op (L3).`;
}

// P9: some have cut it already, others not yet.
function folded(world: World, slot: Slot): string {
  const by = world.nodes.filter((n) => n.status !== 'crashed' && n.node.log.floor >= slot).map((n) => n.id);
  return by.length === 0 ? '' : `${listNodes(by)} ${by.length === 1 ? 'has' : 'have'} it under a checkpoint, and the row cut.`;
}

// M1, M3: only where the members have ever changed.
function governs(world: World, slot: Slot): string {
  const all = configurationsOf(world);
  if (all.length === 1 && all[0]!.slot === 0) return '';
  const c = all.findLast((x) => x.from <= slot) ?? all[0]!;
  const where = c.slot === 0 ? '' : `, by the configuration in slot ${c.slot}, which governs from slot ${c.from} on`;
  return `${listNodes(c.members)} vote on it${where}.`;
}

function verdict(world: World, slot: Slot, truth: Truth | null, ballots: readonly BallotVotes[]): string {
  const needed = (membersOf(world, slot).length >> 1) + 1;
  if (truth !== null) {
    const by = truth.ballot === null ? '' : ` in ballot ${printBallot(truth.ballot)}`;
    return `In fact ${printEntry(truth.entry)} is chosen${by}: a quorum of ${needed} has had its votes on disk.`;
  }
  const most = Math.max(0, ...ballots.map((b) => b.synced.length));
  return `Nothing is chosen: at most ${plural(most, 'synced vote')} in one ballot, ${needed} needed.`;
}

function voteLine(b: BallotVotes): string {
  const parts = [];
  if (b.synced.length > 0) parts.push(`${listNodes(b.synced)} (synced)`);
  if (b.written.length > 0) parts.push(`${listNodes(b.written)} (written, not synced: nobody may hear of it yet)`);
  return `${printBallot(b.ballot)}: ${printEntry(b.entry)}, voted for by ${parts.join('; ')}.`;
}

// L3, L4: where the value came from, as far as the leader of its ballot still remembers, or the value itself tells.
function why(world: World, slot: Slot, truth: Truth | null): string {
  const leader = world.nodes.find((n) => n.status !== 'crashed' && n.node.leadership !== null);
  const reported = leader?.node.leadership?.reported.get(slot);
  if (leader !== undefined && reported !== undefined)
    return `n${leader.id} proposes it under ${printBallot(leader.node.ballot)} because ${listNodes(reported.by)} reported a vote for it in ${printBallot(reported.ballot)}, the highest reported (L3).`;
  const entry = truth?.entry ?? leader?.node.leadership?.proposals.get(slot)?.entry;
  if (entry === undefined) return '';
  if (entry.type === 'noop')
    return 'It is a no-op: its leader’s quorum reported no vote there, so nothing could have been chosen, and the slot had to be filled (L3).';
  if (entry.type === 'configuration') return `It names the members: ${listNodes(entry.members)}.`;
  const command = commandOf(entry);
  return command === '' ? '' : `It is ${command.replace('#', '’s request ')}.`;
}

function knowing(world: World, slot: Slot, truth: Truth | null): string[] {
  if (truth === null) return [];
  const up = world.nodes.filter((n) => n.status !== 'crashed');
  const knows = up.filter((n) => n.node.log.chosen(slot) !== undefined || n.node.log.floor >= slot).map((n) => n.id);
  const applied = up.filter((n) => n.node.appliedIndex >= slot).map((n) => n.id);
  if (knows.length === 0) return ['No node that is up knows that it is chosen.'];
  const known = `${listNodes(knows)} ${knows.length === 1 ? 'knows' : 'know'} that it is chosen`;
  return [
    applied.length === 0
      ? `${known}; none has applied it.`
      : `${known}; ${listNodes(applied)} ${applied.length === 1 ? 'has' : 'have'} applied it.`,
  ];
}
