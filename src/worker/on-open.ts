// Runs that come and go whole: a ready world, a configuration, a trace file; and the run that is open as a file. The new run replaces the old
// one only when it is there, so that what cannot be opened changes nothing.
import { ok, type Result } from '../base/result.ts';
import { onlyTitle } from '../history/about.ts';
import { Timeline } from '../history/timeline.ts';
import type { RunHeader, JournalEntry } from '../sim/inputs.ts';
import { openScenario as readScenario } from '../scenario/open-scenario.ts';
import { looksLikeScenario } from '../scenario/looks-like.ts';
import { readTrace, writeTrace } from '../trace/trace-file.ts';
import { must, openRun } from './desk.ts';
import { fileName } from './file-name.ts';
import { followTrace, tracedRun } from './follow-trace.ts';
import type { Desk, Handler } from './host.ts';
import { LiveRun, optionsFor, READ_ONLY, Watch } from './live-run.ts';
import { Refused } from './refused.ts';
import type { Recorder } from './recorder.ts';

/** Digests of a branch that a link carries at most: they cannot be made smaller. */
const DIGESTS_IN_LINK = 8;

/** A run that has just been made: its timeline at the first moment shown. */
export interface NewTimeline {
  readonly timeline: Timeline;
  readonly watch: Watch;
  /** The playhead. */
  readonly at: number;
}

export const openScenario: Handler<'open-scenario'> = (desk, { title, scenario }) =>
  replacing(desk, async () => {
    await replace(desk, await fromScenario(desk, title, scenario));
    return null;
  });

export const openConfig: Handler<'open-config'> = (desk, { title, config, at = 0 }) =>
  replacing(desk, async () => {
    await replace(desk, await fromHeader(desk, title, { config }, [], (t) => (t.nextAt() ?? Infinity) > at, at));
    return null;
  });

/** A file: a trace, or a scenario, which is a world to begin with. */
export const openTrace: Handler<'open-trace'> = (desk, { name, text }) =>
  replacing(desk, async () => {
    if (looksLikeScenario(text)) {
      await replace(desk, await fromScenario(desk, '', text));
      return { note: null };
    }
    const { made, note } = must(await fromTrace(desk, name, text));
    await replace(desk, made);
    return { note };
  });

export const save: Handler<'save'> = (desk) =>
  desk.lane.run(() => {
    const { timeline } = openRun(desk);
    const { run, digests } = tracedRun(timeline);
    return { name: `${fileName(timeline.writing.title)}.synod.json`, text: writeTrace(run, digests) };
  });

/** The trace executed to its end, as far as it can be followed; `note` says how far, where not to the end. */
export async function fromTrace(
  desk: Desk,
  name: string,
  text: string,
): Promise<Result<{ readonly made: NewTimeline; readonly note: string | null }>> {
  const file = readTrace(text);
  if (!file.ok) return file;
  const followed = await followTrace(desk.lane, file.value, name, (progress) => desk.sender.opening(progress));
  desk.sender.opened();
  if (!followed.ok) return followed;
  const { timeline, watch, note } = followed.value;
  return ok({ made: { timeline, watch, at: timeline.shown.at }, note });
}

export const link: Handler<'link'> = (desk) =>
  desk.lane.run(() => {
    const { timeline } = openRun(desk);
    const { run, digests } = tracedRun(timeline, DIGESTS_IN_LINK);
    return { text: writeTrace(run, digests), event: timeline.shown.event };
  });

/** The scenario executed to the moment at which it is first shown. @throws Refused with the line that is wrong */
export async function fromScenario(desk: Desk, title: string, text: string): Promise<NewTimeline> {
  const s = must(readScenario(text));
  return fromHeader(
    desk,
    title === '' ? s.title || 'A scenario' : title,
    s.header,
    s.journal,
    (t) => t.tipEvent >= s.startEvent,
    s.startAt,
  );
}

async function fromHeader(
  desk: Desk,
  title: string,
  header: RunHeader,
  script: readonly JournalEntry[],
  there: (timeline: Timeline) => boolean,
  at: number,
): Promise<NewTimeline> {
  const watch = new Watch();
  const timeline = new Timeline(header, script, { ...optionsFor(watch), about: onlyTitle(title) });
  const slice = desk.lane.slice();
  while (!there(timeline) && timeline.forward() !== null) if (timeline.tipEvent % 256 === 0 && slice.over()) await slice.pause();
  // A run that stopped before has its next event before `at`.
  return { timeline, watch, at: Math.min(at, timeline.nextAt() ?? at) };
}

/** Puts the run in the place of the one that is open, here and in the store. `recorder`: of the store that is open. */
export async function place(desk: Desk, { timeline, watch, at }: NewTimeline, recorder: Recorder): Promise<void> {
  await recorder.begin(timeline);
  show(desk, new LiveRun(timeline, watch, recorder), at);
}

/** The run is what the page sees from now on. */
export function show(desk: Desk, run: LiveRun, at: number): void {
  desk.run = run;
  desk.playhead.set(at);
  desk.sender.show(run);
  desk.sender.view = { ...desk.sender.view, firstSlot: null };
  desk.sender.changed(true);
}

const replace = (desk: Desk, made: NewTimeline): Promise<void> => place(desk, made, openRun(desk).recorder);

// In the lane, standing still, and not where the run is another tab's.
function replacing<T>(desk: Desk, task: () => Promise<T>): Promise<T> {
  return desk.lane.run(async () => {
    if (openRun(desk).recorder.readOnly) throw new Refused(READ_ONLY);
    await desk.pump.pause();
    return task();
  });
}
