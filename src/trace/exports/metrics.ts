// A run's metrics as CSV (RFC 4180): a row for each stretch of virtual time, counted from the events. Whole numbers; latencies in µs.
import type { Micros } from '../../base/units.ts';
import type { EventRecord } from '../../sim/events.ts';
import type { Executed } from './executed.ts';
import type { Writer } from './writer.ts';

const COLUMNS = [
  'from_micros',
  'events',
  'messages_sent',
  'messages_delivered',
  'messages_lost',
  'records_written',
  'syncs',
  'records_synced',
  'slots_chosen',
  'elections',
  'requests',
  'timeouts',
  'answers',
  'mean_latency_micros',
  'max_latency_micros',
] as const;

type Row = Record<(typeof COLUMNS)[number] | 'latency', number>;

/** Rows, each of so much virtual time; those without an event are there too. */
export class MetricsCsv implements Writer {
  private readonly every: Micros;
  private row = emptyRow(0);
  private readonly chosen = new Set<number>();

  constructor(every: Micros) {
    this.every = every;
  }

  begin(): readonly string[] {
    return [COLUMNS.join(',')];
  }

  *take({ record }: Executed): Generator<string> {
    while (record.at >= this.row.from_micros + this.every) {
      yield print(this.row);
      this.row = emptyRow(this.row.from_micros + this.every);
    }
    count(this.row, record, this.chosen);
  }

  end(): readonly string[] {
    return this.row.events > 0 ? [print(this.row)] : [];
  }
}

const emptyRow = (from: Micros): Row => ({ ...(Object.fromEntries(COLUMNS.map((c) => [c, 0])) as Row), from_micros: from, latency: 0 });

function print(row: Row): string {
  const mean = row.answers === 0 ? 0 : Math.floor(row.latency / row.answers);
  return COLUMNS.map((c) => (c === 'mean_latency_micros' ? mean : row[c])).join(',');
}

function count(row: Row, r: EventRecord, chosen: Set<number>): void {
  const { happening: h } = r;
  row.events++;
  row.messages_sent += r.sent.filter((f) => f.from !== f.to).length;
  row.records_written += r.written.length;
  if (h.kind === 'deliver' && h.flight.from !== h.flight.to && !waits(r)) row.messages_delivered++;
  if (h.kind === 'lose') row.messages_lost++;
  if (h.kind === 'sync' && !waits(r)) {
    row.syncs++;
    row.records_synced += h.rows;
  }
  if (h.kind === 'client' && h.what === 'timeout') row.timeouts++;
  for (const n of r.notes) {
    if (n.kind === 'candidate') row.elections++;
    if (n.kind === 'chosen' && !chosen.has(n.slot)) row.slots_chosen += chosen.add(n.slot).size > 0 ? 1 : 0;
  }
  countClients(row, r);
}

const waits = (r: EventRecord): boolean => r.worldNotes.some((n) => n.kind === 'deferred' || n.kind === 'busy');

function countClients(row: Row, r: EventRecord): void {
  for (const n of r.worldNotes) {
    if (n.kind === 'invoke' && n.attempt === 1) row.requests++;
    if (n.kind !== 'answered') continue;
    row.answers++;
    row.latency += n.afterMicros;
    row.max_latency_micros = Math.max(row.max_latency_micros, n.afterMicros);
  }
}
