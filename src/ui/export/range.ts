// From which event to which: what is offered, and what is refused. Numbers only.
import type { EventNumber } from '../../base/units.ts';

export interface EventRange {
  readonly from: EventNumber;
  readonly to: EventNumber;
}

/** Events that a person can look through: what is offered first. */
const A_WHILE = 120;

/** The last of what led to the moment shown. */
export const rangeBefore = (shown: EventNumber): EventRange => ({ from: Math.max(0, shown - A_WHILE), to: shown });

export const wholeRun = (tip: EventNumber): EventRange => ({ from: 0, to: tip });

/** A range within the branch; where the numbers cross, the other one gives way. */
export function changeRange(range: EventRange, change: Partial<EventRange>, tip: EventNumber): EventRange {
  const from = Math.max(0, Math.min(change.from ?? range.from, tip));
  const to = Math.max(0, Math.min(change.to ?? range.to, tip));
  if (from <= to) return { from, to };
  return change.from === undefined ? { from: to, to } : { from, to: from };
}
