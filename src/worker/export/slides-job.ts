// A picture for each message of a stretch, numbered, with its sentence; in a ZIP with two lists of them. Counted first: more than a person can use
// is refused before anything is drawn.
import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { EventRecord, Flight } from '../../sim/events.ts';
import { SLIDE_PICTURES } from '../../view/film.ts';
import { pictureOf } from '../../view/picture/draw-picture.ts';
import { grouped } from '../../base/units.ts';
import type { SlidesJob } from '../export-protocol.ts';
import { Refused } from '../refused.ts';
import { indexHtml, indexMarkdown, type Slide } from './index-pages.ts';
import { printPicture } from './picture-job.ts';
import type { Made } from './text-job.ts';
import { courseFrom, Walk, type Say } from './walk.ts';

export async function slidesJob(job: SlidesJob, title: string, trace: string, say: Say): Promise<Made> {
  const walk = new Walk(courseFrom(trace));
  walk.to(job.from, say);
  const count = countSlides(walk.fork(), job, say);
  const most = SLIDE_PICTURES[job.as];
  if (count === 0)
    throw new Refused(
      `No message ${job.messages === 'arrive' ? 'arrives' : 'is sent or arrives'} from event ${job.from} to event ${job.to}.`,
    );
  if (count > most)
    throw new Refused(
      `There would be ${grouped(count)} pictures; expected at most ${grouped(most)} as ${job.as.toUpperCase()}. Choose fewer events.`,
    );
  const zip = new ZipFile();
  const slides: Slide[] = [];
  while (walk.moment.event < job.to) {
    const record = walk.on();
    if (record === null) break;
    if (!isSlide(record, job.messages)) continue;
    const frame = walk.frame();
    const name = `${String(slides.length + 1).padStart(String(count).length, '0')}-event-${frame.event}.${job.as}`;
    const picture = pictureOf(frame, { title, theme: job.theme, log: job.log });
    zip.add(name, new Uint8Array(await (await printPicture(picture, job.as, job.scale)).arrayBuffer()), job.as === 'svg');
    slides.push({ name, event: frame.event, at: frame.at, sentence: frame.sentence });
    say('Drawing', slides.length, count);
  }
  zip.add('index.md', strToU8(indexMarkdown(title, slides)), true);
  zip.add('index.html', strToU8(indexHtml(title, job.theme, slides)), true);
  return { file: zip.end(), extension: '.zip', note: `${grouped(count)} pictures, listed in index.html.` };
}

function countSlides(walk: Walk, job: SlidesJob, say: Say): number {
  let count = 0;
  while (walk.moment.event < job.to) {
    if (walk.moment.event % 500 === 0) say('Counting the messages', walk.moment.event - job.from, job.to - job.from);
    const record = walk.on();
    if (record === null) break;
    if (isSlide(record, job.messages)) count++;
  }
  return count;
}

const isBeat = ({ message }: Flight): boolean => message.type === 'Heartbeat' || message.type === 'HeartbeatAck';
const counts = (f: Flight): boolean => f.from !== f.to && !isBeat(f);

/** Heartbeats, and what a node sends to itself, are no messages that anybody would show. */
export function isSlide(record: EventRecord, messages: SlidesJob['messages']): boolean {
  const { happening: h } = record;
  const waits = record.worldNotes.some((n) => n.kind === 'deferred' || n.kind === 'busy');
  const arrives = h.kind === 'deliver' && counts(h.flight) && !waits;
  if (messages === 'arrive') return arrives;
  return arrives || (h.kind === 'lose' && counts(h.flight)) || record.sent.some(counts);
}

/** A ZIP that grows piece by piece. */
class ZipFile {
  private readonly pieces: Blob[] = [];
  private readonly zip = new Zip((error, data) => {
    if (error !== null) throw error;
    this.pieces.push(new Blob([data as Uint8Array<ArrayBuffer>]));
  });

  add(name: string, bytes: Uint8Array, packs: boolean): void {
    const entry = packs ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name);
    // The same pictures make the same file, whenever it is made.
    entry.mtime = '1980-01-01T12:00:00';
    this.zip.add(entry);
    entry.push(bytes, true);
  }

  end(): Blob {
    this.zip.end();
    return new Blob(this.pieces, { type: 'application/zip' });
  }
}
