// Draws what happened at single moments of the space–time diagram: slots learned (tinted: known chosen, solid: applied), elections, crashes, acts,
// violations; and the lane stretches that lead from a cause to what came of it.
import { isClient } from '../base/units.ts';
import { MARK_SIGNS, type MarkKind, type MarkSign } from './mark-signs.ts';
import type { Pen } from './pen.ts';
import { nodeColour, type Colours } from './picture/colours.ts';
import { textWidth } from './picture/marks.ts';
import type { Lane } from './space-time-lay.ts';
import { alphaOf, type DiagramScene, type Place } from './space-time-scene.ts';
import type { Learned, PastEvent } from './space-time.ts';

/** Signs that stand on a lane; the others are of the world, and stand on the axis. */
const OUTLINE = { diamond: 'M7 1 L13 7 L7 13 L1 7 Z' } as const;

export function drawMarks(pen: Pen, scene: DiagramScene, place: Place): void {
  drawWaits(pen, scene, place);
  const ends = new Map<Lane, number>();
  for (const e of scene.stretch.events) {
    if (e.at < place.from || e.at > place.to) continue;
    const lane = scene.layout.laneOf.get(e.actor);
    if (lane !== undefined && e.learned !== undefined) drawLearned(pen, scene, place, lane, e, e.learned, ends);
    drawTick(pen, scene, place, e, lane);
    if (lane !== undefined && e.stands === 'candidate' && e.ballot !== undefined) drawStands(pen, scene, place, lane, e);
    for (const m of e.marks ?? []) drawMark(pen, scene, place, lane, e, m.kind);
  }
}

/** What is selected, and what it follows from, is ringed on its lane. */
function drawTick(pen: Pen, scene: DiagramScene, place: Place, e: PastEvent, lane: Lane | undefined): void {
  const { lit, layout, colours, chosen } = scene;
  if (lane === undefined || !lit.events.has(e.event)) return;
  const r = layout.unit * (e.event === chosen.event ? 0.52 : 0.26);
  const own = e.event === chosen.event;
  pen.sign(`M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`, place.x(e.at), lane.y, 1, {
    fill: own ? colours.surface : colours.ink,
    stroke: colours.ink,
    width: own ? 2.4 : 1,
  });
}

function drawWaits(pen: Pen, { lit, layout, colours }: DiagramScene, place: Place): void {
  const points = lit.waits.flatMap(({ from, to }) => {
    const lane = layout.laneOf.get(from.actor);
    return lane === undefined ? [] : [place.x(from.at), lane.y, place.x(to.at), lane.y];
  });
  if (points.length > 0) pen.lines(points, { stroke: colours.ink, width: Math.max(2, layout.unit * 0.2) });
}

/** A cell above the band, as in the log. */
function drawLearned(
  pen: Pen,
  scene: DiagramScene,
  place: Place,
  lane: Lane,
  e: PastEvent,
  learned: readonly Learned[],
  ends: Map<Lane, number>,
): void {
  const { layout, colours, lit, chosen } = scene;
  const first = learned[0]!;
  const last = learned.at(-1)!;
  const isLit = lit.events.has(e.event) || learned.some((l) => l.slot === chosen.slot);
  const size = layout.unit;
  const words = learned.length === 1 ? String(first.slot) : `${first.slot}–${last.slot}`;
  const x = place.x(e.at);
  const wide = textWidth(words, size) + 5;
  const fits = x - wide / 2 > (ends.get(lane) ?? -Infinity);
  const w = fits ? wide : layout.unit * 0.3;
  const h = layout.unit * 1.12;
  const y = lane.y - layout.band - h - 2;
  const owner = learned.find((l) => l.ballot !== null)?.ballot ?? null;
  const colour = owner === null ? colours.ink3 : nodeColour(colours, owner.node);
  const alpha = alphaOf(lit, isLit);
  const applied = learned.some((l) => l.applied);
  pen.rect(x - w / 2, y, w, h, 2, { fill: colours.surface });
  pen.rect(x - w / 2, y, w, h, 2, { fill: colour, stroke: colour, width: 1.2, alpha: applied ? alpha : alpha * 0.3 });
  if (!fits) return;
  ends.set(lane, x + w / 2 + 1);
  pen.text(x, y + h / 2 + size * 0.36, words, { size, fill: applied ? colours.onNode : colours.ink, anchor: 'middle', weight: 600, alpha });
}

function drawStands(pen: Pen, scene: DiagramScene, place: Place, lane: Lane, e: PastEvent): void {
  const { colours, layout, lit } = scene;
  const colour = nodeColour(colours, e.ballot!.node);
  const alpha = alphaOf(lit, lit.events.has(e.event));
  sign(pen, scene, place.x(e.at), lane.y, { d: OUTLINE.diamond, filled: false }, colour, alpha);
  const size = layout.unit;
  pen.text(place.x(e.at) + layout.unit * 0.6, lane.y - layout.band - size * 0.4, `stands for ${e.ballot!.text}`, {
    size,
    fill: colour,
    weight: 600,
    halo: colours.surface,
    alpha,
  });
}

function drawMark(pen: Pen, scene: DiagramScene, place: Place, lane: Lane | undefined, e: PastEvent, kind: MarkKind): void {
  const { colours, layout, lit, scrolled } = scene;
  if (kind === 'lost') return; // its way says so
  const x = place.x(e.at);
  const alpha = alphaOf(lit, lit.events.has(e.event));
  const colour = colourOfMark(colours, MARK_SIGNS[kind], e);
  const world = lane === undefined || kind === 'violation';
  if (world) pen.lines([x, layout.axis + scrolled, x, layout.height], { stroke: colour, width: 1.2, dash: [5, 4], alpha: alpha * 0.8 });
  if (lane !== undefined && !isClient(e.actor)) sign(pen, scene, x, lane.y, MARK_SIGNS[kind], colour, alpha);
  if (world) sign(pen, scene, x, layout.axis + scrolled + layout.unit * 0.7, MARK_SIGNS[kind], colour, alpha);
}

function colourOfMark(c: Colours, { colour }: MarkSign, e: PastEvent): string {
  if (colour === null) return e.actor === 0 || isClient(e.actor) ? c.ink2 : nodeColour(c, e.actor);
  return colour === 'ink-2' ? c.ink2 : c[colour];
}

/** On a ground of its own, so that what passes below does not touch it. */
function sign(
  pen: Pen,
  { layout, colours }: DiagramScene,
  x: number,
  y: number,
  { d, filled }: Pick<MarkSign, 'd' | 'filled'>,
  colour: string,
  alpha: number,
): void {
  const scale = (layout.unit * 1.12) / 14;
  const r = layout.unit * 0.66;
  pen.sign(`M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`, x, y, 1, { fill: colours.surface, alpha: Math.min(1, alpha * 1.6) });
  pen.sign(d, x - 7 * scale, y - 7 * scale, scale, { ...(filled ? { fill: colour } : {}), stroke: colour, width: filled ? 1 : 2.2, alpha });
}
