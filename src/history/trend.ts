// What a run brought, bin by bin of virtual time: answers and their latencies, messages, and what waited at the leader. Folded event by event; the
// same however it is come to. Bounded: where there would be too many bins, two become one, and of many latencies in one every second is kept.
import type { Micros } from '../base/units.ts';
import type { EventRecord } from '../sim/events.ts';
import { classOf } from '../sim/measure/meter.ts';
import type { World } from '../sim/world.ts';

export interface TrendBin {
  readonly answered: number;
  /** Null: nothing was answered. */
  readonly p50Micros: Micros | null;
  readonly p99Micros: Micros | null;
  /** Requests that waited for a slot at a leader, at most. */
  readonly queued: number;
  readonly phase1: number;
  readonly phase2: number;
}

export interface TrendSeen {
  readonly binMicros: Micros;
  readonly bins: readonly TrendBin[];
}

/** Bins that are kept, and that are shown. */
const MOST_KEPT = 256;
const MOST_SHOWN = 100;
/** The first width; it doubles. */
const FIRST_WIDTH: Micros = 5_000;
/** Bins are joined while they have fewer answers than this on average: one says little. */
const LEAST_ANSWERS = 3;
/** As few as that are not joined further. */
const FEWEST = 12;
/** Latencies kept in a bin. */
const MOST_LATENCIES = 4096;

interface Bin {
  answered: number;
  latencies: Micros[];
  queued: number;
  phase1: number;
  phase2: number;
}

/** One owner. */
export class Trend {
  private width = FIRST_WIDTH;
  private bins: Bin[] = [];
  private queued = 0;

  /** `world`: as the event left it. */
  observe(record: EventRecord, world: World): void {
    const bin = this.at(record.at);
    this.queued = waiting(world);
    bin.queued = Math.max(bin.queued, this.queued);
    for (const f of record.sent) {
      if (f.from === f.to || f.sentBy !== record.number) continue;
      const phase = classOf(f.message);
      if (phase === 'phase1' || phase === 'phase2') bin[phase]++;
    }
    for (const n of record.worldNotes) {
      if (n.kind !== 'answered') continue;
      bin.answered++;
      bin.latencies.push(n.afterMicros);
      if (bin.latencies.length > MOST_LATENCIES) bin.latencies = everySecond(bin.latencies);
    }
  }

  /** For a picture: bins joined until there are few enough, and enough in each. */
  seen(): TrendSeen {
    let { bins, width } = this;
    const answered = bins.reduce((sum, b) => sum + b.answered, 0);
    while (bins.length > MOST_SHOWN || (bins.length > 2 * FEWEST && answered < LEAST_ANSWERS * bins.length)) {
      bins = joined(bins);
      width *= 2;
    }
    return { binMicros: width, bins: bins.map(figures) };
  }

  private at(time: Micros): Bin {
    while (Math.floor(time / this.width) >= MOST_KEPT) {
      this.bins = joined(this.bins);
      this.width *= 2;
    }
    const place = Math.floor(time / this.width);
    // What waited goes on waiting through bins in which nothing happened.
    while (this.bins.length <= place) this.bins.push({ answered: 0, latencies: [], queued: this.queued, phase1: 0, phase2: 0 });
    return this.bins[place]!;
  }
}

/** Requests that wait for a slot, at whoever leads. */
function waiting(world: World): number {
  let most = 0;
  for (const n of world.nodes) if (n.status !== 'crashed' && n.node.role === 'leader') most = Math.max(most, n.node.queue.length);
  return most;
}

function joined(bins: readonly Bin[]): Bin[] {
  const out: Bin[] = [];
  for (let i = 0; i < bins.length; i += 2) {
    const [a, b] = [bins[i]!, bins[i + 1]];
    out.push(b === undefined ? { ...a, latencies: [...a.latencies] } : join(a, b));
  }
  return out;
}

function join(a: Bin, b: Bin): Bin {
  const both = [...a.latencies, ...b.latencies];
  return {
    answered: a.answered + b.answered,
    latencies: both.length > MOST_LATENCIES ? everySecond(both) : both,
    queued: Math.max(a.queued, b.queued),
    phase1: a.phase1 + b.phase1,
    phase2: a.phase2 + b.phase2,
  };
}

/** Of the sorted ones: percentiles stay where they are. */
const everySecond = (latencies: readonly Micros[]): Micros[] => [...latencies].sort((a, b) => a - b).filter((_, i) => i % 2 === 0);

function figures({ answered, latencies, queued, phase1, phase2 }: Bin): TrendBin {
  const sorted = [...latencies].sort((a, b) => a - b);
  const below = (percent: number): Micros | null =>
    sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? null;
  return { answered, p50Micros: below(50), p99Micros: below(99), queued, phase1, phase2 };
}
