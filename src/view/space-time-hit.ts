// What lies under a place of the space–time diagram: a moment on a lane, a message's way, a sync, a node's name. The nearest, and of things equally
// near the rarer one.
import type { EventNumber, NodeId } from '../base/units.ts';
import { wayOf, type Way } from './space-time-lay.ts';
import { placeOf, type DiagramScene } from './space-time-scene.ts';
import type { PastEvent, PastFlight } from './space-time.ts';

export type Hit =
  | { readonly kind: 'flight'; readonly flight: PastFlight }
  | { readonly kind: 'event'; readonly event: PastEvent }
  | { readonly kind: 'node'; readonly node: NodeId };

/** How near is near enough, in heights of small text. */
const NEAR = 0.75;
/** A moment on a lane is preferred to a way that passes by. */
const EVENT_BONUS = 0.35;

export function hitAt(scene: DiagramScene, x: number, y: number): Hit | null {
  const { layout } = scene;
  if (x < layout.gutter) {
    const lane = layout.lanes.find((l) => y >= l.top && y < l.top + l.height);
    return lane === undefined || lane.node === null ? null : { kind: 'node', node: lane.node };
  }
  if (y < layout.axis + scene.scrolled) return null;
  const near = NEAR * layout.unit;
  const event = nearestEvent(scene, x, y, near);
  const flight = nearestFlight(scene, x, y, near);
  if (event !== null && (flight === null || event.distance - EVENT_BONUS * layout.unit <= flight.distance))
    return { kind: 'event', event: event.found };
  return flight === null ? syncAt(scene, x, y) : { kind: 'flight', flight: flight.found };
}

const distance = (dx: number, dy: number): number => Math.sqrt(dx * dx + dy * dy);

interface Near<T> {
  readonly found: T;
  readonly distance: number;
}

function nearestEvent(scene: DiagramScene, x: number, y: number, near: number): Near<PastEvent> | null {
  const { layout, stretch, heartbeats, scrolled } = scene;
  const place = placeOf(scene);
  let best: Near<PastEvent> | null = null;
  for (const e of stretch.events) {
    if (e.faint === true && !heartbeats) continue;
    const dx = Math.abs(place.x(e.at) - x);
    if (dx > near * 1.6) continue;
    const lane = layout.laneOf.get(e.actor);
    const top = lane?.y ?? layout.axis + scrolled + layout.unit * 0.7;
    // A cell stands above the band.
    const dy = e.learned !== undefined && y < top ? Math.max(0, top - y - layout.unit * 1.5) : Math.abs(top - y);
    const away = distance(dx, dy) - (rank(e) * layout.unit) / 4;
    if (distance(dx, dy) <= near && (best === null || away <= best.distance)) best = { found: e, distance: away };
  }
  return best;
}

const rank = (e: PastEvent): number => (e.marks !== undefined || e.stands !== undefined ? 2 : e.learned !== undefined ? 1 : 0);

function nearestFlight(scene: DiagramScene, x: number, y: number, near: number): Near<PastFlight> | null {
  let best: Near<PastFlight> | null = null;
  for (const f of scene.stretch.flights) {
    if (f.shape === 'heartbeat' && !scene.heartbeats) continue;
    const way = wayOf(scene.layout, scene.view, f);
    if (way === null || way.x0 > x + near || way.x1 < x - near) continue;
    const away = distanceTo(way, x, y);
    if (away <= near && (best === null || away < best.distance)) best = { found: f, distance: away };
  }
  return best;
}

function distanceTo({ x0, y0, x1, y1 }: Way, x: number, y: number): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const share = Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1)));
  return distance(x0 + dx * share - x, y0 + dy * share - y);
}

/** A sync stands for the event that ended it, or else for the one that began it. */
function syncAt(scene: DiagramScene, x: number, y: number): Hit | null {
  const { layout, stretch } = scene;
  const place = placeOf(scene);
  for (const s of stretch.syncs) {
    const lane = layout.laneOf.get(s.node);
    if (lane === undefined || y < lane.y + layout.band || y > lane.y + layout.band + layout.unit) continue;
    if (x < place.x(s.writtenAt) - 2 || x > place.x(s.endsAt) + 2) continue;
    const event = eventOf(stretch.events, s.endedBy ?? s.beganBy ?? s.writtenBy);
    if (event !== undefined) return { kind: 'event', event };
  }
  return null;
}

const eventOf = (events: readonly PastEvent[], number: EventNumber | null): PastEvent | undefined =>
  number === null ? undefined : events.find((e) => e.event === number);
