// The slots around the commit index, as small cells: the same signs as in the log grid, without words. What lies under the checkpoint is one
// folded shape.
import type { CellFrame } from '../../view/frame.ts';

export interface MiniLogProps {
  readonly cells: readonly CellFrame[];
  readonly width: number;
  readonly height: number;
  readonly litCommand: string;
}

const GAP_SHARE = 0.14;
/** Of the height of the folded shape: where its folds are drawn. */
const FOLDS = [0.36, 0.64] as const;

export function MiniLog({ cells, width, height, litCommand }: MiniLogProps) {
  const pitch = width / Math.max(1, cells.length);
  const w = pitch * (1 - GAP_SHARE);
  const radius = Math.min(w, height) * 0.24;
  const sign = Math.min(w, height) * 1.12;
  const folded = foldedSlots(cells);
  return (
    <>
      {folded > 0 && <Folded width={(folded - 1) * pitch + w} height={height} radius={radius} />}
      {cells.slice(folded).map((c, i) => (
        <g
          key={i}
          className="stage-cell"
          data-state={c.state}
          data-node={c.ballot?.node}
          data-lit={(litCommand !== '' && c.command === litCommand) || undefined}
          transform={`translate(${(folded + i) * pitch} 0)`}
        >
          <rect width={w} height={height} rx={radius} />
          {c.noop && (
            <text x={w / 2} y={height / 2 + sign * 0.36} style={{ fontSize: `${sign}px` }}>
              ∅
            </text>
          )}
        </g>
      ))}
    </>
  );
}

/** How many of the first cells are folded. */
export function foldedSlots(cells: readonly CellFrame[]): number {
  const first = cells.findIndex((c) => c.state !== 'folded');
  return first < 0 ? cells.length : first;
}

function Folded({ width, height, radius }: { readonly width: number; readonly height: number; readonly radius: number }) {
  return (
    <g className="stage-folded">
      <rect width={width} height={height} rx={radius} />
      {FOLDS.map((y) => (
        <line key={y} x1={radius} x2={width - radius} y1={height * y} y2={height * y} />
      ))}
    </g>
  );
}
