// Joins the host to the worker's thread, the clock and a store. Wiring only.
import type { Opened, OpenOptions } from '../storage/store.ts';
import { makeHost } from './host.ts';
import type { FromWorker } from './protocol.ts';
import { sleep } from './sleep.ts';

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
  postMessage(message: FromWorker): void;
};

export function serve(openStore: (options: OpenOptions) => Promise<Opened>): void {
  const host = makeHost({
    openStore,
    post: (message) => scope.postMessage(message),
    now: () => performance.now(),
    sleep,
    failed: (error) => {
      setTimeout(() => {
        throw error; // reaches the page's `onerror`, which starts a new worker from the stored run
      });
    },
  });
  scope.onmessage = (event) => host.receive(event.data);
}
