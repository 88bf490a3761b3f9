// What a run has cost and brought so far: messages by phase, answers, elections, no-ops. Counted event by event, kept with every keyframe. Of the
// newest answers each is remembered, with what had been counted by then: figures that follow the controls come from these.
import { isClient, type Micros } from '../base/units.ts';
import type { Note } from '../paxos/effects.ts';
import type { ReadMode } from '../paxos/messages.ts';
import type { EventRecord, WorldNote } from '../sim/events.ts';
import { besideAfter, NOTHING_BESIDE, type Beside } from './take-over.ts';

/** Answers remembered, the newest. */
export const MAX_ANSWERS = 256;
/** Fewer say nothing. */
export const LEAST_ANSWERS = 8;

/** An answer, and what had been counted when it came. A value. */
export interface Answer {
  readonly at: Micros;
  readonly afterMicros: Micros;
  /** How it was read; null: a write. */
  readonly read: ReadMode | null;
  /** Slots that the node knew it lacked when it answered (Q5). */
  readonly behind: number;
  readonly phase1: number;
  readonly phase2: number;
  readonly phase1Rounds: number;
  readonly phase2Rounds: number;
  readonly commands: number;
}

/** Mutable, with one owner; copy with `cloneCounters`. */
export interface Counters {
  /** Sent by anyone over the network, copies included. */
  messages: number;
  /** Prepare and Promise. */
  phase1: number;
  /** Accept and Accepted. */
  phase2: number;
  /** Answers that clients have had. */
  acknowledged: number;
  /** Round trips of Phase 1 and of Phase 2: ballots stood for, and slots that a quorum's votes made chosen; and the commands in those. */
  phase1Rounds: number;
  phase2Rounds: number;
  commands: number;
  /** Ballots that came to lead. */
  elections: number;
  /** Slots filled with a no-op. */
  noops: number;
  /** M2: since when a leader admits nothing for a change of members; and for how long the last change made it pause. Null: none. */
  drainingSince: Micros | null;
  pauseMicros: Micros | null;
  /** Since a setting was changed last, the newest. */
  answers: readonly Answer[];
  /** Those before that change, and when it was: what it has changed stands beside. */
  before: readonly Answer[];
  changedAt: Micros;
  /** What tells it from Raft: the last take-over, holes, repairs. */
  beside: Beside;
}

export const makeCounters = (): Counters => ({
  messages: 0,
  phase1: 0,
  phase2: 0,
  acknowledged: 0,
  phase1Rounds: 0,
  phase2Rounds: 0,
  commands: 0,
  elections: 0,
  noops: 0,
  drainingSince: null,
  pauseMicros: null,
  answers: [],
  before: [],
  changedAt: 0,
  beside: NOTHING_BESIDE,
});
export const cloneCounters = (c: Counters): Counters => ({ ...c });

/** Adds one event. */
export function count(c: Counters, record: EventRecord): void {
  for (const f of record.sent) {
    if (f.from === f.to || f.sentBy !== record.number) continue;
    c.messages++;
    const { type } = f.message;
    if (type === 'Accept' || type === 'Accepted') c.phase2++;
    else if (type === 'Prepare' || type === 'Promise') c.phase1++;
  }
  for (const n of record.notes) {
    if (n.kind === 'lead') {
      c.elections++;
      c.drainingSince = null;
    } else if (n.kind === 'candidate') c.phase1Rounds++;
    else if (n.kind === 'chosen' && n.how === 'quorum') {
      c.phase2Rounds++;
      if (n.entry.type === 'commands') c.commands += n.entry.commands.length;
    } else if (n.kind === 'propose' && n.why === 'filled') c.noops++;
    else if (n.kind === 'membership') countPause(c, record.at, n.stage);
  }
  c.beside = besideAfter(c.beside, record, c.phase1);
  if (isClient(record.actor)) for (const n of record.worldNotes) if (n.kind === 'answered') countAnswer(c, record.at, n);
  const { happening: h } = record;
  if (h.kind === 'input' && (h.input.kind === 'set' || h.input.kind === 'set-node-sync')) beginAnew(c, record.at);
}

// What was measured under other settings says nothing of these. A few answers between two changes that belong together are forgotten.
function beginAnew(c: Counters, at: Micros): void {
  if (c.answers.length >= LEAST_ANSWERS) {
    c.before = c.answers;
    c.changedAt = at;
  }
  c.answers = [];
}

// Stop-the-world: from the first request that it does not admit to the next that it does. By the α-window nothing pauses.
function countPause(c: Counters, at: Micros, stage: Extract<Note, { kind: 'membership' }>['stage']): void {
  if (stage === 'draining') c.drainingSince = at;
  else if (stage === 'proposed' && c.drainingSince === null) c.pauseMicros = 0;
  else if (stage === 'resumed' && c.drainingSince !== null) {
    c.pauseMicros = at - c.drainingSince;
    c.drainingSince = null;
  }
}

function countAnswer(c: Counters, at: Micros, n: Extract<WorldNote, { kind: 'answered' }>): void {
  const { afterMicros, behind } = n;
  const { phase1, phase2, phase1Rounds, phase2Rounds, commands } = c;
  c.acknowledged++;
  const read = n.operation.op === 'get' ? n.mode : null;
  const answer: Answer = { at, afterMicros, read, behind, phase1, phase2, phase1Rounds, phase2Rounds, commands };
  c.answers = [...c.answers.slice(1 - MAX_ANSWERS), answer];
}
