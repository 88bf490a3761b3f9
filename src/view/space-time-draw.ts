// Draws the space–time diagram with a pen: lanes first, then messages, then what happened, then the veil over what comes after the moment shown,
// the names and the axis. A function of the scene alone.
import type { Pen } from './pen.ts';
import { nodeColour } from './picture/colours.ts';
import { drawLanes, drawOperationWords } from './space-time-draw-lanes.ts';
import { drawMarks } from './space-time-draw-marks.ts';
import { drawLabels, drawWays } from './space-time-draw-ways.ts';
import { spanOf } from './space-time-lay.ts';
import { placeOf, type DiagramScene, type Place } from './space-time-scene.ts';
import { formatTick, ticksBetween } from './ticks.ts';

/** Heights of small text between two ticks. */
const TICK_EVERY = 7.5;
const VEIL = 0.62;

export function drawSpaceTime(pen: Pen, scene: DiagramScene): void {
  const { layout } = scene;
  const place = placeOf(scene);
  pen.within(layout.gutter, 0, layout.width - layout.gutter, layout.height, () => {
    drawTickLines(pen, scene, place);
    drawLanes(pen, scene, place);
    drawWays(pen, scene, place);
    drawOperationWords(pen, scene, place);
    drawMarks(pen, scene, place);
    drawLabels(pen, scene, place);
    drawVeils(pen, scene, place);
    drawAxis(pen, scene, place);
    drawPlayhead(pen, scene, place);
  });
  drawNames(pen, scene);
}

const ticksOf = ({ layout, view }: DiagramScene): ReturnType<typeof ticksBetween> => {
  const { from, to } = spanOf(layout, view);
  return ticksBetween(from, to, ((TICK_EVERY * layout.unit) / view.scale) * 1000);
};

function drawTickLines(pen: Pen, scene: DiagramScene, place: Place): void {
  const { layout, colours } = scene;
  pen.lines(
    ticksOf(scene).at.flatMap((t) => [place.x(t), layout.axis, place.x(t), layout.height]),
    { stroke: colours.lineSoft, width: 1 },
  );
}

/** What comes after the moment shown; and what is not there: before the stretch, where more was asked for, and after it. */
function drawVeils(pen: Pen, scene: DiagramScene, place: Place): void {
  const { layout, colours, now, stretch } = scene;
  const x = Math.max(place.x(now), layout.gutter);
  if (x < layout.width) pen.rect(x, layout.axis, layout.width - x, layout.height - layout.axis, 0, { fill: colours.surface, alpha: VEIL });
  const from = place.x(stretch.from);
  const beyond: readonly (readonly [number, number])[] = [
    [layout.gutter, stretch.leftOut.earlier ? from : layout.gutter],
    [stretch.leftOut.later ? place.x(stretch.to) : layout.width, layout.width],
  ];
  for (const [left, right] of beyond)
    if (right - left > 1) pen.rect(left, layout.axis, right - left, layout.height - layout.axis, 0, { fill: colours.sunken });
}

function drawAxis(pen: Pen, scene: DiagramScene, place: Place): void {
  const { layout, colours, scrolled } = scene;
  const { at, every } = ticksOf(scene);
  const size = layout.unit;
  pen.rect(layout.gutter, scrolled, layout.width - layout.gutter, layout.axis, 0, { fill: colours.surface });
  const foot = scrolled + layout.axis;
  pen.lines([layout.gutter, foot, layout.width, foot], { stroke: colours.line, width: 1 });
  for (const t of at) {
    const x = place.x(t);
    if (x > layout.width - size * 3) continue;
    pen.lines([x, foot - 4, x, foot], { stroke: colours.lineStrong, width: 1 });
    pen.text(x + 3, foot - size * 0.5, formatTick(t, every), { size, fill: colours.ink3 });
  }
}

function drawPlayhead(pen: Pen, { layout, colours, now, scrolled }: DiagramScene, place: Place): void {
  const x = place.x(now);
  if (x < layout.gutter - 8 || x > layout.width + 8) return;
  const k = layout.unit * 0.36;
  pen.lines([x, scrolled + layout.axis - k, x, layout.height], { stroke: colours.ink, width: 1.6 });
  pen.sign(`M${-k} ${-1.6 * k}H${k}V${-0.4 * k}L0 ${k}L${-k} ${-0.4 * k}Z`, x, scrolled + layout.axis - k * 0.6, 1, { fill: colours.ink });
}

function drawNames(pen: Pen, scene: DiagramScene): void {
  const { layout, colours, chosen, scrolled } = scene;
  pen.rect(0, scrolled, layout.gutter, layout.height, 0, { fill: colours.surface });
  pen.lines([layout.gutter, scrolled + layout.axis, layout.gutter, layout.height], { stroke: colours.line, width: 1 });
  const size = layout.unit * 1.05;
  for (const lane of layout.lanes) {
    const reign = scene.stretch.stretches.findLast((s) => s.node === lane.node && s.from <= scene.now);
    const leads = lane.node !== null && reign?.role === 'leader' && reign.status !== 'crashed' ? (reign.ballot?.text ?? '') : '';
    if (lane.y < scrolled + layout.axis - size) continue;
    pen.text(layout.gutter - layout.unit * 0.55, lane.y + size * (leads === '' ? 0.36 : -0.06), lane.name, {
      size: lane.node === null ? layout.unit : size,
      fill: lane.node === null ? colours.ink2 : nodeColour(colours, lane.node),
      weight: lane.node !== null && lane.node === chosen.node ? 700 : lane.node === null ? 400 : 600,
      anchor: 'end',
    });
    if (leads !== '')
      pen.text(layout.gutter - layout.unit * 0.55, lane.y + layout.unit * 1.06, leads, {
        size: layout.unit,
        fill: nodeColour(colours, lane.node!),
        anchor: 'end',
      });
  }
}
