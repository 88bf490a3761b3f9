// What a picture of many things is drawn with: a few strokes, so that the same drawing goes to a canvas, to the marks of an exported picture, and
// to a log that tests read. Coordinates in px, colours resolved.

export interface LineLook {
  readonly stroke: string;
  readonly width: number;
  readonly dash?: readonly number[];
  readonly alpha?: number;
}

export interface FillLook {
  readonly fill?: string;
  readonly stroke?: string;
  readonly width?: number;
  readonly dash?: readonly number[];
  readonly alpha?: number;
}

export interface TextLook {
  readonly size: number;
  readonly fill: string;
  readonly weight?: 400 | 500 | 600 | 700;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly halo?: string;
  readonly alpha?: number;
}

export interface Pen {
  /** Segments of one look: x0 y0 x1 y1, and so on. */
  lines(points: readonly number[], look: LineLook): void;
  /** `r`: of its corners. */
  rect(x: number, y: number, w: number, h: number, r: number, look: FillLook): void;
  /** An outline around the origin, at (x, y). `scale`: 1 as it is. */
  sign(outline: string, x: number, y: number, scale: number, look: FillLook): void;
  /** `y`: of the baseline. */
  text(x: number, y: number, words: string, look: TextLook): void;
  /** Only within the rectangle is anything drawn meanwhile. */
  within(x: number, y: number, w: number, h: number, draw: () => void): void;
}
