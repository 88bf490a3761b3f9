// Moments: conditions that hold just after the event that brought them, and at no other time. Each is read off one event's record.
import { assertNever } from '../base/assert.ts';
import type { Address, Slot } from '../base/units.ts';
import type { Note } from '../paxos/effects.ts';
import type { EventRecord } from '../sim/events.ts';
import { fits, type Pattern } from './pattern.ts';

/** Moment → what may follow it: a node or client (`who`), a slot before that (`slot`), or a pattern of messages. */
export const MOMENTS = {
  election: 'who',
  candidacy: 'who',
  'step-down': 'who',
  'back-off': 'who',
  follow: 'who',
  promise: 'who',
  refusal: 'slot',
  proposal: 'slot',
  adoption: 'slot',
  filling: 'slot',
  vote: 'slot',
  choice: 'slot',
  application: 'slot',
  'catch-up': 'slot',
  asking: 'who',
  resend: 'who',
  recovery: 'who',
  write: 'who',
  sync: 'who',
  retry: 'who',
  redirect: 'who',
  answer: 'who',
  duplicate: 'who',
  checkpointing: 'who',
  checkpointed: 'who',
  truncation: 'who',
  offer: 'who',
  installed: 'who',
  configuration: 'slot',
  removal: 'who',
  handover: 'who',
  resumption: 'who',
  'late-promises': 'who',
  'lease-refusal': 'who',
  read: 'who',
  'disk-full': 'who',
  sent: 'pattern',
  arrival: 'pattern',
  loss: 'pattern',
} as const satisfies Record<string, 'who' | 'slot' | 'pattern'>;

export type MomentName = keyof typeof MOMENTS;

export interface Moment {
  readonly name: MomentName | 'no-op-chosen';
  readonly who: Address | null;
  readonly slot: Slot | null;
  readonly pattern: Pattern | null;
}

/** Whether the event brought this moment. */
export function momentHolds(m: Moment, record: EventRecord): boolean {
  switch (m.name) {
    case 'write':
      return record.written.length > 0 && isBy(m, record.actor);
    case 'sync':
      return record.happening.kind === 'sync' && record.happening.rows > 0 && isBy(m, record.actor);
    case 'retry':
      return record.worldNotes.some((n) => n.kind === 'invoke' && n.attempt > 1 && isBy(m, n.client));
    case 'redirect':
      return record.worldNotes.some((n) => n.kind === 'redirected' && isBy(m, n.client));
    case 'answer':
      return record.worldNotes.some((n) => n.kind === 'answered' && isBy(m, n.client));
    case 'disk-full':
      return record.worldNotes.some((n) => n.kind === 'disk-full' && isBy(m, n.node));
    case 'sent':
      return record.sent.some((f) => f.from !== f.to && fits(m.pattern!, f));
    case 'arrival':
      return record.happening.kind === 'deliver' && fits(m.pattern!, record.happening.flight);
    case 'loss':
      return record.happening.kind === 'lose' && fits(m.pattern!, record.happening.flight);
    default:
      return record.notes.some((n, i) => isNoteOf(m, n) && isBy(m, record.noteActors?.[i] ?? record.actor) && isAbout(m, n));
  }
}

const isBy = (m: Moment, who: Address): boolean => m.who === null || m.who === who;
const isAbout = (m: Moment, n: Note): boolean => m.slot === null || ('slot' in n && n.slot === m.slot);

function isNoteOf(m: Moment, n: Note): boolean {
  switch (m.name) {
    case 'election':
      return n.kind === 'lead';
    case 'candidacy':
      return n.kind === 'candidate';
    case 'step-down':
    case 'back-off':
    case 'follow':
    case 'promise':
    case 'vote':
    case 'resend':
      return n.kind === m.name;
    case 'refusal':
      return n.kind === 'refuse';
    case 'proposal':
      return n.kind === 'propose';
    case 'adoption':
      return n.kind === 'propose' && n.why === 'adopted';
    case 'filling':
      return n.kind === 'propose' && n.why === 'filled';
    case 'choice':
      return n.kind === 'chosen';
    case 'no-op-chosen':
      return n.kind === 'chosen' && n.entry.type === 'noop';
    case 'catch-up':
      return n.kind === 'chosen' && n.how === 'catch-up';
    case 'application':
      return n.kind === 'apply';
    case 'asking':
      return n.kind === 'ask';
    case 'recovery':
      return n.kind === 'recover';
    case 'checkpointing':
      return n.kind === 'checkpoint' && n.stage === 'begun';
    case 'checkpointed':
      return n.kind === 'checkpoint' && n.stage === 'saved';
    case 'truncation':
      return n.kind === 'truncate';
    case 'offer':
      return n.kind === 'offer';
    case 'installed':
      return n.kind === 'install';
    case 'configuration':
      return n.kind === 'configuration';
    case 'removal':
      return n.kind === 'membership' && n.stage === 'removed';
    case 'handover':
      return n.kind === 'membership' && n.stage === 'handed-over';
    case 'resumption':
      return n.kind === 'membership' && n.stage === 'resumed';
    case 'late-promises':
      return n.kind === 'membership' && n.stage === 'promises';
    case 'lease-refusal':
      return n.kind === 'lease' && n.what === 'refused';
    case 'read':
      return n.kind === 'read' && n.stage === 'answered';
    case 'duplicate':
      return n.kind === 'apply' && n.results.some((r) => r.repeated);
    case 'write':
    case 'sync':
    case 'retry':
    case 'redirect':
    case 'answer':
    case 'sent':
    case 'arrival':
    case 'loss':
    case 'disk-full':
      return false; // read off the record above
    default:
      return assertNever(m.name);
  }
}
