// How a worker for the search is started: said by whoever starts the page, since a stand-alone page has it inside. Loaded first, so it is small.
import type { FromSearch, ToSearch } from '../worker/search-protocol.ts';

/** What a search needs of its worker; a real `Worker` can. */
export interface SearchWorker {
  postMessage(message: ToSearch): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromSearch>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** By this name a stand-alone page’s worker knows what it is for. */
export const SEARCH_WORKER_NAME = 'synod search';

const given: { make: (() => SearchWorker) | null } = { make: null };

export function searchesWith(make: () => SearchWorker): void {
  given.make = make;
}

export function makeSearchWorker(): SearchWorker {
  if (given.make === null) throw new Error('this page has no worker to search with');
  return given.make();
}
