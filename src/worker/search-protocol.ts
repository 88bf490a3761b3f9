// What the page and the worker that searches for a violation say to one another: one search at a time, told by what is said until `done`.
// The page imports this file's types and nothing else of the worker.
import type { EventNumber, Micros } from '../base/units.ts';
import type { SwitchName } from '../paxos/switches.ts';

export type ToSearch =
  /** Looks through the seeds in order, up to the first in which something is found. `switchName`: in worlds without that rule; null: all on. */
  | { readonly type: 'search'; readonly switchName: SwitchName | null; readonly first: number; readonly last: number }
  /** Enough: what has been counted, or the smallest found so far, is the result. */
  | { readonly type: 'stop' };

export interface SearchProgress {
  readonly seeds: number;
  readonly events: number;
  /** Faults, and other things done to the worlds. */
  readonly inputs: number;
  readonly chosen: number;
  /** Real time spent. */
  readonly millis: number;
  /** Coverage marks, and how often each was reached, the seldom ones first. */
  readonly marks: readonly (readonly [mark: string, count: number])[];
}

/** How long a found history is, and how large its world. */
export interface HistorySize {
  /** Up to the violation, and with it. */
  readonly events: number;
  readonly inputs: number;
  readonly nodes: number;
  readonly clients: number;
}

/** What was found in a seed. */
export interface FoundFrame {
  readonly seed: number;
  /** violation: a check spoke. stuck: requests stay unanswered in a calm world. failed: the engine came to a state that its rules exclude. */
  readonly kind: 'violation' | 'stuck' | 'failed';
  /** `I4`; '' where no check spoke. */
  readonly invariant: string;
  readonly says: string;
  readonly facts: readonly string[];
  readonly event: EventNumber;
  readonly size: HistorySize;
}

/** What can be opened: a scenario, or, where none can be written of it, a trace. */
export interface Playable {
  readonly title: string;
  readonly scenario: string | null;
  readonly trace: string | null;
  /** Why there is no scenario; '' where there is one. */
  readonly whyNot: string;
  /** The virtual time at which the scenario ends, which is that of the violation; null: a trace opens at its end. */
  readonly at: Micros | null;
  /** The run stops there by itself; otherwise only the whole history of the clients shows it (I10), or that nothing goes on. */
  readonly stops: boolean;
}

export interface SearchResult {
  /** It was ended before all seeds were run or the history was as small as can be. */
  readonly stopped: boolean;
  readonly progress: SearchProgress;
  readonly found: FoundFrame | null;
  /** The same, made smaller; null where there was nothing to make smaller. */
  readonly small: FoundFrame | null;
  readonly play: Playable | null;
}

export type FromSearch =
  | { readonly type: 'progress'; readonly progress: SearchProgress }
  /** Found; it is made smaller from now on. */
  | { readonly type: 'found'; readonly progress: SearchProgress; readonly found: FoundFrame }
  | { readonly type: 'smaller'; readonly attempts: number; readonly most: number; readonly size: HistorySize }
  | { readonly type: 'done'; readonly result: SearchResult }
  | { readonly type: 'refused'; readonly error: string };
