// The page's colours as a drawing on a canvas needs them: what the tokens say now, in this theme, with this contrast, or in the system's own colours.
import type { Colours } from '../../view/picture/colours.ts';

const NODE_COLOURS = 9;

export function readColours(element: Element): Colours {
  const style = getComputedStyle(element);
  const of = (token: string): string => style.getPropertyValue(`--${token}`).trim();
  return {
    surface: of('surface'),
    raised: of('raised'),
    sunken: of('sunken'),
    line: of('line'),
    lineSoft: of('line-soft'),
    lineStrong: of('line-strong'),
    cell: of('cell'),
    ink: of('ink'),
    ink2: of('ink-2'),
    ink3: of('ink-3'),
    ok: of('ok'),
    warn: of('warn'),
    bad: of('bad'),
    badSoft: of('bad-soft'),
    nodes: Array.from({ length: NODE_COLOURS }, (_, i) => of(`n${i + 1}`)),
    onNode: of('on-node'),
  };
}
