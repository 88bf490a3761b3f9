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

/** A sentence stays for so long, so that it can be read; a landmark takes its place at once. */
const READ_SECONDS = 1.6;

/** Which sentence is shown at each moment: the newest notable one, but none for less than it takes to read it. */
export class Captions {
  private shown: Caption | null = null;
  private since = Number.NEGATIVE_INFINITY;
  private next: Caption | null = null;

  /** A new sentence; routine ones come only where nothing else has been said. */
  say(caption: Caption): void {
    if (caption.interest === 'routine' && this.shown !== null) return;
    if (this.next !== null && this.next.interest === 'landmark' && caption.interest !== 'landmark') return;
    this.next = caption;
  }

  /** At so many seconds of the film. */
  at(seconds: number): Caption | null {
    const { next, shown } = this;
    const read = seconds - this.since >= READ_SECONDS;
    const gives = next !== null && (read || (next.interest === 'landmark' && shown?.interest !== 'landmark'));
    if (gives) {
      this.shown = next;
      this.since = seconds;
      this.next = null;
    }
    return this.shown;
  }
}
