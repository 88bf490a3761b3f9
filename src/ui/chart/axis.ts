// Where things stand in a small chart: its frame in pixels, an axis of numbers from zero, and an axis of the values of a setting. Pure.
import { scaleLinear, scaleLog, scalePoint, type ScaleLinear } from 'd3-scale';

/** Room for a chart's parts, in pixels. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface YAxis {
  readonly y: ScaleLinear<number, number>;
  readonly ticks: readonly number[];
  /** Values above stand at the top, with their number; null: there are none. */
  readonly cap: number | null;
}

const TICKS = 3;

/** From zero to a round number that holds them all; or to `cap`, where there are larger ones. */
export function yAxis(values: readonly (number | null)[], { height, top, bottom }: Frame, cap = Infinity): YAxis {
  const most = Math.max(0, ...values.filter((v) => v !== null));
  const y = scaleLinear([0, most === 0 ? 1 : Math.min(most, cap)], [height - bottom, top]).nice(TICKS);
  return { y, ticks: y.ticks(TICKS), cap: most > cap ? y.domain()[1]! : null };
}

export interface XAxis {
  readonly x: (value: number | string) => number;
  /** Values whose labels have room. */
  readonly labels: readonly (number | string)[];
  readonly kind: 'linear' | 'log' | 'names';
}

/** From this ratio on, equal ways are equal factors. */
const LOG_FROM_RATIO = 8;

/** The values of a setting, of several sweeps. `room`: pixels that a label takes. */
export function valueAxis(values: readonly (number | string)[], frame: Frame, room: (value: number | string) => number): XAxis {
  const ends: [number, number] = [frame.left, frame.width - frame.right];
  const each = [...new Set(values)];
  const numbers = each.filter((v) => typeof v === 'number').sort((a, b) => a - b);
  if (numbers.length < each.length) {
    const point = scalePoint(each.map(String), ends).padding(0.5);
    return { x: (v) => point(String(v)) ?? ends[0], labels: each, kind: 'names' };
  }
  const [min, max] = [numbers[0] ?? 0, numbers.at(-1) ?? 1];
  const log = min > 0 && max / min >= LOG_FROM_RATIO;
  const scale = min === max ? () => (ends[0] + ends[1]) / 2 : log ? scaleLog([min, max], ends) : scaleLinear([min, max], ends);
  const x = (v: number | string): number => scale(v as number);
  return { x, labels: apart(numbers, x, room), kind: log ? 'log' : 'linear' };
}

/** Both ends, and of those between as many as do not touch. */
function apart(numbers: readonly number[], x: XAxis['x'], room: (value: number) => number): readonly number[] {
  const last = numbers.at(-1);
  const kept: number[] = [];
  for (const n of numbers) {
    const before = kept.at(-1);
    const free = before === undefined || x(n) - x(before) >= (room(n) + room(before)) / 2;
    const leaves = n === last || last === undefined || x(last) - x(n) >= (room(n) + room(last)) / 2;
    if (n === last && !free) kept.pop();
    if (n === last || (free && leaves)) kept.push(n);
  }
  return kept;
}

/** Of the values, the one nearest to a place. */
export function nearest<T>(values: readonly T[], placeOf: (value: T) => number, place: number): T | null {
  let best: T | null = null;
  for (const v of values) if (best === null || Math.abs(placeOf(v) - place) < Math.abs(placeOf(best) - place)) best = v;
  return best;
}
