// The charts over time, one under another on one axis, each from zero. A slider to the keyboard: the arrows go bin by bin. The line of the moment shown
// is moved by a painter; what comes after it is veiled, as on the time track.
import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import { scaleLinear } from 'd3-scale';
import { seekTime } from '../../state/actions.ts';
import { onPaint } from '../../state/frame-source.ts';
import type { Reign, TrendFrame } from '../../worker/protocol.ts';
import { yAxis, type Frame } from '../chart/axis.ts';
import { formatSpan, formatTime } from '../kit/format.ts';
import { useWidth } from '../kit/use-width.ts';
import { sayBin, stepPath, TREND_ROWS, valuesOf, type TrendRow } from './trend-rows.ts';

interface TrendChartsProps {
  readonly trend: TrendFrame;
  readonly reigns: readonly Reign[];
  /** The bin of which the figures are said. */
  readonly bin: number;
  readonly onPoint: (bin: number | null) => void;
}

/** In rem, and for the axis in ems of the chart's letters. */
const HEIGHT = 3.25;
const LEFT = 4;

type X = (at: number) => number;

export function TrendCharts({ trend, reigns, bin, onPoint }: TrendChartsProps) {
  const box = useRef<HTMLDivElement>(null);
  const { width, rem, em } = useWidth(box);
  const left = LEFT * em;
  const end = Math.max(1, trend.bins.length * trend.binMicros);
  const x = scaleLinear([0, end], [left, Math.max(left + 1, width)]);
  usePlayhead(box, x, width);
  const timeOf = (event: PointerEvent<HTMLDivElement>): number =>
    Math.max(0, Math.min(trend.at, x.invert(event.clientX - event.currentTarget.getBoundingClientRect().left)));
  return (
    <div
      ref={box}
      className="trend-charts"
      role="slider"
      tabIndex={0}
      aria-label="Moment shown, in the charts over time"
      aria-valuemin={0}
      aria-valuemax={trend.bins.length - 1}
      aria-valuenow={bin}
      aria-valuetext={`${formatTime(bin * trend.binMicros)} ms. ${TREND_ROWS.map((r) => `${r.title} ${sayBin(r, trend, bin)}`).join('. ')}`}
      data-own-keys=""
      onKeyDown={(event) => onKey(event, trend, bin)}
      onPointerMove={(event) => {
        onPoint(Math.min(trend.bins.length - 1, Math.floor(timeOf(event) / trend.binMicros)));
        if (event.currentTarget.hasPointerCapture(event.pointerId)) void seekTime(timeOf(event));
      }}
      onPointerLeave={() => onPoint(null)}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        void seekTime(timeOf(event));
      }}
    >
      {width > 0 && (
        <>
          <Reigns reigns={reigns} at={trend.at} x={x} />
          {TREND_ROWS.map((row) => (
            <Row
              key={row.id}
              row={row}
              trend={trend}
              bin={bin}
              x={x}
              frame={{ width, height: HEIGHT * rem, left, right: 0, top: 0.2 * rem, bottom: 1 }}
            />
          ))}
          <Times x={x} end={end} width={width} />
          <div className="trend-future" />
          <div className="trend-head" />
        </>
      )}
    </div>
  );
}

/** Who led, coloured as everywhere. */
function Reigns({ reigns, at, x }: { readonly reigns: readonly Reign[]; readonly at: number; readonly x: X }) {
  return (
    <div className="trend-reigns" style={{ marginLeft: x(0) }}>
      {reigns.map((r) => (
        <i
          key={`${r.from} ${r.node}`}
          data-node={((r.node - 1) % 9) + 1}
          style={{ left: x(r.from) - x(0), width: Math.max(1, x(Math.min(r.to ?? at, at)) - x(r.from)) }}
          title={`n${r.node} leads in ballot ${r.ballot}`}
        >
          n{r.node}
        </i>
      ))}
    </div>
  );
}

interface RowProps {
  readonly row: TrendRow;
  readonly trend: TrendFrame;
  readonly bin: number;
  readonly x: X;
  readonly frame: Frame;
}

function Row({ row, trend, bin, x, frame }: RowProps) {
  const lines = row.lines.map(({ of }) => valuesOf(trend, of));
  const { y, ticks } = yAxis(lines.flat(), frame);
  const top = ticks.at(-1) ?? 0;
  return (
    <figure className="trend-row">
      <figcaption>
        <span>{row.title}</span>
        <b className="mono">{sayBin(row, trend, bin)}</b>
      </figcaption>
      <svg width={frame.width} height={frame.height} aria-hidden>
        {[0, top].map((t) => (
          <g key={t} transform={`translate(0 ${y(t)})`}>
            <line className="trend-grid" x1={frame.left} x2={frame.width} />
            <text className="trend-tick" x={frame.left - 4} dy={t === 0 ? '0' : '0.7em'} textAnchor="end">
              {row.say(t)}
            </text>
          </g>
        ))}
        {lines.map((values, i) => (
          <path key={i} className="trend-line" data-of={i} d={stepPath(values, (b) => x(b * trend.binMicros), y)} />
        ))}
      </svg>
    </figure>
  );
}

function Times({ x, end, width }: { readonly x: X; readonly end: number; readonly width: number }) {
  return (
    <div className="trend-times" aria-hidden>
      <span style={{ left: x(0) }}>0</span>
      <span style={{ right: width - x(end) }}>{formatSpan(end)}</span>
    </div>
  );
}

function usePlayhead(box: RefObject<HTMLDivElement | null>, x: X, width: number): void {
  useEffect(
    () =>
      onPaint((_, t) => {
        const head = box.current?.querySelector<HTMLElement>('.trend-head');
        const future = box.current?.querySelector<HTMLElement>('.trend-future');
        if (!head || !future) return;
        const at = Math.min(width, x(t));
        head.style.transform = `translateX(${at}px)`;
        future.style.left = `${at}px`;
      }),
    [box, x, width],
  );
}

function onKey(event: KeyboardEvent, { bins, binMicros, at }: TrendFrame, bin: number): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const to = { ArrowRight: bin + 1, ArrowUp: bin + 1, ArrowLeft: bin - 1, ArrowDown: bin - 1, Home: 0, End: bins.length }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  void seekTime(Math.max(0, Math.min(at, to * binMicros)));
}
