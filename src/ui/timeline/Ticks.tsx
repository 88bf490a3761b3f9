// Times under the track. A stretch drawn along them with the pointer is zoomed to.
import { useRef } from 'react';
import type { ScaleLinear } from 'd3-scale';
import { formatTick } from '../../view/ticks.ts';
import { useBrush } from './use-brush.ts';

const TICK_EVERY_PX = 110;
/** A label further right than this would be cut. */
const LABEL_ROOM_PX = 56;

interface TicksProps {
  readonly x: ScaleLinear<number, number>;
  readonly width: number;
  readonly rem: number;
  readonly onStretch: (left: number, right: number) => void;
}

export function Ticks({ x, width, rem, onStretch }: TicksProps) {
  const group = useRef<SVGGElement>(null);
  useBrush(group, width, rem, onStretch);
  const scale = rem / 16;
  const ticks = x.ticks(Math.max(2, Math.round(width / (TICK_EVERY_PX * scale))));
  const every = ticks.length > 1 ? ticks[1]! - ticks[0]! : 1_000_000;
  return (
    <div className="ticks" aria-hidden>
      {ticks.map((at) => (
        <span key={at} className="tick" style={{ left: x(at) }}>
          {x(at) < width - LABEL_ROOM_PX * scale && formatTick(at, every)}
        </span>
      ))}
      <svg className="ticks-brush">
        <g ref={group} />
      </svg>
    </div>
  );
}
