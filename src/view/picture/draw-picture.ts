// A moment as a picture for slides and print: title, time, the stage, the log grid beside it if wished, the event's sentence and a legend.
// A pure function of (frame, options): the same in a browser, in a worker and on the command line.
import type { Micros } from '../../base/units.ts';
import type { Frame } from '../frame.ts';
import { leaderSentence, stageText } from '../stage-text.ts';
import { COLOURS, type Colours, type Theme } from './colours.ts';
import { cellLegend, shapeLegend } from './legend-marks.ts';
import { logMarks } from './log-marks.ts';
import { cut, group, line, rect, text, textWidth, wrap, type Mark } from './marks.ts';
import { stageMarks } from './stage-marks.ts';
import { toSvg, type SvgFile } from './to-svg.ts';

export interface PictureOptions {
  /** The run's name. */
  readonly title: string;
  readonly theme: Theme;
  /** The log grid beside the stage. */
  readonly log: boolean;
  readonly width?: number;
  readonly height?: number;
  /** The moment between two events at which it is drawn; without it, that of the frame's event. */
  readonly t?: Micros;
  /** The log shows the first slots of the frame, not the last ones. */
  readonly logFromStart?: boolean;
  /** Over the foot: how much of the film is over, 0 to 1. */
  readonly progress?: number;
}

/** The least picture in which everything can be told. */
export const LEAST = { width: 800, height: 450 } as const;
/** A slide of today. */
export const SLIDE = { width: 1280, height: 720 } as const;

/** Small text, as a share of the picture's height; never below a size that a projector shows. */
const TEXT = 0.0188;

export function pictureOf(frame: Frame, options: PictureOptions): SvgFile {
  const width = Math.max(LEAST.width, options.width ?? SLIDE.width);
  const height = Math.max(LEAST.height, options.height ?? SLIDE.height);
  const c = COLOURS[options.theme];
  const t = within(frame, options.t ?? frame.at);
  const size = Math.max(12, Math.min(width * 0.6, height) * TEXT);
  const pad = size * 2;
  const head = headMarks(frame, options.title, t, width - 2 * pad, size, c);
  const foot = footMarks(frame, options, width - 2 * pad, size, c);
  const top = pad + size * 3.9;
  const footTop = height - pad * 0.85 - foot.height;
  const marks: Mark[] = [
    rect(0, 0, width, height, 0, { fill: c.surface }),
    group(pad, pad * 0.8, head),
    ...body(frame, options, { x: pad, y: top, width: width - 2 * pad, height: footTop - top - size * 0.6 }, size, t, c),
    group(pad, footTop, foot.marks),
  ];
  if (options.progress !== undefined) marks.push(...progressMarks(options.progress, width, height, size, c));
  const title = `${options.title === '' ? 'Synod' : options.title}, ${timeText(t)} ms, event ${frame.event}: ${leaderSentence(frame)}`;
  return { width, height, title, says: [frame.sentence, ...stageText({ ...frame, at: t })].join(' '), marks };
}

/** The picture as the text of an SVG file. */
export const drawPicture = (frame: Frame, options: PictureOptions): string => toSvg(pictureOf(frame, options));

const within = (frame: Frame, t: Micros): Micros => Math.max(frame.at, Math.min(t, frame.nextAt ?? t));

/** `12,745.918`: milliseconds with three places. */
export function timeText(micros: Micros): string {
  const whole = Math.floor(micros / 1000);
  const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${grouped}.${String(Math.floor(micros - whole * 1000)).padStart(3, '0')}`;
}

function headMarks(frame: Frame, title: string, t: Micros, width: number, size: number, c: Colours): Mark[] {
  const time = timeText(t);
  const unitWidth = textWidth(' ms', size);
  const room = width - textWidth(time, size * 1.5) - unitWidth - size * 2;
  return [
    text(0, size * 1.5, cut(title === '' ? 'Synod' : title, size * 1.65, room), size * 1.65, c.ink, { weight: 700 }),
    text(0, size * 3.2, leaderSentence(frame), size * 1.1, c.ink2),
    text(width - unitWidth, size * 1.5, time, size * 1.45, c.ink, { weight: 600, anchor: 'end', mono: true }),
    text(width, size * 1.5, 'ms', size, c.ink3, { anchor: 'end' }),
    text(width, size * 3.2, `event ${frame.event}`, size * 1.1, c.ink2, { anchor: 'end' }),
  ];
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const LOG_SHARE = 0.37;

function body(frame: Frame, options: PictureOptions, area: Area, size: number, t: Micros, c: Colours): Mark[] {
  const edge = { stroke: c.line, width: 1.25 };
  const frameOf = (w: number, h: number): Mark => rect(0, 0, w, h, size * 0.8, edge);
  const stage = (w: number): Mark =>
    group(area.x, area.y, [frameOf(w, area.height), ...stageMarks(frame, { width: w, height: area.height, text: size }, t, c)]);
  if (!options.log) return [stage(area.width)];
  const right = Math.round(area.width * LOG_SHARE);
  const left = area.width - right - size;
  const panel = logPanel(frame, options, right, area.height, size, c);
  return [stage(left), group(area.x + left + size, area.y, [frameOf(right, panel.height), ...panel.marks])];
}

/** As high as its rows. */
function logPanel(
  frame: Frame,
  options: PictureOptions,
  width: number,
  height: number,
  size: number,
  c: Colours,
): { readonly marks: Mark[]; readonly height: number } {
  const pad = size * 1.1;
  const inner = width - 2 * pad;
  const folded = frame.log.rows.some((r) => r.cells.some((cell) => cell.state === 'folded'));
  const legend = cellLegend(size * 0.92, inner, folded, c);
  const top = pad + size * 1.9;
  const grid = logMarks(
    frame,
    { width: inner, height: height - top - legend.height - pad * 2, text: size },
    options.logFromStart === true,
    c,
  );
  const legendTop = top + grid.height + size * 0.9;
  return {
    height: Math.min(height, legendTop + legend.height + pad * 0.7),
    marks: [
      text(pad, pad + size * 0.9, 'Log', size * 1.1, c.ink, { weight: 700 }),
      group(pad, top, grid.marks),
      group(pad, legendTop, legend.marks),
    ],
  };
}

const CAPTION_LINES = 2;

/** The event's sentence over the legend. Its room is always the same, so that nothing moves from one picture to the next. */
function footMarks(
  frame: Frame,
  options: PictureOptions,
  width: number,
  size: number,
  c: Colours,
): { readonly marks: Mark[]; readonly height: number } {
  const caption = size * 1.25;
  const lines = wrap(frame.sentence, caption, width, CAPTION_LINES);
  const legend = shapeLegend(size * 0.92, width, c);
  const below = caption * 1.4 * CAPTION_LINES + size * 0.7;
  return {
    marks: [
      ...lines.map((l, i) => text(0, caption * (1 + i * 1.4), l, caption, c.ink, { weight: 500 })),
      group(0, below, legend.marks),
      ...(options.title === '' ? [] : [text(width, below + size * 0.9, 'Synod', size * 0.92, c.ink3, { anchor: 'end', weight: 600 })]),
    ],
    height: below + legend.height,
  };
}

function progressMarks(share: number, width: number, height: number, size: number, c: Colours): Mark[] {
  const h = Math.max(3, size * 0.28);
  const y = height - h / 2;
  const end = width * Math.max(0, Math.min(1, share));
  return [line(0, y, width, y, { stroke: c.lineSoft, width: h }), line(0, y, end, y, { stroke: c.ink2, width: h })];
}
