// The stretch of the run's events that the list holds: all that fit the filter in [low, high), newest first, loaded page by page from the
// engine and cut at the far end when it grows too long. One request at a time; what a changed filter or branch made stale is thrown away.
//   list → aim / earlier / later → engine 'find-events' → stretch → list
import type { EventNumber } from '../../base/units.ts';
import type { DescribedEvent } from '../../trace/described.ts';
import type { EventFilter, Replies } from '../../worker/protocol.ts';

export type Find = (filter: EventFilter, before: EventNumber, limit: number) => Promise<Replies['find-events']>;

export interface Stretch {
  readonly items: readonly DescribedEvent[];
  /** Nothing is known at or above. */
  readonly high: EventNumber;
  /** Everything that fits is known down to here. */
  readonly low: EventNumber;
  readonly loading: 'none' | 'first' | 'earlier' | 'later';
  /** Why the last page did not come, or ''. */
  readonly error: string;
  /** Pages in a row, towards the past, in which nothing fitted. */
  readonly fruitless: number;
  /** What it was loaded for: another run, branch or filter makes another stretch. */
  readonly key: string;
}

/** What the list should be about. */
export interface Aim {
  readonly key: string;
  readonly filter: EventFilter;
  /** Events that the branch has in all. */
  readonly tip: EventNumber;
  /** The event shown. */
  readonly shown: EventNumber;
  /** Whether the list goes along with the moment shown. */
  readonly follows: boolean;
}

export const PAGE = 80;
/** Beyond this many events away a new stretch is begun instead of the old one made longer. */
export const FAR = 3000;
/** Events above the one shown that are loaded as well, so that the past is seen with what came after it. Below a page: the one shown is in it. */
export const AHEAD = 60;
export const MAX_ITEMS = 2400;
/** Pages without a hit after which the person is asked whether to search on. */
export const MAX_FRUITLESS = 3;
const MAX_ROUNDS = 12;

const NOTHING: Stretch = { items: [], high: 0, low: 0, loading: 'none', error: '', fruitless: 0, key: '' };

export class EventFeed {
  #find: Find;
  #stretch: Stretch = NOTHING;
  #listeners = new Set<() => void>();
  #aim: Aim | null = null;
  #busy = false;

  constructor(find: Find) {
    this.#find = find;
  }

  get stretch(): Stretch {
    return this.#stretch;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Brings the stretch in line with what is shown; a newer aim takes the place of one that waits. */
  aim(aim: Aim): void {
    this.#aim = aim;
    if (!this.#busy) void this.#run(() => this.#followAim());
  }

  /** One page further into the past. */
  earlier(again = false): void {
    const { low, loading } = this.#stretch;
    if (this.#busy || low === 0 || loading !== 'none') return;
    if (again) this.#set({ fruitless: 0, error: '' });
    void this.#run(() => this.#loadEarlier());
  }

  /** One page further towards the tip. */
  later(): void {
    const aim = this.#aim;
    const { items, high, low } = this.#stretch;
    if (this.#busy || aim === null || high >= aim.tip) return;
    const eachTakes = Math.min(50, Math.max(1, (high - low) / Math.max(1, items.length)));
    void this.#run(() => this.#loadLater(aim, Math.min(aim.tip, high + Math.ceil(eachTakes * PAGE))));
  }

  async #run(task: () => Promise<void>): Promise<void> {
    this.#busy = true;
    try {
      await task();
      this.#set({ loading: 'none' });
    } catch (error) {
      this.#set({ loading: 'none', error: error instanceof Error ? error.message : String(error) });
    } finally {
      this.#busy = false;
    }
  }

  async #followAim(): Promise<void> {
    for (let done: Aim | null = null; this.#aim !== null && this.#aim !== done;) {
      done = this.#aim;
      await this.#satisfy(done);
    }
  }

  async #satisfy(aim: Aim): Promise<void> {
    const { key, high, low } = this.#stretch;
    const top = topFor(aim);
    if (key !== aim.key || aim.tip < high) return this.#begin(aim, top);
    if (!aim.follows) return undefined;
    if (aim.shown < low || top - high > FAR) return this.#begin(aim, top);
    return top > high ? this.#loadLater(aim, top) : undefined;
  }

  async #begin(aim: Aim, top: EventNumber): Promise<void> {
    this.#set({ loading: 'first', error: '' });
    const page = await this.#find(aim.filter, top, PAGE);
    this.#set({ items: page.events, high: top, low: lowOf(page), key: aim.key, fruitless: page.events.length === 0 ? 1 : 0 });
  }

  async #loadEarlier(): Promise<void> {
    const { items, low, key, high } = this.#stretch;
    const aim = this.#aim;
    if (aim === null || aim.key !== key) return;
    this.#set({ loading: 'earlier', error: '' });
    const page = await this.#find(aim.filter, low, PAGE);
    const all = [...items, ...page.events.filter((e) => e.event < low)];
    const kept = all.slice(-MAX_ITEMS);
    const fruitless = page.events.length === 0 ? this.#stretch.fruitless + 1 : 0;
    this.#set({ items: kept, low: lowOf(page), high: kept.length < all.length ? kept[0]!.event + 1 : high, fruitless });
  }

  async #loadLater(aim: Aim, top: EventNumber): Promise<void> {
    const { items, high, low } = this.#stretch;
    this.#set({ loading: 'later', error: '' });
    const found: DescribedEvent[] = [];
    let before = top;
    for (let round = 0; before > high && round < MAX_ROUNDS; round++) {
      const page = await this.#find(aim.filter, before, PAGE);
      found.push(...page.events.filter((e) => e.event >= high));
      before = page.done ? 0 : Math.min(before, lowOf(page));
    }
    if (before > high) return this.#set({ items: found, high: top, low: before }); // too many at once: the old ones go
    const all = [...found, ...items];
    const kept = all.slice(0, MAX_ITEMS);
    this.#set({ items: kept, high: top, low: kept.length < all.length ? kept.at(-1)!.event : low });
  }

  #set(change: Partial<Stretch>): void {
    this.#stretch = { ...this.#stretch, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** The end of what is wanted: the tip, or a little beyond the moment shown. */
const topFor = ({ tip, shown }: Aim): EventNumber => Math.max(0, Math.min(tip, shown + 1 + AHEAD));

const lowOf = (page: Replies['find-events']): EventNumber => (page.done ? 0 : page.searchedBackTo);
