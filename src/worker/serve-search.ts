// Joins the search to its worker's thread and clock. Wiring only. It never touches a store, nor the run that is open.
import type { FromSearch } from './search-protocol.ts';
import { makeSearch } from './search.ts';
import { sleep } from './sleep.ts';

export function serveSearch(): void {
  const scope = self as unknown as {
    onmessage: ((event: MessageEvent<unknown>) => void) | null;
    postMessage(message: FromSearch): void;
  };
  const search = makeSearch({
    post: (message) => scope.postMessage(message),
    now: () => performance.now(),
    sleep,
    failed: (error) => {
      setTimeout(() => {
        throw error; // reaches the page's `onerror`, which says so
      });
    },
  });
  scope.onmessage = (event) => search.receive(event.data);
}
