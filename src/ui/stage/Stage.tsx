// The stage: the cluster as a ring of nodes, with everything that flies between them. Its head says who leads; sentences beside it say the
// same to those who do not see it. Acts on nodes and messages are a click, a menu or a key away.
import { useMemo, useRef } from 'react';
import { Network } from 'lucide-react';
import { useSaid } from '../../state/said.ts';
import { latestFrame } from '../../state/frame-source.ts';
import type { Frame } from '../../view/frame.ts';
import { leaderSentence, stageText } from '../../view/stage-text.ts';
import { EmptyState } from '../kit/EmptyState.tsx';
import { ContextMenu } from '../kit/Menu.tsx';
import { Panel } from '../kit/Panel.tsx';
import { flowsReason } from './Flows.tsx';
import { Legend } from './Legend.tsx';
import { menuFor, targetOf } from './stage-menu.ts';
import { StagePicture } from './StagePicture.tsx';
import { sayOpening } from '../start/say-now.ts';
import { useStageSize } from './use-size.ts';
import './stage.css';
import './flights.css';

export function Stage() {
  const frame = useSaid((s) => s.frame);
  const reason = useSaid((s) => (s.frame === null ? '' : flowsReason(s.frame, s.playing, s.speed)));
  return (
    <Panel
      title="Cluster"
      note={frame === null ? undefined : <LeaderNote frame={frame} />}
      actions={reason === '' ? <Legend /> : <FlowNote reason={reason} />}
      flush
      className="stage"
    >
      {frame === null ? <Waiting /> : <Picture frame={frame} flows={reason !== ''} />}
    </Panel>
  );
}

const FlowNote = ({ reason }: { readonly reason: string }) => (
  <p className="stage-flow-note" title={reason}>
    {reason}
  </p>
);

function LeaderNote({ frame }: { readonly frame: Frame }) {
  if (frame.leader === null) return <span>{leaderSentence(frame)}</span>;
  return (
    <span>
      n{frame.leader.node} leads ballot{' '}
      <b className="mono stage-note-ballot" data-node={frame.leader.ballot.node}>
        {frame.leader.ballot.text}
      </b>
    </span>
  );
}

function Waiting() {
  const opening = useSaid((s) => s.opening);
  const engine = useSaid((s) => s.engine);
  if (engine === 'stopped')
    return <EmptyState icon={Network} title="The engine is not running" text="The notice beside it says why, and how to start it again." />;
  const text = opening === null ? 'Its nodes read their disks.' : sayOpening(opening);
  return <EmptyState icon={Network} title="The cluster is starting" text={text} />;
}

function Picture({ frame, flows }: { readonly frame: Frame; readonly flows: boolean }) {
  const ref = useRef<HTMLDivElement>(null);
  const size = useStageSize(ref);
  return (
    <ContextMenu itemsOf={(target) => menuFor(targetOf(target), latestFrame(), useSaid.getState().run?.readOnly === true)}>
      <div ref={ref} className="stage-body">
        {size !== null && size.width > 0 && size.height > 0 && <StagePicture frame={frame} size={size} flows={flows} />}
        <TextTwin frame={frame} />
      </div>
    </ContextMenu>
  );
}

function TextTwin({ frame }: { readonly frame: Frame }) {
  const sentences = useMemo(() => stageText(frame), [frame]);
  return (
    <ul className="unseen" aria-label="The stage in sentences">
      {sentences.map((s, i) => (
        <li key={i}>{s}</li>
      ))}
    </ul>
  );
}
