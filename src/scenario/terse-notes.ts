// A node's notes in a few words each, for the lines of golden scenarios.
import { assertNever } from '../base/assert.ts';
import { nameOf, type NodeId, type Slot } from '../base/units.ts';
import { printBallot } from '../paxos/ballot.ts';
import type { AppliedResult, Note } from '../paxos/effects.ts';
import { printEntry, printSession, type OperationResult } from '../paxos/entry.ts';

const names = (nodes: readonly NodeId[]): string => nodes.map(nameOf).join(' ');
const slots = (list: readonly Slot[]): string => (list.length === 0 ? '' : ` ${list.join(' ')}`);

export function terseNote(n: Note): string {
  switch (n.kind) {
    case 'recover':
      if (n.damage !== null) return `takes no part: ${n.damage}`;
      return `recovers ${n.replayed} ${n.replayed === 1 ? 'record' : 'records'}: promised ${printBallot(n.promised)}, chosen up to ${n.applied}`;
    case 'promise':
      return n.votes === 0
        ? `promises ${printBallot(n.ballot)}`
        : `promises ${printBallot(n.ballot)} with ${n.votes} ${n.votes === 1 ? 'vote' : 'votes'}`;
    case 'refuse':
      return `refuses ${n.what} ${n.slot === undefined ? '' : `${n.slot} `}${printBallot(n.ballot)}: promised ${printBallot(n.promised)}`;
    case 'candidate':
      return `stands with ${printBallot(n.ballot)} (${n.why})`;
    case 'promised':
      return `${n.count} of ${n.needed} promises`;
    case 'lead':
      return `leads ${printBallot(n.ballot)} by ${n.quorum.length === 0 ? 'nobody’s promise' : names(n.quorum)}`;
    case 'step-down':
      return `steps down from ${printBallot(n.ballot)} (${n.was}): ${printBallot(n.seen)} is above`;
    case 'abdicate':
      return `lays ${printBallot(n.ballot)} down`;
    case 'lose-leader':
      return `takes ${nameOf(n.leader)} for gone`;
    case 'back-off':
      return `backs off (${n.attempts})`;
    case 'follow':
      return `follows ${nameOf(n.leader)} in ${printBallot(n.ballot)}`;
    default:
      return isLater(n) ? terseLaterNote(n) : terseSlotNote(n);
  }
}

const LATER = ['checkpoint', 'name-checkpoint', 'truncate', 'offer', 'install', 'configuration', 'membership', 'read', 'lease'] as const;
type LaterNote = Extract<Note, { kind: (typeof LATER)[number] }>;
const isLater = (n: Note): n is LaterNote => (LATER as readonly string[]).includes(n.kind);

// Checkpoints, membership, reads and leases.
function terseLaterNote(n: LaterNote): string {
  switch (n.kind) {
    case 'checkpoint':
      return `checkpoint ${n.index} ${n.stage}${n.stage === 'begun' ? ` (${n.bytes} bytes)` : ''}`;
    case 'name-checkpoint':
      return `names checkpoint ${n.index}`;
    case 'truncate':
      return `cuts its log up to ${n.index}`;
    case 'offer':
      return `gives ${nameOf(n.to)} checkpoint ${n.index}`;
    case 'install':
      return `installs checkpoint ${n.index} of ${nameOf(n.from)}`;
    case 'configuration':
      return `{${names(n.members)}} governs from ${n.from}`;
    case 'membership':
      return `${STAGES[n.stage]} {${names(n.members)}}`;
    case 'read':
      return terseRead(n);
    case 'lease':
      return terseLease(n);
    default:
      return assertNever(n);
  }
}

const STAGES: Readonly<Record<Extract<Note, { kind: 'membership' }>['stage'], string>> = {
  asked: 'is asked for',
  refused: 'refuses',
  'caught-up': 'newcomers have caught up for',
  draining: 'admits nothing until it is empty for',
  proposed: 'proposes',
  resumed: 'resumes under',
  promises: 'has promises from a quorum of',
  removed: 'is not in',
  'handed-over': 'hands over to',
};

// Times are the node's own clock.
function terseLease(n: Extract<Note, { kind: 'lease' }>): string {
  const until = `until ${(n.until / 1000).toFixed(3)} on its clock`;
  if (n.what === 'refused') return n.whose === 'leader' ? `is held back by a lease ${until}` : `refuses ${nameOf(n.node)} a lease`;
  return n.what === 'granted' ? `grants ${nameOf(n.node)} a lease, counted ${until}` : `holds a lease ${until}`;
}

function terseRead(n: Extract<Note, { kind: 'read' }>): string {
  const read = `read ${printSession(n.session)}#${n.sequence}`;
  if (n.stage === 'asked') return `${read} waits (${n.mode})`;
  if (n.stage === 'confirmed') return `${read} confirmed by ${n.by} at ${n.index}`;
  return `${read} answered at ${n.index}${n.behind === 0 ? '' : `, ${n.behind} behind`}`;
}

type SlotNote = Exclude<
  Exclude<Note, LaterNote>,
  {
    kind:
      | 'recover'
      | 'promise'
      | 'refuse'
      | 'candidate'
      | 'promised'
      | 'lead'
      | 'step-down'
      | 'abdicate'
      | 'lose-leader'
      | 'back-off'
      | 'follow';
  }
>;

function terseSlotNote(n: SlotNote): string {
  switch (n.kind) {
    case 'propose': {
      const why =
        n.why === 'new'
          ? ''
          : n.why === 'filled'
            ? ' (nobody reported a vote)'
            : ` (from ${printBallot(n.from!)}, by ${names(n.reporters!)})`;
      return `proposes ${n.slot} ${printEntry(n.entry)}${why}`;
    }
    case 'vote':
      return `votes ${n.slot} ${printBallot(n.ballot)}${n.again ? ' as before' : ''}`;
    case 'count':
      return `${n.count} of ${n.needed} votes for ${n.slot}`;
    case 'chosen':
      return `${n.slot} is chosen (${n.how})`;
    case 'apply':
      return `applies ${n.slot}${n.results.map(terseResult).join('')}`;
    case 'queue':
      return `keeps ${printSession(n.session)}#${n.sequence} waiting (${n.why})`;
    case 'known':
      return `knows ${printSession(n.session)}#${n.sequence} (${n.why})`;
    case 'ask':
      return `asks ${nameOf(n.from)} for ${n.fromSlot === n.upTo ? n.upTo : `${n.fromSlot} to ${n.upTo}`}`;
    case 'resend':
      return `sends ${n.what}${slots(n.slots)} again to ${names(n.to)}`;
    case 'ignore':
      return `ignores it (${n.why})`;
    default:
      return assertNever(n);
  }
}

const terseResult = (r: AppliedResult): string => (r.repeated ? ' (repeated: no effect)' : '');

/** `v2`, `4 v2`, `refused, v2`, `absent`. */
export function printResult(r: OperationResult): string {
  const version = r.version === 0 ? 'absent' : `v${r.version}`;
  if (r.value !== undefined) return `${r.value} ${version}`;
  return r.ok === false ? `no effect, ${version}` : version;
}
