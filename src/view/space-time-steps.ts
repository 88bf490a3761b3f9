// Going from event to event in the space–time diagram by keys: along time, along a lane, from lane to lane, and back to a cause. What is not drawn
// is passed over.
import type { EventNumber, Micros } from '../base/units.ts';
import type { DiagramLayout } from './space-time-lay.ts';
import type { PastEvent, SpaceTime } from './space-time.ts';

/** Those that can be seen, in order. */
export const stops = (s: Pick<SpaceTime, 'events'>, heartbeats: boolean): readonly PastEvent[] =>
  heartbeats ? s.events : s.events.filter((e) => e.faint !== true);

/** The next one, or the one before; where none is selected, the one nearest to the moment shown. */
export function stepAlong(events: readonly PastEvent[], from: EventNumber | null, now: Micros, by: 1 | -1): PastEvent | null {
  if (from === null) return events.findLast((e) => e.at <= now) ?? events[0] ?? null;
  return (by === 1 ? events.find((e) => e.event > from) : events.findLast((e) => e.event < from)) ?? null;
}

/** The nearest in time on the nearest lane up or down on which something happened. */
export function stepAcross(
  events: readonly PastEvent[],
  { lanes, laneOf }: Pick<DiagramLayout, 'lanes' | 'laneOf'>,
  from: PastEvent,
  by: 1 | -1,
): PastEvent | null {
  const here = laneOf.get(from.actor);
  const start = here === undefined ? -1 : lanes.indexOf(here);
  for (let i = start + by; i >= 0 && i < lanes.length; i += by) {
    let best: PastEvent | null = null;
    for (const e of events)
      if (laneOf.get(e.actor) === lanes[i] && (best === null || Math.abs(e.at - from.at) < Math.abs(best.at - from.at))) best = e;
    if (best !== null) return best;
  }
  return null;
}
