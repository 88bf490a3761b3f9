// For the tests of this folder: a lesson’s run taken to each of its stops by the real engine, and its prose cut into sentences, so that what
// a sentence says of the run can be held against the world. A sentence that names a node, a slot, a ballot, a command or a time and is not held
// against it fails the test.
import { openScenario } from '../scenario/open-scenario.ts';
import { Runner } from '../scenario/runner.ts';
import type { EventRecord } from '../sim/events.ts';
import type { World } from '../sim/world.ts';
import { describe } from '../trace/describe.ts';
import type { Lesson, LessonStop } from './lesson.ts';
import { plainText } from './markup.ts';
import { scenarioAt } from './script.ts';

/** The run as it stands at a stop. */
export interface AtStop {
  readonly world: World;
  /** What executed it, the checks’ findings with it. */
  readonly runner: Runner;
  readonly records: readonly EventRecord[];
  /** What the event list says of each event. */
  readonly told: readonly string[];
}

/** What a sentence says, held against the run; `reasoning` where it says what would be, or why, or asks. */
export type Proof = ((at: AtStop) => boolean) | 'reasoning';

/** Opens the lesson’s scenario up to the stop, as the page does, and executes what comes out. */
export function runTo(lesson: Lesson, stop: number): AtStop {
  const opened = openScenario(scenarioAt(lesson, stop));
  if (!opened.ok) throw new Error(opened.error);
  const { header, journal, startEvent, startAt } = opened.value;
  const records: EventRecord[] = [];
  const told: string[] = [];
  const runner = new Runner(header, (record, world) => {
    records.push(record);
    told.push(describe(record, world).text);
  });
  const inputs = new Map(journal.map((e) => [e.event, e]));
  while (runner.events < startEvent) {
    const entry = inputs.get(runner.events);
    runner.clock = entry?.at ?? runner.clock;
    if (entry === undefined) runner.step();
    else runner.input(entry.input);
  }
  runner.clock = startAt;
  return { world: runner.world, runner, records, told };
}

/** `125 a second`, `54 records`. */
const COUNTED = /\d (a second|answers|commands|messages|records|slots|syncs|votes)\b/;

/** The sentences of a stop’s prose and question that could be false of the run. */
export function claimsOf(stop: LessonStop): string[] {
  const texts = [...stop.prose, ...(stop.question === null ? [] : [stop.question.ask])].map(plainText);
  return texts
    .flatMap((t) => t.split(/(?<=[.?]) (?=[A-Z]|n\d|[a-z]=)/))
    .filter((s) => /\bn\d\b|[Ss]lots?( from)? \d|\d\.n\d|\b[a-z]=\d|\d ms\b/.test(s) || COUNTED.test(s));
}

/** What is wrong with the proofs of a stop: claims without one, proofs of nothing, claims that are not so. Empty: all is well. */
export function unproved(stop: LessonStop, at: AtStop, proofs: Readonly<Record<string, Proof>>): string[] {
  const claims = claimsOf(stop);
  const missing = claims.filter((c) => !Object.hasOwn(proofs, c)).map((c) => `no proof: ${c}`);
  const idle = Object.keys(proofs)
    .filter((p) => !claims.includes(p))
    .map((p) => `proof of nothing: ${p}`);
  const wrong = claims.filter((c) => {
    const proof = proofs[c];
    return typeof proof === 'function' && !proof(at);
  });
  return [...missing, ...idle, ...wrong.map((c) => `not so: ${c}`)];
}
