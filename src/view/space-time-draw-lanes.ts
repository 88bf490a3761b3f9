// Draws what stands on the lanes of the space–time diagram: who each node believes to lead (a band in that node's colour, solid where it leads
// itself), when it was down or paused, its syncs below the band, the clients' commands.
import type { Pen } from './pen.ts';
import { nodeColour } from './picture/colours.ts';
import { textWidth } from './picture/marks.ts';
import type { Lane } from './space-time-lay.ts';
import { alphaOf, STEPPED_BACK, type DiagramScene, type Place } from './space-time-scene.ts';
import type { PastOperation, PastSync, Stretch } from './space-time.ts';

/** How strong the colour of a believed leader is. */
const BELIEVED = 0.34;
const PAUSED = 0.25;

export function drawLanes(pen: Pen, scene: DiagramScene, place: Place): void {
  drawGround(pen, scene);
  for (const s of scene.stretch.stretches) {
    const lane = scene.layout.laneOf.get(s.node);
    if (lane !== undefined && s.from <= place.to) drawStretch(pen, scene, place, lane, s);
  }
  for (const s of scene.stretch.syncs) {
    const lane = scene.layout.laneOf.get(s.node);
    if (lane !== undefined && s.endsAt >= place.from && s.writtenAt <= place.to) drawSync(pen, scene, place, lane, s);
  }
  for (const o of scene.stretch.operations) {
    const lane = scene.layout.laneOf.get(o.client);
    if (lane !== undefined && (o.to ?? scene.stretch.to) >= place.from && o.from <= place.to) drawOperation(pen, scene, place, lane, o);
  }
}

function drawGround(pen: Pen, { layout, colours, chosen }: DiagramScene): void {
  for (const lane of layout.lanes) {
    if (lane.node !== null && lane.node === chosen.node)
      pen.rect(layout.gutter, lane.top, layout.width - layout.gutter, lane.height, 0, {
        fill: nodeColour(colours, lane.node),
        alpha: 0.08,
      });
    if (lane.node === null) pen.lines([layout.gutter, lane.y, layout.width, lane.y], { stroke: colours.line, width: 1 });
  }
}

function drawStretch(pen: Pen, scene: DiagramScene, place: Place, lane: Lane, s: Stretch): void {
  const { layout, colours } = scene;
  // What is at the end of what is known goes on up to the moment shown.
  const to = s.to >= scene.stretch.to ? Math.max(s.to, scene.now) : s.to;
  const [left, right] = [Math.max(place.x(s.from), layout.gutter), Math.min(place.x(to), layout.width)];
  if (right <= left) return;
  if (s.status === 'crashed') {
    pen.lines([left, lane.y, right, lane.y], { stroke: colours.bad, width: 1.2, dash: [3, 4], alpha: 0.75 });
    return;
  }
  const h = layout.band;
  const leads = s.role === 'leader';
  const owner = leads || s.role === 'candidate' ? s.node : s.leader;
  const alpha = s.status === 'paused' ? PAUSED : leads ? 1 : BELIEVED;
  if (s.role === 'candidate') standsBand(pen, scene, lane, left, right);
  else if (owner === 0) pen.rect(left, lane.y - h / 2, right - left, h, 0, { fill: colours.lineStrong, alpha: 0.4 });
  else pen.rect(left, lane.y - h, right - left, 2 * h, 0, { fill: nodeColour(colours, owner), alpha });
  if (s.status === 'damaged') pen.lines([left, lane.y, right, lane.y], { stroke: colours.bad, width: 2, dash: [2, 3] });
  if (s.status === 'paused') pausedBars(pen, scene, lane, left, right);
  if (leads) ballotWords(pen, scene, lane, left, right, s);
}

function standsBand(pen: Pen, { layout, colours }: DiagramScene, lane: Lane, left: number, right: number): void {
  const colour = nodeColour(colours, lane.node!);
  pen.rect(left, lane.y - layout.band, right - left, 2 * layout.band, 0, {
    fill: colours.surface,
    stroke: colour,
    width: 1.3,
    dash: [3, 2.5],
  });
}

/** A bar across, as on the stage. */
function pausedBars(pen: Pen, { layout, colours }: DiagramScene, lane: Lane, left: number, right: number): void {
  const points: number[] = [];
  for (let x = left + 3; x < right - 1; x += 7) points.push(x, lane.y - layout.band, x, lane.y + layout.band);
  pen.lines(points, { stroke: colours.ink3, width: 1.6 });
}

/** `3.n3`, where it begins to lead: right of the sign for that. */
function ballotWords(pen: Pen, scene: DiagramScene, lane: Lane, left: number, right: number, s: Stretch): void {
  const { layout, colours, lit } = scene;
  const size = layout.unit;
  const words = s.ballot?.text ?? '';
  // Where it leads already as the picture begins, the names say so.
  const begins = scene.stretch.stretches.some((x) => x.node === s.node && x.to === s.from);
  if (!begins || left <= layout.gutter || right - left < textWidth(words, size) + size) return;
  pen.text(left + size * 0.8, lane.y - layout.band - size * 0.32, words, {
    size,
    fill: nodeColour(colours, s.node),
    weight: 600,
    halo: colours.surface,
    alpha: lit.any ? 0.6 : 1,
  });
}

/** Written: an outline. Syncing: solid. Lost: crossed out. Number of messages that waited. */
function drawSync(pen: Pen, scene: DiagramScene, place: Place, lane: Lane, s: PastSync): void {
  const { layout, colours, lit } = scene;
  const isLit = [s.writtenBy, s.beganBy, s.endedBy].every((e) => e === null || lit.events.has(e)) && s.endedBy !== null;
  const alpha = alphaOf(lit, isLit);
  const y = lane.y + layout.band + layout.unit * 0.24;
  const h = layout.unit * 0.34;
  const [written, began, end] = [place.x(s.writtenAt), place.x(s.began ?? s.endsAt), place.x(s.endsAt)];
  const tone = s.end === 'lost' ? colours.bad : colours.ink3;
  if (began - written >= 1) pen.rect(written, y, began - written, h, 0, { stroke: tone, width: 1, dash: [2, 1.5], alpha: alpha * 0.9 });
  if (s.began !== null)
    pen.rect(began, y, Math.max(1, end - began), h, 0, { fill: tone, alpha: alpha * (s.end === 'under way' ? 0.55 : 0.85) });
  if (s.end === 'lost')
    pen.lines([end - h, y - 1, end + h, y + h + 1, end - h, y + h + 1, end + h, y - 1], { stroke: colours.bad, width: 1.6, alpha });
  if (s.held === 0) return;
  // What waited leaves when the sync is done.
  if (s.end === 'synced') pen.lines([end, y + h, end, lane.y + layout.band], { stroke: tone, width: 1.2, alpha });
  heldWords(pen, scene, { x: written, y: y + h, room: end - written }, s.held, alpha);
}

function heldWords(
  pen: Pen,
  { layout, colours }: DiagramScene,
  at: { x: number; y: number; room: number },
  held: number,
  alpha: number,
): void {
  const size = layout.unit;
  const words = `holds ${held}`;
  const lane = layout.lanes.at(-1)!;
  if (at.room < textWidth(words, size) || lane.height < layout.unit * 3.4 || alpha === STEPPED_BACK) return;
  pen.text(at.x, at.y + size * 0.95, words, { size, fill: colours.ink3, alpha, halo: colours.surface });
}

function drawOperation(pen: Pen, scene: DiagramScene, place: Place, lane: Lane, o: PastOperation): void {
  const { layout, colours, lit, chosen, stretch } = scene;
  const isLit = o.command === chosen.command || (o.answeredBy !== null && lit.events.has(o.answeredBy));
  const [left, right] = [Math.max(place.x(o.from), layout.gutter - 4), place.x(o.to ?? Math.max(stretch.to, scene.now))];
  const h = layout.unit * 0.4;
  pen.rect(left, lane.y - h, Math.max(2, right - left), 2 * h, h, {
    fill: colours.cell,
    stroke: isLit ? colours.ink : colours.lineStrong,
    width: isLit ? 2 : 1,
    alpha: alphaOf(lit, isLit),
  });
}

export function drawOperationWords(pen: Pen, scene: DiagramScene, place: Place): void {
  const { layout, colours, stretch, lit, chosen } = scene;
  const size = layout.unit;
  const ends = new Map<Lane, number>();
  for (const o of [...stretch.operations].sort((a, b) => a.from - b.from)) {
    const lane = layout.laneOf.get(o.client);
    const right = place.x(o.to ?? Math.max(stretch.to, scene.now));
    if (lane === undefined || right < layout.gutter) continue;
    const left = Math.max(place.x(o.from), layout.gutter) + layout.unit * 0.4;
    const width = textWidth(o.label, size);
    if (right - left < width + 2 || left < (ends.get(lane) ?? 0)) continue;
    ends.set(lane, left + width + 4);
    const isLit = o.command === chosen.command || (o.answeredBy !== null && lit.events.has(o.answeredBy));
    pen.text(left, lane.y + size * 0.36, o.label, { size, fill: colours.ink2, alpha: alphaOf(lit, isLit) });
  }
}
