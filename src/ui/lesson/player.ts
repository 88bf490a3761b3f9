// The lesson under way: which stop, where its run stands, and the way on. The run is the engine's; here is only what is asked of it:
//   goOn → (back to the stop) → acts of the next stop → run-until its condition, at the lesson's pace → there
//   goOn → a stop that begins a run of its own: opened there
// The student may act at any stop. Then the run is no longer the lesson's, and is begun anew from the lesson's own text before it goes on.
import { create } from 'zustand';
import type { Lesson } from '../../lessons/lesson.ts';
import { LESSONS, scenarioAt } from '../../lessons/index.ts';
import { openLesson, seek, sentenceOf, setSpeed } from '../../state/actions.ts';
import { useChoices } from '../../state/choices.ts';
import { engine, EngineLost } from '../../state/engine.ts';
import type { LessonProgress } from '../../state/kept.ts';
import { showNotice, useSaid } from '../../state/said.ts';
import { NOTHING_YET, withAnswer, withStop } from './progress.ts';

/** The moment of a stop, in the run in which it was reached. */
interface Place {
  readonly session: string;
  readonly event: number;
  /** Acts of the person by then: more of them now, and the run is no longer the lesson's. */
  readonly acts: number;
}

export interface LessonState {
  readonly stop: number;
  /** opening: the run is made · there: at the stop · running: on the way to the next · strayed: something else stopped it on the way. */
  readonly phase: 'opening' | 'there' | 'running' | 'strayed';
  /** Null: not known in this page (after loading it again). */
  readonly place: Place | null;
}

export const useLesson = create<LessonState>()(() => ({ stop: 0, phase: 'opening', place: null }));

export const lessonNamed = (id: string): Lesson | null => LESSONS.find((l) => l.id === id) ?? null;
export const progressOf = (id: string): LessonProgress => useChoices.getState().lessons[id] ?? NOTHING_YET;

/** Each way on is numbered: one that was overtaken by another says nothing any more. `speed`: the person's own, to be had again after the lesson. */
const way = { number: 0, speed: 0 };

/** Opens the lesson at a stop: its run is executed up to there at once. */
export async function openStop(lesson: Lesson, stop: number): Promise<boolean> {
  const number = ++way.number;
  const before = useLesson.getState();
  // What was done in the lesson's own run is given up, as the button says; any other run is asked about.
  const own = useChoices.getState().lesson === lesson.id && useSaid.getState().run?.title === lesson.title;
  useLesson.setState({ stop, phase: 'opening' });
  const opened = await openLesson(lesson.title, scenarioAt(lesson, stop), !own);
  if (number !== way.number) return false;
  if (!opened.ok) {
    useLesson.setState(before);
    return false;
  }
  way.speed ||= useSaid.getState().speed;
  useChoices.setState((c) => {
    c.lesson = lesson.id;
    c.drawer = null;
  });
  await arrive(lesson, stop);
  return true;
}

/** From the stop to the next; after a stop on the way, the rest of it. */
export async function goOn(lesson: Lesson): Promise<void> {
  const { stop, phase } = useLesson.getState();
  const next = lesson.stops[stop + 1];
  if (next === undefined) return finish(lesson);
  if (next.scenario !== undefined) return void (await openStop(lesson, stop + 1));
  const rest = phase === 'strayed';
  if (!rest && !(await backToStop(lesson))) return;
  await travel(lesson, async () => {
    if (!rest) for (const input of next.acts) await engine.request('input', { input });
    return next.until === null || (await runUntil(next.until, next.pace ?? lesson.pace));
  });
}

/** The rest of the way to the next stop, at once. */
export async function skipAhead(lesson: Lesson): Promise<void> {
  const until = lesson.stops[useLesson.getState().stop + 1]?.until ?? null;
  if (until !== null) await travel(lesson, () => runUntil(until, null));
}

async function travel(lesson: Lesson, go: () => Promise<boolean>): Promise<void> {
  const { stop, place } = useLesson.getState();
  const number = ++way.number;
  useLesson.setState({ phase: 'running' });
  const reached = await attempt(go);
  if (number !== way.number) return;
  // Reached by a run in which the person had a hand, the next stop's text would not be true of it.
  if (reached && !isDirty(place)) await arrive(lesson, stop + 1);
  else useLesson.setState({ phase: 'strayed' });
}

const runUntil = async (condition: string, speed: number | null): Promise<boolean> =>
  (await engine.request('run-until', { condition, speed })).reached;

/** To the moment of the stop. Where the person has acted since, the lesson's run is made anew. */
export async function backToStop(lesson: Lesson): Promise<boolean> {
  const { stop, place, phase } = useLesson.getState();
  const run = useSaid.getState().run;
  if (place === null || phase === 'strayed' || run?.session !== place.session || isDirty(place)) return openStop(lesson, stop);
  if (useSaid.getState().frame?.event !== place.event) await seek(place.event);
  return true;
}

/** Whether the person has acted since, so that the run is no longer the lesson's. */
export const isDirty = (place: Place | null): boolean => place !== null && useSaid.getState().acts !== place.acts;

export function answer(lesson: Lesson, option: number): void {
  const { stop } = useLesson.getState();
  keep(lesson, withAnswer(progressOf(lesson.id), stop, option));
  if (lesson.stops[stop]?.question?.answered === 'as-it-happens') void goOn(lesson);
}

export function closeLesson(): void {
  way.number++;
  if (way.speed > 0) void setSpeed(way.speed);
  way.speed = 0;
  useChoices.setState((c) => {
    c.lesson = '';
    c.lit = null;
  });
}

function finish(lesson: Lesson): void {
  keep(lesson, { ...progressOf(lesson.id), done: true });
}

/** From the first stop, with no answers. */
export async function takeAgain(lesson: Lesson): Promise<void> {
  if (await openStop(lesson, 0)) keep(lesson, NOTHING_YET);
}

async function arrive(lesson: Lesson, stop: number): Promise<void> {
  const number = way.number;
  // The engine's own word on where it stands: the frame on the screen may be older.
  const shown = await engine.request('digest').catch(() => null);
  if (number !== way.number) return;
  const { run, acts } = useSaid.getState();
  const place = shown === null || run === null ? null : { session: run.session, event: shown.event, acts };
  useLesson.setState({ stop, phase: 'there', place });
  keep(lesson, withStop(lesson, progressOf(lesson.id), stop));
}

function keep(lesson: Lesson, progress: LessonProgress): void {
  useChoices.setState((c) => {
    c.lessons[lesson.id] = { ...progress, answers: { ...progress.answers } };
  });
}

async function attempt(request: () => Promise<boolean>): Promise<boolean> {
  try {
    return await request();
  } catch (error) {
    if (!(error instanceof EngineLost))
      showNotice({ id: 'lesson', tone: 'error', title: 'The lesson could not go on', text: sentenceOf(error) });
    return false;
  }
}
