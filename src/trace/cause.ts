// What made an event happen, in a few words: "n1’s Prepare at 402.730". From the record alone: the world keeps no past records.
import { nameOf, YOU, type EventNumber } from '../base/units.ts';
import type { EventRecord } from '../sim/events.ts';
import { clientOwn, eventName, moment } from './wording.ts';

/** The event that made it happen; null for inputs, and for timers and first commands that were set before the first event. */
export function causeOf(record: EventRecord): EventNumber | null {
  const set = record.happening.kind === 'timer' || record.happening.kind === 'client';
  return record.cause === null || (set && record.cause === 0) ? null : record.cause;
}

/** '' where nothing inside the run caused it. */
export function causeText(record: EventRecord): string {
  const { happening: h } = record;
  const cause = causeOf(record);
  if (cause === null) return '';
  switch (h.kind) {
    case 'deliver':
      return h.flight.from === h.flight.to ? `its own sync at ${moment(h.flight.sentAt)}` : sentText(h.flight);
    case 'lose':
      return sentText(h.flight);
    case 'sync':
      return `the sync begun at ${moment(h.began)}`;
    case 'group':
      return `a record written at ${eventName(cause)}`;
    case 'timer':
      return `${TIMERS[h.timer]} set at ${eventName(cause)}`;
    case 'client':
      return h.what === 'timeout'
        ? `${clientOwn(h.client)} request at ${eventName(cause)}`
        : `${clientOwn(h.client)} wait since ${eventName(cause)}`;
    case 'input':
      return '';
  }
}

const sentText = (f: { readonly from: number; readonly message: { readonly type: string }; readonly sentAt: number }): string =>
  `${f.from === YOU ? 'your' : `${nameOf(f.from)}’s`} ${f.message.type} at ${moment(f.sentAt)}`;

const TIMERS = {
  election: 'the time-out',
  candidacy: 'the patience',
  heartbeat: 'the heartbeat timer',
  resend: 'the timer',
  'catch-up': 'the wait',
  learn: 'the wait',
} as const;
