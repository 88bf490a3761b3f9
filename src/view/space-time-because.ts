// Because of what: the causal past of one event within a stretch of the run, as far as the recorded causes lead back. For lighting it in the
// diagram and for telling it in words.
import type { EventNumber } from '../base/units.ts';
import type { PastEvent, PastFlight, SpaceTime } from './space-time.ts';

export interface Because {
  readonly events: ReadonlySet<EventNumber>;
  readonly flights: ReadonlySet<number>;
  /** Stretches of a lane that lead from a cause to what came of it at the same place: a wait, a sync. */
  readonly waits: readonly { readonly from: PastEvent; readonly to: PastEvent }[];
  /** Causes that lie before the stretch. */
  readonly earlier: readonly EventNumber[];
}

export const NO_PAST: Because = { events: new Set(), flights: new Set(), waits: [], earlier: [] };

/** The event with everything that it follows from. */
export function becauseOf({ events, flights, first }: Pick<SpaceTime, 'events' | 'flights' | 'first'>, event: EventNumber): Because {
  const known = new Map(events.map((e) => [e.event, e]));
  const drawn = new Set(flights.map((f) => f.id));
  const found = new Set<EventNumber>();
  const ways = new Set<number>();
  const waits: { from: PastEvent; to: PastEvent }[] = [];
  const earlier = new Set<EventNumber>();
  const open = [event];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    const e = known.get(next);
    if (e === undefined) {
      if (next < first) earlier.add(next);
      continue;
    }
    found.add(next);
    if (e.flight !== undefined && drawn.has(e.flight)) ways.add(e.flight);
    for (const cause of e.because) {
      open.push(cause);
      const from = known.get(cause);
      if (from !== undefined && from.actor === e.actor) waits.push({ from, to: e });
    }
  }
  return { events: found, flights: ways, waits, earlier: [...earlier].sort((a, b) => a - b) };
}

/** A message with everything that it follows from; one that was sent before the stretch stands for itself. */
export function becauseOfFlight(s: Pick<SpaceTime, 'events' | 'flights' | 'first'>, flight: PastFlight): Because {
  const past = flight.sentBy === null ? NO_PAST : becauseOf(s, flight.sentBy);
  const end = flight.endedBy === null ? [] : [flight.endedBy];
  return { ...past, events: new Set([...past.events, ...end]), flights: new Set([...past.flights, flight.id]) };
}
