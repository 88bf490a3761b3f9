// Start-up: fonts, styles, the page, the engine. What is stored is resumed; where nothing is, the first ready world begins and plays.
//   main → connectEngine → worker: start → resume or fallback → play → frames
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import { connectEngine } from '../state/connect.ts';
import type { WorkerLike } from '../state/engine.ts';
import { keepFiles } from '../state/offline.ts';
import { worksWith } from '../state/side-workers.ts';
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

worksWith({
  search: () => new Worker(new URL('../worker/search-main.ts', import.meta.url), { type: 'module', name: 'synod search' }),
  export: () => new Worker(new URL('../worker/exporter.ts', import.meta.url), { type: 'module', name: 'synod export' }),
  measure: () => new Worker(new URL('../worker/measure-main.ts', import.meta.url), { type: 'module', name: 'synod measure' }),
});
drawPage();
void startEngine();
