// What made an event happen, in a few words: "n1’s Prepare at 402.730". From the record alone: the world keeps no past records.
import { moment, nameOf, YOU, type EventNumber } from '../base/units.ts';
import type { TimerName } from '../paxos/effects.ts';
import type { EventRecord } from '../sim/events.ts';
import { clientOwn, eventName } from './wording.ts';

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
      return `${TIMERS[h.timer]} at ${eventName(cause)}`;
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

const TIMERS: Readonly<Record<TimerName, string>> = {
  election: 'the time-out set',
  candidacy: 'the patience set',
  heartbeat: 'the heartbeat timer set',
  resend: 'the timer set',
  'catch-up': 'the wait set',
  learn: 'the wait set',
  batch: 'the batch begun',
  checkpoint: 'the checkpoint begun',
  'checkpoint-idle': 'the wait set',
  'checkpoint-bound': 'the wait set',
  lease: 'the lease noted',
};
