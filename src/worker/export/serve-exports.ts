// The worker that exports: one request, then progress, then a file or a sentence. It knows the run from its trace's text alone, so that neither
// the page nor the engine waits for it; the page ends it to cancel.
import { fileName } from '../file-name.ts';
import type { ExportRequest, FromExporter } from '../export-protocol.ts';
import { filmJob } from './film-job.ts';
import { loadFonts } from './fonts.ts';
import { makeGif } from './gif.ts';
import { pictureJob } from './picture-job.ts';
import { slidesJob } from './slides-job.ts';
import { textJob, type Made } from './text-job.ts';
import type { Say } from './walk.ts';
import { makeWebm } from './webm.ts';

const SAY_EVERY_MILLIS = 80;

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<ExportRequest>) => void) | null;
  postMessage(message: FromExporter): void;
};

export function serveExports(): void {
  scope.onmessage = (event) => void answer(event.data);
}

async function answer(request: ExportRequest): Promise<void> {
  try {
    const { file, extension, note } = await make(request, makeSay());
    scope.postMessage({ type: 'done', name: `${nameOf(request)}${extension}`, file, note });
  } catch (error) {
    scope.postMessage({ type: 'refused', error: error instanceof Error ? error.message : String(error) });
  }
}

async function make({ job, title, trace, fonts }: ExportRequest, say: Say): Promise<Made> {
  if (job.kind === 'text') return textJob(job, trace, say);
  if (job.as !== 'svg') await loadFonts(fonts);
  if (job.kind === 'picture') return pictureJob(job, title);
  if (job.kind === 'slides') return slidesJob(job, title, trace, say);
  return filmJob(job, title, trace, say, job.as === 'gif' ? makeGif : makeWebm);
}

/** Progress, not more often than it can be seen; the first and the last always. */
function makeSay(): Say {
  let last = Number.NEGATIVE_INFINITY;
  return (says, done, total) => {
    const now = performance.now();
    if (done < total && now - last < SAY_EVERY_MILLIS) return;
    last = now;
    scope.postMessage({ type: 'progress', says, done, total });
  };
}

function nameOf({ job, title }: ExportRequest): string {
  const name = fileName(title);
  if (job.kind === 'picture') return `${name}-event-${job.frame.event}`;
  return job.kind === 'text' ? name : `${name}-events-${job.from}-${job.to}`;
}
