// How the workers beside the engine are started: said by whoever starts the page, since a stand-alone page has them inside. Loaded first, so it is small.
import type { ExportRequest, FromExporter } from '../worker/export-protocol.ts';
import type { FromMeasure, ToMeasure } from '../worker/measure-protocol.ts';
import type { FromSearch, ToSearch } from '../worker/search-protocol.ts';

/** What is needed of such a worker; a real `Worker` can. */
interface SideWorker<To, From> {
  postMessage(message: To): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<From>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export type SearchWorker = SideWorker<ToSearch, FromSearch>;
export type ExportWorker = SideWorker<ExportRequest, FromExporter>;
export type MeasureWorker = SideWorker<ToMeasure, FromMeasure>;

interface Makers {
  readonly search: () => SearchWorker;
  readonly export: () => ExportWorker;
  readonly measure: () => MeasureWorker;
}

const given: { makers: Makers | null } = { makers: null };

export function worksWith(makers: Makers): void {
  given.makers = makers;
}

function makers(): Makers {
  if (given.makers === null) throw new Error('This page has no workers.');
  return given.makers;
}

export const makeSearchWorker = (): SearchWorker => makers().search();
export const makeExportWorker = (): ExportWorker => makers().export();
export const makeMeasureWorker = (): MeasureWorker => makers().measure();
