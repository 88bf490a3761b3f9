// The pen on a canvas. Styles are set only where they differ from the last: with a thousand strokes a picture that is what costs.
import type { FillLook, LineLook, Pen, TextLook } from '../../view/pen.ts';

/** What a canvas must be able to do; a test has one that writes a log. */
export type Canvas2D = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'stroke'
  | 'fill'
  | 'rect'
  | 'roundRect'
  | 'fillText'
  | 'strokeText'
  | 'save'
  | 'restore'
  | 'clip'
  | 'translate'
  | 'scale'
  | 'setLineDash'
  | 'globalAlpha'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineJoin'
  | 'font'
  | 'textAlign'
>;

const SOLID: readonly number[] = [];

export class CanvasPen implements Pen {
  #context: Canvas2D;
  #family: string;
  /** Outlines made once; there are few. */
  #outlines: Map<string, Path2D>;

  constructor(context: Canvas2D, family: string, outlines: Map<string, Path2D>) {
    this.#context = context;
    this.#family = family;
    this.#outlines = outlines;
  }

  lines(points: readonly number[], { stroke, width, dash = SOLID, alpha = 1 }: LineLook): void {
    const c = this.#context;
    c.globalAlpha = alpha;
    c.strokeStyle = stroke;
    c.lineWidth = width;
    c.setLineDash(dash as number[]);
    c.beginPath();
    for (let i = 0; i + 3 < points.length; i += 4) {
      c.moveTo(points[i]!, points[i + 1]!);
      c.lineTo(points[i + 2]!, points[i + 3]!);
    }
    c.stroke();
  }

  rect(x: number, y: number, w: number, h: number, r: number, look: FillLook): void {
    const c = this.#context;
    c.beginPath();
    if (r > 0) c.roundRect(x, y, w, h, r);
    else c.rect(x, y, w, h);
    this.#paint(look, null);
  }

  sign(outline: string, x: number, y: number, scale: number, look: FillLook): void {
    const c = this.#context;
    let path = this.#outlines.get(outline);
    if (path === undefined) {
      path = new Path2D(outline);
      this.#outlines.set(outline, path);
    }
    c.save();
    c.translate(x, y);
    c.scale(scale, scale);
    this.#paint({ ...look, width: (look.width ?? 1) / scale }, path);
    c.restore();
  }

  text(x: number, y: number, words: string, { size, fill, weight = 400, anchor = 'start', halo, alpha = 1 }: TextLook): void {
    const c = this.#context;
    c.font = `${weight} ${size}px ${this.#family}`;
    c.textAlign = anchor === 'middle' ? 'center' : anchor === 'end' ? 'right' : 'left';
    c.globalAlpha = alpha;
    if (halo !== undefined) {
      c.strokeStyle = halo;
      c.lineWidth = size * 0.32;
      c.lineJoin = 'round';
      c.setLineDash(SOLID as number[]);
      c.strokeText(words, x, y);
    }
    c.fillStyle = fill;
    c.fillText(words, x, y);
  }

  within(x: number, y: number, w: number, h: number, draw: () => void): void {
    const c = this.#context;
    c.save();
    c.beginPath();
    c.rect(x, y, w, h);
    c.clip();
    draw();
    c.restore();
  }

  #paint({ fill, stroke, width = 1, dash = SOLID, alpha = 1 }: FillLook, path: Path2D | null): void {
    const c = this.#context;
    c.globalAlpha = alpha;
    if (fill !== undefined) {
      c.fillStyle = fill;
      if (path === null) c.fill();
      else c.fill(path);
    }
    if (stroke === undefined) return;
    c.strokeStyle = stroke;
    c.lineWidth = width;
    c.setLineDash(dash as number[]);
    if (path === null) c.stroke();
    else c.stroke(path);
  }
}
