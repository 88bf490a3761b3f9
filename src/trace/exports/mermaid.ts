// A run as a Mermaid sequence diagram: messages as they arrive or are lost, crashes, elections and choices as notes. Heartbeats and what a node
// sends to itself are left out, and so is what comes after the size that Mermaid reads.
import { nameOf, type EventNumber } from '../../base/units.ts';
import { printBallot } from '../../paxos/ballot.ts';
import { printEntry } from '../../paxos/entry.ts';
import { initialMembers } from '../../sim/config.ts';
import type { EventRecord } from '../../sim/events.ts';
import type { RunHeader } from '../../sim/inputs.ts';
import type { Executed } from './executed.ts';
import { isBeat, labelOf } from './labels.ts';
import type { Writer } from './writer.ts';

/** Mermaid reads 50,000 characters unless it is told otherwise. */
const MAX_CHARACTERS = 48_000;

/** The diagram's lines, of the events from `from` on. */
export class MermaidSequence implements Writer {
  private readonly nodes: number;
  private readonly from: EventNumber;
  private size = 0;

  constructor({ config }: RunHeader, from: EventNumber = 0) {
    this.nodes = config.nodes;
    this.from = from;
  }

  begin(): readonly string[] {
    const before = this.from === 0 ? [] : [`  Note over n1: ${this.from} events of the run lie before.`];
    return ['sequenceDiagram', ...initialMembers(this.nodes).map((n) => `  participant ${nameOf(n)}`), ...before];
  }

  *take({ record }: Executed): Generator<string> {
    if (record.number < this.from) return;
    for (const line of linesOf(record)) {
      this.size += line.length + 3;
      if (this.isFull()) return yield `  Note over n1: The run goes on after event ${record.number}.`;
      yield `  ${line}`;
    }
  }

  end(): readonly string[] {
    return [];
  }

  isFull(): boolean {
    return this.size > MAX_CHARACTERS;
  }
}

function linesOf(r: EventRecord): readonly string[] {
  const { happening: h } = r;
  const lines: string[] = [];
  const waits = r.worldNotes.some((n) => n.kind === 'deferred' || n.kind === 'busy');
  if ((h.kind === 'deliver' || h.kind === 'lose') && h.flight.from !== h.flight.to && !isBeat(h.flight.message) && !waits)
    lines.push(`${nameOf(h.flight.from)}${h.kind === 'lose' ? '-x' : '->>'}${nameOf(h.flight.to)}: ${text(labelOf(h.flight.message))}`);
  for (const n of r.worldNotes) if (n.kind === 'crashed') lines.push(note(n.node, `crashes, ${n.lost.length} records lost`));
  r.notes.forEach((n, i) => {
    const by = r.noteActors?.[i] ?? r.actor;
    if (n.kind === 'recover') lines.push(note(by, `restarts with promise ${printBallot(n.promised)}`));
    else if (n.kind === 'lead') lines.push(note(by, `leads in ${printBallot(n.ballot)}`));
    else if (n.kind === 'chosen' && n.how === 'quorum') lines.push(note(by, `slot ${n.slot} chosen: ${printEntry(n.entry)}`));
  });
  return lines;
}

const note = (node: number, says: string): string => `Note over ${nameOf(node)}: ${text(says)}`;

// Mermaid ends a line at `;`, and reads `#…;` as a character.
const text = (s: string): string => s.replaceAll(/[#;]/g, (c) => (c === '#' ? '#35;' : '#59;')).replaceAll(/\s+/g, ' ');
