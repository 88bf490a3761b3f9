// Time: playing, stepping, seeking, running until a condition holds. Stepping and seeking stand still; going on at the tip passes the barrier.
import { stepBack, stepForward } from '../history/searching.ts';
import { isChoice, isDelivery, isEvent, isPhase, type Wanted } from '../history/units.ts';
import { holds as conditionHolds, parseCondition, type Condition } from '../scenario/condition.ts';
import { describe } from '../trace/describe.ts';
import { changing, looking, must, openRun } from './desk.ts';
import type { Desk, Handler } from './host.ts';
import type { LiveRun } from './live-run.ts';
import { Refused } from './refused.ts';
import type { Replies, StepUnit } from './protocol.ts';
import { MAX_UNTIL_EVENTS, type Until } from './pump.ts';

/** Events that a step looks through at most. */
const MAX_STEP_EVENTS = 20_000;

const WANTED: Readonly<Record<StepUnit, Wanted>> = {
  event: isEvent,
  message: isDelivery,
  commit: isChoice,
  phase: isPhase,
  landmark: (record, world) => describe(record, world).interest === 'landmark',
};

const SOUGHT: Readonly<Record<StepUnit, string>> = {
  event: 'No event',
  message: 'No delivery',
  commit: 'No slot newly chosen',
  phase: 'No change of phase',
  landmark: 'Nothing out of the ordinary',
};

export const play: Handler<'play'> = (desk, { speed: at, toTip = false }) =>
  changing(desk, (run) => {
    const stuck = run.stuck();
    if (stuck !== null) throw new Refused(stuck);
    desk.pump.play(at, toTip && !run.timeline.atTip ? tip() : null);
    return null;
  });

/** Reached by what has happened already, however long it is. */
const tip = (): Until => ({ holds: (_record, run) => run.timeline.atTip, done: () => undefined, most: Infinity, events: 0 });

export const pause: Handler<'pause'> = (desk) =>
  changing(desk, async () => {
    await desk.pump.pause();
    return null;
  });

export const speed: Handler<'speed'> = (desk, { speed: at }) => {
  desk.pump.setSpeed(at);
  return Promise.resolve(null);
};

export const step: Handler<'step'> = (desk, { unit, direction }) => {
  const wish = desk.wishes;
  return changing(desk, async (run) => {
    await desk.pump.pause();
    const { timeline } = run;
    if (direction === 1) await forwards(desk, run, unit, wish);
    else timeline.seek(await desk.lane.drive(stepBack(timeline, WANTED[unit])));
    desk.playhead.set(timeline.shown.at);
    await run.recorder.keep(timeline);
    return null;
  });
};

// Looked for first, then gone to: what does not come soon does not carry the run away.
async function forwards(desk: Desk, run: LiveRun, unit: StepUnit, wish: number): Promise<void> {
  const stuck = run.stuck();
  if (stuck !== null) throw new Refused(stuck);
  const to = await desk.lane.drive(stepForward(run.timeline, WANTED[unit], MAX_STEP_EVENTS));
  if (to === null)
    throw new Refused(`${SOUGHT[unit]} within the next ${MAX_STEP_EVENTS.toLocaleString('en')} events; the run was left where it is.`);
  await goForward(desk, run, () => run.timeline.shown.event >= to, wish, MAX_STEP_EVENTS);
}

// On, through the barrier, until an event of its own is the one; or something newer is wished for.
async function goForward(desk: Desk, run: LiveRun, there: () => boolean, wish: number, bound: number): Promise<void> {
  const slice = desk.lane.slice();
  for (let n = 0; n < bound && desk.wishes === wish; n++) {
    const record = await run.forwardSafely(n === 0 ? 0 : Infinity);
    if (record === null || there()) return;
    if (slice.over()) await slice.pause();
  }
}

export const seek: Handler<'seek'> = (desk, { event }) => seekBy(desk, (run) => run.timeline.seek(event), null);

export const seekTime: Handler<'seek-time'> = (desk, { at }) => seekBy(desk, (run) => run.timeline.seekTime(at), at);

// Latest wins: what a newer wish has overtaken is not done.
function seekBy(desk: Desk, go: (run: LiveRun) => void, at: number | null): Promise<null> {
  const wish = desk.wishes;
  return changing(desk, async (run) => {
    await desk.pump.pause();
    if (desk.wishes !== wish) return null;
    go(run);
    const { shown } = run.timeline;
    desk.playhead.set(at === null ? shown.at : Math.max(shown.at, Math.min(at, run.timeline.nextAt() ?? at)));
    return null;
  });
}

export const holds: Handler<'holds'> = (desk, { condition: text }) => looking(desk, (run) => ({ holds: isSo(read(run, text), run) }));

/** The reply comes when the condition holds, or something else has ended the waiting; the lane is free meanwhile. */
export const runUntil: Handler<'run-until'> = async (desk, { condition: text, speed: at }) => {
  const wish = desk.wishes;
  let waiting: Promise<boolean> = Promise.resolve(true);
  await changing(desk, async (run) => {
    const condition = read(run, text);
    await desk.pump.pause();
    const { world, violation } = run.timeline.shown;
    if (conditionHolds(condition, null, world, violation)) return; // a state that is so already
    if (at === null) waiting = Promise.resolve(await atOnce(desk, run, condition, wish));
    else
      waiting = new Promise((done) =>
        desk.pump.play(at, { holds: (_record, r) => isSo(condition, r), done, most: MAX_UNTIL_EVENTS, events: 0 }),
      );
  });
  desk.sender.flush(true);
  const reached = await waiting;
  return desk.lane.run((): Replies['run-until'] => ({ reached, event: openRun(desk).timeline.shown.event }));
};

async function atOnce(desk: Desk, run: LiveRun, condition: Condition, wish: number): Promise<boolean> {
  await goForward(desk, run, () => isSo(condition, run), wish, MAX_UNTIL_EVENTS);
  desk.playhead.set(run.timeline.shown.at);
  await run.recorder.keep(run.timeline);
  return isSo(condition, run);
}

const read = (run: LiveRun, text: string): Condition => must(parseCondition(text, run.timeline.shown.world.nodes.length));

function isSo(condition: Condition, { timeline }: LiveRun): boolean {
  const { record, world, violation } = timeline.shown;
  return conditionHolds(condition, record, world, violation);
}
