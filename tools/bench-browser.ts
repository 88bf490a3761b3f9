// The bench's other half: builds the engine's worker and the bench's own, serves them, and drives both in a Chromium. With IndexedDB and without:
// events a second at full speed through the barrier, and seeks as the page asks for them. No browser there: said in a sentence.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { findBrowser } from './browser.mjs';
import type { BenchPage, EngineRun } from './bench-page.ts';
import { CONFIG, seekFigures, type Figure, type Measure } from './bench-sections.ts';

export type InBrowser = { readonly name: string; readonly figures: readonly Figure[] } | { readonly why: string };

/** In the page. */
declare const bench: BenchPage;

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const ENTRIES = {
  'bench-page': here('./bench-page.ts'),
  'bench-worker': here('./bench-worker.ts'),
  stored: here('../src/worker/main.ts'),
  unstored: here('./bench-without-storage.ts'),
};
const SEEKS = 300;

/** Measures in a worker of a browser, or says why not. */
export async function inBrowser(measure: Measure): Promise<InBrowser> {
  const executablePath = await findBrowser();
  if (executablePath === null) return { why: 'No Chromium or Chrome was found: the worker and IndexedDB were not measured.' };
  const folder = await mkdtemp(join(tmpdir(), 'synod-bench-'));
  try {
    await buildInto(folder);
    const server = await serve(folder);
    try {
      return await drive(executablePath, `http://localhost:${(server.address() as AddressInfo).port}/`, measure);
    } finally {
      server.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const buildInto = (outDir: string): Promise<unknown> =>
  build({
    configFile: false,
    root: here('..'),
    publicDir: false,
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2023',
      rollupOptions: { input: ENTRIES, output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' } },
    },
  });

// The headers give the page a finer clock.
function serve(folder: string): Promise<Server> {
  const headers = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };
  const server = createServer((request, response) => {
    const name = basename(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (!name.endsWith('.js'))
      return void response
        .writeHead(200, { ...headers, 'content-type': 'text/html' })
        .end('<title>bench</title><script type="module" src="bench-page.js"></script>');
    readFile(join(folder, name)).then(
      (body) => response.writeHead(200, { ...headers, 'content-type': 'text/javascript' }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

async function drive(executablePath: string, url: string, measure: Measure): Promise<InBrowser> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    await page.goto(url);
    await page.waitForFunction(() => 'bench' in globalThis);
    const figures = await page.evaluate((m) => bench.sections(m), { events: measure.events, rounds: measure.rounds });
    const bare = figures[0]!.value;
    const asked = { rounds: Math.min(measure.rounds, 3), seeks: SEEKS, config: CONFIG };
    const unstored = await page.evaluate((a) => bench.engine('unstored.js', a.rounds, a.seeks, a.config), asked);
    const stored = await page.evaluate((a) => bench.engine('stored.js', a.rounds, a.seeks, a.config), asked);
    return { name: `Chromium ${browser.version()}`, figures: [...figures, ...ofEngine(unstored, bare), ...ofEngine(stored, bare)] };
  } finally {
    await browser.close();
  }
}

function ofEngine(run: EngineRun, bare: number): Figure[] {
  const nanos = Math.min(...run.rounds.map((r) => (r.millis * 1e6) / r.events));
  const name = run.kind === 'indexeddb' ? 'engine’s worker with IndexedDB' : 'engine’s worker, in memory';
  return [
    { name, value: nanos, unit: 'ns an event' },
    { name: `${name}, events a second`, value: 1e9 / nanos, unit: 'events/s' },
    { name: `${name} : bare loop`, value: nanos / bare, unit: '×' },
    ...seekFigures(`${name}: seek in ${Math.round(run.tip / 1000)} thousand events, answered`, run.seeks),
  ];
}
