// What is to happen: the queue of a world, with the numbers that make its order total (T3). Knows when, not what for.
import { Heap } from '../base/heap.ts';
import type { EventNumber, Micros, NodeId } from '../base/units.ts';
import type { TimerName } from '../paxos/effects.ts';
import type { SimSession } from './clients.ts';
import type { Flight } from './events.ts';

/** What the queue holds. `tag` tells a live timer or sync from a stale one. */
export interface Scheduled {
  readonly at: Micros;
  readonly rank: number;
  readonly sequence: number;
  readonly cause: EventNumber;
  readonly what:
    | { readonly kind: 'deliver'; readonly flight: Flight }
    | { readonly kind: 'sync'; readonly node: NodeId }
    | { readonly kind: 'group'; readonly node: NodeId }
    | { readonly kind: 'timer'; readonly node: NodeId; readonly timer: TimerName }
    | { readonly kind: 'client'; readonly session: SimSession['id']; readonly what: 'next' | 'timeout' | 'retry' };
}

/** T3: syncs first within an instant, then what they release to their own node, then the rest. */
export const RANK = { sync: 0, local: 1, other: 2 } as const;

/** Owned; copy with `clone()`. */
export class Agenda {
  private queue = new Heap<Scheduled>();
  private sequence = 0;

  peek(): Scheduled | undefined {
    return this.queue.peek();
  }

  pop(): Scheduled | undefined {
    return this.queue.pop();
  }

  /** Returns the number by which a timer or sync knows its own event. */
  schedule(at: Micros, rank: number, cause: EventNumber, what: Scheduled['what']): number {
    const sequence = this.sequence++;
    this.queue.push({ at, rank, sequence, cause, what });
    return sequence;
  }

  /** The messages under way, oldest first. */
  flights(): readonly Flight[] {
    const flights: Flight[] = [];
    for (const s of this.queue.all()) if (isUnderWay(s)) flights.push(s.what.flight);
    return flights.sort((a, b) => a.id - b.id);
  }

  /** Takes a message out of the air; undefined where it is gone already. */
  takeFlight(id: number): Flight | undefined {
    const found = this.queue.remove((s) => isUnderWay(s) && s.what.flight.id === id);
    return found?.what.kind === 'deliver' ? found.what.flight : undefined;
  }

  clone(): Agenda {
    const copy = new Agenda();
    copy.queue = this.queue.clone();
    copy.sequence = this.sequence;
    return copy;
  }
}

type Delivery = Scheduled & { readonly what: { readonly kind: 'deliver'; readonly flight: Flight } };

// What a node says to itself travels nowhere.
const isUnderWay = (s: Scheduled): s is Delivery => s.what.kind === 'deliver' && s.what.flight.from !== s.what.flight.to;
