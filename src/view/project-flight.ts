// A message under way as pictures need it: shape, side, colour, a short label, and its fields in words.
import { assertNever } from '../base/assert.ts';
import { isClient, nameOf } from '../base/units.ts';
import { printBallot, sameBallot } from '../paxos/ballot.ts';
import { printEntry, printOperation, printSession } from '../paxos/entry.ts';
import type { Message, Outgoing, PromiseMessage, Reject } from '../paxos/messages.ts';
import type { Flight } from '../sim/events.ts';
import type { World } from '../sim/world.ts';
import type { FlightFrame, FlightShape, HeldFrame } from './frame.ts';
import { resultText } from './results.ts';
import { ballotFrame, commandName, commandOf, plural, spanText } from './words.ts';

/** Messages listed in a frame; more are counted only. */
export const MAX_FLIGHTS = 240;
/** Votes of a promise that are spelled out. */
const MAX_VOTES_LISTED = 6;

export function projectFlight(world: World, f: Flight): FlightFrame {
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
    ...(f.fate === 'arrive' ? {} : { lostAt: f.endsAt }),
    duplicate: f.copyOf !== undefined,
    fields: fieldsOf(m),
    command: commandIn(world, f),
    slot: 'slot' in m ? m.slot : m.type === 'CatchUpRequest' || m.type === 'CatchUpReply' ? m.fromSlot : 0,
  };
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
      return 'catch-up';
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

type Fields = (readonly [string, string])[];

function fieldsOf(m: Message): Fields {
  switch (m.type) {
    case 'Prepare':
      return [
        ['Ballot', printBallot(m.ballot)],
        ['First slot', `${m.firstSlot}, the first that the candidate does not know chosen`],
      ];
    case 'Promise':
      return promiseFields(m);
    case 'Accept':
      return [
        ['Ballot', printBallot(m.ballot)],
        ['Slot', String(m.slot)],
        ['Entry', entryWords(m.entry)],
        ['Chosen up to', chosenWords(m.commitIndex)],
      ];
    case 'Accepted':
      return [
        ['Ballot', printBallot(m.ballot)],
        ['Slot', String(m.slot)],
      ];
    case 'Reject':
      return [
        ['Refused', printBallot(m.refused)],
        ['Promised already', printBallot(m.promised)],
      ];
    case 'Heartbeat':
      return [
        ['Ballot', printBallot(m.ballot)],
        ['Chosen up to', chosenWords(m.commitIndex)],
        ['Round', String(m.round)],
      ];
    case 'HeartbeatAck':
      return [
        ['Ballot', printBallot(m.ballot)],
        ['Applied up to', chosenWords(m.appliedIndex)],
        ['Round', String(m.round)],
      ];
    case 'CatchUpRequest':
      return [['From slot', String(m.fromSlot)]];
    case 'CatchUpReply':
      return [
        ['From slot', String(m.fromSlot)],
        ['Entries', m.entries.slice(0, MAX_VOTES_LISTED).map(printEntry).join('  ') + more(m.entries.length)],
        ['Chosen up to', chosenWords(m.commitIndex)],
      ];
    case 'Request':
      return [
        ['Session', printSession(m.session)],
        ['Request', `number ${m.sequence}`],
        ['Operation', printOperation(m.operation)],
      ];
    case 'Reply':
      return [
        ['Session', printSession(m.session)],
        ['Request', `number ${m.sequence}`],
        ['Result', resultText(m.result)],
        ['Applied up to', chosenWords(m.appliedIndex)],
      ];
    case 'Redirect':
      return [
        ['Session', printSession(m.session)],
        ['Request', `number ${m.sequence}`],
        ['Leader', m.leader === 0 ? 'the node knows none' : `n${m.leader}, as the node believes`],
      ];
    default:
      return assertNever(m);
  }
}

function promiseFields(m: PromiseMessage): Fields {
  const votes = m.votes.slice(0, MAX_VOTES_LISTED).map((v) => `slot ${v.slot}: ${printEntry(v.entry)} in ${printBallot(v.ballot)}`);
  const reported = m.votes.length === 0 ? `none at or above slot ${m.firstSlot}` : votes.join('; ') + more(m.votes.length);
  return [
    ['Ballot', printBallot(m.ballot)],
    ['Votes reported', reported],
    ['Chosen up to', chosenWords(m.chosenUpTo)],
  ];
}

const more = (n: number): string => (n > MAX_VOTES_LISTED ? ` and ${n - MAX_VOTES_LISTED} more` : '');
const chosenWords = (slot: number): string => (slot === 0 ? 'nothing yet' : `slot ${slot}`);

function entryWords(entry: Parameters<typeof printEntry>[0]): string {
  if (entry.type === 'noop') return '∅, a no-op';
  const command = commandOf(entry);
  return command === '' ? printEntry(entry) : `${printEntry(entry)}, ${command.replace('#', '’s request ')}`;
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
