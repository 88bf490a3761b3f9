// The log grid in an exported picture: slots by nodes, in fact and as each node knows it, with the commit index, the window and where other
// members begin to govern. As many slots as have room, from the end of what the frame carries, or from its beginning.
import type { CellFrame, Frame, NodeFrame } from '../frame.ts';
import { governFrom, roleWord } from '../log-words.ts';
import { foldedCells, foldedMarks, gridCell } from './cell-marks.ts';
import { mix, nodeColour, type Colours } from './colours.ts';
import { group, line, path, rect, text, textWidth, type Mark } from './marks.ts';

export interface LogSize {
  readonly width: number;
  readonly height: number;
  readonly text: number;
}

interface Grid {
  readonly frame: Frame;
  readonly c: Colours;
  readonly text: number;
  readonly label: number;
  readonly column: number;
  readonly row: number;
  readonly offset: number;
  readonly count: number;
}

/** In heights of text: a column that an entry fits into, rows, and the line of numbers. */
const COLUMN = 3;
const ROW = { least: 1.3, most: 3.3 } as const;
const NUMBERS = 1.9;
/** Empty slots that stay in sight beyond the last one that anyone has heard of. */
const SLOTS_BEYOND = 2;

/** `fromStart`: where there is room for fewer slots than the frame has, the first ones stay; otherwise those around the last that anyone knows. */
export function logMarks(frame: Frame, size: LogSize, fromStart: boolean, c: Colours): { readonly marks: Mark[]; readonly height: number } {
  const { log, nodes } = frame;
  const label = Math.max(...nodes.map((n) => labelWidth(n, size.text)), textWidth('In fact', size.text)) + size.text * 0.8;
  const room = Math.max(1, Math.floor((size.width - label) / (COLUMN * size.text)));
  const count = Math.min(log.count, room);
  const rows = nodes.length + 1;
  const row = Math.max(ROW.least * size.text, Math.min(ROW.most * size.text, (size.height - NUMBERS * size.text) / rows));
  const wanted = log.last + SLOTS_BEYOND - log.first + 1 - count;
  const offset = fromStart ? 0 : Math.max(0, Math.min(log.count - count, wanted));
  const grid: Grid = { frame, c, text: size.text, label, column: (size.width - label) / count, row, offset, count };
  const top = NUMBERS * size.text;
  const height = top + rows * row;
  return {
    height,
    marks: [
      ...bands(grid, height),
      ...numbers(grid),
      rowMarks(grid, log.truth, top, null),
      ...nodes.map((n, i) => rowMarks(grid, log.rows[i]?.cells ?? [], top + (i + 1) * row, n)),
      ...edges(grid, height),
    ],
  };
}

const labelWidth = (n: NodeFrame, size: number): number => textWidth(`n${n.id} ${roleWord(n, false)}`, size) + size * 0.3;

/** Where the column of a slot begins. */
const xOf = ({ frame, label, column, offset }: Grid, slot: number): number => label + (slot - frame.log.first - offset) * column;

const isShown = ({ frame, offset, count }: Grid, slot: number): boolean =>
  slot >= frame.log.first + offset && slot <= frame.log.first + offset + count;

/** Behind the cells: the window. */
function bands(grid: Grid, height: number): Mark[] {
  const { frame, c, offset, count } = grid;
  const { commitIndex, windowEnd, first } = frame.log;
  const from = Math.max(first + offset, commitIndex + 1);
  const to = Math.min(first + offset + count - 1, windowEnd);
  if (to < from) return [];
  const top = grid.text * 1.35;
  return [rect(xOf(grid, from), top, (to - from + 1) * grid.column, height - top, grid.text * 0.3, { fill: c.sunken })];
}

function numbers(grid: Grid): Mark[] {
  const { frame, c, offset, count, column, text: size } = grid;
  const { first, commitIndex, windowEnd } = frame.log;
  const y = size * 1.42;
  return Array.from({ length: count }, (_, i) => first + offset + i).flatMap((slot) => {
    const x = xOf(grid, slot);
    const committed = slot <= commitIndex;
    const marks: Mark[] = [text(x + column / 2, size * 0.95, String(slot), size * 0.92, committed ? c.ink : c.ink3, { anchor: 'middle' })];
    if (committed) marks.push(line(x, y, x + column, y, { stroke: c.ink2, width: 3 }));
    else if (slot <= windowEnd)
      marks.push(
        line(x, y - 1, x + column, y - 1, { stroke: c.lineStrong, width: 1 }),
        line(x, y + 1.5, x + column, y + 1.5, { stroke: c.lineStrong, width: 1 }),
      );
    return marks;
  });
}

function rowMarks(grid: Grid, cells: readonly CellFrame[], y: number, node: NodeFrame | null): Mark {
  const { c, offset, count, column, row, text: size, label } = grid;
  const shown = cells.slice(offset, offset + count);
  const down = node !== null && (node.status === 'crashed' || node.status === 'damaged');
  const gap = Math.min(3, column * 0.05);
  const [w, h] = [column - 2 * gap, row - 2 * gap];
  const folded = foldedCells(shown);
  const marks: Mark[] = rowLabel(node, label - size * 0.6, row / 2 + size * 0.36, size, c);
  if (folded > 0) marks.push(...foldedMarks(label + gap, gap, folded * column - 2 * gap, h, size * 0.35, c));
  shown.slice(folded).forEach((cell, i) => {
    marks.push(...gridCell(cell, label + (folded + i) * column + gap, gap, w, h, size * 0.9, down, c));
  });
  return group(0, y, marks);
}

function rowLabel(node: NodeFrame | null, right: number, y: number, size: number, c: Colours): Mark[] {
  if (node === null) return [text(right, y, 'In fact', size, c.ink, { weight: 700, anchor: 'end' })];
  const role = roleWord(node, false);
  const down = node.status === 'crashed' || node.status === 'damaged';
  const name = node.status === 'crashed' ? mix(nodeColour(c, node.id), 0.65, c.ink3) : nodeColour(c, node.id);
  const width = role === '' ? 0 : textWidth(role, size) + size * 0.35;
  const marks: Mark[] = [text(right - width, y, `n${node.id}`, size, name, { weight: 700, anchor: 'end' })];
  if (role !== '') marks.push(text(right, y, role, size, down ? c.ink3 : c.ink2, { anchor: 'end' }));
  return marks;
}

/** Before the cells: the end of what is committed, and where other members begin to govern. */
function edges(grid: Grid, height: number): Mark[] {
  const { frame, c, text: size, offset, count } = grid;
  const { commitIndex, first } = frame.log;
  const marks: Mark[] = [];
  const edge = commitIndex + 1;
  if (isShown(grid, edge) && edge > first + offset)
    marks.push(line(xOf(grid, edge), size * 1.3, xOf(grid, edge), height, { stroke: c.ink2, width: 2 }));
  for (const slot of governFrom({ ...frame.log, first: first + offset, count })) {
    const x = xOf(grid, slot);
    marks.push(
      line(x, 0, x, height, { stroke: c.ink, width: 2, dash: [2, 3] }),
      path(`M${x} 0l${size * 0.5} ${size * 0.25}l${-size * 0.5} ${size * 0.25}z`, { fill: c.ink }),
    );
  }
  return marks;
}
