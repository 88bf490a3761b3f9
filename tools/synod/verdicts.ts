// The commands that judge and tell: verify, show; and check, which reads event lines.
import { printDigest } from '../../src/base/digest.ts';
import { showWorld } from '../../src/scenario/show.ts';
import { printTime } from '../../src/scenario/terse.ts';
import type { Violation } from '../../src/sim/events.ts';
import type { World } from '../../src/sim/world.ts';
import { describe } from '../../src/trace/describe.ts';
import { courseOf } from '../../src/trace/exports/executed.ts';
import type { TraceFile } from '../../src/trace/trace-file.ts';
import { EventChecker, RULES, type CheckedEvents } from './check-events.ts';
import { EXIT, type Exit, type Options } from './command-line.ts';
import { differs, executing, legible, openRun, readLinesOf, Refusal, type Opened } from './files.ts';
import { print, writeTexts } from './output.ts';
import { paced, type Pace } from './pace.ts';

export const sayViolation = (v: Violation): string => `Event ${v.event} breaks ${v.invariant}: ${v.says} ${v.facts.join(' ')}`;

/** Executes traces again; one that differs or cannot be read does not stop the rest. */
export async function verifyCommand({ files, progress }: Options): Promise<Exit> {
  let exit: Exit = EXIT.done;
  for (const name of files) {
    try {
      const { file } = openRun(name);
      if (file === null) throw new Refusal(`${name} is a scenario; expected a trace.`);
      const found = await paced(name, progress, (pace) => difference(file, pace));
      print(legible(`${name}: ${found ?? `equal, ${count(file)}`}`));
      if (found !== null && exit === EXIT.done) exit = EXIT.found;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      print(error.message.startsWith(name) ? error.message : `${name}: ${error.message}`);
      exit = EXIT.refused;
    }
  }
  return exit;
}

const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

function count(file: TraceFile): string {
  const events = file.run.branches.reduce((n, b) => n + b.tip - b.forkEvent, 0);
  const digests = [...file.digests.values()].reduce((n, d) => n + d.length, 0);
  return `${file.run.branches.length} ${file.run.branches.length === 1 ? 'branch' : 'branches'}, ${events} events, ${counted(digests, 'digest')}`;
}

// Where the first branch that differs does so, in words; null: nowhere.
async function difference(file: TraceFile, pace: Pace): Promise<string | null> {
  for (const b of file.run.branches) {
    const expected = new Map((file.digests.get(b.id) ?? []).map((d) => [d.event, d.digest]));
    let equal = 0;
    let tip = 0;
    for (const { world } of executing(courseOf(file.run, b.id), pace)) {
      tip = world.events;
      const digest = expected.get(tip);
      if (digest !== undefined && digest !== world.digest())
        return `“${b.name}” differs at event ${tip}: digest ${printDigest(world.digest())}, the file has ${printDigest(digest)}; equal up to ${equal}`;
      if (digest !== undefined) equal = tip;
      if (pace.due()) await pace.rest();
    }
    if (tip < b.tip) return `“${b.name}” ends at event ${tip}; the file says ${b.tip}`;
  }
  return null;
}

/** A summary of the current branch, or every event in a sentence. */
export async function showCommand({ files, events, branch, out, progress }: Options): Promise<Exit> {
  const opened = openRun(files[0]!, branch);
  const seen: Seen = { violation: null, differs: null };
  await paced('show', progress, (pace) => writeTexts(out, told(opened, events, seen, pace), pace));
  return seen.violation === null && seen.differs === null ? EXIT.done : EXIT.found;
}

interface Seen {
  violation: Violation | null;
  /** The first event after which the file has another digest. */
  differs: number | null;
}

function* told(opened: Opened, events: boolean, seen: Seen, pace: Pace): Generator<string> {
  const { course, digests } = opened;
  yield legible(headOf(opened));
  let last: World | null = null;
  for (const { record, world, violation } of executing(course, pace)) {
    last = world;
    seen.violation ??= violation;
    if (seen.differs === null && differs(digests, world)) seen.differs = world.events;
    const { text, interest } = describe(record, world);
    yield events || interest === 'landmark' ? `${record.number} ${printTime(record.at)} ${legible(text)}\n` : '';
  }
  if (last !== null) for (const line of showWorld('nodes', last, [])) yield `${line}\n`;
  if (seen.violation !== null) yield `${sayViolation(seen.violation)}\n`;
  if (seen.differs !== null)
    yield `The file has another digest after event ${seen.differs}: from there on this is not the run that was saved.\n`;
}

/** What a person has written about the run, and what it consists of. */
function headOf({ title, course, file }: Opened): string {
  const { config } = course.header;
  const lines = [title, `${config.nodes} nodes, seed ${config.seed}, ${course.events} events, ${counted(course.journal.length, 'input')}`];
  if (file === null) return `${lines.join('\n')}\n`;
  const { author, notes, bookmarks, branches, current } = file.run;
  if (author !== '') lines.splice(1, 0, `by ${author}`);
  if (notes !== '') lines.push('', notes, '');
  for (const b of branches)
    lines.push(`branch ${b.name}: from event ${b.forkEvent} to ${b.tip}${b.id === current ? ', the current one' : ''}`);
  for (const b of bookmarks)
    lines.push(`bookmark after event ${b.event}: ${b.title}${b.text === '' ? '' : `\n  ${b.text.replaceAll('\n', '\n  ')}`}`);
  return `${lines.join('\n')}\n`;
}

/** Checks event lines by what stands in them alone. */
export async function checkCommand({ files, progress }: Options): Promise<Exit> {
  const name = files[0]!;
  const work = async (pace: Pace): Promise<CheckedEvents> => {
    const checker = new EventChecker();
    let taken = 0;
    for (const text of readLinesOf(name)) {
      if (!checker.take(text)) break;
      pace.at(++taken, null);
      if (pace.due()) await pace.rest();
    }
    return checker.finish();
  };
  const { lines, problems, undecided } = await paced('check', progress, work, name !== '-');
  for (const p of problems) print(`event ${p.event} ${p.rule}: ${p.says} (${RULES[p.rule]})`);
  for (const key of undecided) print(`The operations on ${key} have too many orders to try.`);
  if (problems.length === 0) print(`${lines} lines; every rule holds.`);
  return problems.length === 0 ? EXIT.done : EXIT.found;
}
