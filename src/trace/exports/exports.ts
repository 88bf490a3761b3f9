// The one entry to all exports that are texts: the list of them, and a run written as one. A run is written in parts, so that whoever asked can
// pause, say how far it is, or stop: a generator that is not asked for its next part does nothing more.
import type { EventNumber, Micros } from '../../base/units.ts';
import type { Run } from '../../history/run.ts';
import type { RunHeader } from '../../sim/inputs.ts';
import { ChromeTrace } from './chrome.ts';
import { ClientHistory } from './client-history.ts';
import { EventLines } from './event-lines.ts';
import { ednLine } from './edn.ts';
import { courseOf, execute, type Course } from './executed.ts';
import { ItfTrace } from './itf.ts';
import { MermaidSequence } from './mermaid.ts';
import { MetricsCsv } from './metrics.ts';
import { ShivizLog } from './shiviz.ts';
import type { Writer } from './writer.ts';

export interface ExportFormat {
  /** As the command line has it. */
  readonly id: string;
  readonly title: string;
  /** Of a file’s name, with its dot. */
  readonly extension: string;
  readonly mime: string;
  /** What opens it, for a person who chooses. */
  readonly sentence: string;
  /** Whether `every` matters. */
  readonly hasStretches?: true;
}

export const EXPORTS = [
  {
    id: 'events',
    title: 'Event lines',
    extension: '.jsonl',
    mime: 'application/x-ndjson',
    sentence: 'Every fact of the run as a JSON object a line, for a checker that knows nothing of Synod.',
  },
  {
    id: 'shiviz',
    title: 'ShiViz log',
    extension: '.shiviz.log',
    mime: 'text/plain',
    sentence: 'Every event with its vector clock, for ShiViz, which draws who knew what when.',
  },
  {
    id: 'chrome',
    title: 'Trace events',
    extension: '.trace.json',
    mime: 'application/json',
    sentence: 'A track for each node and client with syncs, requests and messages, for Perfetto and chrome://tracing.',
  },
  {
    id: 'mermaid',
    title: 'Mermaid diagram',
    extension: '.mmd',
    mime: 'text/plain',
    sentence: 'The beginning of the run as a sequence diagram, as long as Mermaid reads it.',
  },
  {
    id: 'history',
    title: 'Client history',
    extension: '.history.jsonl',
    mime: 'application/x-ndjson',
    sentence: 'What the clients asked and were answered, in Jepsen’s form as JSON lines, for a checker of linearizability.',
  },
  {
    id: 'edn',
    title: 'Client history, EDN',
    extension: '.edn',
    mime: 'application/edn',
    sentence: 'The same in EDN, as Knossos reads it and the tests of Porcupine do.',
  },
  {
    id: 'itf',
    title: 'ITF trace',
    extension: '.itf.json',
    mime: 'application/json',
    sentence: 'Ballots, promises, votes, what is chosen and messages, a state at each change, for Apalache and other tools of TLA+.',
  },
  {
    id: 'csv',
    title: 'Metrics',
    extension: '.csv',
    mime: 'text/csv',
    sentence: 'A row of counts and latencies for each stretch of virtual time, for a spreadsheet.',
    hasStretches: true,
  },
] as const satisfies readonly ExportFormat[];

export type ExportId = (typeof EXPORTS)[number]['id'];

export interface ExportOptions {
  /** Which branch, with what came before it; the current one where nothing is said. */
  readonly branch?: number;
  /** The stretch of one row of metrics. */
  readonly every?: Micros;
}

/** A piece of the text, perhaps an empty one, and how many events are behind it. */
export interface ExportPart {
  readonly text: string;
  readonly done: EventNumber;
  readonly total: EventNumber;
}

const EVERY: Micros = 100_000;

const WRITERS: Readonly<Record<ExportId, (header: RunHeader, every: Micros) => Writer>> = {
  events: (header) => new EventLines(header),
  shiviz: () => new ShivizLog(),
  chrome: () => new ChromeTrace(),
  mermaid: (header) => new MermaidSequence(header),
  history: () => new ClientHistory(),
  edn: () => new ClientHistory(ednLine),
  itf: (header) => new ItfTrace(header),
  csv: (_, every) => new MetricsCsv(every),
};

/** The format of this name. */
export const exportNamed = (id: string): (ExportFormat & { readonly id: ExportId }) | undefined => EXPORTS.find((e) => e.id === id);

/**
 * The run as a text of this format, in parts of a few milliseconds’ work.
 * @throws AssertionFailure where the journal says what cannot be.
 */
export const exportTrace = (run: Run, id: ExportId, options: ExportOptions = {}): Generator<ExportPart> =>
  exportCourse(courseOf(run, options.branch), id, options);

/** Events, and characters, after which a part is given out. */
const PART_EVENTS = 200;
const PART_CHARACTERS = 32_768;

/** The same for one line of history. */
export function* exportCourse(course: Course, id: ExportId, { every = EVERY }: ExportOptions = {}): Generator<ExportPart> {
  const { events: total } = course;
  const writer = WRITERS[id](course.header, every);
  let text = joined(writer.begin());
  let done = 0;
  let given = 0;
  for (const executed of execute(course)) {
    text += joined(writer.take(executed));
    done = executed.world.events;
    if (writer.isFull?.() === true) break;
    if (done - given < PART_EVENTS && text.length < PART_CHARACTERS) continue;
    yield { text, done, total };
    text = '';
    given = done;
  }
  yield { text: text + joined(writer.end()), done: total, total };
}

function joined(lines: Iterable<string>): string {
  let text = '';
  for (const line of lines) text += `${line}\n`;
  return text;
}
