// What a node waits for now, as one sentence; '' for nothing. The most telling wait is named, not all of them.
import type { Message } from '../paxos/messages.ts';
import { printBallot } from '../paxos/ballot.ts';
import type { Leadership } from '../paxos/node.ts';
import { quorum } from '../paxos/settings.ts';
import type { SimNode } from '../sim/sim-node.ts';
import { plural } from './words.ts';

export function waitsFor(n: SimNode): string {
  if (n.status === 'crashed') return 'Waits to be restarted.';
  if (n.status === 'paused')
    return n.deferred.length === 0 ? 'Waits to be resumed.' : `Waits to be resumed; ${plural(n.deferred.length, 'event')} wait with it.`;
  if (n.status === 'damaged') return `Takes no part: ${n.node.damage ?? 'its disk cannot be trusted'}.`;
  if (n.node.role === 'candidate') return candidateWaits(n);
  const held = n.disk.held[0]?.sends[0]?.message;
  if (n.node.role === 'leader') return leaderWaits(n, n.node.leadership!);
  if (held !== undefined) return `Waits for the sync of ${heldThing(held)}.`;
  return followerWaits(n);
}

// D1, D2, D3: what the disk holds back.
function heldThing(m: Message): string {
  if (m.type === 'Accepted') return `its vote in slot ${m.slot}`;
  if (m.type === 'Promise' || m.type === 'Prepare') return `its promise of ${printBallot(m.ballot)}`;
  return 'what it has written';
}

// L1.
function candidateWaits(n: SimNode): string {
  const c = n.node.candidacy!;
  if (!c.promises.has(n.id)) return `Waits for the sync of its own promise of ${printBallot(c.ballot)}.`;
  return `Waits for ${plural(quorum(n.node.settings) - c.promises.size, 'more promise')}.`;
}

// L2, R1, L4.
function leaderWaits(n: SimNode, l: Leadership): string {
  if (n.node.commitIndex < l.chosenUpTo) return `Waits to learn what is chosen up to slot ${l.chosenUpTo}, from n${l.learnFrom}.`;
  const queued = n.node.queue.length;
  const open = Math.min(...l.proposals.keys());
  if (open === Infinity) return queued === 0 ? '' : `Waits for room for ${plural(queued, 'request')}.`;
  const missing = Math.max(1, quorum(n.node.settings) - countBits(l.proposals.get(open)!.votes));
  const others = queued === 0 ? '' : `; ${plural(queued, 'request waits', 'requests wait')} for room in the window`;
  return `Waits for ${plural(missing, 'more vote')} in slot ${open}${others}.`;
}

function followerWaits(n: SimNode): string {
  const { node } = n;
  if (node.behind !== null && node.behind.upTo > node.commitIndex) {
    const to = node.commitIndex + 1;
    const slots = node.behind.upTo === to ? `slot ${to}` : `slots ${to} to ${node.behind.upTo}`;
    return `Waits for what is chosen in ${slots}.`;
  }
  if (node.leader !== 0) return '';
  if (node.settings.election === 'basic') return '';
  if (node.attempts > 0) return 'Waits a while before it stands again.';
  return node.settings.election === 'lazy' ? '' : 'Waits to hear a leader; when its time-out fires, it stands itself.';
}

function countBits(bits: number): number {
  let n = 0;
  for (let b = bits; b !== 0; b &= b - 1) n++;
  return n;
}
