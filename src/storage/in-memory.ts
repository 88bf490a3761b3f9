// A store that keeps nothing beyond the page, where that is meant: for the stand-alone page. It asks the browser for nothing, finds nothing, and
// has nothing to report.
import { KeptStore } from './kept-store.ts';
import { makeMemoryDurable } from './memory.ts';
import type { Opened, OpenOptions } from './store.ts';

export function openInMemory({ notice = () => undefined }: OpenOptions): Promise<Opened> {
  const store = new KeptStore({
    durable: makeMemoryDurable(),
    why: 'A stand-alone page keeps nothing; save the run as a file to keep it.',
    readOnly: false,
    second: null,
    secondWords: 'There is no second copy: a stand-alone page keeps nothing.',
    marker: null,
    reopen: () => Promise.resolve(makeMemoryDurable()),
    notice,
    release: () => undefined,
    session: '00000000-0000000000000000',
    progress: { commits: 0, changes: 0 },
  });
  return Promise.resolve({ store, found: { kind: 'nothing', notices: [] } });
}
