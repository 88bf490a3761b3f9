// Joins the measuring to its worker's thread and clock. Wiring only. It never touches a store, nor the run that is open.
import type { FromMeasure } from './measure-protocol.ts';
import { measure } from './measure.ts';
import { sleep } from './sleep.ts';

export function serveMeasure(): void {
  const scope = self as unknown as {
    onmessage: ((event: MessageEvent<unknown>) => void) | null;
    postMessage(message: FromMeasure): void;
  };
  const deps = { post: (message: FromMeasure) => scope.postMessage(message), now: () => performance.now(), sleep };
  const failed = (error: unknown): void => {
    setTimeout(() => {
      throw error; // reaches the page's `onerror`, which says so
    });
  };
  scope.onmessage = (event) => void measure(deps, event.data).catch(failed);
}
