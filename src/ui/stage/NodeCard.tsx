// One node on the stage: who it is and what it does, its ballot, a few slots of its log, its disk, and what the disk holds back.
import type { CellFrame, NodeFrame } from '../../view/frame.ts';
import type { Box, CardDetail } from '../../view/layout.ts';
import { nodeSentence } from '../../view/stage-text.ts';
import { DiskBar } from './DiskBar.tsx';
import { HeldChip } from './HeldChip.tsx';
import { MiniLog } from './MiniLog.tsx';
import { NodeTags } from './NodeTags.tsx';
import { refInto, type Scene } from './scene.ts';
import { tagUnit } from './tags.ts';
import './node-card.css';

export interface NodeCardProps {
  readonly node: NodeFrame;
  readonly cells: readonly CellFrame[];
  readonly box: Box;
  readonly unit: number;
  /** The height of small text, below which nothing on a large card goes. */
  readonly text: number;
  readonly detail: CardDetail;
  readonly selected: boolean;
  readonly litCommand: string;
  /** All its links to other nodes are cut. */
  readonly cutOff: boolean;
  readonly scene: Scene;
}

/** In units: where things stand on a card. */
const MEASURES = {
  full: { pad: 1.05, name: 2.12, chip: 0.78, cells: 3.05, cell: 1.4, bar: 5.05, barHeight: 0.5, status: 6.78 },
  medium: { pad: 0.85, name: 1.86, chip: 0.55, cells: 2.55, cell: 1.2, bar: 4.15, barHeight: 0.42, status: 5.82 },
  small: { pad: 0.7, name: 1.72, chip: 0.42, cells: 0, cell: 0, bar: 2.62, barHeight: 0.42, status: 3.1 },
} as const;

export function NodeCard(props: NodeCardProps) {
  const { node, box, unit, detail, selected, cutOff, scene } = props;
  const m = MEASURES[detail];
  const inner = box.w - 2 * m.pad * unit;
  return (
    <g
      className="stage-node"
      role="button"
      tabIndex={0}
      aria-pressed={selected}
      aria-label={nodeSentence(node)}
      data-card={node.id}
      data-node={node.id}
      data-status={node.status}
      data-role={node.role}
      data-membership={node.unaware === true ? 'removed' : node.membership}
      data-selected={selected || undefined}
      transform={`translate(${box.x - box.w / 2} ${box.y - box.h / 2})`}
      style={{ fontSize: `${unit}px` }}
    >
      <Ground box={box} unit={unit} node={node} />
      <g className="stage-node-inside">
        <Heading node={node} box={box} unit={unit} detail={detail} />
        <g transform={`translate(${m.pad * unit} 0)`}>
          {detail !== 'small' && (
            <g transform={`translate(0 ${m.cells * unit})`}>
              <MiniLog cells={props.cells} width={inner} height={m.cell * unit} litCommand={props.litCommand} />
            </g>
          )}
          <g transform={`translate(0 ${m.bar * unit})`}>
            <DiskBar node={node} width={inner} height={m.barHeight * unit} scene={scene} />
          </g>
          {detail !== 'small' && <Status node={node} width={inner} y={m.status * unit} brief={detail === 'medium'} cutOff={cutOff} />}
        </g>
      </g>
      {node.timeout !== null && <Timeout node={node.id} box={box} unit={unit} scene={scene} />}
      {node.status === 'paused' && <PausedBar box={box} unit={unit} />}
      <NodeTags node={node} box={box} unit={tagUnit(unit, props.text)} detail={detail} scene={scene} />
      {node.disk.heldCount > 0 && <HeldChip node={node} box={box} unit={unit} words={detail === 'full'} />}
    </g>
  );
}

function Ground({ box, unit, node }: { readonly box: Box; readonly unit: number; readonly node: NodeFrame }) {
  const r = unit * 0.95;
  return (
    <>
      <rect
        className="stage-node-halo"
        x={-unit * 0.45}
        y={-unit * 0.45}
        width={box.w + unit * 0.9}
        height={box.h + unit * 0.9}
        rx={r + unit * 0.4}
      />
      <rect className="stage-node-ground" width={box.w} height={box.h} rx={r} />
      {node.role === 'candidate' && node.status === 'up' && <rect className="stage-node-standing" width={box.w} height={box.h} rx={r} />}
    </>
  );
}

function Heading({
  node,
  box,
  unit,
  detail,
}: {
  readonly node: NodeFrame;
  readonly box: Box;
  readonly unit: number;
  readonly detail: CardDetail;
}) {
  const m = MEASURES[detail];
  const big = detail === 'full' ? 1.34 : 1.24;
  const leads = node.role === 'leader' && node.status !== 'crashed';
  const nameWidth = big * unit * 1.32;
  const badge = nameWidth + unit * 0.8;
  return (
    <>
      {leads && (
        <rect
          className="stage-node-badge"
          x={m.pad * unit - unit * 0.4}
          y={m.name * unit - big * unit * 1.02}
          width={badge}
          height={big * unit * 1.36}
          rx={unit * 0.42}
        />
      )}
      <text className="stage-node-name" x={m.pad * unit} y={m.name * unit} style={{ fontSize: `${big}em` }}>
        n{node.id}
      </text>
      {detail === 'full' && (
        <text className="stage-node-role" x={m.pad * unit + nameWidth + unit * (leads ? 0.75 : 0.4)} y={m.name * unit - unit * 0.04}>
          {roleWords(node)}
        </text>
      )}
      <BallotChip node={node} right={box.w - m.pad * unit} top={m.chip * unit} unit={unit} />
    </>
  );
}

function roleWords(n: NodeFrame): string {
  if (n.status === 'crashed') return 'crashed';
  if (n.status === 'damaged') return n.disk.full === true ? 'disk full' : 'damaged';
  if (n.role === 'follower' && n.unaware === true) return 'removed';
  if (n.role === 'follower' && n.membership !== undefined && n.membership !== 'member') return n.membership;
  return n.role;
}

/** The ballot that it leads, stands in or has promised, in the colour of its owner. */
function BallotChip({
  node,
  right,
  top,
  unit,
}: {
  readonly node: NodeFrame;
  readonly right: number;
  readonly top: number;
  readonly unit: number;
}) {
  if (node.ballot === null) return null;
  const width = unit * (node.ballot.text.length * 0.6 + 0.95);
  return (
    <g className="stage-ballot" data-node={node.ballot.node} transform={`translate(${right - width} ${top})`}>
      <rect width={width} height={unit * 1.72} rx={unit * 0.86} />
      <text x={width / 2} y={unit * 1.2}>
        {node.ballot.text}
      </text>
    </g>
  );
}

interface StatusProps {
  readonly node: NodeFrame;
  readonly width: number;
  readonly y: number;
  readonly brief: boolean;
  readonly cutOff: boolean;
}

function Status({ node, width, y, brief, cutOff }: StatusProps) {
  const [text, tone] = statusWords(node, cutOff, brief);
  const quiet = node.status === 'crashed' || node.status === 'damaged';
  const applied = !quiet && tone !== 'strong' && (!brief || tone === 'plain');
  return (
    <>
      {!(brief && applied) && (
        <text className="stage-node-status" data-tone={tone} y={y}>
          {text}
        </text>
      )}
      {applied && (
        <text className="stage-node-status" x={brief ? 0 : width} y={y} textAnchor={brief ? 'start' : 'end'}>
          applied {node.appliedIndex}
        </text>
      )}
    </>
  );
}

function statusWords(n: NodeFrame, cutOff: boolean, brief: boolean): readonly [string, 'plain' | 'strong' | 'warn' | 'bad'] {
  const pending = n.disk.written - n.disk.synced;
  if (n.status === 'crashed') return n.disk.lost === 0 ? ['down', 'plain'] : [`lost ${n.disk.lost} unsynced`, 'bad'];
  if (n.status === 'damaged') return [brief ? 'stopped' : n.disk.full === true ? 'has stopped' : 'takes no part', 'bad'];
  if (n.role === 'candidate' && n.promises !== null) return [`${n.promises.from.length} of ${n.promises.needed} promises`, 'strong'];
  if (cutOff) return ['cut off', 'bad'];
  if (n.disk.sync !== null) return [`syncing ${n.disk.sync.covers - n.disk.synced}`, 'warn'];
  return pending > 0 ? [`${pending} written`, 'plain'] : ['synced', 'plain'];
}

/** The time-out of a follower or a candidate, running down along the lower edge. */
function Timeout({ node, box, unit, scene }: { readonly node: number; readonly box: Box; readonly unit: number; readonly scene: Scene }) {
  const inset = unit * 1.05;
  return (
    <g className="stage-timeout" transform={`translate(${inset} ${box.h - unit * 0.36})`}>
      <rect className="stage-timeout-track" width={box.w - 2 * inset} height={unit * 0.16} rx={unit * 0.08} />
      <rect
        ref={refInto(scene.timeouts, node)}
        className="stage-timeout-left"
        width={box.w - 2 * inset}
        height={unit * 0.16}
        rx={unit * 0.08}
      />
    </g>
  );
}

function PausedBar({ box, unit }: { readonly box: Box; readonly unit: number }) {
  return (
    <g className="stage-paused" transform={`translate(0 ${box.h / 2})`}>
      <rect x={-unit * 0.5} y={-unit * 0.95} width={box.w + unit} height={unit * 1.9} rx={unit * 0.4} />
      <text x={box.w / 2} y={unit * 0.36}>
        paused
      </text>
    </g>
  );
}
