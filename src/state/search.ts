// The search for a violation, as the page keeps it: what is asked, how far it is, what came out. It has a worker of its own, which is started for
// each search and ended with it; closing the drawer leaves it at work. Loaded with the drawer.
import { create } from 'zustand';
import type { SwitchName } from '../paxos/switches.ts';
import type { FoundFrame, FromSearch, HistorySize, SearchProgress, SearchResult } from '../worker/search-protocol.ts';
import { useChoices } from './choices.ts';
import { download, openBefore, openTraceFile, type Opened } from './files.ts';
import { showNotice, useSaid } from './said.ts';
import { makeSearchWorker, type SearchWorker } from './side-workers.ts';

/** What is to be searched. */
export interface Ask {
  /** Null: every rule is on. */
  readonly switchName: SwitchName | null;
  readonly first: number;
  readonly last: number;
}

export interface SearchState {
  readonly ask: Ask;
  readonly stage: 'idle' | 'seeds' | 'smaller' | 'done' | 'failed';
  /** What is being searched, or was. */
  readonly asked: Ask | null;
  readonly progress: SearchProgress | null;
  readonly found: FoundFrame | null;
  readonly smaller: { readonly attempts: number; readonly most: number; readonly size: HistorySize } | null;
  readonly result: SearchResult | null;
  /** Why it failed, a sentence. */
  readonly error: string;
  /** It has been told to stop, and has not yet. */
  readonly stopping: boolean;
}

const IDLE: Omit<SearchState, 'ask'> = {
  stage: 'idle',
  asked: null,
  progress: null,
  found: null,
  smaller: null,
  result: null,
  error: '',
  stopping: false,
};

export const FIRST_ASK: Ask = { switchName: 'promise-before-sync', first: 1, last: 500 };
/** As the search's worker takes them. */
export const HIGHEST_SEED = 4_294_967_295;
export const MOST_SEEDS = 1_000_000;

export const useSearch = create<SearchState>()(() => ({ ask: FIRST_ASK, ...IDLE }));

export const isSearching = (s: Pick<SearchState, 'stage'>): boolean => s.stage === 'seeds' || s.stage === 'smaller';

export function changeAsk(change: Partial<Ask>): void {
  useSearch.setState(({ ask }) => ({ ask: { ...ask, ...change } }));
}

/** One look at the watch, and so many without a word: then the worker is taken for dead. Counted in looks: a page that slept has looked at nothing. */
const LOOK_MILLIS = 1000;
const PATIENCE_LOOKS = 40;

interface Running {
  readonly worker: SearchWorker;
  readonly watch: ReturnType<typeof setInterval>;
  silentLooks: number;
}

const at: { running: Running | null } = { running: null };

/** Begins the search that is asked for; one that is under way ends. */
export function startSearch(make = makeSearchWorker): void {
  end();
  const { ask } = useSearch.getState();
  useSearch.setState({ ...IDLE, asked: ask, stage: 'seeds' });
  try {
    const worker = make();
    at.running = { worker, watch: setInterval(look, LOOK_MILLIS), silentLooks: 0 };
    worker.onmessage = (event) => at.running?.worker === worker && hear(event.data);
    worker.onerror = (event) => {
      event.preventDefault();
      if (at.running?.worker === worker) fail(event.message || 'its script could not be loaded');
    };
    worker.postMessage({ type: 'search', ...ask });
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

/** Enough: the result is what has been counted, or the smallest found so far. */
export function stopSearch(): void {
  if (at.running === null) return;
  useSearch.setState({ stopping: true });
  at.running.worker.postMessage({ type: 'stop' });
}

function hear(message: FromSearch): void {
  at.running!.silentLooks = 0;
  switch (message.type) {
    case 'progress':
      return useSearch.setState({ progress: message.progress });
    case 'found':
      return useSearch.setState({ stage: 'smaller', progress: message.progress, found: message.found, stopping: false });
    case 'smaller':
      return useSearch.setState({ smaller: message });
    case 'done':
      end();
      useSearch.setState({ stage: 'done', result: message.result, progress: message.result.progress, stopping: false });
      return tellWhoeverIsElsewhere(message.result);
    case 'refused':
      return fail(message.error);
  }
}

function look(): void {
  if (at.running !== null && ++at.running.silentLooks >= PATIENCE_LOOKS) fail('it no longer answered');
}

function fail(why: string): void {
  end();
  useSearch.setState({ stage: 'failed', error: `${why.replace(/\.$/, '')}.`, stopping: false });
}

function end(): void {
  const { running } = at;
  at.running = null;
  if (running === null) return;
  clearInterval(running.watch);
  running.worker.onmessage = null;
  running.worker.onerror = null;
  running.worker.terminate();
}

function tellWhoeverIsElsewhere({ found, small }: SearchResult): void {
  if (useChoices.getState().drawer === 'search') return;
  showNotice({
    id: 'search',
    tone: 'info',
    title: found === null ? 'The search found nothing' : 'The search found something',
    text: (small ?? found)?.says ?? 'No check failed in the seeds that were run.',
    action: {
      label: 'Show it',
      run: () =>
        useChoices.setState((c) => {
          c.drawer = 'search';
        }),
    },
  });
}

/** Real time to watch before the violation comes, at the speed chosen. */
const WATCH_SECONDS = 3;
const MICROS_PER_SECOND = 1_000_000;

/** Opens what was found, and plays it from a little before the violation, or from the start. */
export async function playFound(from: 'before' | 'start'): Promise<Opened> {
  const play = useSearch.getState().result?.play ?? null;
  if (play === null) return { ok: false, error: 'Nothing was found.' };
  if (play.scenario === null) return openTraceFile({ name: play.title, text: play.trace ?? '' });
  const lead = WATCH_SECONDS * MICROS_PER_SECOND * useSaid.getState().speed;
  return openBefore(play.title, play.scenario, from === 'start' ? 0 : Math.max(0, Math.floor((play.at ?? 0) - lead)));
}

/** The scenario, or where there is none the trace, as a file. */
export function saveFound(): void {
  const { result } = useSearch.getState();
  const { play, found } = result ?? {};
  if (play === null || play === undefined || !found) return;
  const name = `seed-${found.seed}${found.invariant === '' ? '' : `-${found.invariant}`}`;
  if (play.scenario !== null) download(`${name}.scenario.txt`, play.scenario, 'text/plain');
  else download(`${name}.synod.json`, play.trace ?? '');
}

export async function copyFound(): Promise<void> {
  const text = useSearch.getState().result?.play?.scenario ?? '';
  try {
    await navigator.clipboard.writeText(text);
    showNotice({
      id: 'copied',
      tone: 'info',
      title: 'The scenario is copied',
      text: 'Pasted into a file, it is run by npm run synod -- run FILE.',
    });
  } catch {
    // No permission, or a page that was not served safely.
    showNotice({
      id: 'copied',
      tone: 'error',
      title: 'The scenario was not copied',
      text: 'The browser does not let the page write to the clipboard. Save it as a file instead.',
    });
  }
}
