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
import { EXPORTS, type ExportFormat, type ExportId } from './formats.ts';
import { ItfTrace } from './itf.ts';
import { MermaidSequence } from './mermaid.ts';
import { MetricsCsv } from './metrics.ts';
import { ShivizLog } from './shiviz.ts';
import type { Writer } from './writer.ts';

export { EXPORTS, type ExportFormat, type ExportId } from './formats.ts';

export interface ExportOptions {
  /** Which branch, with what came before it; the current one where nothing is said. */
  readonly branch?: number;
  /** The stretch of one row of metrics. */
  readonly every?: Micros;
  /** How many events are left out at the beginning, where the format can do without them. */
  readonly from?: EventNumber;
}

/** A piece of the text, perhaps an empty one, and how many events are behind it. */
export interface ExportPart {
  readonly text: string;
  readonly done: EventNumber;
  readonly total: EventNumber;
}

const EVERY: Micros = 100_000;

const WRITERS: Readonly<Record<ExportId, (header: RunHeader, every: Micros, from: EventNumber) => Writer>> = {
  events: (header) => new EventLines(header),
  shiviz: () => new ShivizLog(),
  chrome: () => new ChromeTrace(),
  mermaid: (header, _, from) => new MermaidSequence(header, from),
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
export function* exportCourse(course: Course, id: ExportId, { every = EVERY, from = 0 }: ExportOptions = {}): Generator<ExportPart> {
  const { events: total } = course;
  const writer = WRITERS[id](course.header, every, from);
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
