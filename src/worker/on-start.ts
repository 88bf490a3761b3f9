// The first request: what is stored is executed again to its cut and compared with the stored rows (src/storage judges), or, where nothing is
// stored, the fallback begins. `powerFailure`: the run as found, and then the power fails in it: every node loses its memory and comes back
// from its durable rows alone, which were just found equal to the stored ones, byte by byte. It is an input like every other, so that the
// clients go on where they were, and undo brings back the run before.
import { restore } from '../history/restore.ts';
import type { Run } from '../history/run.ts';
import type { Timeline } from '../history/timeline.ts';
import type { Found, Opened, Replayed } from '../storage/store.ts';
import type { Desk, Handler } from './host.ts';
import { LiveRun, optionsFor, Watch } from './live-run.ts';
import { durableRows } from './mirror.ts';
import { fromScenario, fromTrace, place, show, type NewTimeline } from './on-open.ts';
import type { Fallback } from './protocol.ts';
import { Recorder } from './recorder.ts';

interface Executed {
  readonly timeline: Timeline;
  readonly watch: Watch;
}

export const start: Handler<'start'> = (desk, { fallback, powerFailure }) =>
  desk.lane.run(async () => {
    let executed: Executed | null = null;
    const { store, found }: Opened = await desk.deps.openStore({
      replay: async (run, branch, event) => {
        const made = await execute(desk, run, branch, event);
        if ('why' in made) return { ok: false, why: made.why };
        executed = made;
        return disksOf(made.timeline);
      },
      notice: (notice) => desk.sender.notice(notice),
    });
    const recorder = new Recorder(store, (notice) => desk.sender.notice(notice));
    if (found.kind === 'run' && executed !== null) await resume(desk, executed, found, recorder, powerFailure);
    else await place(desk, await beginning(desk, fallback), recorder);
    for (const notice of found.notices) desk.sender.notice(notice);
    desk.sender.flush(true); // whoever hears that it has started knows what has
    return null;
  });

// A trace that cannot be opened leaves the page with something to show, and says so.
async function beginning(desk: Desk, { title, scenario, trace }: Fallback): Promise<NewTimeline> {
  if (trace === undefined) return fromScenario(desk, title, scenario);
  const { name, text, event } = trace;
  const opened = await fromTrace(desk, name, text);
  if (!opened.ok) {
    const error = `${opened.error} “${title}” begins in its place.`;
    desk.sender.notice({ id: 'open', tone: 'error', title: `${name} was not opened`, text: error });
    return fromScenario(desk, title, scenario);
  }
  const { made, note } = opened.value;
  if (note !== null) desk.sender.notice({ id: 'opened', tone: 'warning', title: `${name} was opened in part`, text: note });
  if (event === null) return made;
  made.timeline.seek(event);
  return { ...made, at: made.timeline.shown.at };
}

// The whole run with all its branches; the one asked for is current, at the event asked for.
async function execute(desk: Desk, run: Run, branch: number, event: number): Promise<Executed | { readonly why: string }> {
  const watch = new Watch();
  const branches = run.branches.map((b) => (b.id === branch ? { ...b, tip: event } : b));
  const restored = await desk.lane.drive(restore({ ...run, branches, current: branch }, optionsFor(watch)));
  if (!restored.ok) return { why: restored.error };
  const timeline = restored.value;
  if (timeline.current.id !== branch) return { why: `The branch ${branch} is not there any more.` };
  if (timeline.tipEvent < event)
    return { why: timeline.stopped() ?? `It ends at event ${timeline.tipEvent}; the stored disks are those of event ${event}.` };
  return { timeline, watch };
}

const disksOf = (t: Timeline): Replayed => ({
  ok: true,
  cut: { branch: t.current.id, event: t.live.event, at: t.live.at },
  disks: durableRows(t.live.world),
});

async function resume(
  desk: Desk,
  { timeline, watch }: Executed,
  found: Extract<Found, { kind: 'run' }>,
  recorder: Recorder,
  powerFailure: boolean,
): Promise<void> {
  const run = new LiveRun(timeline, watch, recorder);
  recorder.resume(timeline, found.run.session);
  // An input that was safe and had not taken effect takes effect now.
  while (!recorder.readOnly && timeline.live.actsNext(timeline.current.journal)) if ((await run.forwardSafely(0)) === null) break;
  if (powerFailure) await run.act({ kind: 'power-failure' }, timeline.live.at);
  show(desk, run, timeline.live.at);
}
