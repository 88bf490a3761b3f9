// The last verdict on the clients' history: for the panel that asked for it, and for the time track, which shows where its window lies. It speaks of
// one branch of one run; of another it is not shown.
import { create } from 'zustand';
import type { HistoryReport, HistoryWindow, RunFrame } from '../worker/protocol.ts';
import { sentenceOf } from './actions.ts';
import { engine } from './engine.ts';
import { useSaid } from './said.ts';

export interface Judged {
  readonly report: HistoryReport | null;
  /** Of which run and branch it speaks. */
  readonly of: string;
  readonly refusal: string;
  readonly busy: boolean;
  /** Raised when the time track is asked to show the window. */
  readonly shows: number;
}

export const useJudged = create<Judged>()(() => ({ report: null, of: '', refusal: '', busy: false, shows: 0 }));

export const branchNamed = (run: Pick<RunFrame, 'session' | 'branches'> | null): string =>
  run === null ? '' : `${run.session} ${run.branches.find((b) => b.current)?.id ?? ''}`;

/** Judges what the clients saw up to the moment shown. */
export async function judgeHistory(): Promise<void> {
  const of = branchNamed(useSaid.getState().run);
  useJudged.setState({ busy: true });
  try {
    useJudged.setState({ report: await engine.request('check-history'), of, refusal: '', busy: false });
  } catch (error) {
    useJudged.setState({ report: null, of, refusal: sentenceOf(error), busy: false });
  }
}

/** The window of the last verdict, where it speaks of this run and branch. */
export const windowIn = ({ report, of }: Judged, run: RunFrame | null): HistoryWindow | null =>
  run !== null && of === branchNamed(run) ? (report?.window ?? null) : null;

export const showOnTrack = (): void => useJudged.setState(({ shows }) => ({ shows: shows + 1 }));
