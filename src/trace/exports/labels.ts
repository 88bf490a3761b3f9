// A message in a few characters, for pictures of other tools: its type and what tells it from others of its type.
import { printEntry } from '../../paxos/entry.ts';
import { printBallot } from '../../paxos/ballot.ts';
import type { Message } from '../../paxos/messages.ts';

/** `Accept 3.n2 slot 14 x=4`. */
export function labelOf(m: Message): string {
  const parts: string[] = [m.type];
  if ('ballot' in m) parts.push(printBallot(m.ballot));
  if ('refused' in m) parts.push(printBallot(m.refused));
  if ('slot' in m) parts.push(`slot ${m.slot}`);
  if ('firstSlot' in m) parts.push(`from slot ${m.firstSlot}`);
  if ('fromSlot' in m) parts.push(`from slot ${m.fromSlot}`);
  if ('index' in m) parts.push(`slot ${m.index}`);
  if ('entry' in m) parts.push(printEntry(m.entry));
  if ('sequence' in m) parts.push(`#${m.sequence}`);
  return parts.join(' ');
}

/** Heartbeats and their answers: most of what is sent, and the least of what a picture is for. */
export const isBeat = (m: Message): boolean => m.type === 'Heartbeat' || m.type === 'HeartbeatAck';
