// A node's disk: what is synced solid, what is only written hatched, and the sync under way growing over it (its width is the painter's).
import { diskShares } from '../../view/card.ts';
import type { NodeFrame } from '../../view/frame.ts';
import { refInto, type Scene } from './scene.ts';

export interface DiskBarProps {
  readonly node: NodeFrame;
  readonly width: number;
  readonly height: number;
  readonly scene: Scene;
}

export function DiskBar({ node, width, height, scene }: DiskBarProps) {
  const { solid, written, covered } = diskShares(node.disk);
  return (
    <g className="stage-disk">
      <rect className="stage-disk-ground" width={width} height={height} rx={height / 2} />
      {written > 0 && (
        <rect
          className="stage-disk-written"
          x={width * solid - height / 2}
          width={width * written + height / 2}
          height={height}
          rx={height / 2}
        />
      )}
      {covered > 0 && (
        <g transform={`translate(${width * solid - height / 2} 0)`}>
          <rect
            ref={refInto(scene.syncs, node.id)}
            className="stage-disk-sync"
            width={width * covered + height / 2}
            height={height}
            transform="scale(0 1)"
          />
        </g>
      )}
      <rect className="stage-disk-synced" width={width * solid} height={height} rx={height / 2} />
    </g>
  );
}
