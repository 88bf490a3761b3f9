// The file that a run is saved to (FORMAT.md): one JSON object a line: header, disks, branches, bookmarks, inputs, digests, end. Opening it re-executes
// the inputs and compares the digests; here it is only written and read. Reading trusts nothing and never repairs: it gives a whole run, or
// one sentence with the line, what was found and what was expected.
import { printDigest } from '../base/digest.ts';
import type { Result } from '../base/result.ts';
import type { Run } from '../history/run.ts';
import { readLines } from './read-lines.ts';
import { TraceReader } from './trace-reader.ts';
import { ENGINE_VERSION, FILE_VERSION, TRACE_FORMAT, type DigestAt, type TraceFile } from './version.ts';

export { ENGINE_VERSION, FILE_VERSION, TRACE_FORMAT, type DigestAt, type TraceFile } from './version.ts';

/** The run as a file’s text. Its end line says how many lines there are, so that a reader sees whether one is missing. */
export function writeTrace(run: Run, digests: ReadonlyMap<number, readonly DigestAt[]>): string {
  const { disks } = run.header;
  const { seed, ...config } = run.header.config;
  const { title, author, notes } = run;
  const scripted = scriptedIn(run);
  const about = { title, author, notes, ...(scripted === 0 ? {} : { scripted }) };
  const lines: object[] = [{ format: TRACE_FORMAT, version: FILE_VERSION, engine: ENGINE_VERSION, ...about, seed, config }];
  disks?.forEach((rows, i) => {
    lines.push({ type: 'disk', node: i + 1 });
    for (const row of rows) lines.push({ type: 'row', ...row });
  });
  for (const { id, name, parent, forkEvent, tip } of run.branches) lines.push({ type: 'branch', id, name, parent, forkEvent, tip });
  for (const { branch, event, title: name, text } of run.bookmarks) lines.push({ type: 'bookmark', branch, event, title: name, text });
  for (const { id } of run.branches) {
    for (const { event, at, input } of run.journal.get(id) ?? []) lines.push({ type: 'input', branch: id, event, at, input });
    for (const { event, digest } of digests.get(id) ?? []) lines.push({ type: 'digest', branch: id, event, digest: printDigest(digest) });
  }
  lines.push({ type: 'end', current: run.current, lines: lines.length });
  return lines.map((l) => `${escaped(JSON.stringify(l))}\n`).join('');
}

/** How many of the first branch’s inputs no person made, of those that the file has. */
function scriptedIn({ header, branches, journal }: Run): number {
  const first = branches.find((b) => b.parent === null);
  return Math.min(header.scripted ?? 0, first === undefined ? 0 : (journal.get(first.id)?.length ?? 0));
}

// Raw, this character stands for bytes that are no UTF-8.
const escaped = (json: string): string => json.replaceAll('\ufffd', '\\ufffd');

/** The run in the text of a trace file, or one sentence. Bounded in time and memory by the bounds on the text. */
export function readTrace(text: string): Result<TraceFile> {
  const reader = new TraceReader();
  const read = readLines(text, (line, number) => reader.take(line, number));
  return read.ok ? reader.finish(read.value) : read;
}
