// npm run synod -- export --format svg: a run executed to one moment, and that moment drawn, as the page's export draws it.
import type { EventNumber } from '../../src/base/units.ts';
import type { Course } from '../../src/trace/exports/executed.ts';
import { drawPicture } from '../../src/view/picture/draw-picture.ts';
import { Walk } from '../../src/worker/export/walk.ts';
import { Refused } from '../../src/worker/refused.ts';
import { Refusal } from './files.ts';
import type { Pace } from './pace.ts';

/** `event`: how many events are behind the moment; null: all. */
export function* pictureAt(course: Course, title: string, event: EventNumber | null, pace: Pace): Generator<string> {
  const to = event ?? course.events;
  if (to > course.events) throw new Refusal(`--event is ${to}; expected at most ${course.events}, the events of the branch.`);
  const walk = new Walk(course);
  try {
    walk.to(to, (_, done, total) => pace.at(done, total));
  } catch (error) {
    throw error instanceof Refused ? new Refusal(error.message) : error;
  }
  yield drawPicture(walk.frame(), { title, theme: 'light', log: true });
}
