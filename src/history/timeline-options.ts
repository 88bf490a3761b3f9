// What a timeline is told by whoever makes it, and what it says back: who watches, how acts are named, what became of one. Types only.
import type { EventRecord } from '../sim/events.ts';
import type { Input, JournalEntry } from '../sim/inputs.ts';
import type { About } from './about.ts';
import type { Branch } from './branch.ts';
import type { Moment } from './moment.ts';

/** Sees every event executed at a tip, live or in a restoration, and every fork before its first event. */
export interface Observer {
  onEvent(branch: Branch, record: EventRecord, moment: Moment): void;
  onFork(child: Branch, parent: Branch): void;
  /** A branch was removed. */
  onGone(branch: Branch): void;
}

export interface TimelineOptions {
  /** What is written about the run. */
  readonly about?: About;
  readonly observer?: Observer;
  /** What a person would call an act, for the names of branches: "crash n1". */
  readonly nameAct?: (input: Input) => string;
  readonly maxKeyframes?: number;
  /** The first branch, where it has number and name already. */
  readonly first?: { readonly id: number; readonly name: string };
}

/** What became of an act. It takes effect with the next `forward()`. */
export interface Act {
  readonly entry: JournalEntry;
  readonly branch: Branch;
  /** The branch is new: the act was in the past. */
  readonly forked: boolean;
}
