// A lesson as scenario text: how one comes (back) to a stop, whatever was done meanwhile. Opening this text re-executes the lesson’s own run.
import { printDirective } from '../scenario/print-directive.ts';
import type { Lesson, LessonAct } from './lesson.ts';

/** The scenario that ends at the stop. */
export function scenarioAt(lesson: Lesson, stop: number): string {
  const parts = lesson.stops
    .slice(1, stop + 1)
    .map((s) => [...s.acts.map(actLine), ...(s.until === null ? [] : [`run until ${s.until}`])].join('\n'));
  return [`title ${lesson.title}`, `about ${lesson.about}`, lesson.scenario.trim(), ...parts].filter((p) => p !== '').join('\n\n') + '\n';
}

/** The input as a line of a scenario. */
export const actLine = (input: LessonAct): string => printDirective({ kind: 'input', input });
