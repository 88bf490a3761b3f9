// How far one is in a lesson, and what was said: plain data from the lesson and the answers kept on this device. Nothing here plays anything.
import type { Lesson, Option, Question } from '../../lessons/lesson.ts';
import type { LessonProgress } from '../../state/kept.ts';

export const NOTHING_YET: LessonProgress = { stop: 0, answers: {}, done: false };

/** What was answered at a stop: null where nothing was, or where the lesson has changed since. */
export function answerAt(
  lesson: Lesson,
  progress: LessonProgress,
  stop: number,
): { readonly question: Question; readonly option: Option } | null {
  const question = lesson.stops[stop]?.question ?? null;
  const option = question?.options[progress.answers[String(stop)] ?? -1];
  return question === null || option === undefined ? null : { question, option };
}

/** The reply that is due at a stop: to the prediction made at the stop before, which the run has now shown right or wrong. */
export function replyDue(lesson: Lesson, progress: LessonProgress, stop: number): ReturnType<typeof answerAt> {
  const before = stop === 0 ? null : answerAt(lesson, progress, stop - 1);
  return before?.question.answered === 'as-it-happens' ? before : null;
}

/** Whether an answer is still to be given before the lesson goes on. */
export const isAsking = (lesson: Lesson, progress: LessonProgress, stop: number): boolean =>
  (lesson.stops[stop]?.question ?? null) !== null && answerAt(lesson, progress, stop) === null;

/** Predictions that came true, of those that were made. */
export function score(lesson: Lesson, progress: LessonProgress): { readonly right: number; readonly of: number } {
  const answers = lesson.stops.map((_, i) => answerAt(lesson, progress, i)).filter((a) => a !== null);
  return { right: answers.filter((a) => a.option.right).length, of: answers.length };
}

export function withAnswer(progress: LessonProgress, stop: number, option: number): LessonProgress {
  return { ...progress, answers: { ...progress.answers, [String(stop)]: option } };
}

/** The furthest stop only rises; a lesson that is done stays done. */
export function withStop(lesson: Lesson, progress: LessonProgress, stop: number): LessonProgress {
  const last = lesson.stops.length - 1;
  return { ...progress, stop: Math.min(last, Math.max(progress.stop, stop)) };
}

/** `not begun`, `stop 4 of 9`, `done`. */
export function sayProgress(lesson: Lesson, progress: LessonProgress | undefined): string {
  if (progress === undefined) return 'not begun';
  if (progress.done) return 'done';
  return `stop ${Math.min(progress.stop, lesson.stops.length - 1) + 1} of ${lesson.stops.length}`;
}
