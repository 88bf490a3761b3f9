// Marks as the text of an SVG file that stands by itself: no style sheets, no variables, no references to anything outside, text as text.
// What is older than SVG 2 is kept to, so that drawing programs and slides read it as browsers do.
import { short, type GroupMark, type Mark, type PathMark, type TextMark } from './marks.ts';

export const FONT = "'Inter Variable', Inter, system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif";
export const MONO = "'JetBrains Mono Variable', 'JetBrains Mono', Consolas, Menlo, 'DejaVu Sans Mono', monospace";

export interface SvgFile {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** The picture in sentences, for those who do not see it. */
  readonly says: string;
  readonly marks: readonly Mark[];
}

export function toSvg({ width, height, title, says, marks }: SvgFile): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title says" font-family="${escape(FONT)}">`,
    `<title id="title">${escape(title)}</title>`,
    `<desc id="says">${escape(says)}</desc>`,
    ...marks.map(print),
    '</svg>\n',
  ].join('\n');
}

function print(mark: Mark): string {
  if (mark.kind === 'path') return printPath(mark);
  return mark.kind === 'text' ? printText(mark) : printGroup(mark);
}

function printGroup({ x, y, opacity, says, marks }: GroupMark): string {
  const place = x === 0 && y === 0 ? '' : ` transform="translate(${short(x)} ${short(y)})"`;
  const title = says === undefined ? '' : `<title>${escape(says)}</title>\n`;
  return `<g${place}${opacity === undefined ? '' : ` opacity="${short(opacity)}"`}>\n${title}${marks.map(print).join('\n')}\n</g>`;
}

function printPath(p: PathMark): string {
  const stroke =
    p.stroke === undefined
      ? ''
      : ` stroke="${p.stroke}" stroke-width="${short(p.width ?? 1)}"${p.dash === undefined ? '' : ` stroke-dasharray="${p.dash.map(short).join(' ')}"`}${p.round === true ? ' stroke-linecap="round" stroke-linejoin="round"' : ''}`;
  const opacity = p.opacity === undefined ? '' : ` opacity="${short(p.opacity)}"`;
  return `<path d="${p.d}" fill="${p.fill ?? 'none'}"${stroke}${opacity}/>`;
}

// The halo is a text of its own below: what reads no `paint-order` would draw it over the letters.
function printText(t: TextMark): string {
  const looks = [
    `x="${short(t.x)}" y="${short(t.y)}" font-size="${short(t.size)}"`,
    t.weight === undefined || t.weight === 400 ? '' : `font-weight="${t.weight}"`,
    t.anchor === undefined || t.anchor === 'start' ? '' : `text-anchor="${t.anchor}"`,
    t.mono === true ? `font-family="${escape(MONO)}"` : '',
  ].filter((s) => s !== '');
  const open = `<text ${looks.join(' ')}`;
  const halo =
    t.halo === undefined
      ? ''
      : `${open} fill="none" stroke="${t.halo}" stroke-width="${short(t.size * 0.36)}" stroke-linejoin="round" aria-hidden="true">${escape(t.text)}</text>\n`;
  return `${halo}${open} fill="${t.fill}">${escape(t.text)}</text>`;
}

/** Text as it may stand in an element or an attribute; characters that XML has not are left out. */
export const escape = (s: string): string =>
  [...s].filter(isXml).join('').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const isXml = (c: string): boolean => (c >= ' ' && c !== '\uFFFE' && c !== '\uFFFF' && !isHalf(c)) || c === '\n' || c === '\t';

/** Half of a character of two. */
const isHalf = (c: string): boolean => c.length === 1 && c >= '\uD800' && c <= '\uDFFF';
