// What the dialog offers, in its order: pictures first, then what other tools read. One sentence each: what it is for, and what opens it.
import type { FormatId } from '../../state/exporting.ts';
import { EXPORTS } from '../../trace/exports/formats.ts';

export interface OfferedFormat {
  readonly id: FormatId;
  readonly title: string;
  readonly sentence: string;
}

export interface FormatGroup {
  readonly title: string;
  readonly formats: readonly OfferedFormat[];
}

export const FORMATS: readonly FormatGroup[] = [
  {
    title: 'To show',
    formats: [
      {
        id: 'picture',
        title: 'Picture',
        sentence: 'The moment shown, for a slide or a page: SVG for slides and drawing programs, PNG for everything else.',
      },
      {
        id: 'slides',
        title: 'Picture for each message',
        sentence: 'A ZIP of numbered pictures with their sentences, for slides that go on message by message.',
      },
      { id: 'film', title: 'Film', sentence: 'What happens between two events: WebM for browsers and players, GIF for slides and chats.' },
      {
        id: 'page',
        title: 'Stand-alone page',
        sentence: 'One HTML file with the whole laboratory and this run in it: any browser opens it, without a network.',
      },
    ],
  },
  { title: 'For other tools', formats: EXPORTS.map(({ id, title, sentence }) => ({ id, title, sentence })) },
];

export const PICTURES: ReadonlySet<string> = new Set(['picture', 'slides', 'film']);

/** Those that begin with the run, because what reads them needs its beginning. */
export const FROM_THE_START: ReadonlySet<string> = new Set(EXPORTS.flatMap((e) => ('startsAnywhere' in e ? [] : [e.id])));

export const ALL_FORMATS: readonly OfferedFormat[] = FORMATS.flatMap((g) => g.formats);

/** Speeds of a film: virtual seconds per second. */
export const FILM_SPEEDS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 100] as const;

export const FILM_FPS = { webm: [24, 30, 60], gif: [5, 10, 20] } as const;
/** In pixels across, at 16 : 9. */
export const FILM_WIDTHS = { webm: [1280, 1920, 2560], gif: [640, 800, 1280] } as const;

/** The nearest of some values, by factors. */
export const nearestOf = (values: readonly number[], wanted: number): number =>
  values.reduce((best, v) => (Math.abs(Math.log(v / wanted)) < Math.abs(Math.log(best / wanted)) ? v : best));
