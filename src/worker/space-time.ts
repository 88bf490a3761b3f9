// A stretch of the current branch for the space–time diagram, by executing it again on copies: the run may go on meanwhile. How many events that
// takes is bounded; what was left out for it, the stretch says.
import type { EventNumber, Micros } from '../base/units.ts';
import type { Moment } from '../history/moment.ts';
import type { Timeline } from '../history/timeline.ts';
import type { JournalEntry } from '../sim/inputs.ts';
import { SpaceTimeCollector } from '../view/space-time-collect.ts';
import type { SpaceTime } from '../view/space-time.ts';

export interface WantedStretch {
  readonly from: Micros;
  readonly to: Micros;
  /** Where not all can be had, what is nearest to this moment is. */
  readonly about: Micros;
  readonly heartbeats: boolean;
}

/** Events looked at for one stretch, and of these before the moment asked about. */
export const MAX_EVENTS = 8000;
const MAX_BEFORE = 5000;
/** Events between two yields. */
const PIECE = 200;

/** Takes what it needs of the timeline; the generator that it gives needs it no longer. */
export function beginSpaceTime(t: Timeline, wanted: WantedStretch): Generator<void, SpaceTime> {
  const { current } = t;
  const about = Math.max(wanted.from, Math.min(wanted.about, wanted.to));
  const here = t.momentOfTime(current, about).event;
  const start = t.momentOfTime(current, Math.max(0, wanted.from - 1));
  const earlier = here - start.event > MAX_BEFORE;
  const moment = earlier ? t.momentOf(current, here - MAX_BEFORE) : start;
  return collect(moment, [...current.journal], current.tipEvent, { ...wanted, about }, earlier);
}

function* collect(
  moment: Moment,
  journal: readonly JournalEntry[],
  tip: EventNumber,
  { to, about, heartbeats }: WantedStretch,
  earlier: boolean,
): Generator<void, SpaceTime> {
  const collector = new SpaceTimeCollector(moment, heartbeats);
  const last = Math.min(tip, moment.event + MAX_EVENTS);
  for (let at = moment.nextAt(journal); moment.event < last && at !== null && at <= to; at = moment.nextAt(journal)) {
    const record = moment.step(journal);
    if (record === null) break;
    collector.add(record, moment);
    if (moment.event % PIECE === 0) yield;
  }
  const next = moment.nextAt(journal);
  const later = moment.event < tip && next !== null && next <= to;
  // At the tip nobody knows yet what comes next.
  const end = moment.event >= tip || later ? moment.at : to;
  return collector.finish(moment, end, about, { earlier, later });
}
