// The events of a stretch of the run as its diagram needs them: who, what came of it, and because of what. A quorum is more than its last
// answer: where a slot becomes chosen by a quorum, or a candidate leads by one, every answer that counted is a cause.
import type { EventNumber } from '../base/units.ts';
import type { Ballot } from '../paxos/ballot.ts';
import type { Note } from '../paxos/effects.ts';
import type { Moment } from '../history/moment.ts';
import type { EventRecord } from '../sim/events.ts';
import { causeOf } from '../trace/cause.ts';
import { marksOf } from '../trace/marks.ts';
import type { BallotFrame } from './frame.ts';
import type { Learned, PastEvent } from './space-time.ts';
import { ballotFrame, commandName } from './words.ts';

/** Answers that are remembered, of quorums not complete: more are of long ago. */
const MAX_COUNTED = 2000;

/** One owner. */
export class EventLog {
  private readonly all: PastEvent[] = [];
  /** By node, ballot and slot: the events at which an answer was counted. */
  private readonly counted = new Map<string, EventNumber[]>();

  /** `moment`: just after the event. */
  add(record: EventRecord, moment: Moment): void {
    const { number: event, at, actor, happening: h, notes } = record;
    const own = record.noteActors === null ? notes : [];
    this.count(own, record);
    const learned = learnedOf(own);
    const marks = allMarks(record, moment);
    const stands = own.findLast((n) => n.kind === 'candidate' || n.kind === 'lead');
    const command = commandAt(record);
    const quiet = learned.length === 0 && marks.length === 0 && stands === undefined;
    this.all.push({
      event,
      at,
      actor,
      kind: h.kind,
      because: this.because(record, own),
      ...((h.kind === 'deliver' || h.kind === 'lose') && h.flight.from !== h.flight.to ? { flight: h.flight.id } : {}),
      ...(quiet && isRoutine(record) ? { faint: true } : {}),
      ...(learned.length === 0 ? {} : { learned }),
      ...(marks.length === 0 ? {} : { marks }),
      ...(stands === undefined ? {} : standing(stands)),
      ...(command === '' ? {} : { command }),
    });
  }

  finish(): PastEvent[] {
    return this.all;
  }

  private count(notes: readonly Note[], { number, actor }: EventRecord): void {
    for (const n of notes) {
      if (n.kind !== 'count' && n.kind !== 'promised') continue;
      const key = quorumKey(actor, n.ballot, n.kind === 'count' ? n.slot : 0);
      const events = this.counted.get(key);
      if (events === undefined) this.counted.set(key, [number]);
      else events.push(number);
      if (this.counted.size > MAX_COUNTED) this.counted.delete(this.counted.keys().next().value!);
    }
  }

  private because(record: EventRecord, notes: readonly Note[]): EventNumber[] {
    const cause = causeOf(record);
    const found = new Set<EventNumber>(cause === null ? [] : [cause]);
    for (const n of notes) {
      const slot = n.kind === 'lead' ? 0 : n.kind === 'chosen' && n.how === 'quorum' ? n.slot : -1;
      if (slot < 0 || !('ballot' in n)) continue;
      for (const e of this.counted.get(quorumKey(record.actor, n.ballot as Ballot, slot)) ?? []) if (e !== record.number) found.add(e);
    }
    return [...found];
  }
}

const quorumKey = (actor: number, ballot: Ballot, slot: number): string => `${actor} ${ballot.round}.${ballot.node} ${slot}`;

function learnedOf(notes: readonly Note[]): Learned[] {
  const found = new Map<number, Learned>();
  for (const n of notes) {
    if (n.kind === 'chosen')
      found.set(n.slot, { slot: n.slot, ballot: ballotFrame(n.ballot), applied: false, noop: n.entry.type === 'noop' });
    if (n.kind === 'apply')
      found.set(n.slot, { slot: n.slot, ballot: found.get(n.slot)?.ballot ?? null, applied: true, noop: n.entry.type === 'noop' });
  }
  return [...found.values()];
}

function allMarks(
  record: EventRecord,
  { world, violation }: Moment,
): { kind: NonNullable<PastEvent['marks']>[number]['kind']; text: string }[] {
  const marks = marksOf(record, world).map(({ kind, text }) => ({ kind, text }));
  if (violation !== null && violation.event === record.number)
    marks.unshift({ kind: 'violation', text: `${violation.invariant}: ${violation.says}` });
  return marks;
}

function standing(n: Note): { stands: 'candidate' | 'leader'; ballot: BallotFrame } | Record<string, never> {
  if (n.kind !== 'candidate' && n.kind !== 'lead') return {};
  const ballot = ballotFrame(n.ballot);
  return ballot === null ? {} : { stands: n.kind === 'lead' ? 'leader' : 'candidate', ballot };
}

function isRoutine({ happening: h, worldNotes }: EventRecord): boolean {
  if (h.kind === 'timer' || h.kind === 'group') return true;
  if (h.kind !== 'deliver' && h.kind !== 'lose') return false;
  if (worldNotes.some((n) => n.kind === 'sync-begins')) return false;
  const { type } = h.flight.message;
  return type === 'Heartbeat' || type === 'HeartbeatAck' || type === 'LeaseRequest' || type === 'LeaseGrant';
}

function commandAt({ happening: h, worldNotes }: EventRecord): string {
  if ((h.kind === 'deliver' || h.kind === 'lose') && 'session' in h.flight.message)
    return commandName(h.flight.message.session, h.flight.message.sequence);
  const asked = worldNotes.find((n) => n.kind === 'invoke' || n.kind === 'answered');
  return asked?.kind === 'invoke' || asked?.kind === 'answered' ? commandName(asked.session, asked.sequence) : '';
}
