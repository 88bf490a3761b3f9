// The time track: who led when, what happened, where we are, and the branches below. Drag or keys scrub; the wheel zooms; marks are pressed.
// React draws what stands; the playhead is moved by a painter.
import { useEffect, useMemo, useRef, useState } from 'react';
import { scaleLinear } from 'd3-scale';
import { useSaid } from '../../state/said.ts';
import { Branches } from './Branches.tsx';
import { layoutBranches, layoutMarks, layoutReigns, trackEnd } from './layout.ts';
import { Marks } from './Marks.tsx';
import { TextTwin } from './TextTwin.tsx';
import { Ticks, Track } from './Track.tsx';
import { useZoom } from './use-zoom.ts';
import { useWidth } from './use-width.ts';
import { ZoomButtons } from './ZoomButtons.tsx';
import './timeline.css';

const MAX_LANES = 3;

export function Timeline() {
  const run = useSaid((s) => s.run);
  const box = useRef<HTMLDivElement>(null);
  const { width, rem } = useWidth(box);
  const [lanesOpen] = useState(MAX_LANES);
  const tip = run?.tipAt ?? 0;
  const end = trackEnd(Math.max(tip, ...(run?.branches.map((b) => b.tipAt) ?? [])));
  const whole = useMemo(() => scaleLinear([0, end], [0, width]), [end, width]);
  const zoom = useZoom(box, width);
  const x = useMemo(() => zoom.transform.rescaleX(whole), [zoom.transform, whole]);
  useFollow(zoom.reveal, x, width);
  const boxes = useMemo(() => (run === null ? [] : layoutBranches(run.branches, x, width)), [run, x, width]);
  const lanes = Math.min(lanesOpen, boxes.reduce((most, b) => Math.max(most, b.lane + 1), 0));
  return (
    <section className="timeline" aria-label="Time track" data-zoomed={zoom.zoomed || undefined}>
      <div ref={box} className="timeline-box" style={{ '--lanes': lanes }}>
        {run !== null && width > 0 && (
          <>
            <Marks groups={layoutMarks(run.marks, x, width, rem / 16)} omitted={run.marksOmitted} />
            <Track x={x} width={width} reigns={layoutReigns(run.reigns, tip, x, width)} tipX={x(tip)} />
            <Ticks x={x} width={width} />
            <Branches boxes={boxes} readOnly={run.readOnly} />
          </>
        )}
      </div>
      {zoom.zoomed && <ZoomButtons onWhole={zoom.reset} />}
      {run !== null && <TextTwin run={run} />}
    </section>
  );
}

/** While playing in a zoomed view, the view turns its page when the playhead leaves it. */
function useFollow(reveal: (from: number) => void, x: (at: number) => number, width: number): void {
  const at = useSaid((s) => (s.playing ? (s.frame?.at ?? null) : null));
  useEffect(() => {
    if (at !== null && width > 0 && (x(at) > width || x(at) < 0)) reveal(x(at));
  }, [at, width, x, reveal]);
}
