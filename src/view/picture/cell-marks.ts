// Cells of the log in an exported picture: small and without words on a card, larger and with their entries in the log grid. How sure a slot is
// is said by its edge and ground, whose ballot by its colour: as on the page.
import type { CellFrame, CellState } from '../frame.ts';
import { isConfiguration, shortEntry } from '../log-words.ts';
import { mix, nodeColour, type Colours } from './colours.ts';
import { group, line, rect, text, textWidth, type Look, type Mark } from './marks.ts';

const GAP_SHARE = 0.14;
/** Of the height of what lies under a checkpoint: where its folds are drawn. */
const FOLDS = [0.36, 0.64] as const;

/** The slots around the commit index. */
export function miniLog(cells: readonly CellFrame[], width: number, h: number, c: Colours): Mark[] {
  const pitch = width / Math.max(1, cells.length);
  const w = pitch * (1 - GAP_SHARE);
  const r = Math.min(w, h) * 0.24;
  const folded = foldedCells(cells);
  const marks: Mark[] = folded === 0 ? [] : foldedMarks(0, 0, (folded - 1) * pitch + w, h, r, c);
  cells.slice(folded).forEach((cell, i) => {
    const x = (folded + i) * pitch;
    const mark = markColour(cell, c);
    marks.push(rect(x, 0, w, h, r, cellLook(cell.state, mark, c, 0.28)));
    if (cell.noop)
      marks.push(
        text(x + w / 2, h * 0.76, '∅', Math.min(w, h) * 0.86, cell.state === 'applied' ? c.onNode : mark, {
          weight: 600,
          anchor: 'middle',
        }),
      );
  });
  return marks;
}

/** How many of the first cells are folded. */
export function foldedCells(cells: readonly CellFrame[]): number {
  const first = cells.findIndex((cell) => cell.state !== 'folded');
  return first < 0 ? cells.length : first;
}

export function foldedMarks(x: number, y: number, w: number, h: number, r: number, c: Colours): Mark[] {
  return [
    rect(x, y, w, h, r, { fill: mix(c.ink3, 0.14, c.surface), stroke: c.ink3, width: 1 }),
    ...FOLDS.map((at) => line(x + r, y + h * at, x + w - r, y + h * at, { stroke: c.ink3, width: 1, opacity: 0.7 })),
  ];
}

const markColour = (cell: CellFrame, c: Colours): string => (cell.ballot === null ? c.ink3 : nodeColour(c, cell.ballot.node));

/** `tint`: how much of its colour a chosen cell has. */
export function cellLook(state: CellState, mark: string, c: Colours, tint: number): Look {
  switch (state) {
    case 'empty':
      return { fill: c.cell };
    case 'written':
      return { fill: c.surface, stroke: mark, width: 1.4, dash: [2.5, 2] };
    case 'voted':
      return { fill: c.surface, stroke: mark, width: 1.4 };
    case 'chosen':
      return { fill: mix(mark, tint, c.surface), stroke: mark, width: 1.4 };
    case 'applied':
      return { fill: mark, stroke: mark, width: 1.4 };
    case 'gap':
      return { fill: c.badSoft, stroke: c.bad, width: 1.4, dash: [2.5, 2] };
    case 'folded':
      return { fill: mix(c.ink3, 0.14, c.surface), stroke: c.ink3, width: 1 };
  }
}

/** A cell of the log grid. `faded`: of a node that is down. */
export function gridCell(cell: CellFrame, x: number, y: number, w: number, h: number, size: number, faded: boolean, c: Colours): Mark[] {
  const mark = cell.ballot === null ? c.ink2 : nodeColour(c, cell.ballot.node);
  const r = Math.min(w, h) * 0.18;
  const look = cellLook(cell.state, mark, c, 0.2);
  const ground = rect(x, y, w, h, r, faded && cell.state !== 'empty' ? fadedLook(look, mark, c) : look);
  const words = cell.state === 'gap' ? 'gap' : cell.noop ? '∅' : cell.state === 'folded' ? '' : shortEntry(cell.text);
  if (words === '') return [ground];
  const fill = faded ? c.ink3 : cell.state === 'applied' ? c.onNode : cell.state === 'gap' ? c.bad : mark;
  const bold = cell.noop || isConfiguration(cell.text);
  const fits = Math.min(size, (w * 0.9 * size) / textWidth(words, size));
  return [ground, text(x + w / 2, y + h / 2 + fits * 0.36, words, fits, fill, { weight: bold ? 700 : 600, anchor: 'middle' })];
}

const fadedLook = (look: Look, mark: string, c: Colours): Look => ({
  ...look,
  fill: mix(c.cell, 0.55, c.surface),
  stroke: mix(mark, 0.38, c.surface),
});

/** A sign of the legend. */
export const signOf = (state: CellState, size: number, c: Colours): Mark =>
  group(0, 0, [rect(0, 0, size, size, size * 0.22, cellLook(state, c.ink2, c, 0.22))]);
