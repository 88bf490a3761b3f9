// npm run synod -- export: a run, executed again, in the form of another tool.
import { chromeTrace } from '../../src/trace/exports/chrome.ts';
import { clientHistory } from '../../src/trace/exports/client-history.ts';
import { eventLines } from '../../src/trace/exports/event-lines.ts';
import { mermaidSequence } from '../../src/trace/exports/mermaid.ts';
import { metricsCsv } from '../../src/trace/exports/metrics.ts';
import { shivizLog } from '../../src/trace/exports/shiviz.ts';
import type { RunHeader } from '../../src/sim/inputs.ts';
import type { Executed } from '../../src/trace/exports/executed.ts';
import { EXIT, type Exit, type Format, type Options } from './command-line.ts';
import { executeLoudly, openRun, writeLines } from './files.ts';

type Write = (header: RunHeader, run: Iterable<Executed>, every: number) => Iterable<string>;

const WRITERS: Readonly<Record<Format, Write>> = {
  events: (header, run) => eventLines(header, run),
  shiviz: (_, run) => shivizLog(run),
  chrome: (_, run) => chromeTrace(run),
  mermaid: (header, run) => mermaidSequence(header, run),
  history: (_, run) => clientHistory(run),
  csv: (_, run, every) => metricsCsv(run, every),
};

export function exportCommand({ files, format, out, every }: Options): Exit {
  const { course } = openRun(files[0]!);
  writeLines(out, WRITERS[format!](course.header, executeLoudly(course), every));
  return EXIT.done;
}
