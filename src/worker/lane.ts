// One thing at a time: what changes the run, or must see it between two changes, is done in this order. And work in slices, so that messages
// are heard in between: a request may wait, a `painted` never does.
import type { HostDeps } from './host.ts';

/** Real time that the thread is kept at most before messages are heard again. */
const SLICE_MILLIS = 6;

export class Lane {
  private last: Promise<unknown> = Promise.resolve();
  private readonly deps: Pick<HostDeps, 'now' | 'sleep'>;

  constructor(deps: Pick<HostDeps, 'now' | 'sleep'>) {
    this.deps = deps;
  }

  /** Does `task` when everything asked for before it is done. Not to be called from within a task. */
  run<T>(task: () => Promise<T> | T): Promise<T> {
    const done = this.last.then(task);
    this.last = done.then(
      () => undefined,
      () => undefined, // whoever asked for it is told
    );
    return done;
  }

  /** A clock for one slice: `over()` when it is time to let messages in, `pause()` lets them in. */
  slice(): { over(): boolean; pause(): Promise<void> } {
    const { deps } = this;
    let since = deps.now();
    return {
      over: () => deps.now() - since >= SLICE_MILLIS,
      pause: async () => {
        await deps.sleep(0);
        since = deps.now();
      },
    };
  }

  /** Drives work in pieces to its end, letting messages in between. `seen`: each piece's yield. */
  async drive<Y, T>(work: Generator<Y, T>, seen: (piece: Y) => void = () => undefined): Promise<T> {
    const slice = this.slice();
    for (;;) {
      const piece = work.next();
      if (piece.done === true) return piece.value;
      seen(piece.value);
      if (slice.over()) await slice.pause();
    }
  }
}
