// The comparison of two branches: what was asked for, how far the engine is with it, what it found. Replaced whole; one at a time.
import { create } from 'zustand';
import type { Comparison } from '../worker/protocol.ts';
import { engine } from './engine.ts';

export type Comparing =
  | { readonly state: 'idle' }
  | { readonly state: 'working'; readonly done: number; readonly total: number }
  | { readonly state: 'done'; readonly comparison: Comparison }
  | { readonly state: 'failed'; readonly why: string };

export const useComparing = create<Comparing>()(() => ({ state: 'idle' }));

const set = (next: Comparing): void => useComparing.setState(next, true);

/** Which comparison is the latest: what comes of an older one is not shown. */
const latest = { turn: 0 };

export async function compareBranches(first: number, second: number): Promise<void> {
  const turn = ++latest.turn;
  set({ state: 'working', done: 0, total: 0 });
  try {
    const comparison = await engine.request('compare-branches', { branches: [first, second] });
    if (turn === latest.turn) set({ state: 'done', comparison });
  } catch (error) {
    if (turn === latest.turn) set({ state: 'failed', why: error instanceof Error ? error.message : String(error) });
  }
}

/** Ends one that is under way, and forgets what was found. */
export function stopComparing(): void {
  latest.turn++;
  if (useComparing.getState().state === 'working') void engine.request('stop-comparing').catch(() => undefined);
  set({ state: 'idle' });
}

/** How far the engine is. */
export function comparingGoesOn(done: number, total: number): void {
  if (useComparing.getState().state === 'working') set({ state: 'working', done, total });
}
