// Marks on a canvas: the same picture as the SVG file, for what is made of pixels. Fonts must be there before.
import type { GroupMark, Mark, PathMark, TextMark } from '../../view/picture/marks.ts';
import { FONT, MONO, type SvgFile } from '../../view/picture/to-svg.ts';

export type Canvas = OffscreenCanvas;
type Context = OffscreenCanvasRenderingContext2D;

/** A canvas of the picture's size times `scale`, and how to draw on it. */
export function makeCanvas(width: number, height: number): { readonly canvas: Canvas; readonly context: Context } {
  if (typeof OffscreenCanvas === 'undefined')
    throw new Error('This browser cannot draw outside the page (OffscreenCanvas); export the picture as SVG, or use another browser.');
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('This browser gives no canvas to draw on; export the picture as SVG, or use another browser.');
  return { canvas, context };
}

export function paintPicture(context: Context, { marks }: SvgFile, scale: number): void {
  context.setTransform(scale, 0, 0, scale, 0, 0);
  for (const mark of marks) paint(context, mark);
}

function paint(context: Context, mark: Mark): void {
  if (mark.kind === 'path') paintPath(context, mark);
  else if (mark.kind === 'text') paintText(context, mark);
  else paintGroup(context, mark);
}

function paintGroup(context: Context, { x, y, opacity, marks }: GroupMark): void {
  context.save();
  context.translate(x, y);
  if (opacity !== undefined) context.globalAlpha *= opacity;
  for (const mark of marks) paint(context, mark);
  context.restore();
}

function paintPath(context: Context, p: PathMark): void {
  const path = new Path2D(p.d);
  const alpha = context.globalAlpha;
  if (p.opacity !== undefined) context.globalAlpha = alpha * p.opacity;
  if (p.fill !== undefined) {
    context.fillStyle = p.fill;
    context.fill(path);
  }
  if (p.stroke !== undefined) {
    context.strokeStyle = p.stroke;
    context.lineWidth = p.width ?? 1;
    context.setLineDash([...(p.dash ?? [])]);
    context.lineCap = p.round === true ? 'round' : 'butt';
    context.lineJoin = p.round === true ? 'round' : 'miter';
    context.stroke(path);
  }
  context.globalAlpha = alpha;
}

function paintText(context: Context, t: TextMark): void {
  context.font = `${t.weight ?? 400} ${t.size}px ${t.mono === true ? MONO : FONT}`;
  context.textAlign = t.anchor === 'middle' ? 'center' : t.anchor === 'end' ? 'right' : 'left';
  if (t.halo !== undefined) {
    context.strokeStyle = t.halo;
    context.lineWidth = t.size * 0.36;
    context.lineJoin = 'round';
    context.setLineDash([]);
    context.strokeText(t.text, t.x, t.y);
  }
  context.fillStyle = t.fill;
  context.fillText(t.text, t.x, t.y);
}
