// The slots around the commit index, as small cells: the same signs as in the log grid, without words.
import type { CellFrame } from '../../view/frame.ts';

export interface MiniLogProps {
  readonly cells: readonly CellFrame[];
  readonly width: number;
  readonly height: number;
  readonly litCommand: string;
}

const GAP_SHARE = 0.14;

export function MiniLog({ cells, width, height, litCommand }: MiniLogProps) {
  const pitch = width / Math.max(1, cells.length);
  const w = pitch * (1 - GAP_SHARE);
  return cells.map((c, i) => (
    <g
      key={i}
      className="stage-cell"
      data-state={c.state}
      data-node={c.ballot?.node}
      data-lit={(litCommand !== '' && c.command === litCommand) || undefined}
      transform={`translate(${i * pitch} 0)`}
    >
      <rect width={w} height={height} rx={Math.min(w, height) * 0.24} />
      {c.noop && (
        <text x={w / 2} y={height * 0.76} style={{ fontSize: `${Math.min(w, height) * 0.86}px` }}>
          ∅
        </text>
      )}
    </g>
  ));
}
