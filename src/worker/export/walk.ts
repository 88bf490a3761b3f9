// A run executed again for pictures: from its beginning to one moment, then on event by event. Says how far it is, since the way there may be long.
import { assert } from '../../base/assert.ts';
import type { EventNumber } from '../../base/units.ts';
import { Moment } from '../../history/moment.ts';
import type { EventRecord } from '../../sim/events.ts';
import { courseOf, type Course } from '../../trace/exports/executed.ts';
import { readTrace } from '../../trace/trace-file.ts';
import type { Frame } from '../../view/frame.ts';
import { projectFrame } from '../../view/project-frame.ts';
import { Refused } from '../refused.ts';
import { inWords } from '../words.ts';

/** How far the job is: done of total, and what is being done. */
export type Say = (says: string, done: number, total: number) => void;

/** Slots of the log that a picture may show. */
const SLOTS = 16;
const SAY_EVERY = 500;
const BEGINNING = 'Nothing has happened yet.';

/** The current branch of a trace, with what came before it. @throws Refused with the line that is wrong */
export function courseFrom(trace: string): Course {
  const read = readTrace(trace);
  if (!read.ok) throw new Refused(read.error);
  return courseOf(read.value.run);
}

export class Walk {
  readonly course: Course;
  moment: Moment;

  constructor(course: Course, moment = Moment.first(course.header)) {
    this.course = course;
    this.moment = moment;
  }

  /** To just after `event` events. */
  to(event: EventNumber, say: Say): void {
    assert(event >= this.moment.event, 'a walk goes on, never back', { event, at: this.moment.event });
    while (this.moment.event < event) {
      if (this.moment.event % SAY_EVERY === 0) say('Executing the run again', this.moment.event, event);
      if (this.on() === null) throw new Refused(`The run ends at event ${this.moment.event}; expected it to go on to event ${event}.`);
    }
  }

  /** The next event; null where there is none. */
  on(): EventRecord | null {
    return this.moment.step(this.course.journal);
  }

  /** Another at the same moment, which goes on by itself. */
  fork(): Walk {
    return new Walk(this.course, this.moment.clone());
  }

  frame(): Frame {
    const { moment } = this;
    const { world, checks, record, violation } = moment;
    const sentence = record === null ? BEGINNING : inWords(record, moment).text;
    return { ...projectFrame(world, { firstSlot: null, slots: SLOTS }, checks, sentence, { violation }), nextAt: this.nextAt() };
  }

  nextAt(): number | null {
    return this.moment.nextAt(this.course.journal);
  }
}
