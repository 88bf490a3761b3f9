// One tab at a time changes the run: an exclusive Web Lock, held until the worker ends. A worker that was just ended may hold it a moment
// longer, so that its successor waits before it says that the run is open elsewhere. No Web Locks: this tab is taken for the only one.

export interface Held {
  /** False: another tab has the run. */
  readonly mine: boolean;
  readonly release: () => void;
}

const WAIT_MS = 1_500;

/** `freed` is told once, later, when another tab that had the run has gone. */
export async function takeLock(name: string, freed: () => void, waitMs = WAIT_MS): Promise<Held> {
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks;
  if (locks === undefined) return { mine: true, release: () => undefined };
  const ours = await request(locks, name, AbortSignal.timeout(waitMs));
  if (ours !== null) return { mine: true, release: ours };
  const waiting = new AbortController();
  void request(locks, name, waiting.signal).then((release) => {
    release?.();
    if (release !== null) freed();
  });
  return { mine: false, release: () => waiting.abort() };
}

/** What gives the lock back, once it is ours; null when the signal came first. */
function request(locks: LockManager, name: string, signal: AbortSignal): Promise<(() => void) | null> {
  return new Promise((resolve) => {
    const hold = (): Promise<void> => new Promise<void>((release) => resolve(release));
    // Refused for another reason (an opaque origin): as where there are no locks.
    locks.request(name, { mode: 'exclusive', signal }, hold).catch(() => resolve(signal.aborted ? null : () => undefined));
  });
}
