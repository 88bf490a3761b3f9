// The clients at the edge of an exported picture: each with its command and what has become of it. Those without a place are counted in the
// last one.
import type { Micros } from '../../base/units.ts';
import type { Box } from '../layout.ts';
import type { ClientGroup } from '../places.ts';
import { clientSentence, clientState } from '../stage-text.ts';
import type { Colours } from './colours.ts';
import { cut, group, path, rect, text, textWidth, type Mark } from './marks.ts';

type State = 'idle' | 'waiting' | 'unknown' | 'answered';

const stateOf = ({ shown }: ClientGroup): State => (shown.state === 'idle' && shown.last !== '' ? 'answered' : shown.state);

export function clientMarks(g: ClientGroup, box: Box, unit: number, brief: boolean, t: Micros, c: Colours): Mark {
  const state = stateOf(g);
  const edge = state === 'unknown' ? { stroke: c.warn, dash: [4, 3] } : { stroke: c.line };
  const marks: Mark[] = [rect(0, 0, box.w, box.h, brief ? box.h / 2 : unit * 0.85, { fill: c.raised, width: 1.25, ...edge })];
  const y = brief ? box.h / 2 + unit * 0.35 : unit * 1.55;
  marks.push(...nameAndOperation(g, box.w - unit * (brief ? 1.75 : 0.6), y, unit, c));
  const tone = state === 'unknown' ? c.warn : state === 'answered' ? c.ok : c.ink3;
  if (brief)
    marks.push(
      path(circle(box.w - unit * 0.95, box.h / 2, unit * 0.34), state === 'idle' ? { stroke: c.lineStrong, width: 1.5 } : { fill: tone }),
    );
  else marks.push(text(unit * 0.85, unit * 2.95, clientState(g.shown, t), unit, tone, { weight: state === 'unknown' ? 600 : 400 }));
  return group(box.x - box.w / 2, box.y - box.h / 2, marks, { says: clientSentence(g.shown, t) });
}

function nameAndOperation({ shown, waiting }: ClientGroup, end: number, y: number, unit: number, c: Colours): Mark[] {
  const name = shown.name.split('/')[0]!;
  const more = waiting > 1 ? ` +${waiting - 1}` : '';
  const x = unit * 0.85;
  const after = x + textWidth(name, unit) * 1.1 + unit * 0.45;
  const operation = cut(shown.operation, unit, end - after - textWidth(more, unit));
  return [text(x, y, name, unit, c.ink, { weight: 700 }), text(after, y, `${operation}${more}`, unit, c.ink2)];
}

export function restMarks(groups: readonly ClientGroup[], box: Box, unit: number, c: Colours): Mark {
  const waiting = groups.filter((g) => g.waiting > 0).length;
  const words =
    waiting === 0
      ? `${groups.length} more`
      : waiting === groups.length
        ? `${groups.length} more wait`
        : `${waiting} of ${groups.length} wait`;
  const marks = [
    rect(0, 0, box.w, box.h, Math.min(box.h / 2, unit * 0.95), { fill: c.surface, stroke: c.line, width: 1.25, dash: [2, 3] }),
    text(unit * 0.85, box.h / 2 + unit * 0.35, words, unit, c.ink2),
  ];
  return group(box.x - box.w / 2, box.y - box.h / 2, marks, { says: `${groups.length} more clients, ${waiting} of which wait.` });
}

const circle = (x: number, y: number, r: number): string => `M${x - r} ${y}A${r} ${r} 0 1 1 ${x + r} ${y}A${r} ${r} 0 1 1 ${x - r} ${y}Z`;
