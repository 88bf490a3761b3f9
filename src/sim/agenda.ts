// What is to happen: the queue under its total order (T3), and which of its entries still hold. A timer that is set anew, a sync that a crash
// ended, a client that was answered leave entries behind that are stale; they are dropped when they come up.
import { Heap } from '../base/heap.ts';
import type { ClientId, EventNumber, Micros, NodeId } from '../base/units.ts';
import type { TimerName } from '../paxos/effects.ts';
import type { SimSession } from './clients.ts';
import type { Flight } from './events.ts';
import type { World } from './world.ts';

/** What the queue holds. A node, session or client remembers the `sequence` of its entry: others of its kind are stale. */
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
    | { readonly kind: 'client'; readonly session: SimSession['id']; readonly what: 'next' | 'timeout' | 'retry' }
    | { readonly kind: 'arrival'; readonly client: ClientId }
    /** The node's processor takes the next of what waits for it. */
    | { readonly kind: 'wake'; readonly node: NodeId };
}

/** T3: syncs first within an instant, then what they release to their own node, then the rest. */
export const RANK = { sync: 0, local: 1, other: 2 } as const;

/** Owned; copy with `clone()`. */
export class Agenda {
  private queue = new Heap<Scheduled>();
  private sequence = 0;
  /** The number of each client's next command of an open load. */
  readonly arrivals = new Map<ClientId, number>();

  peek(): Scheduled | undefined {
    return this.queue.peek();
  }

  pop(): Scheduled | undefined {
    return this.queue.pop();
  }

  /** Returns the entry's number. */
  schedule(at: Micros, rank: number, cause: EventNumber, what: Scheduled['what']): number {
    const sequence = this.sequence++;
    this.queue.push({ at, rank, sequence, cause, what });
    return sequence;
  }

  /** The messages under way, oldest first. */
  flights(): readonly Flight[] {
    const flights: Flight[] = [];
    for (const { what } of this.queue.all()) if (what.kind === 'deliver' && what.flight.from !== what.flight.to) flights.push(what.flight);
    return flights.sort((a, b) => a.id - b.id);
  }

  /** Takes a message out of the air; undefined where it is gone already. */
  takeFlight(id: number): Flight | undefined {
    const found = this.queue.remove(({ what }) => what.kind === 'deliver' && what.flight.id === id && what.flight.from !== what.flight.to);
    return found?.what.kind === 'deliver' ? found.what.flight : undefined;
  }

  /** Makes the head of the queue a live entry, so that looking at it never changes the world. */
  settle(world: World): void {
    for (let s = this.queue.peek(); s !== undefined; s = this.queue.peek()) {
      const live = this.liveness(world, s);
      if (live === 'live') return;
      this.queue.pop();
      if (live === 'later' && s.what.kind === 'timer') {
        const t = world.node(s.what.node).timers.get(s.what.timer)!;
        t.tag = this.schedule(t.dueAt, RANK.other, t.cause, s.what);
        t.queuedAt = t.dueAt;
      }
    }
  }

  clone(): Agenda {
    const copy = new Agenda();
    copy.queue = this.queue.clone();
    copy.sequence = this.sequence;
    for (const [client, sequence] of this.arrivals) copy.arrivals.set(client, sequence);
    return copy;
  }

  private liveness(world: World, s: Scheduled): 'live' | 'stale' | 'later' {
    const { what } = s;
    if (what.kind === 'deliver') return 'live';
    if (what.kind === 'arrival') return this.arrivals.get(what.client) === s.sequence ? 'live' : 'stale';
    if (what.kind === 'client') return world.session(what.session)?.timer === s.sequence ? 'live' : 'stale';
    const n = world.node(what.node);
    if (what.kind === 'wake') return n.wakeTag === s.sequence && n.inbox.length > 0 ? 'live' : 'stale';
    if (what.kind === 'sync') return n.disk.sync !== null && n.syncTag === s.sequence ? 'live' : 'stale';
    if (what.kind === 'group') return n.disk.groupDueAt !== null && n.groupTag === s.sequence ? 'live' : 'stale';
    const t = n.timers.get(what.timer);
    if (t === undefined || t.tag !== s.sequence) return 'stale';
    return t.dueAt > s.at ? 'later' : 'live';
  }
}
