// The search for a violation, in pieces: seed after seed up to the first in which something is found, then attempt after attempt to make it
// smaller, hearing "stop" in between. What it finds follows from the seeds alone; the clock decides only how often it tells how far it is.
import * as v from 'valibot';
import { SWITCH_NAMES, type SwitchName } from '../paxos/switches.ts';
import { runSeed, SEARCH_DEFAULTS, type Outcome } from '../sim/search/run-seed.ts';
import { shrinking, type Found, type Shrinking } from '../sim/search/shrink.ts';
import { countOutcome, emptyTally, marksByCount, type Tally } from '../sim/search/tally.ts';
import { check } from '../trace/schema.ts';
import { describeFound, sizeOf, toPlay } from './found.ts';
import { Lane } from './lane.ts';
import type { FromSearch, SearchProgress, ToSearch } from './search-protocol.ts';

export interface SearchDeps {
  readonly post: (message: FromSearch) => void;
  /** Real time in ms. */
  readonly now: () => number;
  readonly sleep: (millis: number) => Promise<void>;
  /** A bug: told, for whoever watches the worker. */
  readonly failed: (error: unknown) => void;
}

/** The most that one search may be asked for, and the highest seed. */
const MOST_SEEDS = 1_000_000;
const HIGHEST_SEED = 4_294_967_295;
/** How often it tells how far it is. */
const TELL_EVERY_MILLIS = 120;

const seed = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(HIGHEST_SEED));
const requestSchema = v.variant('type', [
  v.pipe(
    v.object({ type: v.literal('search'), switchName: v.nullable(v.picklist(SWITCH_NAMES)), first: seed, last: seed }),
    v.check((r) => r.first <= r.last, 'found a first seed above the last; expected one at or below it'),
    v.check((r) => r.last - r.first < MOST_SEEDS, `found more than ${MOST_SEEDS} seeds; expected at most that many`),
  ),
  v.object({ type: v.literal('stop') }),
]) as v.GenericSchema<unknown, ToSearch>;

export function makeSearch(deps: SearchDeps): { readonly receive: (message: unknown) => void } {
  let running: Search | null = null;
  return {
    receive: (message) => {
      const request = check(requestSchema, 'The search', message);
      if (!request.ok) return deps.post({ type: 'refused', error: request.error });
      if (request.value.type === 'stop') return running?.stop();
      if (running !== null)
        return deps.post({ type: 'refused', error: 'A search is under way; expected it to end, or to be stopped, first.' });
      const { switchName, first, last } = request.value;
      running = new Search(deps, switchName === null ? [] : [switchName]);
      void running
        .run(first, last)
        .catch(deps.failed)
        .finally(() => (running = null));
    },
  };
}

/** One search, used once. */
class Search {
  private readonly deps: SearchDeps;
  private readonly switches: readonly SwitchName[];
  private readonly tally: Tally = emptyTally();
  private readonly began: number;
  private toldAt = Number.NEGATIVE_INFINITY;
  private stopped = false;

  constructor(deps: SearchDeps, switches: readonly SwitchName[]) {
    this.deps = deps;
    this.switches = switches;
    this.began = deps.now();
  }

  stop(): void {
    this.stopped = true;
  }

  async run(first: number, last: number): Promise<void> {
    await this.seeds(first, last);
    const progress = this.progress();
    const { worst } = this.tally;
    if (worst === null) {
      const stopped = this.tally.seeds <= last - first;
      this.deps.post({ type: 'done', result: { stopped, progress, found: null, small: null, play: null } });
      return;
    }
    this.stopped = false;
    const found = describeFound(worst);
    this.deps.post({ type: 'found', progress, found });
    const made = toPlay(worst, await this.makeSmaller(worst));
    this.deps.post({ type: 'done', result: { stopped: this.stopped, progress, found, ...made } });
  }

  private async seeds(first: number, last: number): Promise<void> {
    const broken = this.switches.length > 0;
    const slice = new Lane(this.deps).slice();
    for (let seed = first; seed <= last && !this.stopped && this.tally.worst === null; seed++) {
      countOutcome(this.tally, runSeed(seed, { ...SEARCH_DEFAULTS, switches: this.switches }), broken);
      if (this.mayTell()) this.deps.post({ type: 'progress', progress: this.progress() });
      if (slice.over()) await slice.pause();
    }
  }

  // Null where no check spoke: there is no violation to keep.
  private async makeSmaller({ header, journal, violation }: Outcome): Promise<Found | null> {
    if (violation === null) return null;
    const slice = new Lane(this.deps).slice();
    const work = shrinking({ header, journal, violation });
    let last: Shrinking | null = null;
    for (;;) {
      const piece = work.next();
      if (piece.done === true) return piece.value;
      last = piece.value;
      const { attempts, most, best } = last;
      if (this.mayTell()) this.deps.post({ type: 'smaller', attempts, most, size: sizeOf(best) });
      if (slice.over()) await slice.pause();
      if (this.stopped) return best;
    }
  }

  private mayTell(): boolean {
    const now = this.deps.now();
    if (now - this.toldAt < TELL_EVERY_MILLIS) return false;
    this.toldAt = now;
    return true;
  }

  private progress(): SearchProgress {
    const { seeds, events, inputs, chosen } = this.tally;
    return { seeds, events, inputs, chosen, millis: this.deps.now() - this.began, marks: marksByCount(this.tally) };
  }
}
