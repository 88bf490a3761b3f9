// The messages that a node's disk holds back, hanging on its card: they leave when the sync is done.
import { HELD_SHOWN, heldAsks, heldShape, heldText } from '../../view/card.ts';
import type { NodeFrame } from '../../view/frame.ts';
import type { Box } from '../../view/layout.ts';
import { ballotColour, shapeOutline } from '../../view/palette.ts';

export interface HeldChipProps {
  readonly node: NodeFrame;
  readonly box: Box;
  readonly unit: number;
  readonly words: boolean;
}

export function HeldChip({ node, box, unit, words }: HeldChipProps) {
  const { held, heldCount } = node.disk;
  const signs = held.slice(0, HELD_SHOWN);
  const text = heldText(held, heldCount, words);
  const width = unit * (0.9 + signs.length * 1.15 + text.length * 0.56);
  const x = box.w - width - unit * 0.7;
  return (
    <g className="stage-held" transform={`translate(${x} ${box.h + unit * 1.5})`}>
      <path className="stage-held-stem" d={`M${unit} ${-unit * 1.5}V${-unit * 0.95}M${width - unit} ${-unit * 1.5}V${-unit * 0.95}`} />
      <rect y={-unit * 0.95} width={width} height={unit * 1.9} rx={unit * 0.95} />
      {signs.map((h, i) => (
        <path
          key={i}
          transform={`translate(${unit * (0.95 + i * 1.15)} 0)`}
          d={shapeOutline(heldShape(h), unit * 0.42)}
          data-kind={heldAsks(h) ? 'question' : 'answer'}
          style={{ color: ballotColour(h.ballot) }}
        />
      ))}
      <text x={unit * (0.5 + signs.length * 1.15)} y={unit * 0.35}>
        {text}
      </text>
    </g>
  );
}
