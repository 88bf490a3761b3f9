// Where the names of a chart's lines stand: at a line's end, above or below it, and never on one another. Pure.
import type { Frame, XAxis, YAxis } from '../chart/axis.ts';
import type { Chart, Place } from './charts-of.ts';

export interface LineLabel {
  readonly of: 'measured' | 'model' | 'before' | 'reference';
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end';
}

/** In em: how far a name stands above its line, below it, and how high it is. */
const ABOVE = 0.6;
const BELOW = 1.4;
const TALL = 1.2;

export function placeLabels(chart: Chart, xAxis: XAxis, yAxis: YAxis, frame: Frame, em: number): readonly LineLabel[] {
  const taken: LineLabel[] = [];
  const add = (of: LineLabel['of'], text: string, places: readonly Place[] | null | undefined, end: 'first' | 'last'): void => {
    const known = (places ?? []).filter(([, y]) => y !== null);
    const place = end === 'first' ? known[0] : known.at(-1);
    if (place === undefined) return;
    const top = yAxis.y(Math.min(place[1]!, yAxis.cap ?? Infinity));
    const anchor = end === 'first' ? 'start' : 'end';
    const x =
      anchor === 'start'
        ? Math.max(frame.left, xAxis.x(place[0]) - 0.25 * em)
        : Math.min(frame.width - 0.125 * em, xAxis.x(place[0]) + 0.5 * em);
    const fits = [top - ABOVE * em, top + BELOW * em].find((y) => isFree({ y, anchor }, taken, frame, em));
    if (fits !== undefined) taken.push({ of, text, x, y: fits, anchor });
  };
  add('measured', 'measured', chart.measured, 'last');
  add('model', 'model', chart.model, 'last');
  add('reference', chart.reference?.label ?? '', chart.reference?.places, 'first');
  add('before', 'before', chart.before, 'first');
  return taken;
}

function isFree({ y, anchor }: Pick<LineLabel, 'y' | 'anchor'>, taken: readonly LineLabel[], frame: Frame, em: number): boolean {
  if (y < em || y > frame.height - frame.bottom - 0.1 * em) return false;
  return taken.every((t) => t.anchor !== anchor || Math.abs(t.y - y) >= TALL * em);
}
