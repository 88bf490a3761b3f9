// Where on the run's time the part of the clients' history lies that no order explains, when one was found; the track zooms to it on request.
import { useEffect, useRef } from 'react';
import { useJudged, windowIn } from '../../state/judged.ts';
import { useSaid } from '../../state/said.ts';
import { spanOf } from '../checks/history-words.ts';
import type { X } from './layout.ts';
import type { Zoom } from './use-zoom.ts';

interface JudgedWindowProps {
  readonly x: X;
  readonly width: number;
  readonly zoom: Zoom;
}

export function JudgedWindow({ x, width, zoom }: JudgedWindowProps) {
  const run = useSaid((s) => s.run);
  const judged = useJudged();
  const window = windowIn(judged, run);
  const shown = useRef(judged.shows);
  const span = window === null ? null : spanOf(window);
  useEffect(() => {
    if (shown.current === judged.shows) return;
    shown.current = judged.shows;
    if (span !== null) zoom.to(x(span.from), x(span.until));
  }, [judged.shows, span, x, zoom]);
  if (span === null) return null;
  const left = Math.max(-4, x(span.from));
  const right = Math.min(width + 4, x(span.until));
  if (right <= left) return null;
  return <div className="track-window" style={{ left, width: right - left }} role="img" aria-label="Not linearizable here" />;
}
