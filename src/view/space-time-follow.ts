// Where the space–time diagram looks: along with the moment shown, or where a person has put it. Arithmetic in px and µs; moves nothing itself.
import type { Micros } from '../base/units.ts';
import type { Config } from '../sim/config.ts';
import { spanOf, timeAt, xOf, type DiagramLayout, type DiagramView } from './space-time-lay.ts';

/** px a millisecond. */
export const MIN_SCALE = 0.02;
export const MAX_SCALE = 4000;

/** Shares of the width: where the moment shown stands while it plays, where it comes to when it had left the picture, how near to an edge it may come. */
const PLAYS_AT = 0.72;
const COMES_TO = 0.6;
const TURNS_TO = 0.15;
const EDGE = 0.04;
const FAR_EDGE = 0.92;
/** Of the span, how much of nothing may be in view before the beginning or after the end. */
const BEYOND = 0.3;
/** A stretch that passes in less real time than this cannot be followed with the eye. */
const FAST_MILLIS = 1500;

/** A few round trips, so that one command is seen from end to end. */
export function firstScale(config: Pick<Config, 'delayMicros' | 'syncMicros'>, width: number): number {
  const span = (config.delayMicros * 8 + config.syncMicros * 4) / 1000;
  return withinScale(width / Math.max(0.1, span));
}

export const withinScale = (scale: number): number => Math.max(MIN_SCALE, Math.min(MAX_SCALE, scale));

/** Whether what is in view passes too fast to be followed: then it is shown a stretch at a time. */
export function passesTooFast(layout: DiagramLayout, view: DiagramView, speed: number): boolean {
  const { from, to } = spanOf(layout, view);
  return (to - from) / 1000 / speed < FAST_MILLIS;
}

const at = (layout: DiagramLayout, view: DiagramView, t: Micros, share: number): DiagramView => ({
  ...view,
  x: (layout.width - layout.gutter) * share - (t / 1000) * view.scale,
});

/** With the moment shown in sight. `turning`: page by page instead of gliding. */
export function followed(layout: DiagramLayout, view: DiagramView, t: Micros, playing: boolean, turning: boolean): DiagramView {
  const share = (xOf(layout, view, t) - layout.gutter) / Math.max(1, layout.width - layout.gutter);
  if (share < EDGE) return at(layout, view, t, COMES_TO);
  if (!playing) return share > FAR_EDGE ? at(layout, view, t, COMES_TO) : view;
  if (turning) return share > FAR_EDGE ? at(layout, view, t, TURNS_TO) : view;
  return share > PLAYS_AT ? at(layout, view, t, share > 1.2 ? COMES_TO : PLAYS_AT) : view;
}

/** With the end of a stretch near the right edge: where time passes too fast. */
export const atItsEnd = (layout: DiagramLayout, view: DiagramView, end: Micros): DiagramView => at(layout, view, end, FAR_EDGE);

/** Not further than a little before the beginning, or a little after the end. */
export function withinRun(layout: DiagramLayout, view: DiagramView, end: Micros): DiagramView {
  const { from, to } = spanOf(layout, view);
  const room = (to - from) * BEYOND;
  if (from < -room) return { ...view, x: view.x - ((-room - from) / 1000) * view.scale };
  const last = Math.max(0, end - (to - from) * (1 - BEYOND));
  return from > last + room && from > end - room
    ? { ...view, x: view.x + ((from - Math.max(last, end - room)) / 1000) * view.scale }
    : view;
}

/** Closer or farther, about a place in px. */
export function zoomed(layout: DiagramLayout, view: DiagramView, factor: number, about: number): DiagramView {
  const scale = withinScale(view.scale * factor);
  return { scale, x: about - layout.gutter - (timeAt(layout, view, about) / 1000) * scale };
}

/** With the moment in the middle, where it is out of sight. */
export function revealed(layout: DiagramLayout, view: DiagramView, t: Micros): DiagramView {
  const share = (xOf(layout, view, t) - layout.gutter) / Math.max(1, layout.width - layout.gutter);
  return share < EDGE || share > 1 - EDGE ? at(layout, view, t, 0.5) : view;
}
