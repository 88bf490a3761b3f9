// Messages and records in a few words each, for the lines of golden scenarios. Deterministic to the last character.
import { assertNever } from '../base/assert.ts';
import { nameOf } from '../base/units.ts';
import { printBallot } from '../paxos/ballot.ts';
import type { Checkpoint } from '../paxos/checkpoint.ts';
import { printEntry, printOperation, printSession } from '../paxos/entry.ts';
import type { Message, ReadMode } from '../paxos/messages.ts';
import type { DiskRecord } from '../paxos/records.ts';
import { printResult } from './terse-notes.ts';

/** A message in a few words: `Accept 3 1.n1 x=4`, `Promise 2.n2 [1 1.n1 x=1]`. */
export function printMessage(m: Message): string {
  switch (m.type) {
    case 'Prepare':
      return `Prepare ${printBallot(m.ballot)} from slot ${m.firstSlot}`;
    case 'Promise': {
      const votes = m.votes.map((v) => `${v.slot} ${printBallot(v.ballot)} ${printEntry(v.entry)}`).join(', ');
      return `Promise ${printBallot(m.ballot)} [${votes}]${m.chosenUpTo === 0 ? '' : ` chosen up to ${m.chosenUpTo}`}${m.checkpointIndex === 0 ? '' : ` checkpoint ${m.checkpointIndex}`}`;
    }
    case 'Accept':
      return `Accept ${m.slot} ${printBallot(m.ballot)} ${printEntry(m.entry)}`;
    case 'Accepted':
      return `Accepted ${m.slot} ${printBallot(m.ballot)}`;
    case 'Reject':
      return `Reject ${printBallot(m.refused)}, promised ${printBallot(m.promised)}`;
    case 'Heartbeat':
      return `Heartbeat ${printBallot(m.ballot)} commit ${m.commitIndex}`;
    case 'HeartbeatAck':
      return `HeartbeatAck ${printBallot(m.ballot)}`;
    case 'CatchUpRequest':
      return `CatchUpRequest from slot ${m.fromSlot}`;
    case 'CatchUpReply':
      return `CatchUpReply from slot ${m.fromSlot} [${m.entries.map(printEntry).join(', ')}]`;
    case 'InstallCheckpoint':
      return `InstallCheckpoint ${printCheckpoint(m.checkpoint)}`;
    case 'Installed':
    case 'CheckpointDone':
      return `${m.type} ${m.index}`;
    case 'CheckpointAt':
    case 'Truncate':
      return `${m.type} ${m.index} ${printBallot(m.ballot)}`;
    case 'CheckpointSaved':
      return `CheckpointSaved ${m.checkpoint.index}`;
    case 'Members':
      return `Members {${m.members.map(nameOf).join(' ')}} of slot ${m.slot}`;
    case 'LeaseRequest':
      return `LeaseRequest ${printBallot(m.ballot)}`;
    case 'LeaseGrant':
      return `LeaseGrant ${printBallot(m.ballot)} commit ${m.commitIndex}`;
    case 'Request':
      return `Request ${printSession(m.session)}#${m.sequence} ${printOperation(m.operation)}${modeOf(m.mode)}`;
    case 'Reply':
      return `Reply ${printSession(m.session)}#${m.sequence} ${printResult(m.result)}${modeOf(m.mode)}${m.behind === 0 ? '' : `, ${m.behind} behind`}`;
    case 'Redirect':
      return `Redirect ${printSession(m.session)}#${m.sequence} to ${m.leader === 0 ? 'nobody' : nameOf(m.leader)}`;
    default:
      return assertNever(m);
  }
}

/** A record in a few words: `promise 1.n1`, `vote 3 1.n1 x=4`. */
export function printRecord(r: DiskRecord): string {
  switch (r.type) {
    case 'identity':
      return `identity ${nameOf(r.node)}`;
    case 'promise':
      return `promise ${printBallot(r.ballot)}`;
    case 'vote':
      return `vote ${r.slot} ${printBallot(r.ballot)} ${printEntry(r.entry)}`;
    case 'learned':
      return `learned ${r.slot} ${printEntry(r.entry)}`;
    case 'checkpoint':
      return `checkpoint ${printCheckpoint(r.checkpoint)} ${printBallot(r.ballot)}`;
    default:
      return assertNever(r);
  }
}

/** `50 (340 bytes)`, with the members where they are not those that the cluster began with. */
function printCheckpoint(c: Checkpoint): string {
  const members = c.configurations.map((k) => (k.slot === 0 ? '' : ` {${k.members.map(nameOf).join(' ')}} from ${k.from}`)).join('');
  return `${c.index} (${c.bytes} bytes)${members}`;
}

const modeOf = (mode: ReadMode): string => (mode === 'log' ? '' : ` (${mode})`);
