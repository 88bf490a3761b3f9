// What the page and the worker that exports say to one another. One worker does one job: it says how far it is, then gives the file, or a
// sentence why there is none. To cancel, the page ends it.
import type { EventNumber, Micros } from '../base/units.ts';
import type { ExportId } from '../trace/exports/formats.ts';
import type { Frame } from '../view/frame.ts';

/** How pictures of a job look. */
export interface PictureLook {
  readonly theme: 'light' | 'dark';
  /** The log grid beside the stage. */
  readonly log: boolean;
}

/** The moment shown, as it is on the page. */
export interface PictureJob extends PictureLook {
  readonly kind: 'picture';
  readonly as: 'svg' | 'png';
  /** Of a PNG: pixels for each of the picture's own units. */
  readonly scale: number;
  readonly frame: Frame;
  /** The log grid stands where the person moved it: its first slots are shown, not the last ones. */
  readonly logFromStart: boolean;
  readonly t: Micros;
}

/** A picture for each message, in a ZIP. */
export interface SlidesJob extends PictureLook {
  readonly kind: 'slides';
  readonly as: 'svg' | 'png';
  readonly scale: number;
  /** Events from … to …: of a picture's moment, how many are behind it. */
  readonly from: EventNumber;
  readonly to: EventNumber;
  /** arrive: one for each message that arrives · all: for each event at which one is sent, arrives or is lost. */
  readonly messages: 'arrive' | 'all';
}

export interface FilmJob extends PictureLook {
  readonly kind: 'film';
  readonly as: 'webm' | 'gif';
  readonly from: EventNumber;
  readonly to: EventNumber;
  /** Virtual seconds per second. */
  readonly speed: number;
  readonly fps: number;
  /** Of the film, in pixels; its height follows. */
  readonly width: number;
}

/** The run up to `to`, as a text for another tool; from `from` on where the format can begin there. */
export interface TextJob {
  readonly kind: 'text';
  readonly format: ExportId;
  readonly from: EventNumber;
  readonly to: EventNumber;
  /** The stretch of a row of metrics. */
  readonly every: Micros;
}

export type Job = PictureJob | SlidesJob | FilmJob | TextJob;

/** A font that the page has loaded, for pictures that are not vectors. */
export interface FontSource {
  readonly family: string;
  readonly weight: string;
  readonly address: string;
}

export interface ExportRequest {
  readonly title: string;
  /** The run as a trace file's text; '' where the job needs none. */
  readonly trace: string;
  readonly job: Job;
  readonly fonts: readonly FontSource[];
}

export type FromExporter =
  | { readonly type: 'progress'; readonly says: string; readonly done: number; readonly total: number }
  | { readonly type: 'done'; readonly name: string; readonly file: Blob; readonly note: string }
  | { readonly type: 'refused'; readonly error: string };
