// An event in words, with what the checks found at it: the wording of an event knows only the event.
import type { Moment } from '../history/moment.ts';
import type { EventRecord } from '../sim/events.ts';
import { describe } from '../trace/describe.ts';
import type { DescribedEvent } from '../trace/described.ts';

/** `moment`: just after the event. */
export function inWords(record: EventRecord, moment: Moment): DescribedEvent {
  const said = describe(record, moment.world);
  const { violation } = moment;
  if (violation === null || violation.event !== record.number) return said;
  return {
    ...said,
    text: `${violation.invariant} does not hold: ${violation.says} ${said.text}`,
    rules: [violation.invariant, ...said.rules],
    interest: 'landmark',
    topics: ['violation', ...said.topics],
  };
}
