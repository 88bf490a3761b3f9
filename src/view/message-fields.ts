// A message's fields in words, for the inspector: [name, value], in the order in which one would ask. No sentence of an event is made here.
import { assertNever } from '../base/assert.ts';
import { printBallot } from '../paxos/ballot.ts';
import type { Checkpoint } from '../paxos/checkpoint.ts';
import { printEntry, printOperation, printSession } from '../paxos/entry.ts';
import type { Message, PromiseMessage, ReadMode } from '../paxos/messages.ts';
import { resultText } from './results.ts';
import { commandOf, listNodes, plural, spanText } from './words.ts';

type Fields = (readonly [string, string])[];

/** Votes and entries that are spelled out. */
const MAX_VOTES_LISTED = 6;

/** The fields of a message in words, for the inspector. */
export function fieldsOf(m: Message): Fields {
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
    case 'InstallCheckpoint':
    case 'CheckpointSaved':
      return checkpointFields(m.checkpoint);
    case 'Installed':
    case 'CheckpointDone':
      return [['Checkpoint', `slot ${m.index}`]];
    case 'CheckpointAt':
      return [
        ['Ballot', printBallot(m.ballot)],
        ['Checkpoint at', `slot ${m.index}`],
      ];
    case 'Truncate':
      return [
        ['Ballot', printBallot(m.ballot)],
        ['Cut the log up to', `slot ${m.index}`],
      ];
    case 'Members':
      return [
        ['Members', listNodes(m.members)],
        ['Configuration in', `slot ${m.slot}`],
      ];
    case 'LeaseRequest':
      return [
        ['Ballot', printBallot(m.ballot)],
        ['Sent at', `${spanText(m.sentAt)} on the follower’s clock`],
      ];
    case 'LeaseGrant':
      return [
        ['Ballot', printBallot(m.ballot)],
        ['Counts from', `${spanText(m.sentAt)} on the follower’s clock, when it asked`],
        ['Chosen up to', chosenWords(m.commitIndex)],
      ];
    case 'Request':
      return [
        ['Session', printSession(m.session)],
        ['Request', `number ${m.sequence}`],
        ['Operation', printOperation(m.operation)],
        ...(m.operation.op === 'get' ? ([['Read', READ_MODES[m.mode]]] as const) : []),
      ];
    case 'Reply':
      return [
        ['Session', printSession(m.session)],
        ['Request', `number ${m.sequence}`],
        ['Result', resultText(m.result)],
        ['Applied up to', chosenWords(m.appliedIndex)],
        ...(m.mode === 'log'
          ? []
          : ([
              ['Read', READ_MODES[m.mode]],
              ['Behind', behindWords(m.behind)],
            ] as const)),
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
    ...(m.checkpointIndex === 0 ? [] : ([['Checkpoint', `slot ${m.checkpointIndex}; its log before that is gone`]] as const)),
  ];
}

const more = (n: number): string => (n > MAX_VOTES_LISTED ? ` and ${n - MAX_VOTES_LISTED} more` : '');
const chosenWords = (slot: number): string => (slot === 0 ? 'nothing yet' : `slot ${slot}`);

function entryWords(entry: Parameters<typeof printEntry>[0]): string {
  if (entry.type === 'noop') return '∅, a no-op';
  const command = commandOf(entry);
  return command === '' ? printEntry(entry) : `${printEntry(entry)}, ${command.replace('#', '’s request ')}`;
}

// C2: what it holds.
function checkpointFields(c: Checkpoint): Fields {
  const keys = c.state.items.filter(([, value]) => value !== null).length;
  return [
    ['Up to', `slot ${c.index}`],
    ['Holds', `${plural(keys, 'key')} and ${plural(c.state.sessions.length, 'session')}`],
    ['Members', listNodes(c.configurations.at(-1)!.members)],
    ['Size', `${c.bytes} bytes`],
    ['Digest', c.digest.toString(16)],
  ];
}

const READ_MODES: Readonly<Record<ReadMode, string>> = {
  log: 'through the log (Q1)',
  quorum: 'by the leader, after it has asked a quorum (Q2)',
  'leader-lease': 'by the leader, under its lease (Q3)',
  'follower-lease': 'by a follower, under a lease (Q4)',
  stale: 'at once, perhaps stale (Q5)',
};

const behindWords = (slots: number): string => (slots === 0 ? 'nothing that it has heard of' : plural(slots, 'slot'));
