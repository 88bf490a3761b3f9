// Where a run is kept: one interface, two kinds (memory, IndexedDB), one contract suite for both.
// A commit is all or nothing; after it resolves, a killed browser finds it again. Nothing here decides what to do about a loss: recover.ts does.
import type { EventNumber, Lsn, Micros } from '../base/units.ts';
import type { About } from '../history/about.ts';
import type { RunBranch } from '../history/run.ts';
import type { DiskRow, JournalEntry, RunHeader } from '../sim/inputs.ts';

/** A branch, as it is stored. */
export type StoredBranch = RunBranch;

/**
 * The moment of which the stored rows are the disks: on branch `branch`, when exactly `event` events have been executed, at virtual time
 * `at`. The rows of a node are all its durable rows then. Committed ahead of a barrier, the syncs that it waits for count as executed.
 */
export interface Cut {
  readonly branch: number;
  readonly event: EventNumber;
  readonly at: Micros;
}

/** A run as it was found. Rows are already checked: schema, bounds, checksum. */
export interface StoredRun extends About {
  /** Chosen when the run began; the same in both copies and in the marker. Later runs sort after earlier ones. */
  readonly session: string;
  readonly header: RunHeader;
  readonly branches: readonly StoredBranch[];
  /** Per branch id, its own entries in order. */
  readonly journal: ReadonlyMap<number, readonly JournalEntry[]>;
  readonly cut: Cut;
  /** Per node (index = node − 1) its rows in lsn order; a row that cannot be read has `flaw: 'damaged'` and is named in `damage`. */
  readonly disks: readonly (readonly DiskRow[])[];
  /** One sentence for each row or store that was not as it should be. */
  readonly damage: readonly string[];
}

/** What a commit changes on one node's disk: first what goes, then what comes. */
export interface DiskChange {
  /** 0-based: node − 1. */
  readonly node: number;
  /** Every row at or above this lsn goes (1: all of them). */
  readonly truncate?: Lsn;
  /** Single rows that go: a log that is cut at its head (P9) loses rows before others that stay. */
  readonly remove: readonly Lsn[];
  /** In lsn order. A row whose lsn is stored already takes its place. A row that now follows another one than before is among them. */
  readonly add: readonly DiskRow[];
}

/** One transaction. */
export interface Commit {
  readonly rows: readonly DiskChange[];
  /** How many disks there are now; absent: as many as before. */
  readonly disks?: number;
  /** Entries at or beyond `from` that go (an act undone), before those of `journal` come. */
  readonly dropJournal?: readonly { readonly branch: number; readonly from: EventNumber }[];
  /** Journal entries not stored yet. */
  readonly journal: readonly { readonly branch: number; readonly entry: JournalEntry }[];
  /** All branches, where something about them changed (one that is not there any more goes with its journal); empty: as they were. */
  readonly branches: readonly StoredBranch[];
  readonly cut: Cut;
  /** What is written about the run, where it changed. */
  readonly about?: About;
}

/** How much a copy has been given: commits since the run began, and of these, those that changed journal, branches, or what is written. */
export interface Progress {
  readonly commits: number;
  readonly changes: number;
}

/** What `load` found. */
export interface Loaded {
  readonly run: StoredRun;
  readonly progress: Progress;
  /** The journal and the branches are whole: nothing of them is missing or unreadable. */
  readonly journalWhole: boolean;
  /** What was written about the run is there and readable. */
  readonly aboutWhole: boolean;
  /** Nodes (0-based) whose stored rows are not all there and readable. */
  readonly damagedNodes: readonly number[];
}

export interface Durable {
  readonly kind: 'memory' | 'indexeddb';
  /** What is stored, or null where nothing is. A header that cannot be read is `unreadable`. @throws StorageFailure */
  load(): Promise<Loaded | { readonly unreadable: string } | null>;
  /** Resolves when the bytes are safe. @throws StorageFailure (quota, closed by another version, aborted) */
  commit(commit: Commit, progress: Progress): Promise<void>;
  /** Replaces everything by this run, in one transaction. */
  reset(run: StoredRun, progress: Progress): Promise<void>;
  /** The stored rows of one node as they are, for the disk panel: from the `from`th (0-based) on, at most `count`. */
  rows(node: number, from: number, count: number): Promise<readonly StoredRow[]>;
  /** How many rows each node has stored, by node − 1. */
  counts(): readonly number[];
  close(): void;
}

/** A row as it lies in the store: the record's text, the row before it, and the checksum of it all. */
export interface StoredRow {
  readonly node: number;
  readonly lsn: Lsn;
  /** The lsn of the row before it; 0 for the first. A row that is missing is noticed by it. */
  readonly after: Lsn;
  readonly text: string;
  readonly sum: string;
}

export type FailureReason = 'quota' | 'blocked' | 'closed' | 'aborted' | 'unavailable' | 'read-only' | 'unknown';

/** Its message is a sentence for the person. */
export class StorageFailure extends Error {
  override readonly name = 'StorageFailure';
  readonly reason: FailureReason;
  constructor(reason: FailureReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
