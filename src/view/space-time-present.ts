// What the page has of a stretch lags a little behind while the run goes on: the frame that is shown fills it up to now, with the messages under
// way, the syncs under way, and who is what. Nothing is guessed but that what is not under way any more has arrived.
import type { EventNumber } from '../base/units.ts';
import type { FlightFrame, Frame, NodeFrame } from './frame.ts';
import type { PastFlight, PastSync, SpaceTime, Stretch } from './space-time.ts';

/** The stretch up to the frame's moment. One that reaches that far already, or is too old to follow on from, stays as it is. */
export function withPresent(s: SpaceTime, frame: Frame): SpaceTime {
  if (frame.event <= s.end || frame.at < s.to || s.leftOut.later) return s;
  const underWay = new Map(frame.flights.map((f) => [f.id, f]));
  const known = new Set(s.flights.map((f) => f.id));
  const all = frame.flightCount <= frame.flights.length;
  const flights = s.flights.map((f) => (f.end === 'under way' && all && !underWay.has(f.id) ? arrived(f, frame) : f));
  for (const f of frame.flights) if (!known.has(f.id) && (s.heartbeats || f.shape !== 'heartbeat')) flights.push(onItsWay(f));
  return {
    ...s,
    to: frame.at,
    nodes: frame.nodes.map((n) => n.id),
    flights,
    stretches: [...s.stretches.filter((x) => x.to < s.to), ...s.stretches.filter((x) => x.to >= s.to).flatMap((x) => goesOn(x, frame))],
    syncs: [...s.syncs.filter((x) => x.end !== 'under way'), ...frame.nodes.flatMap((n) => syncNow(n, s))],
  };
}

// It may have been lost as well: the next stretch says so.
const arrived = (f: PastFlight, frame: Frame): PastFlight =>
  f.endsAt > frame.at ? { ...f, endsAt: frame.at, end: 'dropped' } : { ...f, end: f.endsAt < f.arrivesAt ? 'lost' : 'arrived' };

const onItsWay = (f: FlightFrame): PastFlight => ({
  ...f,
  endsAt: f.lostAt ?? f.arrivesAt,
  end: 'under way',
  sentBy: (f.sentBy ?? null) as EventNumber | null,
  endedBy: null,
});

function goesOn(x: Stretch, frame: Frame): Stretch[] {
  const n = frame.nodes.find((node) => node.id === x.node);
  if (n === undefined) return [x];
  const same = n.status === x.status && n.role === x.role && n.leader === x.leader && n.ballot?.text === x.ballot?.text;
  if (same || n.status === 'crashed') return [{ ...x, ...(same ? {} : { status: n.status }), to: frame.at }];
  return [x, { node: n.id, from: x.to, to: frame.at, status: n.status, role: n.role, leader: n.leader, ballot: n.ballot }];
}

function syncNow({ id, disk }: NodeFrame, s: SpaceTime): PastSync[] {
  if (disk.sync === null) return [];
  const { began, dueAt, covers } = disk.sync;
  const known = s.syncs.find((x) => x.node === id && x.began === began);
  const now: PastSync = {
    node: id,
    writtenAt: began,
    began,
    endsAt: dueAt,
    end: 'under way',
    rows: covers - disk.synced,
    held: disk.heldCount,
    writtenBy: null,
    beganBy: null,
    endedBy: null,
  };
  return [known === undefined ? now : { ...known, endsAt: dueAt }];
}
