// The lessons there are, in the order in which they are best taken.
import type { Lesson } from './lesson.ts';
import { leaderDies } from './leader-dies.ts';
import { persistFirst } from './persist-first.ts';
import { phaseOne } from './phase-one.ts';

export type { Lesson, LessonAct, LessonStop, Look, Option, Question, Task } from './lesson.ts';
export { plainText, spansOf, type Span } from './markup.ts';
export { scenarioAt } from './script.ts';

export const LESSONS: readonly Lesson[] = [leaderDies, phaseOne, persistFirst];
