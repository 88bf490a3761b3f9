// A line of the clients’ history in EDN, the notation of Clojure: Knossos reads a file of such maps, and so does the reader of histories that
// Porcupine’s own tests have. Names become keywords, so do `type`, `f` and `mode`.
import type { HistoryLine } from './client-history.ts';

const KEYWORDS: ReadonlySet<string> = new Set(['type', 'f', 'mode']);

/** `{:process 100000, :type :invoke, :f :put, :key "x", :value "4", …}`. */
export function ednLine({ index, time, event, ...first }: HistoryLine): string {
  const fields = Object.entries({ ...first, index, time, event });
  return `{${fields.map(([k, v]) => `:${k} ${KEYWORDS.has(k) ? `:${String(v)}` : edn(v)}`).join(', ')}}`;
}

// Of what JSON writes in a string, EDN knows all but `\b` and `\f`, which it has by number only.
const edn = (v: unknown): string =>
  v === null || v === undefined
    ? 'nil'
    : JSON.stringify(v).replaceAll(/\\([\\"bf])/g, (all, c) => (c === 'b' ? '\\u0008' : c === 'f' ? '\\u000c' : all));
