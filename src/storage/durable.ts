// Where a run is kept: one interface, two kinds (memory, IndexedDB), one contract suite for both.
// A commit is all or nothing; after it resolves, a killed browser finds it again.
import type { EventNumber, Micros } from '../base/units.ts';
import type { RunBranch } from '../history/run.ts';
import type { DiskRow, JournalEntry, RunHeader } from '../sim/inputs.ts';

/** A branch, as it is stored. */
export type StoredBranch = RunBranch;

/** The moment of which the stored rows are the disks: after `event` events, at virtual time `at`, on branch `branch`. */
export interface Cut {
  readonly branch: number;
  readonly event: EventNumber;
  readonly at: Micros;
}

/** A run as it was found. Rows are already checked: schema, bounds, checksum. */
export interface StoredRun {
  /** Chosen at random when the run began; the same in both copies and in the marker. */
  readonly session: string;
  readonly title: string;
  readonly header: RunHeader;
  readonly branches: readonly StoredBranch[];
  /** Per branch id, its own entries in order. */
  readonly journal: ReadonlyMap<number, readonly JournalEntry[]>;
  readonly cut: Cut;
  /** Per node (index = node − 1) its rows in lsn order; a row that cannot be read has `flaw: 'damaged'` or is named in `damage`. */
  readonly disks: readonly (readonly DiskRow[])[];
  /** One sentence for each row or store that was not as it should be. */
  readonly damage: readonly string[];
}

/** One transaction. */
export interface Commit {
  /** New rows, and lsns that are gone (a tail cut by recovery), per node index. */
  readonly rows: readonly { readonly node: number; readonly add: readonly DiskRow[]; readonly remove: readonly number[] }[];
  /** Journal entries not stored yet. */
  readonly journal: readonly { readonly branch: number; readonly entry: JournalEntry }[];
  readonly branches: readonly StoredBranch[];
  readonly cut: Cut;
}

export interface Durable {
  readonly kind: 'memory' | 'indexeddb';
  /** What is stored, or null where nothing is. @throws StorageFailure */
  load(): Promise<StoredRun | null>;
  /** Resolves when the bytes are safe. @throws StorageFailure (quota, closed by another version, aborted) */
  commit(commit: Commit): Promise<void>;
  /** Replaces everything by this run, in one transaction. */
  reset(run: StoredRun): Promise<void>;
  /** The stored rows of one node as they are, for the disk panel: paged. */
  rows(node: number, from: number, count: number): Promise<readonly StoredRow[]>;
  close(): void;
}

/** A row as it lies in the store: the text and its checksum. */
export interface StoredRow {
  readonly node: number;
  readonly lsn: number;
  readonly text: string;
  readonly sum: string;
}

export class StorageFailure extends Error {
  override readonly name = 'StorageFailure';
  readonly reason: 'quota' | 'blocked' | 'closed' | 'aborted' | 'unavailable' | 'unknown';
  constructor(reason: StorageFailure['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}
