// One figure against the varied setting: measured, by the model, and as it was before. Its axis begins at zero. Pointing marks the value in all
// charts; pressing a point opens its world. To the keyboard and to screen readers the table says the same.
import { useRef, type MouseEvent } from 'react';
import type { FieldName } from '../../sim/config.ts';
import type { SettingValue } from '../../sim/measure/sweep.ts';
import { nearest, valueAxis, yAxis, type Frame } from '../chart/axis.ts';
import { useWidth } from '../kit/use-width.ts';
import { sayChart, type Chart, type Place } from './charts-of.ts';
import { Labels, Lines, type Scaled } from './SweepLines.tsx';
import { sayValue, unitOf, writeValue } from './values.ts';

export interface SweepChartProps {
  readonly chart: Chart;
  readonly field: FieldName;
  /** All values that stand on the axis. */
  readonly values: readonly SettingValue[];
  readonly looked: SettingValue | null;
  readonly onLook: (value: SettingValue | null) => void;
  readonly onOpen: (value: SettingValue) => void;
}

/** In rem; the rest in ems of the chart's letters. */
const HEIGHT = 8.5;
const MARGINS = { left: 4, right: 1.1, top: 1.1, bottom: 1.8 } as const;
const CHARACTER = 0.6;

export function SweepChart(props: SweepChartProps) {
  const { chart, looked } = props;
  const box = useRef<HTMLDivElement>(null);
  const { width, rem, em } = useWidth(box);
  const at = looked === null ? undefined : chart.measured.find(([value]) => value === looked);
  return (
    <figure className="sweep">
      <figcaption className="sweep-head">
        <b>{chart.title}</b>
        {at !== undefined && <Reading chart={chart} at={at} />}
      </figcaption>
      <div ref={box} className="sweep-box">
        {width > 0 && <Drawing {...props} frame={frameOf(width, rem, em)} em={em} />}
      </div>
    </figure>
  );
}

function frameOf(width: number, rem: number, em: number): Frame {
  const { left, right, top, bottom } = MARGINS;
  return { width, height: HEIGHT * rem, left: left * em, right: right * em, top: top * em, bottom: bottom * em };
}

function Reading({ chart, at: [value, y] }: { readonly chart: Chart; readonly at: Place }) {
  const model = chart.model?.find(([v]) => v === value)?.[1] ?? null;
  return (
    <span className="sweep-reading mono">
      {y === null ? 'no answer' : chart.say(y)}
      {model !== null && <small> model {chart.say(model)}</small>}
    </span>
  );
}

interface DrawingProps extends SweepChartProps {
  readonly frame: Frame;
  readonly em: number;
}

function Drawing({ chart, field, values, looked, onLook, onOpen, frame, em }: DrawingProps) {
  const xAxis = valueAxis(values, frame, (v) => (writeValue(field, v).length + 2) * CHARACTER * em);
  const yOf = yAxis(ys(chart), frame, chart.cap);
  const find = (event: MouseEvent<SVGSVGElement>): SettingValue | null => {
    const place = event.clientX - event.currentTarget.getBoundingClientRect().left;
    return nearest(
      chart.measured.map(([value]) => value),
      xAxis.x,
      place,
    );
  };
  return (
    <svg
      className="sweep-drawing"
      width={frame.width}
      height={frame.height}
      role="img"
      aria-label={sayChart(chart, (v) => sayValue(field, v))}
      onPointerMove={(e) => onLook(find(e))}
      onPointerLeave={() => onLook(null)}
      onClick={(e) => {
        const value = find(e);
        if (value !== null) onOpen(value);
      }}
    >
      <Axes chart={chart} field={field} xAxis={xAxis} yAxis={yOf} frame={frame} em={em} />
      {looked !== null && (
        <line className="sweep-looked" x1={xAxis.x(looked)} x2={xAxis.x(looked)} y1={frame.top} y2={frame.height - frame.bottom} />
      )}
      <Lines chart={chart} xAxis={xAxis} yAxis={yOf} looked={looked} em={em} />
      <Labels chart={chart} xAxis={xAxis} yAxis={yOf} frame={frame} em={em} />
    </svg>
  );
}

const ys = ({ measured, model, before, reference }: Chart): readonly (number | null)[] =>
  [measured, model ?? [], before ?? [], reference?.places ?? []].flatMap((places) => places.map(([, y]) => y));

function Axes({ chart, field, xAxis, yAxis: { y, ticks }, frame, em }: Scaled & { readonly field: FieldName; readonly frame: Frame }) {
  const floor = frame.height - frame.bottom;
  const { unit } = unitOf(field);
  return (
    <g aria-hidden>
      {ticks
        .filter((t) => !chart.whole || Number.isInteger(t))
        .map((t) => (
          <g key={t} transform={`translate(0 ${y(t)})`}>
            <line className="sweep-grid" data-zero={t === 0 || undefined} x1={frame.left} x2={frame.width - frame.right} />
            <text className="sweep-tick" x={frame.left - 0.5 * em} dy="0.32em" textAnchor="end">
              {chart.say(t)}
            </text>
          </g>
        ))}
      {xAxis.labels.map((v) => (
        <text key={v} className="sweep-tick" x={xAxis.x(v)} y={floor + 1.4 * em} textAnchor="middle">
          {writeValue(field, v)}
        </text>
      ))}
      <text className="sweep-tick" x={0} y={floor + 1.4 * em}>
        {unit}
      </text>
    </g>
  );
}
