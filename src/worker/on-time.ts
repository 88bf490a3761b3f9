// Time: playing, stepping, seeking, running until a condition holds. Stepping and seeking stand still; going on at the tip passes the barrier.
import { stepBack } from '../history/searching.ts';
import { isChoice, isDelivery, isEvent, isPhase, type Wanted } from '../history/units.ts';
import { holds as conditionHolds, parseCondition, type Condition } from '../scenario/condition.ts';
import { describe } from '../trace/describe.ts';
import { changing, looking, must, openRun } from './desk.ts';
import type { Desk, Handler } from './host.ts';
import type { LiveRun } from './live-run.ts';
import { Refused } from './refused.ts';
import type { Replies, StepUnit } from './protocol.ts';
import { MAX_UNTIL_EVENTS } from './pump.ts';

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

export const play: Handler<'play'> = (desk, { speed: at }) =>
  changing(desk, (run) => {
    const stuck = run.stuck();
    if (stuck !== null) throw new Refused(stuck);
    desk.pump.play(at);
    return null;
  });

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
    const outcome =
      direction === 1 ? await goForward(desk, run, WANTED[unit], wish, MAX_STEP_EVENTS) : await backwards(desk, run, WANTED[unit]);
    desk.playhead.set(run.timeline.shown.at);
    await run.recorder.keep(run.timeline);
    if (outcome === 'bound') throw new Refused(`${SOUGHT[unit]} within ${MAX_STEP_EVENTS.toLocaleString('en')} events.`);
    if (outcome === 'stuck') throw new Refused(run.stuck() ?? 'The run stops here.');
    return null;
  });
};

async function goForward(desk: Desk, run: LiveRun, wanted: Wanted, wish: number, bound: number): Promise<'there' | 'stuck' | 'bound'> {
  const slice = desk.lane.slice();
  for (let n = 0; n < bound; n++) {
    const record = await run.forwardSafely(n === 0 ? 0 : Infinity);
    if (record === null) return n === 0 ? 'stuck' : 'there';
    if (wanted(record, run.timeline.shown.world)) return 'there';
    if (slice.over()) await slice.pause();
    if (desk.wishes !== wish) return 'there';
  }
  return 'bound';
}

async function backwards(desk: Desk, run: LiveRun, wanted: Wanted): Promise<'there'> {
  const { timeline } = run;
  timeline.seek(await desk.lane.drive(stepBack(timeline, wanted)));
  return 'there';
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
    else waiting = new Promise((done) => desk.pump.play(at, { holds: (_record, r) => isSo(condition, r), done, events: 0 }));
  });
  desk.sender.flush(true);
  const reached = await waiting;
  return desk.lane.run((): Replies['run-until'] => ({ reached, event: openRun(desk).timeline.shown.event }));
};

async function atOnce(desk: Desk, run: LiveRun, condition: Condition, wish: number): Promise<boolean> {
  const outcome = await goForward(desk, run, () => isSo(condition, run), wish, MAX_UNTIL_EVENTS);
  desk.playhead.set(run.timeline.shown.at);
  await run.recorder.keep(run.timeline);
  return outcome === 'there' && isSo(condition, run);
}

const read = (run: LiveRun, text: string): Condition => must(parseCondition(text, run.timeline.shown.world.nodes.length));

function isSo(condition: Condition, { timeline }: LiveRun): boolean {
  const { record, world, violation } = timeline.shown;
  return conditionHolds(condition, record, world, violation);
}
