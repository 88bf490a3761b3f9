// Where in virtual time the person is: it stands, or it moves at `speed` with real time. The pump executes what it has passed.
import type { Micros } from '../base/units.ts';

const MICROS_PER_MILLI = 1000;

export class Playhead {
  playing = false;
  speed = 1;
  private anchor: Micros = 0;
  /** Real time in ms when it was at the anchor. */
  private since = 0;
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  /** Its virtual time. */
  at(): Micros {
    return this.playing ? Math.floor(this.anchor + (this.now() - this.since) * MICROS_PER_MILLI * this.speed) : this.anchor;
  }

  /** It is here, now. */
  set(at: Micros): void {
    this.anchor = at;
    this.since = this.now();
  }

  play(speed: number): void {
    this.set(this.at());
    this.playing = true;
    this.speed = speed;
  }

  pause(): void {
    this.set(this.at());
    this.playing = false;
  }

  setSpeed(speed: number): void {
    this.set(this.at());
    this.speed = speed;
  }

  /** Real ms until it comes to a virtual time. */
  millisTo(at: Micros): number {
    return Math.max(0, (at - this.at()) / MICROS_PER_MILLI / this.speed);
  }
}
