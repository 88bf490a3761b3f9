// A run as a ShiViz log: two lines an event, a sentence, then host and vector clock, which is what ShiViz expects if one gives it no expression of
// one's own. Hosts are nodes and clients; what the world does (a power failure, a link cut) belongs to no host and is left out.
import { nameOf, type Address } from '../../base/units.ts';
import type { EventRecord } from '../../sim/events.ts';
import { describe } from '../describe.ts';
import type { Executed } from './executed.ts';

type Clock = ReadonlyMap<Address, number>;

/** The log's lines, each without its end. */
export function* shivizLog(run: Iterable<Executed>): Generator<string> {
  const clocks = new Map<Address, Clock>();
  const sent = new Map<number, Clock>();
  for (const { record, world } of run) {
    const { actor } = record;
    if (actor === 0 || !isTold(record)) {
      // What is sent all the same carries the clock that its sender had.
      for (const f of record.sent) sent.set(f.id, sent.get(f.copyOf ?? f.id) ?? clocks.get(f.from) ?? new Map());
      forget(sent, record);
      continue;
    }
    const clock = new Map(clocks.get(actor));
    const { happening: h } = record;
    if (h.kind === 'deliver') for (const [host, n] of sent.get(h.flight.id) ?? []) clock.set(host, Math.max(n, clock.get(host) ?? 0));
    clock.set(actor, (clocks.get(actor)?.get(actor) ?? 0) + 1);
    clocks.set(actor, clock);
    for (const f of record.sent) sent.set(f.id, sent.get(f.copyOf ?? f.id) ?? clock);
    forget(sent, record);
    yield describe(record, world).text.replaceAll(/\s+/g, ' ');
    yield `${nameOf(actor)} ${JSON.stringify(Object.fromEntries([...clock].map(([host, n]) => [nameOf(host), n])))}`;
  }
}

// An event of somebody's that did something, or that a message came at.
const isTold = (r: EventRecord): boolean =>
  r.happening.kind !== 'lose' &&
  (r.happening.kind === 'deliver' ||
    r.sent.length + r.notes.length + r.written.length + r.worldNotes.length > 0 ||
    r.happening.kind === 'input');

// A message that has come to a paused or busy node comes again.
function forget(sent: Map<number, Clock>, r: EventRecord): void {
  if (r.happening.kind !== 'deliver' && r.happening.kind !== 'lose') return;
  if (!r.worldNotes.some((n) => n.kind === 'deferred' || n.kind === 'busy')) sent.delete(r.happening.flight.id);
}
