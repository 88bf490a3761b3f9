// Looking through a run by re-execution: a stretch of events again, the last event before a moment that fits. In pieces, as generators that
// yield between them, so that whoever drives one may do something else meanwhile; nothing of the timeline changes.
import type { EventNumber } from '../base/units.ts';
import type { EventRecord } from '../sim/events.ts';
import type { Branch } from './branch.ts';
import type { Moment } from './moment.ts';
import type { Timeline } from './timeline.ts';
import type { Wanted } from './units.ts';

/** Events between two yields. */
const PIECE = 1000;

/** Visits events `from` … `from + count − 1` of the current branch, in order. `visit` sees the moment just after each. */
export function* replay(
  t: Timeline,
  from: EventNumber,
  count: number,
  visit: (record: EventRecord, moment: Moment) => void,
): Generator<void, void> {
  const end = Math.min(from + count, t.tipEvent);
  if (from >= end) return;
  const { current } = t;
  const moment = t.momentAt(from);
  yield* runOn(moment, current, end, visit);
}

function* runOn(
  moment: Moment,
  branch: Branch,
  end: EventNumber,
  visit: (record: EventRecord, moment: Moment) => void,
): Generator<void, void> {
  while (moment.event < end) {
    visit(moment.step(branch.journal)!, moment);
    if (moment.event % PIECE === 0) yield;
  }
}

/** Events `from` … of the current branch, at most `count`. */
export function records(t: Timeline, from: EventNumber, count: number): EventRecord[] {
  const found: EventRecord[] = [];
  drain(replay(t, from, count, (record) => found.push(record)));
  return found;
}

/** The number of the last event before `before` that is wanted; null where there is none. Not before `downTo`. */
export function* findBack(t: Timeline, before: EventNumber, wanted: Wanted, downTo: EventNumber = 0): Generator<void, EventNumber | null> {
  let end = Math.min(before, t.tipEvent);
  while (end > downTo) {
    const start = Math.max(downTo, t.keyframeBefore(end));
    let found: EventNumber | null = null;
    yield* replay(t, start, end - start, (record, moment) => {
      if (wanted(record, moment.world)) found = record.number;
    });
    if (found !== null) return found;
    end = start;
    yield;
  }
  return null;
}

/** Where a step back leads: just after the last wanted event before the present one; the beginning, where there is none. */
export function* stepBack(t: Timeline, wanted: Wanted): Generator<void, EventNumber> {
  const found = yield* findBack(t, t.shown.event - 1, wanted);
  return found === null ? 0 : found + 1;
}

/**
 * Where a step forward leads: just after the next wanted event, looked for on a copy that goes on as the run itself will; where the run stops
 * before, to there. Null: not within `bound` events.
 */
export function* stepForward(t: Timeline, wanted: Wanted, bound: number): Generator<void, EventNumber | null> {
  const ahead = t.shown.clone();
  const { journal } = t.current;
  const end = ahead.event + bound;
  try {
    while (ahead.event < end && !ahead.stops(journal)) {
      const record = ahead.step(journal);
      if (record === null || wanted(record, ahead.world)) return ahead.event;
      if (ahead.event % PIECE === 0) yield;
    }
  } catch {
    return ahead.event + 1; // a bug of the engine: the run halts there, and says so
  }
  return ahead.stops(journal) ? ahead.event : null;
}

/** Drives a generator to its end at once. */
export function drain<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}
