// The bench's page: starts the workers and talks to them as the page of the app does; called from outside by tools/bench-browser.ts.
import type { Config } from '../src/sim/config.ts';
import type { Figure, Measure } from './bench-sections.ts';

/** What the engine's worker did: of every round the events and milliseconds, then the seeks. */
export interface EngineRun {
  readonly kind: string;
  readonly rounds: readonly { readonly events: number; readonly millis: number }[];
  readonly seeks: readonly number[];
  readonly tip: number;
}

export interface BenchPage {
  readonly sections: (measure: Measure) => Promise<Figure[]>;
  readonly engine: (script: string, rounds: number, seeks: number, config: Config) => Promise<EngineRun>;
}

const sections = (measure: Measure): Promise<Figure[]> =>
  new Promise((resolve, reject) => {
    const worker = new Worker('bench-worker.js', { type: 'module' });
    worker.onmessage = ({ data }) => resolve(data as Figure[]);
    worker.onerror = (e) => reject(new Error(e.message));
    worker.postMessage(measure);
  });

type Ask = (type: string, body?: object) => Promise<unknown>;
interface Seen {
  run: { readonly storage: { readonly kind: string } } | null;
}

function talkTo(worker: Worker, seen: Seen): Ask {
  const waiting = new Map<number, readonly [(value: unknown) => void, (why: Error) => void]>();
  let last = 0;
  const ask: Ask = (type, body = {}) =>
    new Promise((resolve, reject) => {
      waiting.set(++last, [resolve, reject]);
      worker.postMessage({ ...body, type, id: last });
    });
  worker.onmessage = ({ data }) => {
    if (data.type === 'reply' && data.ok) waiting.get(data.id)![0](data.value);
    else if (data.type === 'reply') waiting.get(data.id)![1](new Error(data.error));
    else if (data.type === 'frame') requestAnimationFrame(() => void ask('painted'));
    else if (data.type === 'run') seen.run = data.run;
  };
  return ask;
}

// At full speed: a wait for what never comes, which ends after 100,000 events and is safe on disk when it is answered.
async function engine(script: string, rounds: number, seeks: number, config: Config): Promise<EngineRun> {
  const worker = new Worker(script, { type: 'module' });
  const seen: Seen = { run: null };
  const ask = talkTo(worker, seen);
  await ask('start', { fallback: { title: 'bench', scenario: 'title Bench\nabout Bench.\n\ncluster 3\n' }, powerFailure: false });
  await ask('open-config', { title: 'bench', config });
  await ask('pause');
  const took: { events: number; millis: number }[] = [];
  let { event } = (await ask('digest')) as { event: number };
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    const reached = (await ask('run-until', { condition: 'violation', speed: null })) as { event: number };
    took.push({ events: reached.event - event, millis: performance.now() - began });
    event = reached.event;
  }
  const sought: number[] = [];
  for (let i = 0; i < seeks; i++) {
    const began = performance.now();
    await ask('seek', { event: Math.floor(((i * 0.618_034) % 1) * event) });
    sought.push(performance.now() - began);
  }
  worker.terminate();
  return { kind: seen.run?.storage.kind ?? 'unknown', rounds: took, seeks: sought, tip: event };
}

(globalThis as unknown as { bench: BenchPage }).bench = { sections, engine };
