// npm run synod -- grade: traces judged by a challenge, a text that says from which scenario they must start and what must come to be so. One bad
// trace does not stop the rest.
import { dirname, join } from 'node:path';
import { holds, parseCondition, type Condition } from '../../src/scenario/condition.ts';
import { openScenario, type OpenedScenario } from '../../src/scenario/open-scenario.ts';
import { printTime } from '../../src/scenario/terse.ts';
import { readMicros } from '../../src/scenario/words.ts';
import type { RunHeader } from '../../src/sim/inputs.ts';
import type { Course } from '../../src/trace/exports/executed.ts';
import { EXIT, type Exit, type Options } from './command-line.ts';
import { differs, executing, legible, openRun, readText, Refusal, scenarioText, type Opened } from './files.ts';
import { paced, type Pace } from './pace.ts';

interface Challenge {
  readonly title: string;
  readonly from: OpenedScenario;
  readonly goals: readonly { readonly text: string; readonly condition: Condition }[];
  readonly by: number | null;
}

interface Grade {
  readonly trace: string;
  /** As the trace says. */
  readonly author: string;
  readonly verdict: 'passed' | 'failed' | 'refused';
  /** Acts after the scenario's own. */
  readonly acts: number;
  /** When each goal was first reached. */
  readonly goals: readonly { readonly goal: string; readonly event: number | null; readonly at: number | null }[];
  readonly why: string;
}

export async function gradeCommand({ files, json, progress }: Options): Promise<Exit> {
  const [name, ...traces] = files;
  const challenge = readChallenge(name!);
  const grades: Grade[] = [];
  for (const trace of traces) grades.push(await paced(trace, progress, (pace) => grade(challenge, trace, pace)));
  if (!json) process.stdout.write(legible(table(challenge, grades)));
  process.stdout.write(`${JSON.stringify({ challenge: challenge.title, grades })}\n`);
  return grades.every((g) => g.verdict === 'passed') ? EXIT.done : EXIT.found;
}

function readChallenge(name: string): Challenge {
  let title = name;
  let from: OpenedScenario | null = null;
  let by: number | null = null;
  const goals: { text: string; condition: Condition }[] = [];
  readText(name)
    .split('\n')
    .forEach((line, i) => {
      const [, word = '', rest = ''] = /^\s*(\S+)\s*(.*?)\s*$/.exec(line) ?? [];
      const where = `${name}, line ${i + 1}`;
      if (word === '' || word.startsWith('#')) return;
      if (word === 'title') title = rest;
      else if (word === 'from') from = scenarioOf(rest, name, where);
      else if (word === 'goal') goals.push({ text: rest, condition: conditionOf(rest, from, where) });
      else if (word === 'by' && readMicros(rest) !== null) by = readMicros(rest);
      else throw new Refusal(`${where}: found ${word} ${rest}; expected title, from, goal or by with a time.`);
    });
  if (from === null || goals.length === 0) throw new Refusal(`${name} has no ${from === null ? 'from' : 'goal'} line; expected one.`);
  return { title, from, goals, by };
}

function scenarioOf(named: string, challenge: string, where: string): OpenedScenario {
  const beside = named.startsWith('world:') || challenge === '-' ? named : join(dirname(challenge), named);
  const opened = openScenario(scenarioText(beside));
  if (!opened.ok) throw new Refusal(`${where}: ${opened.error}`);
  return opened.value;
}

function conditionOf(text: string, from: OpenedScenario | null, where: string): Condition {
  const read = parseCondition(text, from?.header.config.nodes);
  if (!read.ok) throw new Refusal(`${where}: ${read.error}`);
  return read.value;
}

async function grade(challenge: Challenge, trace: string, pace: Pace): Promise<Grade> {
  const none = challenge.goals.map((g) => ({ goal: g.text, event: null, at: null }));
  let author = '';
  try {
    const opened = openRun(trace);
    const { course, file } = opened;
    author = file?.run.author ?? '';
    const misfit = startsElsewhere(course, challenge.from);
    if (misfit !== null) throw new Refusal(misfit);
    const goals = await reach(challenge, opened, pace);
    const missed = goals.filter((g) => g.event === null).map((g) => g.goal);
    const acts = course.journal.filter((e) => e.event >= challenge.from.startEvent).length;
    const why = missed.length === 0 ? 'Every goal is reached.' : `Not reached: ${missed.join('; ')}.`;
    return { trace, author, verdict: missed.length === 0 ? 'passed' : 'failed', acts, goals, why };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { trace, author, verdict: 'refused', acts: 0, goals: none, why: error.message };
  }
}

// The same start, and the same inputs up to where the scenario is handed over.
function startsElsewhere({ header, journal, events }: Course, from: OpenedScenario): string | null {
  const start = ({ config, disks }: RunHeader): string => JSON.stringify([config, disks]);
  if (start(header) !== start(from.header)) return 'It starts from another configuration than the challenge’s scenario.';
  const before = journal.filter((e) => e.event < from.startEvent);
  if (events < from.startEvent || JSON.stringify(before) !== JSON.stringify(from.journal))
    return `Its first ${from.startEvent} events are not those of the challenge’s scenario.`;
  return null;
}

// Digests are compared on the way: what was changed by hand, or claims events that it has not, is soon found out.
async function reach({ goals, from, by }: Challenge, { course, digests }: Opened, pace: Pace): Promise<Grade['goals']> {
  const reached = goals.map((g) => ({ goal: g.text, event: null as number | null, at: null as number | null }));
  for (const { record, world, violation } of executing(course, pace)) {
    if (pace.due()) await pace.rest();
    if (differs(digests, world)) throw new Refusal(`Its digest after event ${world.events} differs: what it says is not what happens.`);
    if (by !== null && record.at > by) break;
    if (world.events < from.startEvent) continue;
    goals.forEach((g, i) => {
      if (reached[i]!.event === null && holds(g.condition, record, world, violation))
        reached[i] = { goal: g.text, event: record.number, at: record.at };
    });
    if (reached.every((g) => g.event !== null)) break;
  }
  return reached;
}

function table({ title }: Challenge, grades: readonly Grade[]): string {
  const width = Math.max(5, ...grades.map((g) => g.trace.length));
  const named = Math.min(40, Math.max(0, ...grades.map((g) => g.author.length)));
  const by = (author: string): string => (named === 0 ? '' : `  ${author.slice(0, 40).padEnd(Math.max(6, named))}`);
  const rows = grades.map((g) => {
    const last = Math.max(...g.goals.map((goal) => goal.at ?? -1));
    const time = g.verdict === 'passed' ? printTime(last) : '–';
    return `${g.trace.padEnd(width)}${by(g.author)}  ${g.verdict.padEnd(7)}  ${String(g.acts).padStart(4)}  ${time.padStart(10)}  ${g.why}`;
  });
  return `${[title, `${'trace'.padEnd(width)}${by('author')}  verdict  acts          ms  why`, ...rows].join('\n')}\n`;
}
