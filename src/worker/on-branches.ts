// Branches: renamed, removed and had back, compared. Removing and having back are safe in the store before they are answered.
import { graft } from '../history/restore.ts';
import { beginComparison, type CompareProgress } from './comparing.ts';
import { changing, looking, must } from './desk.ts';
import type { Desk, Handler } from './host.ts';
import { mayChange } from './live-run.ts';
import { branchesChanged } from './on-acts.ts';
import type { Comparison } from './protocol.ts';
import { Refused } from './refused.ts';

/** A comparison that takes longer says how far it is, every so many ms of real time. */
const SAY_EVERY_MILLIS = 150;

export const renameBranch: Handler<'rename-branch'> = (desk, { branch, name }) =>
  changing(desk, async (run) => {
    mayChange(run);
    must(run.timeline.rename(branch, name));
    await branchesChanged(run);
    return null;
  });

export const removeBranch: Handler<'remove-branch'> = (desk, { branch }) =>
  changing(desk, async (run) => {
    mayChange(run);
    const before = run.timeline.current;
    const pruned = must(run.timeline.prune(branch));
    run.pruned = pruned;
    if (run.timeline.current !== before) await goTo(desk, run.timeline.shown.at);
    if (pruned.bookmarks.length > 0) run.recorder.aboutDiffers();
    await branchesChanged(run);
    return { removed: pruned.branches.length };
  });

// The branch that was shown is gone.
async function goTo(desk: Desk, at: number): Promise<void> {
  await desk.pump.pause();
  desk.playhead.set(at);
}

export const restoreBranches: Handler<'restore-branches'> = (desk) =>
  changing(desk, async (run) => {
    mayChange(run);
    const { pruned } = run;
    if (pruned === null) throw new Refused('No branch was removed that could be had back.');
    await desk.pump.pause();
    must(await desk.lane.drive(graft(run.timeline, pruned)));
    run.pruned = null;
    await run.recorder.branchesBack(run.timeline, pruned);
    return null;
  });

/** On copies, and not in the lane: the run may go on meanwhile. */
export const compareBranches: Handler<'compare-branches'> = async (desk, { branches: [first, second] }) => {
  const turn = ++desk.comparisons;
  const work = await looking(desk, ({ timeline }) => {
    const [a, b] = [timeline.branches.get(first), timeline.branches.get(second)];
    if (a === undefined || b === undefined) throw new Refused(`There is no branch ${a === undefined ? first : second}.`);
    if (a === b) throw new Refused(`“${a.name}” was to be compared with itself; expected two branches.`);
    return beginComparison(timeline, a, b);
  });
  return drive(desk, work, turn);
};

async function drive(desk: Desk, work: Generator<CompareProgress, Comparison>, turn: number): Promise<Comparison> {
  const slice = desk.lane.slice();
  let said = desk.deps.now();
  for (;;) {
    const piece = work.next();
    if (piece.done === true) return piece.value;
    if (slice.over()) await slice.pause();
    if (desk.comparisons !== turn) throw new Refused('The comparison was stopped.');
    if (desk.deps.now() - said < SAY_EVERY_MILLIS) continue;
    said = desk.deps.now();
    desk.deps.post({ type: 'comparing', ...piece.value });
  }
}

export const stopComparing: Handler<'stop-comparing'> = (desk) => {
  desk.comparisons++;
  return Promise.resolve(null);
};
