// A message under way as pictures need it: shape, side, colour, a short label, and its fields in words.
import { assertNever } from '../base/assert.ts';
import { isClient, nameOf } from '../base/units.ts';
import { printBallot, sameBallot } from '../paxos/ballot.ts';
import { printEntry, printOperation } from '../paxos/entry.ts';
import type { Message, Outgoing, Reject } from '../paxos/messages.ts';
import type { Flight } from '../sim/events.ts';
import type { World } from '../sim/world.ts';
import type { FlightFrame, FlightShape, HeldFrame } from './frame.ts';
import { fieldsOf } from './message-fields.ts';
import { ballotFrame, commandName, commandOf, membersText, plural, spanText } from './words.ts';

/** Messages listed in a frame; more are counted only. */
export const MAX_FLIGHTS = 240;

export const projectFlight = (world: World, f: Flight): FlightFrame => ({
  ...signsOf(world, f),
  sentBy: f.sentBy,
  ...(f.fate === 'arrive' ? {} : { lostAt: f.endsAt }),
  fields: fieldsOf(f.message),
});

/** What every picture needs of a message, whether it is under way or was once. */
export type FlightSigns = Omit<FlightFrame, 'sentBy' | 'lostAt' | 'fields'>;

export function signsOf(world: World, f: Flight): FlightSigns {
  const m = f.message;
  return {
    id: f.id,
    from: f.from,
    to: f.to,
    type: m.type,
    shape: shapeOf(world, f),
    answer: isAnswer(m),
    ballot: ballotOf(m),
    label: labelOf(m),
    sentAt: f.sentAt,
    arrivesAt: f.arrivesAt,
    duplicate: f.copyOf !== undefined,
    command: commandIn(world, f),
    slot: slotOf(m),
  };
}

function slotOf(m: Message): number {
  if ('slot' in m) return m.slot;
  if ('fromSlot' in m) return m.fromSlot;
  return 'checkpoint' in m ? m.checkpoint.index : 'index' in m ? m.index : 0;
}

export const projectHeld = ({ to, message }: Outgoing): HeldFrame => ({
  to,
  type: message.type,
  label: labelOf(message),
  ballot: ballotOf(message),
});

const isAnswer = (m: Message): boolean => ANSWERS.has(m.type);
const ANSWERS: ReadonlySet<Message['type']> = new Set([
  'Promise',
  'Accepted',
  'Reject',
  'HeartbeatAck',
  'CatchUpReply',
  'Installed',
  'CheckpointDone',
  'Members',
  'LeaseGrant',
  'Reply',
  'Redirect',
]);

function shapeOf(world: World, f: Flight): FlightShape {
  const m = f.message;
  switch (m.type) {
    case 'Prepare':
    case 'Promise':
      return 'phase1';
    case 'Accept':
    case 'Accepted':
      return 'phase2';
    case 'Reject':
      return rejectedPhase(world, f, m);
    case 'Heartbeat':
    case 'HeartbeatAck':
      return 'heartbeat';
    case 'CatchUpRequest':
    case 'CatchUpReply':
    case 'InstallCheckpoint':
    case 'Installed':
    case 'CheckpointAt':
    case 'CheckpointDone':
    case 'CheckpointSaved':
    case 'Truncate':
      return 'catch-up';
    case 'Members':
      return 'phase1';
    case 'LeaseRequest':
    case 'LeaseGrant':
      return 'heartbeat';
    case 'Request':
    case 'Reply':
    case 'Redirect':
      return 'client';
    default:
      return assertNever(m);
  }
}

// A Reject does not say what it refuses: to one that leads the refused ballot it is Phase 2 (or a heartbeat), otherwise Phase 1.
function rejectedPhase(world: World, f: Flight, m: Reject): FlightShape {
  const node = isClient(f.to) ? undefined : world.nodes[f.to - 1]?.node;
  return node?.role === 'leader' && sameBallot(node.ballot, m.refused) ? 'phase2' : 'phase1';
}

function ballotOf(m: Message): FlightFrame['ballot'] {
  if (m.type === 'Reject') return ballotFrame(m.promised);
  return 'ballot' in m ? ballotFrame(m.ballot) : null;
}

function labelOf(m: Message): string {
  switch (m.type) {
    case 'Accept':
      return `Accept ${m.slot} ${printEntry(m.entry)}`;
    case 'Accepted':
      return `Accepted ${m.slot}`;
    case 'Prepare':
      return `Prepare ${printBallot(m.ballot)}`;
    case 'Promise':
      return m.votes.length === 0 ? 'Promise' : `Promise, ${plural(m.votes.length, 'vote')}`;
    case 'Reject':
      return `Reject: ${printBallot(m.promised)}`;
    case 'Heartbeat':
      return 'Heartbeat';
    case 'HeartbeatAck':
      return 'Heartbeat heard';
    case 'CatchUpRequest':
      return `Ask from ${m.fromSlot}`;
    case 'CatchUpReply':
      return m.entries.length === 1 ? `Chosen ${m.fromSlot}` : `Chosen ${m.fromSlot}–${m.fromSlot + m.entries.length - 1}`;
    case 'InstallCheckpoint':
      return `Checkpoint ${m.checkpoint.index}`;
    case 'Installed':
      return `Installed ${m.index}`;
    case 'CheckpointAt':
      return `Checkpoint at ${m.index}`;
    case 'CheckpointDone':
      return `Checkpoint ${m.index} done`;
    case 'CheckpointSaved':
      return `Checkpoint ${m.checkpoint.index} saved`;
    case 'Truncate':
      return `Cut up to ${m.index}`;
    case 'Members':
      return membersText(m.members);
    case 'LeaseRequest':
      return 'Lease asked';
    case 'LeaseGrant':
      return 'Lease granted';
    case 'Request':
      return printOperation(m.operation);
    case 'Reply':
      return m.result.ok === false ? 'Refused' : m.result.value === undefined ? 'Done' : `= ${m.result.value}`;
    case 'Redirect':
      return m.leader === 0 ? 'No leader known' : `Ask n${m.leader}`;
    default:
      return assertNever(m);
  }
}

/** The command that a message is about: its own, or the one its slot holds with the node that sent it. */
function commandIn(world: World, f: Flight): string {
  const m = f.message;
  if ('session' in m) return commandName(m.session, m.sequence);
  if (m.type === 'Accept') return commandOf(m.entry);
  if (m.type !== 'Accepted') return '';
  const vote = world.nodes[f.from - 1]?.node.log.vote(m.slot);
  return vote === undefined ? '' : commandOf(vote.entry);
}

/** `n3 → n2, 4.2 ms left`, for labels that are read aloud. */
export const wayOf = (f: FlightFrame, t: number): string =>
  `${nameOf(f.from)} to ${nameOf(f.to)}, ${spanText(Math.max(0, f.arrivesAt - t))} left`;
