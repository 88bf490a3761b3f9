// Where the playhead is: virtual time, written by a painter, and the number of the event.
import { useEffect, useRef } from 'react';
import { onPaint } from '../../state/frame-source.ts';
import { useSaid } from '../../state/said.ts';
import { formatCount, formatTime } from '../kit/format.ts';

export function Clock({ short }: { readonly short: boolean }) {
  const event = useSaid((s) => s.frame?.event ?? 0);
  const tip = useSaid((s) => Math.max(s.run?.tipEvent ?? 0, s.frame?.event ?? 0));
  return (
    <div className="clock">
      <span className="clock-time mono">
        <VirtualTime /> <span className="clock-unit">ms</span>
      </span>
      {!short && (
        <span className="clock-event">
          event {formatCount(event)}
          <span className="clock-of"> of {formatCount(tip)}</span>
        </span>
      )}
    </div>
  );
}

function VirtualTime() {
  const ref = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      onPaint((_, t) => {
        const text = formatTime(t);
        if (ref.current !== null && ref.current.textContent !== text) ref.current.textContent = text;
      }),
    [],
  );
  // Filled by the painter alone: React never writes here.
  return <span ref={ref} data-testid="time" />;
}
