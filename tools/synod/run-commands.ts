// The commands that execute runs: run, verify, show; and check, which reads event lines.
import { printDigest } from '../../src/base/digest.ts';
import type { Run, RunBranch } from '../../src/history/run.ts';
import { openScenario, type OpenedScenario } from '../../src/scenario/open-scenario.ts';
import { showWorld } from '../../src/scenario/show.ts';
import { printTime } from '../../src/scenario/terse.ts';
import type { Violation } from '../../src/sim/events.ts';
import type { World } from '../../src/sim/world.ts';
import { describe } from '../../src/trace/describe.ts';
import { courseOf } from '../../src/trace/exports/executed.ts';
import { writeTrace, type DigestAt, type TraceFile } from '../../src/trace/trace-file.ts';
import { checkEvents, RULES } from './check-events.ts';
import { EXIT, type Exit, type Options } from './command-line.ts';
import { executeLoudly, openRun, readLinesOf, Refusal, scenarioText, writeLines } from './files.ts';

const say = (line: string): boolean => process.stderr.write(`${line}\n`);
const print = (line: string): boolean => process.stdout.write(`${line}\n`);

/** Events between two digests of a trace. */
const DIGEST_EVERY = 500;
/** Events that one run may have. */
const MAX_EVENTS = 10_000_000;

/** Executes a scenario, and on to `--until`; writes the trace. */
export function runCommand({ files, seed, until, out }: Options): Exit {
  const text = scenarioText(files[0]!);
  const opened = openScenario(seed === null ? text : withSeed(text, seed));
  if (!opened.ok) throw new Refusal(`${files[0]!}: ${opened.error}`);
  const { run, digests, violation } = traced(opened.value, until);
  writeLines(out, [writeTrace(run, new Map([[0, digests]])).trimEnd()]);
  const last = digests.at(-1);
  say(`${run.title}: ${run.branches[0]!.tip} events, digest ${last === undefined ? 'none' : printDigest(last.digest)}`);
  if (violation !== null) say(sayViolation(violation));
  return violation === null ? EXIT.done : EXIT.found;
}

// The seed stands in the scenario's `cluster` line; a scenario without one gets it before its first directive.
function withSeed(text: string, seed: number): string {
  const lines = text.split('\n');
  const at = lines.findIndex((l) => /^cluster\b/.test(l));
  if (at >= 0) lines[at] = `${lines[at]!.replaceAll(/\s+seed=\S+/g, '')} seed=${seed}`;
  else
    lines.splice(
      Math.max(
        0,
        lines.findIndex((l) => l !== '' && !/^(#|title|group|about|try)\b/.test(l)),
      ),
      0,
      `cluster seed=${seed}`,
    );
  return lines.join('\n');
}

/** The scenario executed to where it opens, and on to `until`, with its digests. */
export function traced(s: OpenedScenario, until: number | null): { run: Run; digests: DigestAt[]; violation: Violation | null } {
  const { header, journal } = s;
  const digests: DigestAt[] = [];
  let violation: Violation | null = null;
  let world: World | null = null;
  let tip = 0;
  for (const e of executeLoudly({ header, journal, events: Infinity })) {
    world = e.world;
    violation ??= e.violation;
    tip = world.events;
    if (tip % DIGEST_EVERY === 0) digests.push({ event: tip, digest: world.digest() });
    if (
      (violation !== null && !goesOn(journal, violation)) ||
      tip >= MAX_EVENTS ||
      (tip >= s.startEvent && (world.nextAt() ?? Infinity) > (until ?? 0))
    )
      break;
  }
  if (world !== null && digests.at(-1)?.event !== tip) digests.push({ event: tip, digest: world.digest() });
  const branch: RunBranch = { id: 0, name: 'main', parent: null, forkEvent: 0, tip };
  const run = { title: s.title, header, branches: [branch], journal: new Map([[0, journal.filter((e) => e.event < tip)]]), current: 0 };
  return { run, digests, violation };
}

const goesOn = (journal: OpenedScenario['journal'], { event }: Violation): boolean =>
  journal.some((j) => j.input.kind === 'go-on' && j.event > event);

const sayViolation = (v: Violation): string => `Event ${v.event} breaks ${v.invariant}: ${v.says} ${v.facts.join(' ')}`;

/** Executes traces again; one that differs or cannot be read does not stop the rest. */
export function verifyCommand({ files }: Options): Exit {
  let exit: Exit = EXIT.done;
  for (const name of files) {
    try {
      const { file } = openRun(name);
      if (file === null) throw new Refusal(`${name} is a scenario; expected a trace.`);
      const difference = differs(file);
      print(`${name}: ${difference ?? `equal, ${count(file)}`}`);
      if (difference !== null && exit === EXIT.done) exit = EXIT.found;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      print(error.message.startsWith(name) ? error.message : `${name}: ${error.message}`);
      exit = EXIT.refused;
    }
  }
  return exit;
}

function count(file: TraceFile): string {
  const events = file.run.branches.reduce((n, b) => n + b.tip - b.forkEvent, 0);
  const digests = [...file.digests.values()].reduce((n, d) => n + d.length, 0);
  return `${file.run.branches.length} ${file.run.branches.length === 1 ? 'branch' : 'branches'}, ${events} events, ${digests} digests`;
}

// Where the first branch that differs does so, in words; null: nowhere.
function differs(file: TraceFile): string | null {
  for (const b of file.run.branches) {
    const expected = new Map((file.digests.get(b.id) ?? []).map((d) => [d.event, d.digest]));
    let equal = 0;
    let tip = 0;
    for (const { world } of executeLoudly(courseOf(file.run, b.id))) {
      tip = world.events;
      const digest = expected.get(tip);
      if (digest !== undefined && digest !== world.digest())
        return `“${b.name}” differs at event ${tip}: digest ${printDigest(world.digest())}, the file has ${printDigest(digest)}; equal up to ${equal}`;
      if (digest !== undefined) equal = tip;
    }
    if (tip < b.tip) return `“${b.name}” ends at event ${tip}; the file says ${b.tip}`;
  }
  return null;
}

/** A summary of the current branch, or every event in a sentence. */
export function showCommand({ files, events }: Options): Exit {
  const { title, course, file } = openRun(files[0]!);
  const { config } = course.header;
  const lines = [title, `${config.nodes} nodes, seed ${config.seed}, ${course.events} events, ${course.journal.length} inputs`];
  if (file !== null) for (const b of file.run.branches) lines.push(`branch ${b.name}: from event ${b.forkEvent} to ${b.tip}`);
  let last: World | null = null;
  let violation: Violation | null = null;
  const told = function* (): Generator<string> {
    yield* lines;
    for (const e of executeLoudly(course)) {
      last = e.world;
      violation ??= e.violation;
      const { text, interest } = describe(e.record, e.world);
      if (events || interest === 'landmark') yield `${e.record.number} ${printTime(e.record.at)} ${text}`;
    }
    if (last !== null) yield* showWorld('nodes', last, []);
    if (violation !== null) yield sayViolation(violation);
  };
  writeLines(null, told());
  return violation === null ? EXIT.done : EXIT.found;
}

/** Checks event lines by what stands in them alone. */
export function checkCommand({ files }: Options): Exit {
  const { lines, problems, undecided } = checkEvents(readLinesOf(files[0]!));
  for (const p of problems) print(`event ${p.event} ${p.rule}: ${p.says} (${RULES[p.rule]})`);
  for (const key of undecided) print(`The operations on ${key} have too many orders to try.`);
  if (problems.length === 0) print(`${lines} lines; every rule holds.`);
  return problems.length === 0 ? EXIT.done : EXIT.found;
}
