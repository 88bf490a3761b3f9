// The run as a text for another tool: executed again and written in parts, which go into a Blob as they come, so that no whole of it is ever in
// this worker's memory.
import { exportCourse, exportNamed } from '../../trace/exports/exports.ts';
import type { TextJob } from '../export-protocol.ts';
import { courseFrom, type Say } from './walk.ts';

/** Characters that are put into one piece of the Blob. */
const PIECE = 1_000_000;

export interface Made {
  readonly file: Blob;
  readonly extension: string;
  /** What the person should know of it, a sentence or ''. */
  readonly note: string;
}

export function textJob({ format, from, to, every }: TextJob, trace: string, say: Say): Made {
  const { extension, mime } = exportNamed(format)!;
  const whole = courseFrom(trace);
  const course = { ...whole, events: Math.min(whole.events, to) };
  const pieces: Blob[] = [];
  let text: string[] = [];
  let length = 0;
  const put = (): void => {
    pieces.push(new Blob(text));
    text = [];
    length = 0;
  };
  for (const part of exportCourse(course, format, { every, from })) {
    text.push(part.text);
    length += part.text.length;
    if (length >= PIECE) put();
    say('Executing the run again, and writing it', part.done, part.total);
  }
  put();
  return { file: new Blob(pieces, { type: mime }), extension, note: '' };
}
