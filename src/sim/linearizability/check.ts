// I10: the clients' history is linearizable. Keys are independent of one another, so each is judged by itself (Herlihy and Wing 1990, locality).
import { smallestWindow, type Window } from './explain.ts';
import { linearize } from './linearize.ts';
import { ABSENT, type KeyState } from './model.ts';
import type { ClientHistory, ClientOperation } from './operations.ts';

export interface HistoryVerdict {
  /** Operations judged, and how many of them have an unknown outcome. */
  readonly operations: number;
  readonly unknown: number;
  readonly keys: number;
  /** The first key, in order, whose history no order explains. */
  readonly window: Window | null;
  /** Keys whose history was too tangled to be judged within the bound. */
  readonly undecided: readonly string[];
}

/** Judges what is kept of the history. Where its beginning was forgotten, each key starts in a state that is not known. */
export function checkHistory(history: ClientHistory): HistoryVerdict {
  return checkOperations(history.operations(), history.forgotten > 0 ? null : ABSENT);
}

/** Judges these operations, stale answers apart. `initial`: every key's state before them. */
export function checkOperations(operations: readonly ClientOperation[], initial: KeyState = ABSENT): HistoryVerdict {
  const byKey = new Map<string, ClientOperation[]>();
  for (const o of operations) {
    if (o.mode === 'stale') continue;
    const list = byKey.get(o.operation.key);
    if (list === undefined) byKey.set(o.operation.key, [o]);
    else list.push(o);
  }
  const undecided: string[] = [];
  let window: Window | null = null;
  for (const key of [...byKey.keys()].sort()) {
    const verdict = linearize(byKey.get(key)!, initial);
    if (verdict.gaveUp) undecided.push(key);
    else if (!verdict.linearizable) window ??= smallestWindow(key, byKey.get(key)!, initial);
  }
  const unknown = operations.filter((o) => o.answered === null).length;
  return { operations: operations.length, unknown, keys: byKey.size, window, undecided };
}
