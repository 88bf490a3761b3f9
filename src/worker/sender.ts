// What the page is told without asking: frames, the run as a whole, notices. At most one frame is under way: the next is made when the page
// has painted the last, from the moment that is shown then, so that a slow page gets fewer frames and never old ones.
import type { Micros } from '../base/units.ts';
import { figuresOf } from '../history/figures.ts';
import type { Timeline } from '../history/timeline.ts';
import type { Frame } from '../view/frame.ts';
import { projectFrame, type LogView } from '../view/project-frame.ts';
import { branchFrame } from './branch-frame.ts';
import type { LiveRun } from './live-run.ts';
import type { Playhead } from './playhead.ts';
import type { FromWorker, Notice, OpeningProgress, RunFrame } from './protocol.ts';
import { inWords } from './words.ts';

/** While it plays, the run as a whole is told at most every so often. */
const RUN_EVERY_MILLIS = 200;
const BEGINNING = 'Nothing has happened yet.';

interface SenderDeps {
  readonly post: (message: FromWorker) => void;
  readonly now: () => number;
}

export class Sender {
  /** Which slots the log grid shows. */
  view: LogView = { firstSlot: null, slots: 16 };
  private readonly deps: SenderDeps;
  private readonly playhead: Playhead;
  private run: LiveRun | null = null;
  private frameDue = false;
  private unpainted = false;
  private runDue = false;
  private runSentAt = Number.NEGATIVE_INFINITY;
  private openingSentAt = Number.NEGATIVE_INFINITY;

  constructor(deps: SenderDeps, playhead: Playhead) {
    this.deps = deps;
    this.playhead = playhead;
  }

  /** The run to tell of. */
  show(run: LiveRun): void {
    this.run = run;
  }

  notice(notice: Notice): void {
    this.deps.post({ type: 'notice', notice });
  }

  /** How far a file is executed that is being opened. Said now and then. */
  opening(progress: OpeningProgress): void {
    const tick = this.deps.now();
    if (tick - this.openingSentAt < RUN_EVERY_MILLIS) return;
    this.openingSentAt = tick;
    this.deps.post({ type: 'opening', progress });
  }

  opened(): void {
    this.deps.post({ type: 'opening', progress: null });
  }

  /** The shown moment, the playhead's course, or what is looked at has changed; `whole`: the run as a whole as well. */
  changed(whole: boolean): void {
    this.frameDue = true;
    this.runDue ||= whole;
  }

  painted(): void {
    this.unpainted = false;
    this.flush(false);
  }

  /** Sends what is due and may be sent. `now`: the run as a whole at once, too. */
  flush(now: boolean): void {
    const { run } = this;
    if (run === null) return;
    const tick = this.deps.now();
    if (this.runDue && (now || tick - this.runSentAt >= RUN_EVERY_MILLIS)) {
      this.runDue = false;
      this.runSentAt = tick;
      this.deps.post({ type: 'run', run: runFrame(run) });
    }
    if (!this.frameDue || this.unpainted) return;
    this.frameDue = false;
    this.unpainted = true;
    this.deps.post(this.frame(run.timeline));
  }

  private frame(t: Timeline): FromWorker {
    const { playing, speed } = this.playhead;
    const frame = frameOf(t, this.view);
    return { type: 'frame', frame, shownAt: within(frame, this.playhead.at()), playing, speed, live: t.atTip };
  }
}

/** The shown moment as a frame. */
export function frameOf(t: Timeline, view: LogView): Frame {
  const { shown } = t;
  const { world, record, violation } = shown;
  const { answers, before, changedAt, ...counted } = shown.counters;
  const counters = { ...counted, changedAt, recent: figuresOf({ answers }, world.now), before: figuresOf({ answers: before }, changedAt) };
  const sentence = record === null ? BEGINNING : inWords(record, shown).text;
  return { ...projectFrame(world, view, shown.checks, sentence, { violation, counters }), nextAt: t.nextAt(), wentOn: shown.wentOn };
}

const within = (frame: Frame, at: Micros): Micros => Math.max(frame.at, Math.min(at, frame.nextAt ?? at));

function runFrame({ timeline: t, watch, recorder }: LiveRun): RunFrame {
  return {
    title: t.writing.title,
    author: t.writing.author,
    notes: t.writing.notes,
    bookmarks: t.writing.bookmarks(),
    session: recorder.session,
    tipEvent: t.tipEvent,
    tipAt: t.live.at,
    branches: [...t.branches.all()].map((b) => branchFrame(t, b)),
    ...watch.track.frameOf(t.current),
    storage: recorder.state(),
    readOnly: recorder.readOnly,
    canUndo: t.lastAct() !== null,
    acts: t.acts,
    halted: t.current.halt === null ? null : t.stopped(),
  };
}
