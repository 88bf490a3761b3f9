// A message in a few words: whose, what, and about which slot or command; and the topic it belongs to.
import { nameOf, YOU, type Address } from '../base/units.ts';
import { printBallot } from '../paxos/ballot.ts';
import type { Message, MessageType } from '../paxos/messages.ts';
import type { EventTopic } from './described.ts';
import { commandName, commandOf, entryText, type Said } from './wording.ts';

/** `n1’s Accept (14, 2.n1, x=4)`. */
export function messageNamed(m: Message, sender: Address): string {
  const whose = sender === YOU ? 'Your' : `${nameOf(sender)}’s`;
  if (m.type === 'Accept') return `${whose} Accept (${m.slot}, ${printBallot(m.ballot)}, ${entryText(m.entry)})`;
  if (m.type === 'Accepted') return `${whose} Accepted for slot ${m.slot} in ${printBallot(m.ballot)}`;
  if (m.type === 'Prepare' || m.type === 'Promise' || m.type === 'Heartbeat') return `${whose} ${m.type} of ${printBallot(m.ballot)}`;
  if (m.type === 'InstallCheckpoint' || m.type === 'CheckpointSaved') return `${whose} checkpoint of slot ${m.checkpoint.index}`;
  if (m.type === 'CheckpointAt' || m.type === 'CheckpointDone' || m.type === 'Truncate' || m.type === 'Installed')
    return `${whose} ${m.type} of slot ${m.index}`;
  if ('session' in m)
    return m.type === 'Reply'
      ? `${whose} answer to ${commandName(m.session, m.sequence)}`
      : `${whose} ${m.type} (${commandName(m.session, m.sequence)})`;
  return `${whose} ${m.type}`;
}

/** The slot and the command that the message is about. */
export function aboutOf(m: Message): Partial<Said> {
  if (m.type === 'Accept') return { slot: m.slot, command: commandOf(m.entry) };
  if (m.type === 'Accepted') return { slot: m.slot };
  return 'session' in m ? { command: commandName(m.session, m.sequence) } : {};
}

/** Where filters look for it. */
export function topicOfType(type: MessageType): EventTopic {
  switch (type) {
    case 'Prepare':
    case 'Promise':
    case 'Reject':
      return 'phase1';
    case 'Accept':
    case 'Accepted':
      return 'phase2';
    case 'Heartbeat':
    case 'HeartbeatAck':
      return 'heartbeat';
    case 'CatchUpRequest':
    case 'CatchUpReply':
      return 'catch-up';
    case 'InstallCheckpoint':
    case 'Installed':
    case 'CheckpointAt':
    case 'CheckpointDone':
    case 'Truncate':
    case 'CheckpointSaved':
      return 'checkpoint';
    case 'Members':
      return 'membership';
    case 'LeaseRequest':
    case 'LeaseGrant':
      return 'read';
    case 'Request':
    case 'Reply':
    case 'Redirect':
      return 'client';
  }
}
