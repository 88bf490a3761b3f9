// The page of the storage contract: starts a worker that runs the suite on the real IndexedDB and the real files, and shows what came of it.
import type { SuiteResult } from './storage-suite.ts';

declare global {
  interface Window {
    /** Set when all cases have run. */
    storageContract?: SuiteResult;
  }
}

const report = document.querySelector('#report')!;
const worker = new Worker(new URL('./storage-suite.ts', import.meta.url), { type: 'module' });

worker.onmessage = ({ data }: MessageEvent<SuiteResult>) => {
  window.storageContract = data;
  const failed = data.cases.filter((c) => c.error !== null);
  const lines = data.cases.map(
    (c) => `${c.error === null ? 'passed' : 'FAILED'}  ${c.name}${c.error === null ? '' : `\n        ${c.error}`}`,
  );
  report.textContent = [...lines, '', `${data.cases.length - failed.length} passed, ${failed.length} failed`, ...data.figures].join('\n');
};
worker.onerror = (event) => {
  report.textContent = `The worker stopped: ${event.message}`;
};
