// Files in, for the command line: read whole and bounded, or line by line; traces and scenarios opened as runs; runs executed.
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import { WORLDS } from '../../src/scenario/worlds.ts';
import type { World } from '../../src/sim/world.ts';
import { courseOf, execute, type Course, type Executed } from '../../src/trace/exports/executed.ts';
import type { Micros } from '../../src/base/units.ts';
import { readTrace, TRACE_FORMAT, type TraceFile } from '../../src/trace/trace-file.ts';
import type { Pace } from './pace.ts';

/** What cannot be read, written or understood, in a sentence. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

const MAX_BYTES = 64_000_000;

export function readText(path: string): string {
  try {
    if (path !== '-' && statSync(path).size > MAX_BYTES) throw new Refusal(`${path} has more than ${MAX_BYTES} bytes.`);
    const bytes = readFileSync(path === '-' ? 0 : path);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** The lines of a file of any size, without their ends, read as they are asked for. */
export function* readLinesOf(path: string): Generator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const chunk = Buffer.alloc(1 << 20);
  let from = 0;
  let rest = '';
  try {
    from = path === '-' ? 0 : openSync(path, 'r');
    for (let n = readChunk(from, chunk); n > 0; n = readChunk(from, chunk)) {
      const lines = (rest + decoder.decode(chunk.subarray(0, n), { stream: true })).split('\n');
      rest = lines.pop()!;
      if (rest.length > MAX_BYTES) throw new Refusal(`${path} has a line of more than ${MAX_BYTES} characters.`);
      yield* lines;
    }
    rest += decoder.decode();
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    if (from !== 0) closeSync(from);
  }
  if (rest !== '') yield rest;
}

// A pipe may have nothing for now, and says so.
function readChunk(from: number, into: Buffer): number {
  for (;;)
    try {
      return readSync(from, into);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EOF') return 0;
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    }
}

function unreadable(path: string, error: unknown): Error {
  if (error instanceof Refusal) return error;
  const why = error instanceof TypeError ? 'it is not UTF-8' : error instanceof Error ? error.message : String(error);
  return new Refusal(`${path} cannot be read: ${why}.`);
}

/** The text of a scenario by the name of a ready world, or of a file. */
export function scenarioText(name: string): string {
  if (!name.startsWith('world:')) return readText(name);
  const world = WORLDS.find((w) => w.id === name.slice('world:'.length));
  if (world === undefined)
    throw new Refusal(`${name} is no ready world; expected one of ${WORLDS.map((w) => `world:${w.id}`).join(', ')}.`);
  return world.text;
}

/** A run opened: its title, one course of it, and the file, if it came as one. */
export interface Opened {
  readonly title: string;
  readonly course: Course;
  readonly file: TraceFile | null;
  /** By event, the digests that the file has of this course. */
  readonly digests: ReadonlyMap<number, number>;
}

/** A trace, or a scenario as the run that it opens with. `branch`: by name or number; the current one where none is named. */
export function openRun(name: string, branch: string | null = null): Opened {
  const text = scenarioText(name);
  if (!name.startsWith('world:') && text.slice(0, 200).includes(TRACE_FORMAT)) {
    const read = readTrace(text);
    if (!read.ok) throw new Refusal(`${name}: ${read.error}`);
    return openedBranch(name, read.value, branch);
  }
  if (branch !== null) throw new Refusal(`${name} is a scenario and has no branches; expected a trace for --branch.`);
  const opened = openScenario(text);
  if (!opened.ok) throw new Refusal(`${name}: ${opened.error}`);
  const { title, header, journal, startEvent } = opened.value;
  return { title, course: { header, journal, events: startEvent }, file: null, digests: new Map() };
}

function openedBranch(name: string, file: TraceFile, branch: string | null): Opened {
  const { run } = file;
  const found = branch === null ? run.current : run.branches.find((b) => b.name === branch || String(b.id) === branch)?.id;
  if (found === undefined) {
    const names = run.branches.map((b) => `${b.id} “${b.name}”`).join(', ');
    throw new Refusal(`${name} has no branch ${branch}; expected one of ${legible(names)}.`);
  }
  return { title: run.title, course: courseOf(run, found), file, digests: digestsOf(file, found) };
}

/** The digests of a branch and, below its fork, of those that it came from. */
export function digestsOf({ run, digests }: TraceFile, branch: number): ReadonlyMap<number, number> {
  const all = new Map<number, number>();
  let below = Infinity;
  for (let b = run.branches.find((x) => x.id === branch); b !== undefined; b = run.branches.find((x) => x.id === b!.parent)) {
    for (const { event, digest } of digests.get(b.id) ?? []) if (event <= below) all.set(event, digest);
    below = Math.min(below, b.forkEvent);
  }
  return all;
}

/** Whether the file has another digest here than the run. */
export function differs(digests: ReadonlyMap<number, number>, world: World): boolean {
  const digest = digests.get(world.events);
  return digest !== undefined && digest !== world.digest();
}

/** A text of a stranger’s for a terminal: without characters that could steer it. */
export const legible = (text: string): string => text.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');

/** Executes the course, and says how far it is. */
export function* executing(course: Course, pace: Pace, until: Micros | null = null): Generator<Executed> {
  for (const executed of possible(execute(course))) {
    yield executed;
    pace.at(executed.world.events, course.events, executed.record.at, until);
  }
}

/** The same items; what a journal cannot mean is refused. */
export function* possible<T>(items: Iterable<T>): Generator<T> {
  try {
    yield* items;
  } catch (error) {
    if (error instanceof Error && error.name === 'AssertionFailure') throw new Refusal(`The run stops: ${error.message}.`);
    throw error;
  }
}
