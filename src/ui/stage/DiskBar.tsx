// A node's disk: what is synced solid, what is only written hatched, and the sync under way growing over it (its width is the painter's).
import type { NodeFrame } from '../../view/frame.ts';
import { refInto, type Scene } from './scene.ts';

/** The bar shows the end of the log: so many synced rows, and all that are not. */
const SYNCED_SHOWN = 16;
const ROWS_SHOWN = 20;

export interface DiskBarProps {
  readonly node: NodeFrame;
  readonly width: number;
  readonly height: number;
  readonly scene: Scene;
}

export function DiskBar({ node, width, height, scene }: DiskBarProps) {
  const { synced, written, sync } = node.disk;
  const solid = Math.min(synced, SYNCED_SHOWN);
  const rows = Math.max(ROWS_SHOWN, solid + written - synced);
  const at = (n: number): number => (width * n) / rows;
  const covered = sync === null ? 0 : sync.covers - synced;
  return (
    <g className="stage-disk">
      <rect className="stage-disk-ground" width={width} height={height} rx={height / 2} />
      {written > synced && (
        <rect
          className="stage-disk-written"
          x={at(solid) - height / 2}
          width={at(written - synced) + height / 2}
          height={height}
          rx={height / 2}
        />
      )}
      {covered > 0 && (
        <g transform={`translate(${at(solid) - height / 2} 0)`}>
          <rect
            ref={refInto(scene.syncs, node.id)}
            className="stage-disk-sync"
            width={at(covered) + height / 2}
            height={height}
            transform="scale(0 1)"
          />
        </g>
      )}
      <rect className="stage-disk-synced" width={at(solid)} height={height} rx={height / 2} />
    </g>
  );
}
