// What a run costs and gives, counted from its events: messages by phase, commands answered and how long they took, leaders and who stood for
// it. Bounded: of the latencies the newest are kept, and that many are said.
import type { Micros } from '../../base/units.ts';
import type { Message } from '../../paxos/messages.ts';
import type { EventRecord } from '../events.ts';

/** Latencies kept, the newest. */
const MAX_LATENCIES = 65_536;

/** Which phase a message belongs to. */
export type MessageClass = 'phase1' | 'phase2' | 'client' | 'learning' | 'heartbeat';

export function classOf(m: Message): MessageClass {
  switch (m.type) {
    case 'Prepare':
    case 'Promise':
    case 'Members':
      return 'phase1';
    case 'Accept':
    case 'Accepted':
    case 'Reject':
      return 'phase2';
    case 'Request':
    case 'Reply':
    case 'Redirect':
      return 'client';
    case 'Heartbeat':
    case 'HeartbeatAck':
    case 'LeaseRequest':
    case 'LeaseGrant':
      return 'heartbeat';
    default:
      return 'learning';
  }
}

/** What has been counted since the meter was made or `reset`. */
export class Meter {
  /** Messages sent over the network, by class. */
  messages: Record<MessageClass, number> = { phase1: 0, phase2: 0, client: 0, learning: 0, heartbeat: 0 };
  /** Commands that clients were answered. */
  answered = 0;
  /** Commands chosen: those of a batch counted one by one. */
  chosen = 0;
  /** Ballots stood for, and those that came to lead. */
  candidacies = 0;
  elections = 0;
  private latencies: Micros[] = [];
  private since: Micros | null = null;
  private until: Micros = 0;

  observe(r: EventRecord): void {
    this.since ??= r.at;
    this.until = r.at;
    for (const f of r.sent) if (f.from !== f.to && f.sentBy === r.number) this.messages[classOf(f.message)]++;
    for (const n of r.notes)
      if (n.kind === 'lead') this.elections++;
      else if (n.kind === 'candidate') this.candidacies++;
      else if (n.kind === 'chosen' && n.how === 'quorum' && n.entry.type === 'commands') this.chosen += n.entry.commands.length;
    for (const n of r.worldNotes) if (n.kind === 'answered') this.noteAnswer(n.afterMicros);
  }

  /** Commands answered in a second of virtual time: of the time between the first event counted and the last. */
  throughput(): number {
    const span = this.until - (this.since ?? this.until);
    return span === 0 ? 0 : (this.answered * 1_000_000) / span;
  }

  /** The latencies below which so many per cent of the newest answers lie, in µs; null: there are none. */
  latencyAt(...percents: readonly number[]): (Micros | null)[] {
    const sorted = [...this.latencies].sort((a, b) => a - b);
    return percents.map((percent) => sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? null);
  }

  latency(percent: number): Micros | null {
    return this.latencyAt(percent)[0]!;
  }

  /** Messages of the class for each command answered. */
  perCommand(name: MessageClass): number {
    return this.answered === 0 ? 0 : this.messages[name] / this.answered;
  }

  reset(): void {
    Object.assign(this, new Meter());
  }

  private noteAnswer(after: Micros): void {
    this.answered++;
    if (this.latencies.length >= MAX_LATENCIES) this.latencies.splice(0, MAX_LATENCIES >> 1);
    this.latencies.push(after);
  }
}
