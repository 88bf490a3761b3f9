// The open store: commits to both copies in the right order, keeps count, and says what can no longer be kept. Inputs reach the second copy
// before IndexedDB and before they take effect; the mark follows the commit. Never decides about losses found at the start (open.ts).
import { assert } from '../base/assert.ts';
import type { NodeId } from '../base/units.ts';
import { failure, toFailure } from './failure.ts';
import type { Commit, Durable, Progress, StoredRow, StoredRun } from './durable.ts';
import type { Marker } from './marker.ts';
import { makeMemoryDurable } from './memory.ts';
import { NOTICES, type StorageNotice } from './notices.ts';
import type { SecondCopy } from './second-copy.ts';
import type { NewRun, Store } from './store.ts';

/** What the store is made of when it opens. */
export interface StoreParts {
  durable: Durable;
  /** Memory: why. */
  why: string | null;
  readonly readOnly: boolean;
  second: SecondCopy | null;
  secondWords: string;
  readonly marker: Marker | null;
  /** Opens the database again, after its connection was lost. */
  readonly reopen: () => Promise<Durable>;
  readonly notice: (notice: StorageNotice) => void;
  readonly release: () => void;
  session: string;
  progress: Progress;
}

export const SECOND_KEPT = 'The journal is kept a second time in a file, each input before it takes effect.';

/** The next session: later than any that was ever found here. */
export function nextSession(known: readonly (string | undefined)[]): string {
  const epoch = Math.max(0, ...known.map((s) => (s === undefined ? 0 : Number.parseInt(s, 10)))) + 1;
  const random = crypto.getRandomValues(new Uint8Array(8));
  return `${String(epoch).padStart(8, '0')}-${[...random].map((b) => b.toString(16).padStart(2, '0')).join('')}`;
}

export class KeptStore implements Store {
  private readonly parts: StoreParts;
  /** A commit is under way: the next one awaits it. */
  private busy = false;

  constructor(parts: StoreParts) {
    this.parts = parts;
  }

  get kind(): 'memory' | 'indexeddb' {
    return this.parts.durable.kind;
  }
  get why(): string | null {
    return this.parts.why;
  }
  get readOnly(): boolean {
    return this.parts.readOnly;
  }
  get secondCopy(): { readonly kept: boolean; readonly words: string } {
    return { kept: this.parts.second !== null, words: this.parts.secondWords };
  }

  begin(run: NewRun): Promise<string> {
    return this.alone(async () => {
      const session = nextSession([this.parts.session]);
      await this.writeWhole({ ...run, session, damage: [] }, { commits: 0, changes: 0 });
      return session;
    });
  }

  commit(commit: Commit): Promise<void> {
    return this.alone(async () => {
      const { parts } = this;
      const changes = commit.journal.length + commit.branches.length + (commit.dropJournal?.length ?? 0) > 0 || commit.about !== undefined;
      const next = { commits: parts.progress.commits + 1, changes: parts.progress.changes + (changes ? 1 : 0) };
      if (changes) this.onSecond((second) => second.append(commit, next));
      try {
        await parts.durable.commit(commit, next);
      } catch (thrown) {
        if (changes) this.onSecond((second) => second.retract());
        throw thrown;
      }
      parts.progress = next;
      this.onSecond((second) => second.mark(commit.cut, next));
      if (commit.about !== undefined) await this.mark({ session: parts.session, title: commit.about.title });
    });
  }

  rewrite(run: NewRun): Promise<void> {
    return this.alone(async () => {
      const { parts } = this;
      if (parts.durable.kind === 'indexeddb') {
        parts.durable.close();
        parts.durable = await parts.reopen();
      }
      await this.writeWhole({ ...run, session: parts.session, damage: [] }, { ...parts.progress, commits: parts.progress.commits + 1 });
    });
  }

  retreat(run: NewRun, why: string): Promise<void> {
    return this.alone(async () => {
      const { parts } = this;
      parts.durable.close();
      parts.durable = makeMemoryDurable();
      parts.why = why;
      await this.writeWhole({ ...run, session: parts.session, damage: [] }, { ...parts.progress, commits: parts.progress.commits + 1 });
    });
  }

  rows(node: NodeId, from: number, count: number): Promise<readonly StoredRow[]> {
    return this.parts.durable.rows(node - 1, from, count);
  }

  counts(): { readonly commits: number; readonly rows: number; readonly rowsOf: readonly number[] } {
    const rowsOf = this.parts.durable.counts();
    return { commits: this.parts.progress.commits, rows: rowsOf.reduce((sum, n) => sum + n, 0), rowsOf };
  }

  close(): void {
    this.parts.durable.close();
    this.parts.second?.close();
    this.parts.release();
  }

  /** Writes the second copy from the run, which is in IndexedDB already. For the opening. */
  writeSecond(run: StoredRun): Promise<void> {
    this.onSecond((second) => second.begin(run, this.parts.progress));
    return this.mark(run);
  }

  /** Puts the run into IndexedDB as it is, and then into the second copy. For the opening. */
  async place(run: StoredRun): Promise<void> {
    await this.writeWhole(run, this.parts.progress);
  }

  private async writeWhole(run: StoredRun, progress: Progress): Promise<void> {
    await this.parts.durable.reset(run, progress);
    this.parts.session = run.session;
    this.parts.progress = progress;
    await this.writeSecond(run);
  }

  // The marker is a witness only: without it, the run is as safe as before.
  private async mark({ session, title }: Pick<StoredRun, 'session' | 'title'>): Promise<void> {
    try {
      await this.parts.marker?.write({ session, title });
    } catch (thrown) {
      console.warn(`The marker of the run could not be written: ${toFailure(thrown).message}`);
    }
  }

  private onSecond(act: (second: SecondCopy) => void): void {
    const { parts } = this;
    if (parts.second === null) return;
    try {
      act(parts.second);
    } catch (thrown) {
      if (thrown instanceof Error && thrown.name === 'AssertionFailure') throw thrown;
      const why = toFailure(thrown).message;
      parts.second.abandon();
      parts.second = null;
      parts.secondWords = `There is no second copy: ${why}`;
      parts.notice(NOTICES.secondLost(why));
    }
  }

  private async alone<T>(act: () => Promise<T>): Promise<T> {
    if (this.parts.readOnly) throw failure('read-only');
    assert(!this.busy, 'one commit at a time: each is awaited');
    this.busy = true;
    try {
      return await act();
    } finally {
      this.busy = false;
    }
  }
}
