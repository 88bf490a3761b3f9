// The bench inside a worker of the browser: the same sections as in Node, on message; the figures go back. Nothing else.
import { perEvent, seeking, type Measure } from './bench-sections.ts';

const scope = globalThis as unknown as {
  onmessage: ((event: { readonly data: Measure }) => void) | null;
  postMessage(message: unknown): void;
};

scope.onmessage = ({ data }) => scope.postMessage([...perEvent(data), ...seeking(data)]);
