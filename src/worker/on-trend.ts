// What the run brought over virtual time, from the beginning of the branch shown to its tip: executed again on a moment of its own, which is kept, so
// that the next time only what is new is executed. Nothing here changes the run, and the run may go on meanwhile.
import type { EventNumber } from '../base/units.ts';
import { Moment } from '../history/moment.ts';
import { Trend } from '../history/trend.ts';
import type { JournalEntry } from '../sim/inputs.ts';
import { looking } from './desk.ts';
import type { Desk, Handler } from './host.ts';
import type { LiveRun } from './live-run.ts';

/** How far a branch has been followed. */
export interface TrendSoFar {
  readonly run: LiveRun;
  readonly branch: number;
  /** The branch's, as far as it has been followed. */
  readonly journal: readonly JournalEntry[];
  readonly moment: Moment;
  readonly trend: Trend;
}

export const trend: Handler<'trend'> = async (desk) => {
  const { from, journal, tip, at } = await looking(desk, (run) => {
    const { current, tipEvent, live } = run.timeline;
    const all = [...current.journal];
    return { from: takeUp(desk, run, current.id, all, tipEvent), journal: all, tip: tipEvent, at: live.at };
  });
  await follow(desk, from, journal, tip);
  if (desk.run === from.run) desk.trend = { ...from, journal };
  return { branch: from.branch, event: tip, at, ...from.trend.seen() };
};

// What is there is gone on with where it is of this very branch; while it is at work nobody else has it.
function takeUp(desk: Desk, run: LiveRun, branch: number, journal: readonly JournalEntry[], tip: EventNumber): TrendSoFar {
  const known = desk.trend;
  desk.trend = null;
  const goesOn =
    known !== null &&
    known.run === run &&
    known.branch === branch &&
    known.moment.event <= tip &&
    known.journal.every((e, i) => e === journal[i] || e.event >= known.moment.event);
  return goesOn ? known : { run, branch, journal, moment: Moment.first(run.timeline.header), trend: new Trend() };
}

async function follow(desk: Desk, { moment, trend: fold }: TrendSoFar, journal: readonly JournalEntry[], tip: EventNumber): Promise<void> {
  const slice = desk.lane.slice();
  while (moment.event < tip) {
    const record = moment.step(journal);
    if (record === null) return;
    fold.observe(record, moment.world);
    if (slice.over()) await slice.pause();
  }
}
