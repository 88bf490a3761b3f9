// The verdict on the clients' history in words, and the operations of a window as bars on one line of time. Pure.
import { nameOf, type Micros } from '../../base/units.ts';
import type { HistoryOperation, HistoryReport, HistoryWindow } from '../../worker/protocol.ts';
import { formatCount } from '../kit/format.ts';

export const many = (n: number, one: string, more = `${one}s`): string => `${formatCount(n)} ${n === 1 ? one : more}`;

/** `Linearizable.` or what speaks against it. */
export function verdictOf({ window, undecided, operations }: HistoryReport): 'linearizable' | 'not' | 'undecided' | 'empty' {
  if (window !== null) return 'not';
  if (undecided.length > 0) return 'undecided';
  return operations === 0 ? 'empty' : 'linearizable';
}

const VERDICTS = {
  linearizable: 'Linearizable',
  not: 'Not linearizable',
  undecided: 'Undecided',
  empty: 'No client has asked anything yet',
} as const;

export const sayVerdict = (report: HistoryReport): string => VERDICTS[verdictOf(report)];

/** What was judged, and of what the verdict does not speak. */
export function sayScope({ operations, keys, unknown, stale, forgotten, undecided, event }: HistoryReport): string {
  if (operations === 0) return `Up to event ${formatCount(event)} no request has been sent.`;
  const parts = [`${many(operations, 'operation')} on ${many(keys, 'key')}, up to event ${formatCount(event)}.`];
  if (unknown > 0)
    parts.push(
      `${many(unknown, 'has', 'have')} no answer: ${unknown === 1 ? 'it' : 'each'} may have taken effect at any time since, or not at all.`,
    );
  if (stale > 0) parts.push(`${many(stale, 'was', 'were')} answered stale and not judged: a stale read promises a state of the past (Q5).`);
  if (forgotten > 0)
    parts.push(`${many(forgotten, 'operation')} of long ago ${forgotten === 1 ? 'is' : 'are'} not kept; judged is what came after.`);
  if (undecided.length > 0) parts.push(`Too many at once on ${undecided.join(', ')} to be judged.`);
  return parts.join(' ');
}

export interface Span {
  readonly from: Micros;
  readonly until: Micros;
}

/** The stretch of the run in which a window lies, with some air at both ends. */
export function spanOf({ operations }: Pick<HistoryWindow, 'operations'>): Span {
  const times = operations.flatMap((o) => (o.answeredAt === null ? [o.invokedAt] : [o.invokedAt, o.answeredAt]));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const air = Math.max(1, Math.round((last - first) * 0.04));
  return { from: Math.max(0, first - air), until: last + air };
}

/** An operation as a bar: where it begins and ends, in per cent of the span; open to the right where it has no answer. */
export interface Bar {
  readonly left: number;
  readonly width: number;
  readonly open: boolean;
}

export function barsOf({ operations }: Pick<HistoryWindow, 'operations'>, { from, until }: Span): readonly Bar[] {
  const place = (t: Micros): number => ((t - from) * 100) / (until - from);
  return operations.map(({ invokedAt, answeredAt }) => {
    const left = Math.min(98, place(invokedAt));
    const right = answeredAt === null ? 100 : place(answeredAt);
    return { left, width: Math.max(2, right - left), open: answeredAt === null };
  });
}

/** `c1 x? → 1 (version 1)`; what has no answer has an unknown outcome. */
export const labelOf = ({ client, operation, told }: HistoryOperation): string =>
  `${nameOf(client)} ${operation} → ${told === '' ? 'unknown' : told}`;
