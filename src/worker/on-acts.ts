// Acts: inputs at the shown moment, undo, another branch. Each is safe in the store before it takes effect.
import { describeInput } from '../trace/say-input.ts';
import { changing, must } from './desk.ts';
import type { Handler } from './host.ts';
import { mayChange, type LiveRun } from './live-run.ts';

export const input: Handler<'input'> = (desk, { input: wanted }) =>
  changing(desk, async (run) => {
    const act = must(await run.act(wanted, desk.playhead.at()));
    if (!desk.playhead.playing) desk.playhead.set(act.entry.at);
    return { forked: act.forked ? act.branch.id : null };
  });

export const undo: Handler<'undo'> = (desk) =>
  changing(desk, async (run) => {
    mayChange(run);
    await desk.pump.pause();
    const act = must(run.timeline.undo());
    if (act === null) return { undone: null };
    desk.playhead.set(Math.max(run.timeline.shown.at, Math.min(act.at, run.timeline.nextAt() ?? act.at)));
    await branchesChanged(run);
    return { undone: describeInput(act.input) };
  });

export const switchBranch: Handler<'switch-branch'> = (desk, { branch }) =>
  changing(desk, async (run) => {
    await desk.pump.pause();
    must(run.timeline.switchTo(branch));
    desk.playhead.set(run.timeline.shown.at);
    await branchesChanged(run);
    return null;
  });

// A change of branches moves the cut, so that the run is found again on the branch that is current.
export async function branchesChanged({ recorder, timeline }: LiveRun): Promise<void> {
  recorder.branchesDiffer();
  await recorder.keep(timeline);
}
