// A run as a ShiViz log: two lines an event, a sentence, then host and vector clock, which is what ShiViz expects if one gives it no expression of
// one's own. Hosts are nodes and clients; what the world does (a power failure, a link cut) belongs to no host and is left out.
import { nameOf, type Address } from '../../base/units.ts';
import type { EventRecord } from '../../sim/events.ts';
import { describe } from '../describe.ts';
import type { Executed } from './executed.ts';
import type { Writer } from './writer.ts';

type Clock = ReadonlyMap<Address, number>;

/** The log's lines, two an event. */
export class ShivizLog implements Writer {
  private readonly clocks = new Map<Address, Clock>();
  /** Messages under way: the clock that each carries. */
  private readonly sent = new Map<number, Clock>();

  begin(): readonly string[] {
    return [];
  }

  take({ record, world }: Executed): readonly string[] {
    const { actor } = record;
    const told = actor !== 0 && isTold(record);
    const clock = told ? this.tick(record) : undefined;
    // What is sent by what is not told carries the clock that its sender had.
    for (const f of record.sent) this.sent.set(f.id, this.sent.get(f.copyOf ?? f.id) ?? clock ?? this.clocks.get(f.from) ?? new Map());
    forget(this.sent, record);
    if (clock === undefined) return [];
    const printed = JSON.stringify(Object.fromEntries([...clock].map(([host, n]) => [nameOf(host), n])));
    return [describe(record, world).text.replaceAll(/\s+/g, ' '), `${nameOf(actor)} ${printed}`];
  }

  end(): readonly string[] {
    return [];
  }

  private tick({ actor, happening: h }: EventRecord): Clock {
    const before = this.clocks.get(actor);
    const clock = new Map(before);
    if (h.kind === 'deliver') for (const [host, n] of this.sent.get(h.flight.id) ?? []) clock.set(host, Math.max(n, clock.get(host) ?? 0));
    clock.set(actor, (before?.get(actor) ?? 0) + 1);
    this.clocks.set(actor, clock);
    return clock;
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
