// The lessons there are, in the order in which they are best taken, and under what heading.
import type { Lesson } from './lesson.ts';
import { batching } from './batching/batching.ts';
import { checkpoints } from './checkpoints/checkpoints.ts';
import { elections } from './elections/elections.ts';
import { gaps } from './gaps/gaps.ts';
import { leaderDies } from './leader-dies/leader-dies.ts';
import { membership } from './membership/membership.ts';
import { persistFirst } from './persist-first/persist-first.ts';
import { phantom } from './phantom/phantom.ts';
import { phaseOne } from './phase-one/phase-one.ts';
import { race } from './race/race.ts';
import { reads } from './reads/reads.ts';
import { recovery } from './recovery/recovery.ts';
import { relatives } from './relatives/relatives.ts';
import { retries } from './retries/retries.ts';
import { slowFollower } from './slow-follower/slow-follower.ts';
import { stability } from './stability/stability.ts';
import { staleCheckpoint } from './stale-checkpoint/stale-checkpoint.ts';
import { syncBottleneck } from './sync-bottleneck/sync-bottleneck.ts';

export type { Lesson, LessonAct, LessonStop, Look, Option, Question, Task } from './lesson.ts';
export { plainText, spansOf, type Span } from './markup.ts';
export { answersTo, QUESTIONS, type CourseQuestion } from './questions.ts';
export { lastStops, scenarioAt } from './script.ts';

export interface LessonPart {
  readonly title: string;
  readonly lessons: readonly Lesson[];
}

export const LESSON_PARTS: readonly LessonPart[] = [
  { title: 'Leaders', lessons: [phaseOne, leaderDies, elections, stability] },
  { title: 'The log', lessons: [gaps] },
  { title: 'Disks', lessons: [persistFirst, syncBottleneck, recovery] },
  { title: 'Checkpoints', lessons: [checkpoints, slowFollower, staleCheckpoint] },
  { title: 'Clients', lessons: [retries, phantom, race, reads, batching] },
  { title: 'Members', lessons: [membership] },
  { title: 'Beside it', lessons: [relatives] },
];

export const LESSONS: readonly Lesson[] = LESSON_PARTS.flatMap((p) => p.lessons);
