// The time track: who led when, what happened, where we are, and the branches below. Drag or keys scrub; the wheel zooms; marks are pressed.
// React draws what stands, and no more of it than there are pixels; the playhead is moved by a painter.
import { useEffect, useMemo, useRef } from 'react';
import { scaleLinear } from 'd3-scale';
import { useSaid } from '../../state/said.ts';
import type { RunFrame } from '../../worker/protocol.ts';
import { BookmarkFlags } from './BookmarkFlags.tsx';
import { Branches } from './Branches.tsx';
import { MAX_LANES, layoutBranches, layoutMarks, layoutReigns, trackEnd } from './layout.ts';
import { JudgedWindow } from './JudgedWindow.tsx';
import { Marks } from './Marks.tsx';
import { TextTwin } from './TextTwin.tsx';
import { Ticks } from './Ticks.tsx';
import { Track } from './Track.tsx';
import { useZoom, type Zoom } from './use-zoom.ts';
import { useWidth } from '../kit/use-width.ts';
import { ZoomButtons } from './ZoomButtons.tsx';
import './timeline.css';

export function Timeline() {
  const run = useSaid((s) => s.run);
  const box = useRef<HTMLDivElement>(null);
  const { width, rem } = useWidth(box);
  const zoom = useZoom(box, width);
  return (
    <section className="timeline" aria-label="Time track" data-zoomed={zoom.zoomed || undefined}>
      <div ref={box} className="timeline-box" style={{ '--lanes': run === null ? 0 : lanesOf(run) }}>
        {run !== null && width > 0 && <Picture run={run} width={width} rem={rem} zoom={zoom} />}
      </div>
      <ZoomButtons zoom={zoom} />
      {run !== null && <TextTwin run={run} />}
    </section>
  );
}

/** Room below the track for so many lanes: by the number of branches, so that the page does not jump while the view moves. */
const lanesOf = (run: RunFrame): number => Math.min(MAX_LANES, run.branches.filter((b) => !b.current).length);

/** Room for the button to all branches, at the right end of the lanes. */
const ALL_BRANCHES_PX = 100;

interface PictureProps {
  readonly run: RunFrame;
  readonly width: number;
  readonly rem: number;
  readonly zoom: Zoom;
}

function Picture({ run, width, rem, zoom }: PictureProps) {
  const scale = rem / 16;
  const last = run.branches.reduce((latest, b) => Math.max(latest, b.tipAt), run.tipAt);
  // Between two events the playhead is already on its way to the next.
  const end = useSaid((s) => trackEnd(Math.max(last, s.live ? (s.frame?.nextAt ?? 0) : 0)));
  const whole = useMemo(() => scaleLinear([0, end], [0, width]), [end, width]);
  const x = useMemo(() => zoom.transform.rescaleX(whole), [zoom.transform, whole]);
  useFollow(zoom.reveal, x, width);
  const marks = useMemo(() => layoutMarks(run.marks, x, width, scale), [run.marks, x, width, scale]);
  const reigns = useMemo(() => layoutReigns(run.reigns, run.tipAt, x, width), [run.reigns, run.tipAt, x, width]);
  const branches = useMemo(() => layoutBranches(run.branches, x, width - ALL_BRANCHES_PX * scale, scale), [run.branches, x, width, scale]);
  return (
    <>
      <Marks groups={marks} omitted={run.marksOmitted} />
      <Track x={x} width={width} reigns={reigns} tipX={x(run.tipAt)} zoom={zoom} />
      <JudgedWindow x={x} width={width} zoom={zoom} />
      <Ticks x={x} width={width} rem={rem} onStretch={zoom.to} />
      <BookmarkFlags run={run} x={x} width={width} scale={scale} />
      <Branches boxes={branches} readOnly={run.readOnly} />
    </>
  );
}

/** While playing in a zoomed view, the view turns its page when the playhead leaves it. */
function useFollow(reveal: (from: number) => void, x: (at: number) => number, width: number): void {
  const at = useSaid((s) => (s.playing ? (s.frame?.at ?? null) : null));
  useEffect(() => {
    if (at !== null && width > 0 && (x(at) > width || x(at) < 0)) reveal(x(at));
  }, [at, width, x, reveal]);
}
