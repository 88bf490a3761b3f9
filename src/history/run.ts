// A run as data: what it started from, everything that was done in it, its branches, and what was written about it. With the engine's version that is all of it:
// every state follows by re-execution. Shared by timeline, trace files and storage. Values.
import type { EventNumber } from '../base/units.ts';
import type { JournalEntry, RunHeader } from '../sim/inputs.ts';
import type { About } from './about.ts';
import type { PlacedBookmark } from './writing.ts';

/** A branch of a run: the journal of its ancestors below `forkEvent`, then its own. */
export interface RunBranch {
  readonly id: number;
  readonly name: string;
  /** Null for the first branch. */
  readonly parent: number | null;
  readonly forkEvent: EventNumber;
  /** How far the branch has been executed: its number of events. */
  readonly tip: EventNumber;
}

/** Branches that were removed, parents first, so that they can be had back. */
export interface Pruned {
  readonly branches: readonly RunBranch[];
  /** Per branch id, its own entries in order. */
  readonly journal: ReadonlyMap<number, readonly JournalEntry[]>;
  readonly bookmarks: readonly PlacedBookmark[];
}

export interface Run extends About {
  readonly header: RunHeader;
  readonly branches: readonly RunBranch[];
  /** Per branch id, its own entries in order. */
  readonly journal: ReadonlyMap<number, readonly JournalEntry[]>;
  /** The branch that is current. */
  readonly current: number;
}
