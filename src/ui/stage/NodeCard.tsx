// One node on the stage: who it is and what it does, its ballot, a few slots of its log, its disk, and what the disk holds back.
import { CARD_MEASURES, roleWords, saysApplied, statusWords } from '../../view/card.ts';
import type { CellFrame, NodeFrame } from '../../view/frame.ts';
import type { Box, CardDetail } from '../../view/layout.ts';
import { nodeSentence } from '../../view/stage-text.ts';
import { DiskBar } from './DiskBar.tsx';
import { HeldChip } from './HeldChip.tsx';
import { MiniLog } from './MiniLog.tsx';
import { refInto, type Scene } from './scene.ts';
import './node-card.css';

export interface NodeCardProps {
  readonly node: NodeFrame;
  readonly cells: readonly CellFrame[];
  readonly box: Box;
  readonly unit: number;
  readonly detail: CardDetail;
  readonly selected: boolean;
  readonly litCommand: string;
  /** All its links to other nodes are cut. */
  readonly cutOff: boolean;
  readonly scene: Scene;
}

export function NodeCard(props: NodeCardProps) {
  const { node, box, unit, detail, selected, cutOff, scene } = props;
  const m = CARD_MEASURES[detail];
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
  const m = CARD_MEASURES[detail];
  const { big } = m;
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
  const applied = saysApplied(node, tone, brief);
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
