// Has the stretch of the run that the diagram needs: asks the engine when what is in view is not there, or when the run has gone on; at once for
// another place, a few times a second while it plays. What was overtaken is thrown away.
//   paint → need → engine 'space-time' → stretch → the next paint
import type { EventNumber, Micros } from '../../base/units.ts';
import type { Replies } from '../../worker/protocol.ts';

export type LoadedStretch = NonNullable<Replies['space-time']>;
export type Ask = (want: { from: Micros; to: Micros; about: Micros; heartbeats: boolean }) => Promise<Replies['space-time']>;

/** What is in view, of which run, and how far that has come. */
export interface Need {
  /** Session and branch: another has another past. */
  readonly key: string;
  readonly from: Micros;
  readonly to: Micros;
  readonly about: Micros;
  readonly tip: EventNumber;
  readonly heartbeats: boolean;
  /** Time runs ahead of what can be drawn: what is there is always too old. */
  readonly fast: boolean;
}

export interface FeedHost {
  readonly ask: Ask;
  /** Real time, ms. */
  readonly now: () => number;
  /** Calls `again` after so many ms. */
  readonly later: (again: () => void, millis: number) => void;
  /** A stretch has come, or will not. */
  readonly changed: () => void;
}

/** While the run goes on, it is asked again this often, and no more than a quarter of the time is spent on it. */
const EVERY_MILLIS = 180;
const REST = 3;
/** Another place in view is asked for at most this often. */
const ELSEWHERE_MILLIS = 50;
/** After a refusal. */
const AGAIN_MILLIS = 2000;
/** Asked for beside what is in view, in shares of it, so that moving shows something. */
const MARGIN = 0.6;
/** With less than this left of the margin, more is asked for in good time. */
const SOON = 0.15;

export class StretchFeed {
  #host: FeedHost;
  #stretch: LoadedStretch | null = null;
  #key = '';
  #asked: Need | null = null;
  #askedAt = Number.NEGATIVE_INFINITY;
  #took = 0;
  #turn = 0;
  #busy = false;
  #waits = false;
  #error = '';

  constructor(host: FeedHost) {
    this.#host = host;
  }

  /** Of the run that was needed last; null: nothing has come yet. */
  get stretch(): LoadedStretch | null {
    return this.#stretch;
  }

  /** Why nothing came, or ''. */
  get error(): string {
    return this.#error;
  }

  /** To be called with each picture: asks where that is due. */
  need(need: Need): void {
    if (this.#key !== need.key) {
      this.#key = need.key;
      this.#stretch = null;
      this.#asked = null;
      this.#error = '';
    }
    const how = howUrgent(need, this.#asked, this.#stretch);
    if (how === 'not') return;
    const every = this.#error !== '' ? AGAIN_MILLIS : how === 'elsewhere' ? ELSEWHERE_MILLIS : Math.max(EVERY_MILLIS, REST * this.#took);
    const wait = this.#askedAt + every - this.#host.now();
    if (wait > 0) return this.#wait(wait);
    // What only goes on waits for its answer; what is elsewhere overtakes it.
    if (!this.#busy || how === 'elsewhere') void this.#ask(need);
  }

  #wait(millis: number): void {
    if (this.#waits) return;
    this.#waits = true;
    this.#host.later(() => {
      this.#waits = false;
      this.#host.changed();
    }, millis);
  }

  async #ask(need: Need): Promise<void> {
    const room = (need.to - need.from) * MARGIN;
    const wide = { ...need, from: Math.max(0, Math.floor(need.from - room)), to: Math.max(0, Math.ceil(need.to + room)) };
    const turn = ++this.#turn;
    this.#asked = wide;
    this.#askedAt = this.#host.now();
    this.#busy = true;
    try {
      const { from, to, heartbeats } = wide;
      const found = await this.#host.ask({ from, to, about: Math.max(0, Math.round(need.about)), heartbeats });
      if (turn !== this.#turn || this.#key !== need.key) return;
      if (found !== null) this.#stretch = found;
      this.#error = '';
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#asked = null;
      this.#error = error instanceof Error ? error.message : String(error);
    } finally {
      if (turn === this.#turn) {
        this.#busy = false;
        this.#took = this.#host.now() - this.#askedAt;
        this.#host.changed();
      }
    }
  }
}

/** `on`: the run has gone on past what is there. `elsewhere`: something is in view that was not asked for. */
export function howUrgent(need: Need, asked: Need | null, stretch: LoadedStretch | null): 'not' | 'on' | 'elsewhere' {
  if (asked === null || (need.heartbeats && !asked.heartbeats)) return 'elsewhere';
  if (need.fast) return 'on';
  const from = Math.max(0, need.from);
  if (from < asked.from) return 'elsewhere';
  if (stretch === null) return need.to > asked.to ? 'elsewhere' : 'not';
  // What lies beyond the run's end nobody has.
  const goesOn = need.tip > stretch.end;
  const { leftOut } = stretch;
  if (leftOut.earlier || leftOut.later) {
    const outside = (need.about < stretch.from && leftOut.earlier) || (need.about > stretch.to && leftOut.later);
    if (outside && Math.abs(need.about - asked.about) > (need.to - need.from) * 0.1) return 'elsewhere';
    if (leftOut.later) return need.to > asked.to && goesOn ? 'elsewhere' : 'not';
  }
  if (!goesOn) return 'not';
  if (need.to > asked.to) return 'elsewhere';
  const soon = need.to + (need.to - need.from) * SOON > asked.to;
  return soon || (need.tip > asked.tip && need.to > stretch.to) ? 'on' : 'not';
}
