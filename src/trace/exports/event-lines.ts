// A run as event lines (EVENTS.md): a header, then one JSON object for each fact, for programs that know nothing of Synod. It keeps
// what is under way, so that a run of a million events is written as it is executed.
import type { EventNumber } from '../../base/units.ts';
import { nameOf } from '../../base/units.ts';
import { initialMembers } from '../../sim/config.ts';
import type { Flight } from '../../sim/events.ts';
import type { RunHeader } from '../../sim/inputs.ts';
import { causeOf } from '../cause.ts';
import { factsOf, inputFacts, timeoutFacts, type Fact } from './event-facts.ts';
import type { Executed } from './executed.ts';
import { plain } from './plain.ts';
import type { Writer } from './writer.ts';

export const EVENTS_FORMAT = 'synod-events';
export const EVENTS_VERSION = 1;

/** The header, then the facts of each event. */
export class EventLines implements Writer {
  private readonly header: RunHeader;
  private readonly numbering = new Numbering();

  constructor(header: RunHeader) {
    this.header = header;
  }

  begin(): readonly string[] {
    return [JSON.stringify(headerLine(this.header))];
  }

  take(executed: Executed): readonly string[] {
    return this.numbering.take(executed).map((line) => JSON.stringify(line));
  }

  end(): readonly string[] {
    return [];
  }
}

function headerLine({ config, disks }: RunHeader): object {
  const nodes = initialMembers(Math.max(config.nodes, disks?.length ?? 0)).map(nameOf);
  const members = initialMembers(config.nodes).map(nameOf);
  const rows = disks === undefined ? {} : { disks: disks.map((d) => d.map((row) => ({ ...row, record: plain(row.record) }))) };
  return { format: EVENTS_FORMAT, version: EVENTS_VERSION, seed: config.seed, configuration: config, nodes, members, ...rows };
}

/** Numbers facts, and knows which line caused which. One owner, for one run. */
class Numbering {
  private next = 1;
  /** For each engine event its first line, or, where it has none, that of its cause. */
  private readonly lineOf: (number | null)[] = [];
  /** Messages under way: where they were sent, and what a copy is a copy of. */
  private readonly open = new Map<number, { readonly line: number; readonly id: number; readonly own: boolean }>();
  /** Messages that have come to a node and wait there, paused or busy as it is. */
  private readonly waiting = new Map<number, Set<number>>();

  take(executed: Executed): readonly object[] {
    const { record } = executed;
    const cause = this.causeLine(executed);
    const first = this.next;
    const lines: object[] = [];
    const put = (fact: Fact, by: number | null): void => {
      const { kind, node, ...fields } = fact;
      const event = this.next++;
      lines.push({ event, step: record.number, at: record.at, node, kind, cause: lines.length === 0 ? cause : by, ...fields });
    };
    const [head, ...more] = [...this.happened(executed), ...this.lostWith(executed), ...factsOf(executed)];
    if (head !== undefined) put(head, cause);
    for (const fact of more) put(fact, first);
    for (const flight of record.sent) this.launch(flight, record.happening, (fact) => put(fact, first));
    this.lineOf.push(lines.length > 0 ? first : cause);
    return lines;
  }

  private causeLine({ record }: Executed): number | null {
    const { happening: h } = record;
    if (h.kind === 'deliver' || h.kind === 'lose') {
      const sent = this.open.get(h.flight.id);
      if (sent !== undefined) return sent.line;
    }
    const cause: EventNumber | null = causeOf(record);
    return cause === null ? null : (this.lineOf[cause] ?? null);
  }

  private happened(executed: Executed): readonly Fact[] {
    const { record } = executed;
    const { happening: h } = record;
    switch (h.kind) {
      case 'deliver':
        return this.delivered(h.flight, executed);
      case 'lose':
        return [this.gone(h.flight.id, nameOf(h.flight.to), h.why)];
      case 'sync':
        return record.worldNotes.some((n) => n.kind === 'deferred') ? [] : [{ kind: 'sync', node: nameOf(h.node), lsn: h.upTo }];
      case 'input':
        return inputFacts(h.input, record);
      case 'client':
        return timeoutFacts(record);
      default:
        return [];
    }
  }

  // What a paused or busy node puts aside is delivered when its turn comes.
  private delivered(flight: Flight, { record }: Executed): readonly Fact[] {
    const { id, to } = flight;
    const waits = this.waiting.get(to) ?? new Set();
    this.waiting.set(to, waits);
    if (record.worldNotes.some((n) => n.kind === 'deferred' || n.kind === 'busy')) {
      waits.add(id);
      return [];
    }
    waits.delete(id);
    return [{ kind: 'deliver', node: nameOf(to), ...this.close(id) }];
  }

  // Dropped by hand, or gone with the memory of the node at which they waited, or, in a power failure, wherever they were.
  private lostWith({ record, world }: Executed): readonly Fact[] {
    const facts: Fact[] = [];
    const power = record.happening.kind === 'input' && record.happening.input.kind === 'power-failure';
    const flying = power ? new Set(world.flights().map((f) => f.id)) : null;
    if (flying !== null) for (const [id, { own }] of [...this.open]) if (!own && !flying.has(id)) facts.push(this.gone(id, null, 'power'));
    for (const n of record.worldNotes) {
      if (n.kind === 'dropped') facts.push(this.gone(n.flight.id, nameOf(n.flight.to), 'hand'));
      if (n.kind !== 'crashed') continue;
      for (const id of this.waiting.get(n.node) ?? []) if (this.open.has(id)) facts.push(this.gone(id, nameOf(n.node), 'down'));
      this.waiting.delete(n.node);
    }
    return facts;
  }

  private gone(id: number, node: string | null, why: string): Fact {
    return { kind: 'drop', node, ...this.close(id), why };
  }

  private close(id: number): { readonly id: number; readonly copy?: number } {
    const sent = this.open.get(id)?.id ?? id;
    this.open.delete(id);
    return sent === id ? { id } : { id: sent, copy: id };
  }

  // A message that is delayed or copied by hand is put back under its own number: it was sent before.
  private launch(flight: Flight, happening: Executed['record']['happening'], put: (fact: Fact) => void): void {
    const { id, from, to, message } = flight;
    if (this.open.has(id)) return;
    const { copyOf } = flight;
    const line = this.next;
    const sent = copyOf === undefined ? id : (this.open.get(copyOf)?.id ?? copyOf);
    if (copyOf === undefined) put({ kind: 'send', node: nameOf(from), id, from: nameOf(from), to: nameOf(to), message: plain(message) });
    else put({ kind: 'duplicate', node: happening.kind === 'input' ? null : nameOf(from), id: sent, copy: id });
    this.open.set(id, { line, id: sent, own: from === to });
  }
}
