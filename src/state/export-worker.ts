// How a worker that exports is started: said by whoever starts the page, since a stand-alone page has it inside. Loaded first, so it is small.
import type { ExportRequest, FromExporter } from '../worker/export-protocol.ts';

/** What an export needs of its worker; a real `Worker` can. */
export interface ExportWorker {
  postMessage(message: ExportRequest): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromExporter>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** By this name a stand-alone page’s worker knows what it is for. */
export const EXPORT_WORKER_NAME = 'synod export';

const given: { make: (() => ExportWorker) | null } = { make: null };

export function exportsWith(make: () => ExportWorker): void {
  given.make = make;
}

export function makeExportWorker(): ExportWorker {
  if (given.make === null) throw new Error('This page has no worker to export with.');
  return given.make();
}
