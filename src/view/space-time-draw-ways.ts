// Draws the messages of the space–time diagram: their ways (questions dashed, answers solid, in the colour of the ballot), at their heads the sign
// of their kind, ▾ where one was lost. As many ways at once as look alike: a picture has up to 1,500 of them.
import { MARK_SIGNS } from './mark-signs.ts';
import { shapeOutline } from './palette.ts';
import type { Pen } from './pen.ts';
import { ownerColour } from './picture/colours.ts';
import { labelSize } from './space-time-labels.ts';
import { wayOf, xOf, type Way } from './space-time-lay.ts';
import { alphaOf, type DiagramScene, type Place } from './space-time-scene.ts';
import type { PastFlight } from './space-time.ts';

/** More messages in view than this have smaller signs; more than that, none. */
const SIGNED = 140;
const SIGNED_SMALL = 420;
const FAINT = 0.45;

interface Seen {
  readonly flight: PastFlight;
  /** As far as it has come. */
  readonly way: Way;
}

export function drawWays(pen: Pen, scene: DiagramScene, place: Place): void {
  const seen = seenWays(scene, place);
  drawLines(pen, scene, seen);
  drawHeads(pen, scene, seen);
}

function seenWays({ stretch, layout, view, heartbeats, lit }: DiagramScene, place: Place): Seen[] {
  const seen: Seen[] = [];
  for (const flight of stretch.flights) {
    if (flight.endsAt < place.from || flight.sentAt > place.to) continue;
    if (!heartbeats && flight.shape === 'heartbeat' && !lit.flights.has(flight.id)) continue;
    const way = wayOf(layout, view, flight);
    if (way !== null) seen.push({ flight, way });
  }
  return seen;
}

function drawLines(pen: Pen, scene: DiagramScene, seen: readonly Seen[]): void {
  const alike = new Map<string, { readonly points: number[]; readonly of: PastFlight; readonly isLit: boolean }>();
  for (const { flight: f, way } of seen) {
    const isLit = scene.lit.flights.has(f.id);
    const key = `${f.ballot?.node ?? 0} ${f.answer} ${f.shape === 'heartbeat'} ${isLit} ${f.shape === 'client'}`;
    const found = alike.get(key);
    if (found === undefined) alike.set(key, { points: [way.x0, way.y0, way.x1, way.y1], of: f, isLit });
    else found.points.push(way.x0, way.y0, way.x1, way.y1);
  }
  // What is lit is drawn last, over the rest.
  for (const { points, of, isLit } of [...alike.values()].sort((a, b) => Number(a.isLit) - Number(b.isLit)))
    pen.lines(points, lookOf(scene, of, isLit));
}

function lookOf({ colours, lit, layout }: DiagramScene, f: PastFlight, isLit: boolean): Parameters<Pen['lines']>[1] {
  const faint = f.shape === 'heartbeat';
  const thin = Math.max(1, layout.unit * 0.1);
  return {
    stroke: ownerColour(colours, f.ballot),
    width: isLit ? thin * 2.2 : faint ? thin * 0.8 : thin * 1.15,
    ...(f.answer ? {} : { dash: faint ? [1.5, 3] : [4, 3] }),
    alpha: alphaOf(lit, isLit) * (faint && !isLit ? FAINT : 1),
  };
}

function drawHeads(pen: Pen, scene: DiagramScene, seen: readonly Seen[]): void {
  const told = seen.filter(({ flight }) => flight.shape !== 'heartbeat').length;
  const r = scene.layout.unit * (told <= SIGNED ? 0.4 : 0.27);
  for (const { flight: f, way } of seen) {
    const isLit = scene.lit.flights.has(f.id);
    if (isGone(f)) drawLost(pen, scene, way, isLit);
    else if (isLit || told <= SIGNED_SMALL) drawSign(pen, scene, f, headOf(scene, f, way, r), isLit ? r * 1.25 : r, isLit);
  }
}

const isGone = ({ end }: PastFlight): boolean => end !== 'arrived' && end !== 'under way';

function drawSign(pen: Pen, { colours, lit }: DiagramScene, f: PastFlight, at: { x: number; y: number }, r: number, isLit: boolean): void {
  const colour = ownerColour(colours, f.ballot);
  const alpha = alphaOf(lit, isLit) * (f.shape === 'heartbeat' && !isLit ? FAINT : 1);
  pen.sign(shapeOutline(f.shape, r), at.x, at.y, 1, {
    fill: f.answer ? colour : colours.surface,
    stroke: colour,
    width: isLit ? 2 : 1.4,
    alpha,
  });
}

function drawLost(pen: Pen, { colours, layout, lit }: DiagramScene, way: Way, isLit: boolean): void {
  const scale = (layout.unit * 0.95) / 14;
  pen.sign(MARK_SIGNS.lost.d, way.x1 - 7 * scale, way.y1 - 7 * scale, scale, { fill: colours.warn, alpha: alphaOf(lit, isLit) });
}

/** The sign is the message: while it is under way it stands where it has come to, afterwards just before where it arrived. */
function headOf({ now, layout, view }: DiagramScene, f: PastFlight, way: Way, r: number): { x: number; y: number } {
  const [dx, dy] = [way.x1 - way.x0, way.y1 - way.y0];
  const length = Math.sqrt(dx * dx + dy * dy);
  const before = length === 0 ? 0 : Math.min(0.5, (r * 1.1) / length);
  const end = { x: way.x1 - dx * before, y: way.y1 - dy * before };
  if (now < f.sentAt || now >= f.endsAt) return end;
  const share = (xOf(layout, view, now) - way.x0) / Math.max(0.001, dx);
  return share >= 1 - before ? end : { x: way.x0 + dx * share, y: way.y0 + dy * share };
}

export function drawLabels(pen: Pen, scene: DiagramScene, place: Place): void {
  const { labels, layout, view, colours, lit, heartbeats } = scene;
  const size = labelSize(layout);
  const zero = layout.gutter + view.x;
  for (const { flight, x, y } of labels) {
    const isLit = lit.flights.has(flight.id);
    if (flight.endsAt < place.from || flight.sentAt > place.to || (flight.shape === 'heartbeat' && !heartbeats && !isLit)) continue;
    if (lit.any && !isLit) continue;
    pen.text(zero + x, y, flight.label, {
      size,
      fill: flight.ballot === null ? colours.ink2 : ownerColour(colours, flight.ballot),
      weight: isLit ? 600 : 500,
      anchor: 'middle',
      halo: colours.surface,
    });
  }
}
