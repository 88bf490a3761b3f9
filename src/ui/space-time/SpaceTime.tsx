// The space–time diagram: a lane a node, time from left to right, every message from where it was sent to where it arrived or was lost, with what
// the disks did meanwhile. It goes along with the moment shown until it is moved by hand.
import { useRef, type ReactNode } from 'react';
import { Waypoints } from 'lucide-react';
import { useSaid } from '../../state/said.ts';
import { EmptyState } from '../kit/EmptyState.tsx';
import { Panel } from '../kit/Panel.tsx';
import { useReducedMotion } from '../kit/reduced-motion.ts';
import { Foot } from './Foot.tsx';
import { Picture } from './Picture.tsx';
import { Tools } from './Tools.tsx';
import { Twin } from './Twin.tsx';
import { useDiagram } from './use-diagram.ts';
import './space-time.css';

export function SpaceTime({ heading }: { readonly heading?: ReactNode }) {
  const started = useSaid((s) => s.frame !== null);
  const { diagram, feed } = useDiagram();
  const turning = useReducedMotion();
  const surface = useRef<HTMLDivElement>(null);
  return (
    <Panel title="Space–time" heading={heading} flush className="space-time-panel" actions={started && <Tools diagram={diagram} />}>
      <div className="space-time">
        {started ? (
          <>
            <Picture diagram={diagram} turning={turning} surface={surface} error={feed.stretch === null ? feed.error : ''} />
            <Foot diagram={diagram} feed={feed} />
            <Twin diagram={diagram} feed={feed} />
          </>
        ) : (
          <EmptyState icon={Waypoints} title="Nothing has happened yet" text="Messages are drawn as soon as the run begins." />
        )}
      </div>
    </Panel>
  );
}
