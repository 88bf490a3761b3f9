// The page's end of the search: what its worker says becomes what is shown; stopped, failed, silent, and told to whoever is elsewhere.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FromSearch, SearchProgress, SearchResult, ToSearch } from '../worker/search-protocol.ts';
import { useChoices } from './choices.ts';
import { useSaid } from './said.ts';
import { changeAsk, FIRST_ASK, isSearching, startSearch, stopSearch, useSearch } from './search.ts';
import type { SearchWorker } from './side-workers.ts';

const PROGRESS: SearchProgress = { seeds: 3, events: 900, inputs: 20, chosen: 12, millis: 400, marks: [['a', 0]] };
const NOTHING: SearchResult = { stopped: false, progress: PROGRESS, found: null, small: null, play: null };

class FakeWorker implements SearchWorker {
  readonly heard: ToSearch[] = [];
  ended = false;
  onmessage: SearchWorker['onmessage'] = null;
  onerror: SearchWorker['onerror'] = null;
  postMessage(message: ToSearch): void {
    this.heard.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  say(message: FromSearch): void {
    this.onmessage?.({ data: message } as MessageEvent<FromSearch>);
  }
}

function begin(): FakeWorker {
  const worker = new FakeWorker();
  startSearch(() => worker);
  return worker;
}

beforeEach(() => {
  vi.useFakeTimers();
  changeAsk(FIRST_ASK);
  useSaid.setState({ notices: [] });
});
afterEach(() => vi.useRealTimers());

describe('a search', () => {
  it('asks its worker, shows how far it is, and ends with its worker', () => {
    changeAsk({ switchName: null, first: 5, last: 9 });
    const worker = begin();
    expect(worker.heard).toEqual([{ type: 'search', switchName: null, first: 5, last: 9 }]);
    worker.say({ type: 'progress', progress: PROGRESS });
    expect(useSearch.getState()).toMatchObject({ stage: 'seeds', progress: PROGRESS });
    useChoices.setState({ drawer: 'search' });
    worker.say({ type: 'done', result: NOTHING });
    expect(useSearch.getState()).toMatchObject({ stage: 'done', result: NOTHING });
    expect(worker.ended).toBe(true);
    expect(useSaid.getState().notices).toEqual([]);
  });

  it('is told to stop, and says so until it has', () => {
    const worker = begin();
    stopSearch();
    expect(worker.heard.at(-1)).toEqual({ type: 'stop' });
    expect(useSearch.getState().stopping).toBe(true);
    worker.say({ type: 'done', result: { ...NOTHING, stopped: true } });
    expect(useSearch.getState()).toMatchObject({ stage: 'done', stopping: false });
  });

  it('takes the place of the one before, which is not heard any more', () => {
    const first = begin();
    const second = begin();
    expect(first.ended).toBe(true);
    first.say({ type: 'done', result: NOTHING });
    expect(isSearching(useSearch.getState())).toBe(true);
    second.say({ type: 'done', result: NOTHING });
    expect(useSearch.getState().stage).toBe('done');
  });

  it('that ends while another drawer is open is told in a notice', () => {
    useChoices.setState({ drawer: 'disks' });
    begin().say({ type: 'done', result: NOTHING });
    const [notice] = useSaid.getState().notices;
    expect(notice?.title).toBe('The search found nothing');
    notice?.action?.run();
    expect(useChoices.getState().drawer).toBe('search');
  });
});

describe('a search that fails', () => {
  it('says why: refused, an error in its worker, no worker at all, silence', () => {
    begin().say({ type: 'refused', error: 'The search: found nothing; expected a seed.' });
    expect(useSearch.getState()).toMatchObject({ stage: 'failed', error: 'The search: found nothing; expected a seed.' });
    const worker = begin();
    worker.onerror?.({ message: 'out of memory', preventDefault: () => undefined } as unknown as ErrorEvent);
    expect(useSearch.getState()).toMatchObject({ stage: 'failed', error: 'out of memory.' });
    expect(worker.ended).toBe(true);
    startSearch(() => {
      throw new Error('workers are blocked');
    });
    expect(useSearch.getState()).toMatchObject({ stage: 'failed', error: 'workers are blocked.' });
    const silent = begin();
    vi.advanceTimersByTime(60_000);
    expect(useSearch.getState()).toMatchObject({ stage: 'failed', error: 'it no longer answered.' });
    expect(silent.ended).toBe(true);
  });
});
