// A pattern of messages: `Accept 14 n1 -> n3`, `Promise 3.n2`, `Request x=4`, `any n1 -> n2`. What is left out fits anything.
import { nameOf, type Address, type Slot } from '../base/units.ts';
import { printBallot, sameBallot, type Ballot } from '../paxos/ballot.ts';
import { printEntry, printOperation } from '../paxos/entry.ts';
import type { Message, MessageType } from '../paxos/messages.ts';
import type { Flight } from '../sim/events.ts';
import { readBallot, unfit, type Words } from './words.ts';

export interface Pattern {
  readonly type: MessageType | 'any';
  readonly slot: Slot | null;
  readonly ballot: Ballot | null;
  /** As printed: `x=4`, `∅`. */
  readonly content: string | null;
  readonly from: Address | null;
  readonly to: Address | null;
}

const TYPES: readonly MessageType[] = [
  'Prepare',
  'Promise',
  'Accept',
  'Accepted',
  'Reject',
  'Heartbeat',
  'HeartbeatAck',
  'CatchUpRequest',
  'CatchUpReply',
  'InstallCheckpoint',
  'Installed',
  'CheckpointAt',
  'CheckpointDone',
  'Truncate',
  'CheckpointSaved',
  'Members',
  'LeaseRequest',
  'LeaseGrant',
  'Request',
  'Reply',
  'Redirect',
];

/** Reads a pattern to the end of the words. */
export function takePattern(words: Words): Pattern {
  const wanted = `a kind of message: ${TYPES.join(', ')}, or any`;
  const first = words.take(wanted);
  const type = first === 'any' ? 'any' : (TYPES.find((t) => t.toLowerCase() === first.toLowerCase()) ?? unfit(first, wanted));
  let slot: Slot | null = null;
  let ballot: Ballot | null = null;
  let content: string | null = null;
  for (let word = words.peek(); word !== undefined && !isEnd(word, words.peek(1)); word = words.peek()) {
    if (/^\d+$/.test(word)) slot = words.slot();
    else if (readBallot(word) !== null) ballot = words.ballot();
    else content = words.take('the content of a message');
  }
  return { type, slot, ballot, content, ...takeLink(words) };
}

// Where the fields end: a link, or the words of whatever comes after the pattern.
const isEnd = (word: string, next: string | undefined): boolean => isArrow(next) || ['by', 'and', 'or', 'within'].includes(word);
const isArrow = (word: string | undefined): boolean => word === '->' || word === '→';

function takeLink(words: Words): { from: Address | null; to: Address | null } {
  if (!isArrow(words.peek(1))) return { from: null, to: null };
  const from = words.takeIf('any') ? null : words.address();
  words.take('->');
  const to = words.takeIf('any') ? null : words.address();
  return { from, to };
}

/** Whether a message under way fits. */
export function fits(p: Pattern, f: Flight): boolean {
  if (p.type !== 'any' && p.type !== f.message.type) return false;
  if (p.from !== null && p.from !== f.from) return false;
  if (p.to !== null && p.to !== f.to) return false;
  if (p.slot !== null && p.slot !== slotOf(f.message)) return false;
  if (p.content !== null && p.content !== contentOf(f.message)) return false;
  const ballot = ballotOf(f.message);
  return p.ballot === null || (ballot !== null && sameBallot(p.ballot, ballot));
}

/** The slot that the message is about; 0: none. */
export function slotOf(m: Message): Slot {
  if (m.type === 'Accept' || m.type === 'Accepted' || m.type === 'Members') return m.slot;
  if (m.type === 'InstallCheckpoint' || m.type === 'CheckpointSaved') return m.checkpoint.index;
  if (m.type === 'Installed' || m.type === 'CheckpointAt' || m.type === 'CheckpointDone' || m.type === 'Truncate') return m.index;
  return m.type === 'CatchUpRequest' || m.type === 'CatchUpReply' ? m.fromSlot : 0;
}

/** The ballot that the message is of; a Reject is about the one refused. */
export function ballotOf(m: Message): Ballot | null {
  if (m.type === 'Reject') return m.refused;
  return 'ballot' in m ? m.ballot : null;
}

function contentOf(m: Message): string {
  if (m.type === 'Accept') return printEntry(m.entry);
  return m.type === 'Request' ? printOperation(m.operation) : '';
}

export function printPattern(p: Pattern): string {
  const parts: string[] = [p.type];
  if (p.slot !== null) parts.push(String(p.slot));
  if (p.ballot !== null) parts.push(printBallot(p.ballot));
  if (p.content !== null) parts.push(p.content);
  const name = (a: Address | null): string => (a === null ? 'any' : nameOf(a));
  if (p.from !== null || p.to !== null) parts.push(`${name(p.from)} -> ${name(p.to)}`);
  return parts.join(' ');
}
