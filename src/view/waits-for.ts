// What a node waits for now, as one sentence; '' for nothing. The most telling wait is named, not all of them.
import type { Message } from '../paxos/messages.ts';
import { printBallot } from '../paxos/ballot.ts';
import type { Leadership } from '../paxos/node.ts';
import { countMembers, governing, inForce, isQuorum, neededOf, newestConfiguration } from '../paxos/configuration.ts';
import { membershipOf } from '../scenario/facts.ts';
import { localTime, type SimNode } from '../sim/sim-node.ts';
import type { World } from '../sim/world.ts';
import { listNodes, plural } from './words.ts';

export function waitsFor(n: SimNode, world: World): string {
  if (n.status === 'crashed') return 'Waits to be restarted.';
  if (n.status === 'paused')
    return n.deferred.length === 0 ? 'Waits to be resumed.' : `Waits to be resumed; ${plural(n.deferred.length, 'event')} wait with it.`;
  if (n.status === 'damaged') return `Takes no part: ${n.node.damage ?? 'its disk cannot be trusted'}.`;
  if (n.busyUntil > world.now && n.inbox.length > 0)
    return `Its processor is busy${n.node.taking === null ? '' : ' with a checkpoint'}; ${plural(n.inbox.length, 'event waits', 'events wait')} for it.`;
  if (n.node.role === 'candidate') return candidateWaits(n);
  const held = n.disk.held[0]?.sends[0]?.message;
  if (n.node.role === 'leader') return leaderWaits(n, n.node.leadership!);
  if (held !== undefined) return `Waits for the sync of ${heldThing(held)}.`;
  return followerWaits(n, world);
}

// D1, D2, D3: what the disk holds back.
function heldThing(m: Message): string {
  if (m.type === 'Accepted') return `its vote in slot ${m.slot}`;
  if (m.type === 'Promise' || m.type === 'Prepare') return `its promise of ${printBallot(m.ballot)}`;
  if (m.type === 'CheckpointSaved') return `the checkpoint at slot ${m.checkpoint.index}; the log is cut after that`;
  return 'what it has written';
}

// L1.
function candidateWaits(n: SimNode): string {
  const c = n.node.candidacy!;
  if (!c.promises.has(n.id)) return `Waits for the sync of its own promise of ${printBallot(c.ballot)}.`;
  let bits = 0;
  for (const by of c.promises.keys()) bits |= 1 << by;
  const missing = inForce(n.node).map((k) => neededOf(n.node, k) - countMembers(k.members, bits));
  return `Waits for ${plural(Math.max(1, ...missing), 'more promise')}.`;
}

// L2, R1, L4.
function leaderWaits(n: SimNode, l: Leadership): string {
  if (n.node.commitIndex < l.chosenUpTo) return `Waits to learn what is chosen up to slot ${l.chosenUpTo}, from n${l.learnFrom}.`;
  const queued = n.node.queue.length;
  const change = changeWaits(n, l);
  if (change !== '') return change;
  const open = Math.min(...l.proposals.keys());
  if (open === Infinity) return idleLeaderWaits(n, l);
  const p = l.proposals.get(open)!;
  if (p.chosen)
    return `Slot ${open} is chosen; it waits for ${holdersMissing(l, p.votes)}, whose lease it has granted, to vote for it (Q4).`;
  const c = governing(n.node, open);
  const missing = Math.max(1, neededOf(n.node, c) - countMembers(c.members, p.votes));
  const others = queued === 0 ? '' : `; ${plural(queued, 'request waits', 'requests wait')} for room in the window`;
  return `Waits for ${plural(missing, 'more vote')} in slot ${open}${others}.`;
}

/** M2, M4, M5: what a change of members that is asked for, or has begun, waits for; '' where there is none. */
export function changeWaits(n: SimNode, l: Leadership): string {
  const { node } = n;
  if (l.change !== null) {
    const members = listNodes(l.change.members);
    if (l.change.draining) return `Admits nothing until all open slots are chosen; then it proposes ${members} as members.`;
    return l.learners.length === 0 ? '' : `Waits until ${listNodes(l.learners)} has caught up; then it proposes ${members} as members.`;
  }
  const c = newestConfiguration(node);
  if (isQuorum(node, c, l.promised)) return '';
  return `Waits for promises from a quorum of ${listNodes(c.members)}, who govern from slot ${c.from} on (M4).`;
}

// B1, Q2.
function idleLeaderWaits(n: SimNode, l: Leadership): string {
  const queued = n.node.queue.length;
  if (queued > 0 && l.batchWaits) return `Collects a batch: ${queued} of ${n.node.settings.batchSize} commands so far.`;
  if (queued > 0) return `Waits for room for ${plural(queued, 'request')}.`;
  const reads = l.reads.filter((r) => !r.confirmed).length;
  if (reads > 0) return `Waits for a quorum to confirm that it still leads, for ${plural(reads, 'read')}.`;
  const round = l.checkpointRound;
  return round === null ? checkpointWaits(n) : `Waits for checkpoints at slot ${round.index} from all members; then logs are cut.`;
}

function holdersMissing(l: Leadership, votes: number): string {
  const missing = [...l.holders.keys()].filter((h) => (votes & (1 << h)) === 0);
  return missing.length === 0 ? 'a follower' : listNodes(missing);
}

// C5, D6.
function checkpointWaits(n: SimNode): string {
  const { taking, installing } = n.node;
  if (installing !== null) return `Waits for the sync of the checkpoint at slot ${installing.index}, which n${installing.from} sent.`;
  if (taking === null) return '';
  if (n.timers.has('checkpoint')) return `Serialises a checkpoint at slot ${taking.index}.`;
  return `Waits for the sync of its checkpoint at slot ${taking.index}; its log is cut after that.`;
}

function followerWaits(n: SimNode, world: World): string {
  const { node } = n;
  if (node.behind !== null && node.behind.upTo > node.commitIndex) {
    const to = node.commitIndex + 1;
    const slots = node.behind.upTo === to ? `slot ${to}` : `slots ${to} to ${node.behind.upTo}`;
    return `Waits for what is chosen in ${slots}.`;
  }
  if (node.reads.some((r) => r.index < 0)) return `Waits for a lease from n${node.leader}, for ${plural(node.reads.length, 'read')}.`;
  if (node.reads.length > 0)
    return `Waits until it has applied slot ${Math.max(...node.reads.map((r) => r.index))}, for ${plural(node.reads.length, 'read')}.`;
  const checkpoint = checkpointWaits(n);
  if (checkpoint !== '') return checkpoint;
  if (node.leader !== 0) return '';
  // M5, A4: only members have an election time-out.
  const membership = membershipOf(node);
  if (membership === 'learner') return 'Waits until the leader is asked to make it a member; then it is taught what is chosen (M5).';
  if (membership === 'removed') return '';
  if (node.bound.until > localTime(n.clock, world.now) && node.bound.to !== n.id)
    return 'May not stand yet: a lease that it has acknowledged is not over (Q3).';
  if (node.settings.election === 'basic') return '';
  if (node.attempts > 0) return 'Waits a while before it stands again.';
  return node.settings.election === 'lazy' ? '' : 'Waits to hear a leader; when its time-out fires, it stands itself.';
}
