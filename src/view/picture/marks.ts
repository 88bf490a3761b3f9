// What an exported picture is made of: paths, texts and groups, as plain data. Two printers draw them alike: to-svg.ts as a vector file, the
// film's painter on a canvas. Colours are resolved, coordinates absolute within their group; nothing here knows of a run.

export interface PathMark {
  readonly kind: 'path';
  readonly d: string;
  readonly fill?: string;
  readonly stroke?: string;
  readonly width?: number;
  readonly dash?: readonly number[];
  readonly opacity?: number;
  /** Ends and corners of the stroke are round. */
  readonly round?: boolean;
}

export interface TextMark {
  readonly kind: 'text';
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly fill: string;
  readonly weight?: 400 | 500 | 600 | 700;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly mono?: boolean;
  /** The ground's colour, drawn around the letters so that lines behind do not touch them. */
  readonly halo?: string;
}

export interface GroupMark {
  readonly kind: 'group';
  readonly x: number;
  readonly y: number;
  readonly opacity?: number;
  /** What it is, in a sentence: for those who do not see it, and for the pointer. */
  readonly says?: string;
  readonly marks: readonly Mark[];
}

export type Mark = PathMark | TextMark | GroupMark;

/** How a stroke, a fill or both are drawn. */
export type Look = Omit<PathMark, 'kind' | 'd'>;

export const path = (d: string, look: Look): PathMark => ({ kind: 'path', d, ...look });
export const group = (
  x: number,
  y: number,
  marks: readonly Mark[],
  more: { readonly says?: string; readonly opacity?: number } = {},
): GroupMark => ({
  kind: 'group',
  x,
  y,
  marks,
  ...more,
});
export const text = (x: number, y: number, words: string, size: number, fill: string, more: Partial<TextMark> = {}): TextMark => ({
  ...more,
  kind: 'text',
  x,
  y,
  text: words,
  size,
  fill,
});

export const line = (x0: number, y0: number, x1: number, y1: number, look: Look): PathMark =>
  path(`M${short(x0)} ${short(y0)}L${short(x1)} ${short(y1)}`, look);

/** A rectangle with round corners. */
export function rect(x: number, y: number, w: number, h: number, r: number, look: Look): PathMark {
  return path(rectPath(x, y, w, h, r), look);
}

export function rectPath(x: number, y: number, w: number, h: number, r: number): string {
  const c = Math.max(0, Math.min(r, w / 2, h / 2));
  if (c === 0) return `M${short(x)} ${short(y)}H${short(x + w)}V${short(y + h)}H${short(x)}Z`;
  const [a, left, right, top, foot] = [c, x, x + w, y, y + h].map(short);
  const [l, r1, t, b] = [x + c, x + w - c, y + c, y + h - c].map(short);
  const arc = (to: string): string => `A${a} ${a} 0 0 1 ${to}`;
  return `M${l} ${top}H${r1}${arc(`${right} ${t}`)}V${b}${arc(`${r1} ${foot}`)}H${l}${arc(`${left} ${b}`)}V${t}${arc(`${l} ${top}`)}Z`;
}

/** A number as it is written in a file: two places, no more. */
export const short = (n: number): number => Math.round(n * 100) / 100;

/** Widths of characters, in the size of their text: what no picture file can measure before it is drawn. On the safe side. */
const NARROW = /[iljtfrI.,:;'’|!()[\]/ ]/;
const WIDE = /[mwMWQOGD@—…]/;

export function textWidth(words: string, size: number): number {
  let width = 0;
  for (const c of words) width += NARROW.test(c) ? 0.33 : WIDE.test(c) ? 0.84 : c >= 'A' && c <= 'Z' ? 0.67 : 0.6;
  return width * size;
}

/** Words in lines of at most `width`; what goes beyond `lines` is cut with an ellipsis. */
export function wrap(words: string, size: number, width: number, lines: number): string[] {
  const done: string[] = [];
  let now = '';
  for (const word of words.split(' ')) {
    const longer = now === '' ? word : `${now} ${word}`;
    if (now === '' || textWidth(longer, size) <= width) now = longer;
    else {
      done.push(now);
      now = word;
    }
  }
  if (now !== '') done.push(now);
  if (done.length <= lines) return done.map((l) => cut(l, size, width));
  return [...done.slice(0, lines - 1), cut(done.slice(lines - 1).join(' '), size, width)];
}

/** The text, or as much of it as fits, with an ellipsis. */
export function cut(words: string, size: number, width: number): string {
  if (textWidth(words, size) <= width) return words;
  let end = words.length - 1;
  while (end > 1 && textWidth(`${words.slice(0, end)}…`, size) > width) end--;
  return `${words.slice(0, end).trimEnd()}…`;
}
