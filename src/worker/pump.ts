// Plays: executes what the playhead has passed, in slices of a few milliseconds, and sleeps until the next event is due. The wall clock
// decides how many events a slice runs, never which (T5). At a speed that cannot be held it runs as fast as it can, and the playhead waits.
import type { EventRecord } from '../sim/events.ts';
import type { Lane } from './lane.ts';
import type { LiveRun } from './live-run.ts';
import type { Playhead } from './playhead.ts';
import type { Sender } from './sender.ts';

/** Longest sleep: a change of speed or an act wakes it anyway. */
const MAX_SLEEP_MILLIS = 500;
/** Events between two looks at the clock. */
const LOOK_EVERY = 16;
/** Events that a run-until waits for at most. */
export const MAX_UNTIL_EVENTS = 100_000;

/** Plays until `holds`; `done` is told once, also when something else ends it. */
export interface Until {
  readonly holds: (record: EventRecord, run: LiveRun) => boolean;
  readonly done: (reached: boolean) => void;
  /** It gives up after so many events. */
  readonly most: number;
  /** Executed so far. */
  events: number;
}

interface PumpParts {
  readonly lane: Lane;
  readonly playhead: Playhead;
  readonly sender: Sender;
  readonly sleep: (millis: number) => Promise<void>;
  readonly run: () => LiveRun | null;
  /** A bug: told, for whoever watches the worker. */
  readonly failed: (error: unknown) => void;
}

export class Pump {
  private readonly parts: PumpParts;
  private until: Until | null = null;
  private going = false;
  private wake: () => void = () => undefined;

  constructor(parts: PumpParts) {
    this.parts = parts;
  }

  /** Plays on from the shown moment. In the lane. */
  play(speed: number, until: Until | null = null): void {
    this.endUntil(false);
    this.until = until;
    this.parts.playhead.play(speed);
    this.told();
    this.nudge();
    if (!this.going) this.loop().catch(this.parts.failed);
  }

  /** Stands still, and makes the tip the stored cut. In the lane. */
  async pause(): Promise<void> {
    this.stop(false);
    const run = this.parts.run();
    if (run !== null) await run.recorder.keep(run.timeline);
  }

  setSpeed(speed: number): void {
    this.parts.playhead.setSpeed(speed);
    this.told();
    this.nudge();
  }

  /** Something has changed that the pump may sleep over. */
  nudge(): void {
    this.wake();
  }

  private stop(reached: boolean): void {
    const { playhead } = this.parts;
    if (playhead.playing) {
      playhead.pause();
      this.told();
    }
    this.endUntil(reached);
  }

  private endUntil(reached: boolean): void {
    const { until } = this;
    this.until = null;
    until?.done(reached);
  }

  private told(): void {
    this.parts.sender.changed(true);
  }

  private async loop(): Promise<void> {
    const { lane, playhead, sleep } = this.parts;
    this.going = true;
    while (playhead.playing) {
      const millis = await lane.run(() => this.slice());
      const nudged = new Promise<void>((resolve) => (this.wake = resolve));
      if (playhead.playing) await (millis <= 0 ? sleep(0) : Promise.race([sleep(millis), nudged]));
    }
    this.going = false;
  }

  // Returns for how long nothing is due.
  private async slice(): Promise<number> {
    const { lane, playhead, sender } = this.parts;
    const run = this.parts.run();
    if (run === null || !playhead.playing) return 0;
    const clock = lane.slice();
    const { timeline } = run;
    const horizon = playhead.at();
    let behind = false;
    for (let n = 1; playhead.playing && !behind; n++) {
      if (run.stuck() !== null) await this.pause();
      else if (timeline.nextAt()! > horizon) break;
      else {
        const waits = run.mustWait();
        if (waits) await run.commit(horizon);
        const record = run.forward();
        if (record === null) await this.pause();
        else await this.arriveIf(record, run);
        behind = (waits || n % LOOK_EVERY === 0) && clock.over();
      }
    }
    if (playhead.playing && behind) playhead.set(Math.max(timeline.shown.at, Math.min(horizon, timeline.nextAt() ?? horizon)));
    sender.changed(true);
    sender.flush(false);
    const next = timeline.nextAt();
    return behind || next === null ? 0 : Math.min(MAX_SLEEP_MILLIS, playhead.millisTo(next));
  }

  private async arriveIf(record: EventRecord, run: LiveRun): Promise<void> {
    const { until } = this;
    if (until === null) return;
    const reached = until.holds(record, run);
    if (!reached && ++until.events < until.most) return;
    this.parts.playhead.set(run.timeline.shown.at);
    this.stop(reached);
    await run.recorder.keep(run.timeline);
  }
}
