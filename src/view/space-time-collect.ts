// Makes the space–time diagram's stretch of a run, event by event, while it is executed again. Bounded: where there are more messages than can be
// told apart, those nearest to the moment asked about stay, and the stretch says that it was cut.
import type { Micros } from '../base/units.ts';
import type { Moment } from '../history/moment.ts';
import type { EventRecord } from '../sim/events.ts';
import { DiskLog } from './space-time-disks.ts';
import { EventLog } from './space-time-events.ts';
import { FlightLog } from './space-time-flights.ts';
import { NodeLog, OperationLog } from './space-time-lanes.ts';
import { MAX_PAST_FLIGHTS, type PastFlight, type SpaceTime } from './space-time.ts';

/** Of the messages that stay, the share that lies before the moment asked about. */
const SHARE_BEFORE = 0.6;

/** One owner. */
export class SpaceTimeCollector {
  private readonly flights: FlightLog;
  private readonly disks: DiskLog;
  private readonly events = new EventLog();
  private readonly nodes: NodeLog;
  private readonly operations: OperationLog;
  private readonly first: number;
  private readonly from: Micros;
  private readonly heartbeats: boolean;

  /** `moment`: where the stretch begins. */
  constructor({ world, event }: Moment, heartbeats: boolean) {
    this.flights = new FlightLog(world, heartbeats);
    this.disks = new DiskLog(world);
    this.nodes = new NodeLog(world);
    this.operations = new OperationLog(world);
    this.first = event;
    this.from = world.now;
    this.heartbeats = heartbeats;
  }

  /** `moment`: just after the event. */
  add(record: EventRecord, moment: Moment): void {
    this.flights.add(record, moment.world);
    this.disks.add(record);
    this.events.add(record, moment);
    this.nodes.add(record, moment.world);
    this.operations.add(record);
  }

  /** `moment`: where the stretch ends; `to`: up to when nothing more happens. `about`: what is nearest to it stays. */
  finish({ world, event }: Moment, to: Micros, about: Micros, leftOut: SpaceTime['leftOut']): SpaceTime {
    const operations = this.operations.finish();
    const events = this.events.finish();
    const flights = this.flights.finish(new Set(events.flatMap((e) => (e.faint === true ? [] : [e.event]))));
    const clients = new Set([...operations.map((o) => o.client), ...flights.flatMap((f) => [f.from, f.to].filter((a) => a >= 100))]);
    const whole: SpaceTime = {
      from: this.from,
      to,
      first: this.first,
      end: event,
      nodes: world.nodes.map((n) => n.id),
      clients: [...clients].sort((a, b) => a - b),
      flights,
      events,
      stretches: this.nodes.finish(to),
      syncs: this.disks.finish(to),
      operations,
      leftOut,
      heartbeats: this.heartbeats,
    };
    return bounded(whole, about, MAX_PAST_FLIGHTS);
  }
}

/** The stretch with at most `most` messages: those around `about`. */
export function bounded(s: SpaceTime, about: Micros, most: number): SpaceTime {
  const { flights } = s;
  if (flights.length <= most) return s;
  const before = flights.findIndex((f) => f.sentAt > about);
  const here = before === -1 ? flights.length : before;
  const start = Math.max(0, Math.min(here - Math.floor(most * SHARE_BEFORE), flights.length - most));
  const kept = flights.slice(start, start + most);
  const from = start === 0 ? s.from : flights[start - 1]!.sentAt + 1;
  const next = flights[start + most];
  const to = next === undefined ? s.to : Math.max(from, next.sentAt - 1);
  return within({ ...s, flights: kept }, from, to, {
    earlier: s.leftOut.earlier || start > 0,
    later: s.leftOut.later || next !== undefined,
  });
}

function within(s: SpaceTime, from: Micros, to: Micros, leftOut: SpaceTime['leftOut']): SpaceTime {
  const events = s.events.filter((e) => e.at >= from && e.at <= to);
  return {
    ...s,
    from,
    to,
    first: events[0]?.event ?? s.first,
    end: events.length === 0 ? s.end : events.at(-1)!.event + 1,
    events,
    flights: s.flights.map((f) => endedWithin(f, to)),
    stretches: s.stretches.filter((x) => x.to >= from && x.from <= to),
    syncs: s.syncs.filter((x) => x.endsAt >= from && x.writtenAt <= to),
    operations: s.operations.filter((o) => (o.to ?? to) >= from && o.from <= to),
    leftOut,
  };
}

/** What ends after the stretch is under way at its end. */
const endedWithin = (f: PastFlight, to: Micros): PastFlight =>
  f.end === 'under way' || f.endsAt <= to ? f : { ...f, end: 'under way', endedBy: null };
