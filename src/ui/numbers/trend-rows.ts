// The charts over time as data: which figures of a bin each draws, their lines as steps, and the same in words. Pure.
import type { Micros } from '../../base/units.ts';
import type { TrendBin, TrendSeen } from '../../history/trend.ts';
import type { Reign } from '../../worker/protocol.ts';
import { formatCount, formatSpan } from '../kit/format.ts';
import { formatRate } from './beside-model.ts';

export type Seen = TrendSeen & { readonly at: Micros };
type Figure = (bin: TrendBin, spanMicros: Micros) => number | null;

export interface TrendRow {
  readonly id: 'rate' | 'latency' | 'queued' | 'messages';
  readonly title: string;
  /** Each of its lines, the main one first; its name where there are several. */
  readonly lines: readonly { readonly name: string; readonly of: Figure }[];
  readonly say: (y: number) => string;
}

/** Of the last bin less has passed than its width; from less than this share nothing is concluded. */
const LEAST_SHARE = 0.25;

const each = (n: number, { answered }: TrendBin): number | null => (answered === 0 ? null : n / answered);

export const TREND_ROWS: readonly TrendRow[] = [
  {
    id: 'rate',
    title: 'Answers per second',
    lines: [{ name: '', of: (b, span) => (b.answered * 1_000_000) / span }],
    say: formatRate,
  },
  {
    id: 'latency',
    title: 'Latency',
    lines: [
      { name: 'half', of: (b) => b.p50Micros },
      { name: '99 %', of: (b) => b.p99Micros },
    ],
    say: (y) => (y === 0 ? '0' : formatSpan(y)),
  },
  { id: 'queued', title: 'Waiting at the leader', lines: [{ name: '', of: (b) => b.queued }], say: formatCount },
  {
    id: 'messages',
    title: 'Messages per command',
    lines: [{ name: '', of: (b) => each(b.phase1 + b.phase2, b) }],
    say: formatRate,
  },
];

/** The figure of each bin; null: nothing can be said. */
export function valuesOf({ bins, binMicros, at }: Seen, of: Figure): readonly (number | null)[] {
  return bins.map((bin, i) => {
    const span = Math.min(binMicros, at - i * binMicros);
    return span < LEAST_SHARE * binMicros ? null : of(bin, span);
  });
}

/** The bin of a moment, or null where there is none. */
export const binAt = ({ bins, binMicros }: TrendSeen, at: Micros): number | null =>
  bins.length === 0 ? null : Math.max(0, Math.min(bins.length - 1, Math.floor(at / binMicros)));

/** Flat over each bin, upright between neighbours, and broken where nothing can be said. */
export function stepPath(values: readonly (number | null)[], x: (bin: number) => number, y: (value: number) => number): string {
  let d = '';
  let before: number | null = null;
  values.forEach((v, i) => {
    if (v !== null) d += `${before === null ? `M${round(x(i))} ${round(y(v))}` : `V${round(y(v))}`}H${round(x(i + 1))}`;
    before = v;
  });
  return d;
}

const round = (n: number): number => Math.round(n * 10) / 10;

/** A row's figures of one bin: `33/s`, `40 ms · 99 % 45 ms`. */
export function sayBin({ lines, say }: TrendRow, seen: Seen, bin: number): string {
  const said = lines.flatMap(({ name, of }, i) => {
    const y = valuesOf(seen, of)[bin] ?? null;
    return y === null ? [] : [i === 0 ? say(y) : `${name} ${say(y)}`];
  });
  return said.length === 0 ? 'no answer' : said.join(' · ');
}

/** Who led last within the bin; 0: nobody. */
export function leaderAt(reigns: readonly Reign[], from: Micros, to: Micros): number {
  return reigns.findLast((r) => r.from < to && (r.to ?? Infinity) > from)?.node ?? 0;
}
