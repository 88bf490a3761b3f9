// Keyframes: copies of moments along every branch, from which any other moment is had by re-execution. Their number is bounded: when there
// are too many, every other one goes and the distance doubles. So a seek costs at most one distance of events, and memory stays within
// bounds however long the run is (a keyframe shares with its neighbours all that did not change between them).
import type { EventNumber, Micros } from '../base/units.ts';
import type { Branch } from './branch.ts';
import type { Moment } from './moment.ts';

/** Measured: a million events with this many keyframes take about 140 MB; a distance then costs 1.6 µs an event. */
const MAX_KEYFRAMES = 1000;
/** Measured: at 256 the copies cost half of what the events do; at 1024 a third of that, and a seek still under 2 ms. */
const FIRST_DISTANCE = 1024;

/** Owned by the timeline. */
export class Keyframes {
  private distance = FIRST_DISTANCE;
  private total = 0;
  private readonly max: number;

  constructor(max = MAX_KEYFRAMES) {
    this.max = max;
  }

  /** How many events lie between two keyframes. */
  get every(): number {
    return this.distance;
  }

  /** Keeps a copy of the moment, where one is due. Call after every event at a branch's tip. */
  note(branch: Branch, moment: Moment, branches: Iterable<Branch>): void {
    if (moment.event % this.distance !== 0) return;
    branch.keyframes.push(moment.clone());
    if (++this.total > this.max) this.thin(branches);
  }

  /** A branch begins here: its first moment is kept. */
  begin(branch: Branch, moment: Moment): void {
    branch.keyframes.push(moment.clone());
    this.total++;
  }

  /** A branch is gone. */
  forget(branch: Branch): void {
    this.total -= branch.keyframes.length;
    branch.keyframes = [];
  }

  /** The latest keyframe of the branch at or before the event. Not the caller's: clone it. */
  nearest(branch: Branch, event: EventNumber): Moment {
    for (let b = branch, upTo = event; ;) {
      const found = lastAtOrBefore(b.keyframes, upTo);
      if (found !== null) return found;
      upTo = Math.min(upTo, b.forkEvent);
      b = b.parent!; // the first branch has a keyframe at event 0
    }
  }

  /** The latest keyframe of the branch at or before a virtual time. Not the caller's: clone it. */
  nearestAt(branch: Branch, at: Micros): Moment {
    for (let b = branch, upTo = Infinity; ;) {
      const found = b.keyframes.findLast((k) => k.at <= at && k.event <= upTo);
      if (found !== undefined) return found;
      upTo = Math.min(upTo, b.forkEvent);
      b = b.parent!;
    }
  }

  private thin(branches: Iterable<Branch>): void {
    this.distance *= 2;
    this.total = 0;
    for (const b of branches) {
      b.keyframes = b.keyframes.filter((k) => k.event % this.distance === 0);
      this.total += b.keyframes.length;
    }
  }
}

function lastAtOrBefore(keyframes: readonly Moment[], event: EventNumber): Moment | null {
  let low = 0;
  let high = keyframes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keyframes[middle]!.event <= event) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : keyframes[low - 1]!;
}
