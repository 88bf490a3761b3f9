// The worker's door to storage: opens both copies of the run under the lock, puts right what is missing, and takes commits.
// Never imported by the page; never decides by itself what follows from a loss (recover.ts) and never executes the run (the caller replays).
import type { EventNumber, NodeId } from '../base/units.ts';
import type { Run } from '../history/run.ts';
import type { DiskRow } from '../sim/inputs.ts';
import type { Commit, Cut, StoredRow, StoredRun } from './durable.ts';
import { openIndexedDb } from './indexeddb.ts';
import { takeLock } from './lock.ts';
import { openMarker } from './marker.ts';
import type { StorageNotice } from './notices.ts';
import { openWith, type Platform } from './open.ts';
import { openOpfs } from './opfs.ts';

export type { StorageNotice } from './notices.ts';

/** The disks of a run at one moment, by re-execution. */
export type Replayed =
  | { readonly ok: true; readonly cut: Cut; /** Per node its durable rows. */ readonly disks: readonly (readonly DiskRow[])[] }
  | { readonly ok: false; /** One sentence: why the run could not be executed that far. */ readonly why: string };

/**
 * Executes branch `branch` of the run from its beginning until `event` events are executed. Called at most once or twice by `openStore`; the
 * caller may keep what it built for the last call that it answered (that is the run it is given back, at its cut).
 */
export type Replay = (run: Run, branch: number, event: EventNumber) => Promise<Replayed>;

export type Found =
  /** Nothing to resume. A notice says so where something should have been there. */
  | { readonly kind: 'nothing'; readonly notices: readonly StorageNotice[] }
  /**
   * A run to resume: re-executing it to `run.cut` gives exactly the stored disks (checked). Its journal may have entries at or beyond the cut: inputs
   * that were journalled and had not taken effect; go on from the cut through them.
   */
  | {
      readonly kind: 'run';
      readonly run: StoredRun;
      readonly notices: readonly StorageNotice[];
      /** Rows or journal were written anew from another source. */
      readonly rebuilt: boolean;
      /** Nodes whose disk is gone for good: in `run.header.disks` they are empty, so that D8 holds. */
      readonly lostDisks: readonly NodeId[];
    };

/** A run to begin: the session is chosen by the store. */
export type NewRun = Omit<StoredRun, 'session' | 'damage'>;

export interface Store {
  readonly kind: 'memory' | 'indexeddb';
  /** Memory: why, in one sentence. Null with IndexedDB. */
  readonly why: string | null;
  /** The run is open in another tab: `begin` and `commit` fail, nothing is written. */
  readonly readOnly: boolean;
  /** What the second copy is, in one sentence, or why there is none. */
  readonly secondCopy: { readonly kept: boolean; readonly words: string };
  /** Replaces all that is stored by this run; resolves to its session when it is safe. @throws StorageFailure */
  begin(run: NewRun): Promise<string>;
  /** Inputs and branches go to the second copy, then everything to IndexedDB; resolves when it is safe. One at a time: await each. @throws StorageFailure */
  commit(commit: Commit): Promise<void>;
  /** After a failure: the same run, whole, written again (a lost connection is opened anew). @throws StorageFailure */
  rewrite(run: NewRun): Promise<void>;
  /** After a failure, when the person chooses to go on: the run in memory only, from now on. */
  retreat(run: NewRun, why: string): Promise<void>;
  /** The stored rows of one node as they are, from the `from`th (0-based) on. */
  rows(node: NodeId, from: number, count: number): Promise<readonly StoredRow[]>;
  counts(): { readonly commits: number; readonly rows: number; readonly rowsOf: readonly number[] };
  close(): void;
}

export interface Opened {
  readonly store: Store;
  readonly found: Found;
}

export interface OpenOptions {
  readonly replay: Replay;
  /** Told from time to time what is going on ("Loading the stored run: 40,000 rows."). */
  readonly progress?: (words: string) => void;
  /** Told when the second copy can no longer be written: the run goes on with IndexedDB alone. */
  readonly notice?: (notice: StorageNotice) => void;
  /** For tests: another name than `synod` for database, files, marker and lock. */
  readonly name?: string;
}

/** Opens what is stored, puts right what can be put right, and says the rest. Never rejects because of what it finds. */
export function openStore(options: OpenOptions): Promise<Opened> {
  const name = options.name ?? 'synod';
  const rows = (read: number): void => options.progress?.(`Loading the stored run: ${read.toLocaleString('en')} rows.`);
  const platform: Platform = {
    durable: () => openIndexedDb({ name, progress: rows }),
    files: () => openOpfs(name),
    marker: openMarker(name),
    lock: (freed) => takeLock(`${name}-run`, freed),
  };
  return openWith(platform, options);
}
