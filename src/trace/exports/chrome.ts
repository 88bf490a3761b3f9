// A run as Chrome trace events, which Perfetto and chrome://tracing open: a track for each node and client, syncs as spans, messages as arrows,
// requests of clients as spans from first sending to answer, landmarks as instants. Times are virtual microseconds.
import { isClient, nameOf, type Address } from '../../base/units.ts';
import { printOperation } from '../../paxos/entry.ts';
import type { EventRecord, Flight } from '../../sim/events.ts';
import { describe } from '../describe.ts';
import type { Executed } from './executed.ts';
import { isBeat, labelOf } from './labels.ts';
import type { Writer } from './writer.ts';

interface TraceEvent {
  readonly name: string;
  readonly ph: 'M' | 'X' | 's' | 'f' | 'i' | 'b' | 'e';
  readonly pid: number;
  readonly tid: number;
  readonly ts?: number;
  readonly [field: string]: unknown;
}

const NODES = 1;
const CLIENTS = 2;
const track = (a: Address) => ({ pid: isClient(a) ? CLIENTS : NODES, tid: a }) as const;

/** The file's lines: together one JSON object. */
export class ChromeTrace implements Writer {
  private readonly known = new Set<Address>();

  begin(): readonly string[] {
    const processes = [meta('process_name', NODES, 0, 'nodes'), meta('process_name', CLIENTS, 0, 'clients')];
    return ['{"displayTimeUnit":"ms","traceEvents":[', processes.map((e) => JSON.stringify(e)).join(',\n')];
  }

  *take(executed: Executed): Generator<string> {
    for (const e of eventsOf(executed)) {
      if (e.tid !== 0 && !this.known.has(e.tid)) {
        this.known.add(e.tid);
        yield `,${JSON.stringify(meta('thread_name', e.pid, e.tid, nameOf(e.tid)))}`;
      }
      yield `,${JSON.stringify(e)}`;
    }
  }

  end(): readonly string[] {
    return [']}'];
  }
}

const meta = (name: string, pid: number, tid: number, is: string): TraceEvent => ({ name, ph: 'M', pid, tid, args: { name: is } });

function eventsOf({ record, world }: Executed): readonly TraceEvent[] {
  const { happening: h, at } = record;
  const events: TraceEvent[] = [];
  if (h.kind === 'sync' && h.rows > 0)
    events.push({
      name: 'sync',
      cat: 'disk',
      ph: 'X',
      ...track(h.node),
      ts: h.began,
      dur: at - h.began,
      args: { upTo: h.upTo, rows: h.rows },
    });
  if (h.kind === 'deliver' && handled(record)) events.push(...arrow(h.flight, at, 'f'));
  for (const flight of record.sent) if (flight.fate === 'arrive') events.push(...arrow(flight, at, 's'));
  events.push(...requests(record));
  const { text, interest, rules } = describe(record, world);
  if (interest === 'landmark')
    events.push({
      name: text,
      cat: 'landmark',
      ph: 'i',
      s: record.actor === 0 ? 'g' : 't',
      ...track(record.actor),
      ts: at,
      args: { rules },
    });
  return events;
}

const handled = (r: EventRecord): boolean => !r.worldNotes.some((n) => n.kind === 'deferred' || n.kind === 'busy');

// An arrow is bound to a span at either end.
function arrow(flight: Flight, at: number, end: 's' | 'f'): readonly TraceEvent[] {
  const { id, from, to, message } = flight;
  if (from === to || isBeat(message)) return [];
  const name = labelOf(message);
  const where = track(end === 's' ? from : to);
  const verb = end === 's' ? `send ${name} to ${nameOf(to)}` : `${name} from ${nameOf(from)}`;
  return [
    { name: verb, cat: 'message', ph: 'X', ...where, ts: at, dur: 1, args: { id } },
    { name, cat: 'message', ph: end, id, ...where, ts: at, ...(end === 'f' ? { bp: 'e' } : {}) },
  ];
}

function requests(record: EventRecord): readonly TraceEvent[] {
  return record.worldNotes.flatMap((n): TraceEvent[] => {
    if (n.kind !== 'answered' && (n.kind !== 'invoke' || n.attempt > 1)) return [];
    const id = `${n.session}.${n.sequence}`;
    const args = n.kind === 'answered' ? { args: { result: n.result } } : {};
    const ph = n.kind === 'invoke' ? 'b' : 'e';
    return [{ name: printOperation(n.operation), cat: 'request', ph, id, ...track(n.client), ts: record.at, ...args }];
  });
}
