// What the run shown brought over time, as the page keeps it: asked for while it is looked at, and again, not too often, when the run has gone on.
// Loaded with the charts.
import { create } from 'zustand';
import type { TrendFrame } from '../worker/protocol.ts';
import { sentenceOf } from './actions.ts';
import { engine } from './engine.ts';
import { useSaid } from './said.ts';

export interface TrendState {
  readonly trend: TrendFrame | null;
  /** Why there is none, a sentence, or ''. */
  readonly error: string;
}

export const useTrend = create<TrendState>()(() => ({ trend: null, error: '' }));

/** Between two questions, ms of real time: what is drawn need not flicker. */
const EVERY_MILLIS = 700;

/** Asks as long as it is looked at. Returns how to end it. */
export function followTrend(): () => void {
  const following = { ended: false, asking: false, wanted: false, timer: undefined as ReturnType<typeof setTimeout> | undefined };
  const ask = async (): Promise<void> => {
    following.asking = true;
    following.wanted = false;
    const answer = await engine.request('trend').then(
      (trend) => ({ trend, error: '' }),
      (error: unknown) => ({ error: sentenceOf(error) }),
    );
    if (following.ended) return;
    useTrend.setState(answer);
    following.timer = setTimeout(() => {
      following.asking = false;
      if (following.wanted) void ask();
    }, EVERY_MILLIS);
  };
  const want = (): void => {
    following.wanted = true;
    if (!following.asking) void ask();
  };
  const stop = useSaid.subscribe((now, before) => now.run !== before.run && want());
  want();
  return () => {
    following.ended = true;
    clearTimeout(following.timer);
    stop();
    useTrend.setState({ trend: null, error: '' });
  };
}
