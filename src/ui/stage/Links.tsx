// The links between nodes, and a bar across those that are cut: in the middle where both ways are cut, near the receiver, with an arrow, where
// one way is.
import type { Address } from '../../base/units.ts';
import type { Frame } from '../../view/frame.ts';
import type { Box, StageLayout } from '../../view/layout.ts';

export function Links({ frame, layout, unit }: { readonly frame: Frame; readonly layout: StageLayout; readonly unit: number }) {
  const ids = frame.nodes.map((n) => n.id);
  const cut = new Set(frame.cuts.map(([a, b]) => `${a}>${b}`));
  const down = new Set(frame.nodes.filter((n) => n.status === 'crashed').map((n) => n.id));
  const pairs = ids.flatMap((a, i) => ids.slice(i + 1).map((b) => [a, b] as const));
  return (
    <g className="stage-links" aria-hidden>
      {pairs.map(([a, b]) => (
        <Link
          key={`${a}-${b}`}
          name={`${a}-${b}`}
          from={layout.nodes.get(a)}
          to={layout.nodes.get(b)}
          unit={unit}
          cut={cutOf(cut, a, b)}
          down={down.has(a) || down.has(b)}
        />
      ))}
    </g>
  );
}

type Cut = 'none' | 'both' | 'there' | 'back';

function cutOf(cut: ReadonlySet<string>, a: Address, b: Address): Cut {
  const there = cut.has(`${a}>${b}`);
  const back = cut.has(`${b}>${a}`);
  return there && back ? 'both' : there ? 'there' : back ? 'back' : 'none';
}

interface LinkProps {
  /** `1-2`, for the menu. */
  readonly name: string;
  readonly from: Box | undefined;
  readonly to: Box | undefined;
  readonly unit: number;
  readonly cut: Cut;
  readonly down: boolean;
}

function Link({ name, from, to, unit, cut, down }: LinkProps) {
  if (from === undefined || to === undefined) return null;
  return (
    <g data-cut={cut} data-down={down || undefined}>
      <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
      <path className="stage-link-hit" data-link={name} d={`M${from.x} ${from.y}L${to.x} ${to.y}`} />
      {cut !== 'none' && <CutBar from={cut === 'back' ? to : from} to={cut === 'back' ? from : to} unit={unit} oneWay={cut !== 'both'} />}
    </g>
  );
}

/** Where on the way from the sender's middle to the receiver's the bar stands. */
const BAR_AT = { both: 0.5, one: 0.56 } as const;

function CutBar({ from, to, unit, oneWay }: { readonly from: Box; readonly to: Box; readonly unit: number; readonly oneWay: boolean }) {
  const at = oneWay ? BAR_AT.one : BAR_AT.both;
  const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
  const h = unit * 0.85;
  return (
    <g className="stage-cut" transform={`translate(${from.x + (to.x - from.x) * at} ${from.y + (to.y - from.y) * at}) rotate(${angle})`}>
      <line y1={-h} y2={h} />
      {oneWay && <path d={`M${-h * 1.5} ${-h * 0.55}L${-h * 0.55} 0L${-h * 1.5} ${h * 0.55}`} />}
    </g>
  );
}
