// A lesson as scenario text: how one comes (back) to a stop, whatever was done meanwhile. Opening this text re-executes the lesson’s own run.
import { printDirective } from '../scenario/print-directive.ts';
import type { Lesson, LessonAct } from './lesson.ts';

/** The scenario that ends at the stop: from where the stop’s run begins. */
export function scenarioAt(lesson: Lesson, stop: number): string {
  const first = firstOfRun(lesson, stop);
  const parts = lesson.stops
    .slice(first + 1, stop + 1)
    .map((s) => [...s.acts.map(actLine), ...(s.until === null ? [] : [`run until ${s.until}`])].join('\n'));
  const begins = lesson.stops[first]!.scenario ?? lesson.scenario;
  return [`title ${lesson.title}`, `about ${lesson.about}`, begins.trim(), ...parts].filter((p) => p !== '').join('\n\n') + '\n';
}

/** The stop at which the run of this one begins: the lesson’s first, or the last that has a scenario of its own. */
export const firstOfRun = (lesson: Lesson, stop: number): number =>
  Math.max(
    0,
    lesson.stops.findLastIndex((s, i) => i <= stop && s.scenario !== undefined),
  );

/** The last stop of each of the lesson’s runs. */
export const lastStops = (lesson: Lesson): readonly number[] =>
  lesson.stops.flatMap((_, i) => (i + 1 === lesson.stops.length || lesson.stops[i + 1]!.scenario !== undefined ? [i] : []));

/** The input as a line of a scenario. */
export const actLine = (input: LessonAct): string => printDirective({ kind: 'input', input });
