// A film of a stretch: for each of its pictures the run is executed on to that virtual moment and drawn, so that the film is exact however long
// the making takes. An encoder takes one picture after another and gives the file.
import type { FilmJob } from '../export-protocol.ts';
import { grouped } from '../../base/units.ts';
import { Captions, FILM_PICTURES, momentOf, movingPictures, picturesOf, type FilmPlan } from '../../view/film.ts';
import type { Frame } from '../../view/frame.ts';
import { pictureOf, timeText } from '../../view/picture/draw-picture.ts';
import type { SvgFile } from '../../view/picture/to-svg.ts';
import { Refused } from '../refused.ts';
import { inWords } from '../words.ts';
import { makeCanvas, paintPicture, type Canvas } from './paint-marks.ts';
import type { Made } from './text-job.ts';
import { courseFrom, Walk, type Say } from './walk.ts';

/** Takes pictures in order. */
export interface Encoder {
  /** The canvas as it is now, shown for `seconds`. */
  add(seconds: number): Promise<void>;
  end(): Promise<Blob>;
}

export type MakeEncoder = (canvas: Canvas, job: FilmJob) => Promise<Encoder>;

/** Pictures narrower than this are drawn for this width, and made smaller: letters stay large enough. */
const LEAST_DRAWN = 960;
const MOST_DRAWN = 1280;
const SHAPE = 9 / 16;

export async function filmJob(job: FilmJob, title: string, trace: string, say: Say, makeEncoder: MakeEncoder): Promise<Made> {
  const walk = new Walk(courseFrom(trace));
  walk.to(job.from, say);
  const plan = planOf(walk, job, say);
  const height = 2 * Math.round((job.width * SHAPE) / 2);
  const drawn = Math.min(MOST_DRAWN, Math.max(LEAST_DRAWN, job.width));
  const { canvas, context } = makeCanvas(job.width, height);
  const encoder = await makeEncoder(canvas, job);
  const moving = movingPictures(plan);
  let k = 0;
  for (const frame of framesOf(walk, plan)) {
    const picture: SvgFile = pictureOf(frame.frame, {
      title,
      theme: job.theme,
      log: job.log,
      t: frame.t,
      width: drawn,
      height: Math.round(drawn * SHAPE),
      progress: moving < 2 ? 1 : k / (moving - 1),
    });
    paintPicture(context, picture, job.width / drawn);
    k++;
    const held = k < moving ? 0 : picturesOf(plan) - moving;
    await encoder.add((1 + held) / plan.fps);
    say('Drawing and encoding', k, moving);
  }
  return {
    file: await encoder.end(),
    extension: `.${job.as}`,
    note: `${(picturesOf(plan) / plan.fps).toFixed(1)} seconds, ${grouped(picturesOf(plan))} pictures.`,
  };
}

/** From when to when; refused where there would be more pictures than anybody waits for. */
function planOf(walk: Walk, job: FilmJob, say: Say): FilmPlan {
  const ahead = walk.fork();
  ahead.to(job.to, say);
  const plan: FilmPlan = { from: walk.moment.at, to: ahead.moment.at, speed: job.speed, fps: job.fps };
  const count = picturesOf(plan);
  const most = FILM_PICTURES[job.as];
  if (count > most)
    throw new Refused(
      `The film would have ${grouped(count)} pictures (${Math.round(count / job.fps)} seconds); expected at most ${grouped(most)}. Choose fewer events, or a higher speed.`,
    );
  return plan;
}

/** The frames of the film in order, each with its moment and the sentence that stands below it. */
export function* framesOf(walk: Walk, plan: FilmPlan): Generator<{ readonly frame: Frame; readonly t: number }> {
  const captions = new Captions();
  const moving = movingPictures(plan);
  let frame = walk.frame();
  captions.say({ at: frame.at, text: frame.sentence, interest: 'routine' });
  for (let k = 0; k < moving; k++) {
    const t = momentOf(plan, k);
    const before = walk.moment.event;
    for (let next = walk.nextAt(); next !== null && next <= t; next = walk.nextAt()) {
      const record = walk.on();
      if (record === null) break;
      const { text, interest, at } = inWords(record, walk.moment);
      captions.say({ at, text, interest });
    }
    if (walk.moment.event !== before) frame = walk.frame();
    const caption = captions.at(k / plan.fps);
    yield { frame: caption === null ? frame : { ...frame, sentence: `${timeText(caption.at)} ms: ${caption.text}` }, t };
  }
}
