// Joins the host to the worker's thread, the clock and a store. Wiring only.
import type { Opened, OpenOptions } from '../storage/store.ts';
import { makeHost } from './host.ts';
import type { FromWorker } from './protocol.ts';

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
  postMessage(message: FromWorker): void;
};

// A timer of 0 ms waits for 4 where it is asked for often; a message to oneself comes after those that wait already.
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

const soon = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
const later = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));

export function serve(openStore: (options: OpenOptions) => Promise<Opened>): void {
  const host = makeHost({
    openStore,
    post: (message) => scope.postMessage(message),
    now: () => performance.now(),
    sleep: (millis) => (millis <= 0 ? soon() : later(millis)),
    failed: (error) => {
      setTimeout(() => {
        throw error; // reaches the page's `onerror`, which starts a new worker from the stored run
      });
    },
  });
  scope.onmessage = (event) => host.receive(event.data);
}
