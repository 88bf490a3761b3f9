// What is lit in the space–time diagram: the causal past of what is selected, the way of the command that is pointed at, a selected slot. What is
// not lit steps back.
import type { EventNumber, NodeId, Slot } from '../base/units.ts';
import { becauseOf, becauseOfFlight, NO_PAST, type Because } from './space-time-because.ts';
import type { SpaceTime } from './space-time.ts';

/** What is selected or pointed at, in all views. */
export interface Chosen {
  readonly event: EventNumber | null;
  readonly flight: number | null;
  readonly slot: Slot | null;
  readonly node: NodeId | null;
  /** `c1#7`, or ''. */
  readonly command: string;
}

export interface Lit {
  /** Whether anything is: then all else steps back. */
  readonly any: boolean;
  readonly flights: ReadonlySet<number>;
  readonly events: ReadonlySet<EventNumber>;
  readonly waits: Because['waits'];
  readonly earlier: Because['earlier'];
}

export const NOTHING_LIT: Lit = { any: false, ...NO_PAST };

export function litOf(s: SpaceTime, chosen: Chosen): Lit {
  const past = pastOf(s, chosen);
  if (past !== null) return { any: true, ...past };
  const { command, slot } = chosen;
  if (command === '' && slot === null) return NOTHING_LIT;
  const flights = s.flights.filter((f) => (command === '' ? f.slot === slot && f.shape === 'phase2' : f.command === command));
  const events = s.events.filter((e) => (command === '' ? e.learned?.some((l) => l.slot === slot) === true : e.command === command));
  if (flights.length === 0 && events.length === 0) return NOTHING_LIT;
  return { any: true, ...NO_PAST, flights: new Set(flights.map((f) => f.id)), events: new Set(events.map((e) => e.event)) };
}

// What is pointed at in passing does not hide what is selected; a selection that is out of sight lights nothing.
function pastOf(s: SpaceTime, { event, flight }: Chosen): Because | null {
  if (event !== null && event >= s.first && event < s.end) return becauseOf(s, event);
  const found = flight === null ? undefined : s.flights.find((f) => f.id === flight);
  return found === undefined ? null : becauseOfFlight(s, found);
}
