// Start-up: fonts, styles, the page, the engine. What is stored is resumed; where nothing is, the first ready world begins and plays.
//   main → connectEngine → worker: start → resume or fallback → play → frames
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import { connectEngine } from '../state/connect.ts';
import type { WorkerLike } from '../state/engine.ts';
import { EXPORT_WORKER_NAME, exportsWith } from '../state/export-worker.ts';
import { keepFiles } from '../state/offline.ts';
import { SEARCH_WORKER_NAME, searchesWith } from '../state/search-worker.ts';
import { followAddress } from './address.ts';
import { drawPage } from './draw.tsx';
import { playOnStart } from './playing.ts';

const makeWorker = (): WorkerLike => new Worker(new URL('../worker/main.ts', import.meta.url), { type: 'module', name: 'synod engine' });

async function startEngine(): Promise<void> {
  // Not needed to draw the page, so not part of what is loaded first.
  const { DEFAULT_WORLD } = await import('../scenario/worlds.ts');
  const began = await connectEngine(makeWorker, { title: DEFAULT_WORLD.title, scenario: DEFAULT_WORLD.text });
  if (!began) return;
  const elsewhere = await followAddress();
  await playOnStart(elsewhere);
  await keepFiles();
}

searchesWith(() => new Worker(new URL('../worker/search-main.ts', import.meta.url), { type: 'module', name: SEARCH_WORKER_NAME }));
exportsWith(() => new Worker(new URL('../worker/exporter.ts', import.meta.url), { type: 'module', name: EXPORT_WORKER_NAME }));
drawPage();
void startEngine();
