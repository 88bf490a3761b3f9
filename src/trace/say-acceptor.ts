// What an acceptor did, in words: promises, votes, refusals (A1–A5, D2–D4).
import { nameOf } from '../base/units.ts';
import { printBallot, sameBallot } from '../paxos/ballot.ts';
import type { Note, NoteKind } from '../paxos/effects.ts';
import type { PromiseMessage } from '../paxos/messages.ts';
import { topicOfType } from './say-message.ts';
import { commandOf, entryText, slotsNamed, type Context, type Said } from './wording.ts';

/** All notes of one kind that an event left, in order; at least one. */
export type Notes<K extends NoteKind> = readonly [Extract<Note, { kind: K }>, ...Extract<Note, { kind: K }>[]];

/** A1, A2, D2. A candidate’s own promise is told with its candidacy. */
export function sayPromise([n]: Notes<'promise'>, c: Context): Said | null {
  if (c.record.notes.some((x) => x.kind === 'candidate')) return null;
  const ballot = printBallot(n.ballot);
  const reported = outgoing(c, 'Promise')?.votes ?? [];
  return {
    weight: 60,
    text: (s) => {
      if (sameBallot(n.ballot, n.previous)) return `${s.start} promises ${ballot} again: it had promised it already.${waits(c, 'Promise')}`;
      const why = n.previous.round === 0 ? 'it has promised nothing before' : `${ballot} > ${printBallot(n.previous)}`;
      return `${s.start} promises ${ballot}: ${why}. ${reports(n.votes, reported, c)}${waits(c, 'Promise')}`;
    },
    rules: ['A1', 'A2', 'D2'],
    topics: ['phase1'],
    interest: 'notable',
  };
}

function reports(count: number, votes: PromiseMessage['votes'], c: Context): string {
  const h = c.record.happening;
  const from =
    h.kind === 'deliver' && h.flight.message.type === 'Prepare' && h.flight.message.firstSlot > 1
      ? ` from slot ${h.flight.message.firstSlot} on`
      : '';
  if (count === 0) return `It has no vote to report${from}.`;
  if (votes.length === 0) return `It reports ${count} votes.`;
  return `It reports a vote in ${slotsNamed(votes.map((v) => v.slot))}.`;
}

/** A3, D3. A leader’s own vote is told with its proposal. */
export function sayVote(notes: Notes<'vote'>, c: Context): Said | null {
  const n = notes[0];
  if (c.record.notes.some((x) => x.kind === 'propose')) return null;
  const vote = `(${n.slot}, ${printBallot(n.ballot)}, ${entryText(n.entry)})`;
  return {
    weight: 60,
    text: (s) =>
      `${n.again ? `${s.start} has voted ${vote} already and answers again.` : `${s.start} writes its vote ${vote}.`}${waits(c, 'Accepted')}`,
    rules: ['A3', 'D3'],
    topics: ['phase2', 'disk'],
    interest: 'routine',
    slot: n.slot,
    command: commandOf(n.entry),
  };
}

/** A1, A3, A5 refuse; D4: the refusal waits for nothing. */
export function sayRefuse([n]: Notes<'refuse'>, c: Context): Said {
  const rule = n.what === 'Prepare' ? 'A1' : n.what === 'Accept' ? 'A3' : 'A5';
  const h = c.record.happening;
  const whose = h.kind === 'deliver' ? `${nameOf(h.flight.from)}’s ${n.what}` : `the ${n.what}`;
  const where = n.slot === undefined ? '' : ` in slot ${n.slot}`;
  return {
    weight: 62,
    text: (s) => `${s.start} refuses ${whose}${where}: it has promised ${printBallot(n.promised)}, and ${printBallot(n.ballot)} is lower.`,
    rules: [rule, 'D4'],
    topics: [topicOfType(n.what)],
    interest: 'notable',
    ...(n.slot === undefined ? {} : { slot: n.slot }),
  };
}

export function sayFollow([n]: Notes<'follow'>): Said {
  return {
    weight: 20,
    text: (s) => `${s.start} follows n${n.leader} from now on: it leads ${printBallot(n.ballot)}.`,
    rules: ['A5'],
    topics: ['election'],
    interest: 'routine',
  };
}

export function sayIgnore([n]: Notes<'ignore'>, c: Context): Said {
  const h = c.record.happening;
  const what =
    h.kind === 'deliver' ? `${h.flight.from === h.flight.to ? 'its own' : `${nameOf(h.flight.from)}’s`} ${n.what}` : `the ${n.what}`;
  const damaged = n.why === 'damaged';
  return {
    weight: 30,
    text: (s) => `${s.start} ignores ${what}: ${ignored(n, c)}.`,
    rules: damaged ? ['D7', 'D8'] : n.why === 'removed' ? ['A4'] : [],
    topics: [topicOfType(n.what)],
    interest: 'routine',
  };
}

function ignored(n: Notes<'ignore'>[0], c: Context): string {
  switch (n.why) {
    case 'damaged':
      return 'its disk cannot be trusted, so it takes no part';
    case 'not-leading':
      return 'it does not lead';
    case 'repeated':
      if (n.what === 'CatchUpRequest') return 'a checkpoint is on its way there';
      return n.what === 'CatchUpReply'
        ? 'it has all of these entries'
        : n.what === 'Accepted'
          ? 'that vote is counted, or the slot is chosen already'
          : 'it is counted already';
    case 'removed':
      return 'its sender is no member any more, and is told who the members are';
    case 'stale':
      if (n.what === 'InstallCheckpoint') return 'it has applied as much already';
      if (n.what === 'LeaseGrant') return 'that lease is over, or it was another leader’s';
      if (n.what === 'Promise' && leadsNow(c)) return 'a quorum has promised, and it leads already';
      return n.what === 'CatchUpRequest' ? 'it knows no chosen entry that is asked for' : `it belongs to ${staleBallot(c)}`;
  }
}

const leadsNow = (c: Context): boolean => c.world.nodes[c.record.actor - 1]?.node.role === 'leader';

function staleBallot(c: Context): string {
  const h = c.record.happening;
  const m = h.kind === 'deliver' ? h.flight.message : null;
  const ballot = m === null ? null : m.type === 'Reject' ? m.refused : 'ballot' in m ? m.ballot : null;
  return ballot === null ? 'an attempt that is over' : `${printBallot(ballot)}, an attempt that is over`;
}

// Whether the answer waits for the sync, or has left: at once where everything is synced, or where a switch turned the rule off.
function waits(c: Context, type: 'Promise' | 'Accepted'): string {
  if (c.record.held > 0) return ` Its ${type} waits for the sync.`;
  if (!c.record.sent.some((f) => f.message.type === type)) return '';
  return c.record.written.length > 0
    ? ` Its ${type} leaves before the sync: that rule is switched off.`
    : ` Its ${type} leaves at once: all is synced.`;
}

/** The message of that type that this event sent, or left waiting at the disk. */
function outgoing(c: Context, type: 'Promise'): PromiseMessage | undefined {
  const held = c.record.held > 0 ? (c.world.nodes[c.record.actor - 1]?.disk.held ?? []) : [];
  const messages = [...held.flatMap((h) => h.sends.map((o) => o.message)), ...c.record.sent.map((f) => f.message)];
  return messages.reverse().find((m): m is PromiseMessage => m.type === type);
}
