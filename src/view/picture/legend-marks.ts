// The legend of an exported picture: what the shapes of messages and the cells of the log mean, in one line each. Draws only what can be seen in
// pictures of its kind.
import { SHAPE_NAMES, SHAPES, shapeOutline } from '../palette.ts';
import { signOf } from './cell-marks.ts';
import type { Colours } from './colours.ts';
import { group, line, path, rect, text, textWidth, type Mark } from './marks.ts';

interface Entry {
  readonly sign: readonly Mark[];
  /** How much room the sign takes. */
  readonly width: number;
  readonly words: string;
}

const SIGN_GAP = 0.45;
const ENTRY_GAP = 1.15;

/** Entries beside one another, in as many lines as they need. Returns how high they are. */
function flow(entries: readonly Entry[], size: number, width: number, c: Colours): { readonly marks: Mark[]; readonly height: number } {
  const marks: Mark[] = [];
  let [x, y] = [0, 0];
  for (const e of entries) {
    const whole = e.width + (e.width > 0 ? SIGN_GAP * size : 0) + textWidth(e.words, size);
    if (x > 0 && x + whole > width) [x, y] = [0, y + size * 1.75];
    if (e.sign.length > 0) marks.push(group(x, y + size * 0.6, e.sign));
    marks.push(text(x + whole - textWidth(e.words, size), y + size * 0.95, e.words, size, c.ink3));
    x += whole + ENTRY_GAP * size;
  }
  return { marks, height: y + size * 1.2 };
}

export function shapeLegend(size: number, width: number, c: Colours): { readonly marks: Mark[]; readonly height: number } {
  const r = size * 0.4;
  const shapes = SHAPES.map((shape): Entry => {
    const wide = shape === 'client' ? r * 3 : r * 2.2;
    const d = shapeOutline(shape, shape === 'heartbeat' ? r * 1.2 : r);
    return { sign: [group(wide / 2, 0, [path(d, { stroke: c.ink3, width: 1.6 })])], width: wide, words: SHAPE_NAMES[shape] };
  });
  return flow(
    [...shapes, { sign: [], width: 0, words: 'hollow asks, filled answers' }, { sign: [], width: 0, words: 'colour: whose ballot' }],
    size,
    width,
    c,
  );
}

const SIGNS = ['written', 'voted', 'chosen', 'applied'] as const;

export function cellLegend(size: number, width: number, folded: boolean, c: Colours): { readonly marks: Mark[]; readonly height: number } {
  const side = size * 0.95;
  const raised = (marks: readonly Mark[]): Mark[] => [group(0, -side / 2, marks)];
  const states = SIGNS.map((state): Entry => ({ sign: raised([signOf(state, side, c)]), width: side, words: state }));
  if (folded) states.push({ sign: raised([signOf('folded', side, c)]), width: side, words: 'under a checkpoint' });
  return flow(
    [
      ...states,
      { sign: raised([line(1, 0, 1, side, { stroke: c.ink2, width: 2 })]), width: 2, words: 'commit index' },
      { sign: raised([rect(0, 0, side, side, side * 0.2, { fill: c.sunken, stroke: c.line, width: 1 })]), width: side, words: 'window' },
    ],
    size,
    width,
    c,
  );
}
