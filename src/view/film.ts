// A film's own time: which virtual moment each of its pictures shows, and which sentence stands below it and for how long. Numbers only; the same
// for every encoder, and told to the person before anything is drawn.
import type { Micros } from '../base/units.ts';

export interface FilmPlan {
  readonly from: Micros;
  readonly to: Micros;
  /** Virtual seconds per second. */
  readonly speed: number;
  readonly fps: number;
}

/** The last picture stands for so long, so that a film that begins again does not do so in the middle of a look. */
export const HOLD_SECONDS = 1.5;

const MICROS = 1_000_000;

/** Pictures that move, the last of them at `to`. */
export const movingPictures = ({ from, to, speed, fps }: FilmPlan): number => Math.ceil(((to - from) * fps) / (speed * MICROS) - 1e-9) + 1;

/** All pictures, with those of the hold. */
export const picturesOf = (plan: FilmPlan): number => movingPictures(plan) + Math.round(HOLD_SECONDS * plan.fps);

export const secondsOf = (plan: FilmPlan): number => picturesOf(plan) / plan.fps;

/** The virtual moment of the k-th picture. */
export const momentOf = ({ from, to, speed, fps }: FilmPlan, k: number): Micros =>
  Math.min(to, from + Math.floor((k * speed * MICROS) / fps));

/** More would take longer to make than anybody waits, or make a file that no slide opens. */
export const FILM_PICTURES = { webm: 9000, gif: 900 } as const;
/** The same of pictures in a ZIP. */
export const SLIDE_PICTURES = { svg: 1000, png: 300 } as const;

/** A sentence that could stand below. */
export interface Caption {
  readonly at: Micros;
  readonly text: string;
  readonly interest: 'routine' | 'notable' | 'landmark';
}

/** A sentence stays for so long, so that it can be read; a landmark takes its place at once, a routine event only after a while. */
const READ_SECONDS = 1.6;
const STALE_SECONDS = 3;

/** Which sentence is shown at each moment: the newest notable one, but none for less than it takes to read it, and none for ever. */
export class Captions {
  private shown: Caption | null = null;
  private since = Number.NEGATIVE_INFINITY;
  private next: Caption | null = null;
  private routine: Caption | null = null;

  say(caption: Caption): void {
    if (caption.interest === 'routine') this.routine = caption;
    else if (this.next?.interest !== 'landmark' || caption.interest === 'landmark') this.next = caption;
  }

  /** At so many seconds of the film. */
  at(seconds: number): Caption | null {
    const { next, shown, routine } = this;
    const age = seconds - this.since;
    const atOnce = next?.interest === 'landmark' && shown?.interest !== 'landmark';
    if (next !== null && (atOnce || age >= READ_SECONDS)) this.show(next, seconds);
    else if (next === null && routine !== null && age >= STALE_SECONDS) this.show(routine, seconds);
    return this.shown;
  }

  private show(caption: Caption, seconds: number): void {
    this.shown = caption;
    this.since = seconds;
    this.next = null;
    this.routine = null;
  }
}
