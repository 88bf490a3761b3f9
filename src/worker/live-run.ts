// The run that is open: its timeline, what the time track shows of it, and its recorder; and the two ways in which it goes on, each behind the
// barrier. One owner, the host; everything here happens in the lane.
import { ok, refuse, type Result } from '../base/result.ts';
import type { Micros } from '../base/units.ts';
import { ClientLog } from '../history/client-log.ts';
import type { Pruned } from '../history/run.ts';
import type { Timeline } from '../history/timeline.ts';
import { type Act, type Observer, type TimelineOptions } from '../history/timeline.ts';
import type { EventRecord } from '../sim/events.ts';
import type { Input } from '../sim/inputs.ts';
import { describeInput } from '../trace/say-input.ts';
import type { Recorder } from './recorder.ts';
import { Refused } from './refused.ts';
import { Track } from './track.ts';

export const READ_ONLY = 'The run is open in another tab. Here it can be looked at, and nothing can be changed.';

/** What becomes of a run while it is executed again and afterwards: the track sees it at once, the recorder once there is one. */
export class Watch implements Observer {
  readonly track = new Track();
  readonly clients = new ClientLog();
  recorder: Recorder | null = null;
  /** Sees each event at a tip as well. */
  also: Observer['onEvent'] | null = null;

  onEvent(...event: Parameters<Observer['onEvent']>): void {
    this.track.onEvent(...event);
    this.clients.onEvent(event[0], event[1]);
    this.recorder?.observe(event[1]);
    this.also?.(...event);
  }
  onFork(...fork: Parameters<Observer['onFork']>): void {
    this.track.onFork(...fork);
    this.clients.onFork(...fork);
  }
  onGone(...branch: Parameters<Observer['onGone']>): void {
    this.track.onGone(...branch);
    this.clients.onGone(...branch);
  }
}

/** How the worker's timelines are made. */
export const optionsFor = (watch: Watch): TimelineOptions => ({ observer: watch, nameAct: describeInput });

/** @throws Refused where the run is another tab's. */
export function mayChange({ recorder }: LiveRun): void {
  if (recorder.readOnly) throw new Refused(READ_ONLY);
}

export class LiveRun {
  readonly timeline: Timeline;
  readonly watch: Watch;
  readonly recorder: Recorder;
  /** What was removed last, until it is had back. */
  pruned: Pruned | null = null;

  constructor(timeline: Timeline, watch: Watch, recorder: Recorder) {
    this.timeline = timeline;
    this.watch = watch;
    this.recorder = recorder;
    watch.recorder = recorder;
    watch.also = null;
  }

  /** Why the shown moment cannot be gone on from, in a sentence; null: it can, or the past lies before it. */
  stuck(): string | null {
    const { timeline: t } = this;
    if (!t.atTip) return null;
    return (
      t.stopped() ?? (this.recorder.readOnly ? READ_ONLY : t.nextAt() === null ? 'Nothing is scheduled any more: the run is over.' : null)
    );
  }

  /** Whether bytes must be safe before the next event. Then await `commit`, and go `forward` once. */
  mustWait(): boolean {
    return this.timeline.atTip && this.recorder.mustWait(this.timeline);
  }

  /** `horizon`: up to when events are due anyway. */
  commit(horizon: Micros): Promise<void> {
    return this.recorder.commitSyncs(this.timeline, horizon);
  }

  /** On by one event. Null where `stuck` says why. */
  forward(): EventRecord | null {
    return this.timeline.atTip && this.recorder.readOnly ? null : this.timeline.forward();
  }

  /** On by one event, whatever must be waited for. */
  async forwardSafely(horizon: Micros): Promise<EventRecord | null> {
    if (this.stuck() !== null) return null;
    if (this.mustWait()) await this.commit(horizon);
    return this.forward();
  }

  /** An input at the shown moment: journalled, made safe, carried out. What cannot take effect is refused and leaves no trace. */
  async act(input: Input, at: Micros): Promise<Result<Act>> {
    if (this.recorder.readOnly) return refuse(READ_ONLY);
    const impossible = this.whyNot(input);
    if (impossible !== null) return refuse(impossible);
    const act = this.timeline.act(input, at);
    if (!act.ok) return act;
    await this.recorder.commitAct(this.timeline, act.value);
    this.forward();
    const { halt } = this.timeline.current;
    return halt === null ? ok(act.value) : refuse(this.timeline.stopped()!);
  }

  private whyNot(input: Input): string | null {
    const world = this.timeline.shown.world.clone();
    try {
      const refused = world.apply(input, world.now).worldNotes.find((n) => n.kind === 'refused');
      return refused?.kind === 'refused' ? refused.why : null;
    } catch {
      return null; // a bug of the engine: the run itself shall show it, and halt
    }
  }
}
