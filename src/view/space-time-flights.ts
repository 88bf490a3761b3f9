// The messages of a stretch of the run, followed from event to event: sent, arrived, lost, dropped by hand, or still under way at its end.
// Reads the world, never changes it.
import type { EventNumber, Micros } from '../base/units.ts';
import type { EventRecord, Flight } from '../sim/events.ts';
import type { World } from '../sim/world.ts';
import { signsOf } from './project-flight.ts';
import type { FlightEnd, PastFlight } from './space-time.ts';

type Open = { -readonly [K in keyof PastFlight]: PastFlight[K] };

const LOST: Readonly<Record<'loss' | 'cut' | 'down' | 'hand', FlightEnd>> = { loss: 'lost', cut: 'cut', down: 'down', hand: 'dropped' };

/** One owner. */
export class FlightLog {
  private readonly all = new Map<number, Open>();
  /** Whether all heartbeats are wanted, or only those of which something came. */
  private readonly heartbeats: boolean;

  /** `world`: before the first event; what is under way there belongs to the stretch. */
  constructor(world: World, heartbeats: boolean) {
    this.heartbeats = heartbeats;
    for (const f of world.flights()) this.sent(f, world);
  }

  add({ number, at, happening: h, sent, worldNotes }: EventRecord, world: World): void {
    if (h.kind === 'deliver') this.ended(h.flight, at, number, 'arrived');
    if (h.kind === 'lose') this.ended(h.flight, at, number, LOST[h.why]);
    for (const n of worldNotes) if (n.kind === 'dropped') this.ended(n.flight, at, number, 'dropped');
    if (h.kind === 'input' && h.input.kind === 'power-failure') this.allGone(at, number);
    for (const f of sent) this.sent(f, world);
  }

  /** In the order in which they were sent. `told`: events of which something came. */
  finish(told: ReadonlySet<EventNumber>): PastFlight[] {
    const wanted = (f: PastFlight): boolean => this.heartbeats || f.shape !== 'heartbeat' || (f.endedBy !== null && told.has(f.endedBy));
    return [...this.all.values()].filter(wanted);
  }

  private sent(f: Flight, world: World): void {
    if (f.from === f.to) return; // released by its own disk: no network
    const signs = signsOf(world, f);
    this.all.set(f.id, { ...signs, endsAt: f.endsAt, end: 'under way', sentBy: f.sentBy, endedBy: null });
  }

  // A message that waits for the processor, or for a paused node to be resumed, comes up a second time: it arrived the first time.
  private ended(f: Flight, at: Micros, by: EventNumber, end: FlightEnd): void {
    const known = this.all.get(f.id);
    if (known === undefined || known.end !== 'under way') return;
    known.end = end;
    known.endsAt = at;
    known.endedBy = by;
    if (end === 'arrived') known.arrivesAt = at;
  }

  private allGone(at: Micros, by: EventNumber): void {
    for (const f of this.all.values())
      if (f.end === 'under way') {
        f.end = 'dropped';
        f.endsAt = at;
        f.endedBy = by;
      }
  }
}
