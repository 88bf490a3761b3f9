// The lines of one chart and the points on the measured one, with the names of the lines at their ends. What lies above the chart's end stands there as
// an arrow, with its number where there is room.
import { line } from 'd3-shape';
import type { SettingValue } from '../../sim/measure/sweep.ts';
import type { Frame, XAxis, YAxis } from '../chart/axis.ts';
import { formatCount } from '../kit/format.ts';
import type { Chart, Place } from './charts-of.ts';
import { placeLabels } from './line-labels.ts';

export interface Scaled {
  readonly chart: Chart;
  readonly xAxis: XAxis;
  readonly yAxis: YAxis;
  /** The size of the chart's letters, in pixels. */
  readonly em: number;
}

export function Lines({ chart, xAxis, yAxis, em, looked }: Scaled & { readonly looked: SettingValue | null }) {
  const { x, kind } = xAxis;
  const { measured, model, before, reference } = chart;
  const path = line<Place>()
    .defined(([, v]) => v !== null)
    .x(([value]) => x(value))
    .y(([, v]) => within(yAxis, v!));
  const d = (places: readonly Place[] | null | undefined): string => (places ? (path([...places]) ?? '') : '');
  return (
    <g data-names={kind === 'names' || undefined}>
      <path className="sweep-line" data-of="reference" d={d(reference?.places)} />
      <path className="sweep-line" data-of="before" d={d(before)} />
      <path className="sweep-line" data-of="model" d={d(model)} />
      <path className="sweep-line" data-of="measured" d={d(measured)} />
      {kind === 'names' && <path className="sweep-dash" d={dashes(model ?? [], x, yAxis, em)} />}
      <Points chart={chart} xAxis={xAxis} yAxis={yAxis} em={em} looked={looked} />
    </g>
  );
}

const within = ({ y, cap }: YAxis, value: number): number => y(cap === null ? value : Math.min(cap, value));

/** Half the length of a dash that says what the model foresees for one name, in em. */
const DASH = 1.4;
const dashes = (places: readonly Place[], x: XAxis['x'], yAxis: YAxis, em: number): string =>
  places.map(([value, v]) => (v === null ? '' : `M${x(value) - DASH * em} ${within(yAxis, v)}h${2 * DASH * em}`)).join('');

/** In em: a point, the one looked at, and the room that the number of an arrow takes. */
const RADIUS = 0.32;
const LOOKED = 0.5;
const NUMBER_ROOM = 3;

function Points({ chart, xAxis: { x }, yAxis, em, looked }: Scaled & { readonly looked: SettingValue | null }) {
  let toldAt = Number.NEGATIVE_INFINITY;
  return chart.measured.map(([value, v]) => {
    if (v === null) return null;
    const r = (value === looked ? LOOKED : RADIUS) * em;
    const place = { x: x(value), y: within(yAxis, v), r };
    if (yAxis.cap === null || v <= yAxis.cap) return <circle key={value} className="sweep-point" cx={place.x} cy={place.y} r={r} />;
    const tells = place.x - toldAt >= NUMBER_ROOM * em;
    if (tells) toldAt = place.x;
    return <Arrow key={value} {...place} text={tells ? formatCount(Math.round(v)) : ''} em={em} />;
  });
}

interface ArrowProps {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly text: string;
  readonly em: number;
}

function Arrow({ x, y, r, text, em }: ArrowProps) {
  return (
    <g className="sweep-over">
      <path d={`M${x - 1.4 * r} ${y + r}L${x} ${y - 1.4 * r}L${x + 1.4 * r} ${y + r}Z`} />
      <text className="sweep-tick" x={x} y={y + 1.7 * em} textAnchor="middle">
        {text}
      </text>
    </g>
  );
}

export function Labels({ chart, xAxis, yAxis, frame, em }: Scaled & { readonly frame: Frame }) {
  return (
    <g aria-hidden>
      {placeLabels(chart, xAxis, yAxis, frame, em).map(({ of, text, x, y, anchor }) => (
        <text key={of} className="sweep-label" data-of={of} x={x} y={y} textAnchor={anchor}>
          {text}
        </text>
      ))}
    </g>
  );
}
