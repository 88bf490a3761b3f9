// The figures of a sweep as CSV: one row a value, plain numbers in the units that the heads name. Pure.
import { FIELDS } from '../../sim/fields.ts';
import type { SweepPoint } from '../../sim/measure/sweep.ts';
import type { Measured } from '../../state/measuring.ts';

type Column = readonly [head: string, of: (p: SweepPoint) => number | string | null];

const COLUMNS: readonly Column[] = [
  ['answers per second', (p) => p.perSecond],
  ['answers per second, model', (p) => p.model.perSecond],
  ['latency p50 (µs)', (p) => p.p50Micros],
  ['latency p50, model (µs)', (p) => p.model.latencyMicros],
  ['latency p99 (µs)', (p) => p.p99Micros],
  ['Phase 1 messages per command', (p) => p.phase1],
  ['Phase 1 messages per command, model', (p) => p.model.phase1],
  ['Phase 2 messages per command', (p) => p.phase2],
  ['Phase 2 messages per command, model', (p) => p.model.phase2],
  ['other messages per command', (p) => p.others],
  ['Phase 1 share', (p) => p.phase1Share],
  ['ballots stood for', (p) => p.candidacies],
  ['leaders elected', (p) => p.elections],
  ['records a crash takes', (p) => p.unsynced],
  ['answered and gone', (p) => p.gone],
  ['answers', (p) => p.answered],
  ['warm-up (µs)', (p) => p.warmUpMicros],
  ['measured (µs)', (p) => p.spanMicros],
  ['events', (p) => p.events],
  ['digest', (p) => p.digest],
];

export function csvOf({ sweep: { field }, points }: Measured): string {
  const spec = FIELDS[field];
  const unit = spec.type === 'number' && spec.unit !== '' ? ` (${spec.unit})` : '';
  const head = [`${spec.label}${unit}`, ...COLUMNS.map(([name]) => name)];
  const rows = points.map((p) => [p.value, ...COLUMNS.map(([, of]) => of(p))]);
  return `${[head, ...rows].map((row) => row.map(cell).join(',')).join('\n')}\n`;
}

function cell(value: number | string | null): string {
  if (value === null) return '';
  const text = typeof value === 'number' ? String(Number(value.toFixed(6))) : value;
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
