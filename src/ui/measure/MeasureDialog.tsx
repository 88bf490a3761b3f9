// Measure: one setting varied over several values, a cluster of its own for each, and what came of it as charts and as a table, beside the model.
import { useRef, useState } from 'react';
import { ChartSpline, Square } from 'lucide-react';
import type { Config, FieldName } from '../../sim/config.ts';
import { FIELDS } from '../../sim/fields.ts';
import type { SettingValue } from '../../sim/measure/sweep.ts';
import { QUESTIONS, type Question } from '../../sim/measure/varied.ts';
import { closeDialog } from '../../state/choices.ts';
import {
  askQuestion,
  forgetBefore,
  lookAt,
  openMeasured,
  startMeasure,
  stopMeasure,
  sweepOf,
  useMeasuring,
  useRunConfig,
  type Measured,
  type MeasureState,
} from '../../state/measuring.ts';
import { formatValue } from '../controls/field-values.ts';
import { Button } from '../kit/Button.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { formatSpan } from '../kit/format.ts';
import { chartsOf, sayFindings } from './charts-of.ts';
import { Figures } from './Figures.tsx';
import { MeasureForm } from './MeasureForm.tsx';
import { SweepChart } from './SweepChart.tsx';
import { sayValue } from './values.ts';
import './measure.css';

export function MeasureDialog() {
  const run = useRunConfig();
  if (run === null)
    return (
      <Dialog
        open
        onClose={closeDialog}
        title="Measure"
        text="There is no run yet. The cluster is starting; open this again when it is there."
      />
    );
  return <Whole run={run} />;
}

function Whole({ run }: { readonly run: Config }) {
  const state = useMeasuring();
  const [fit, setFit] = useState(true);
  const { ask, stage } = state;
  const sweep = sweepOf(ask, run);
  const working = stage === 'working';
  const results = useRef<HTMLDivElement>(null);
  const start = (): void => {
    startMeasure(sweepOf(useMeasuring.getState().ask, run));
    // Where everything stands in one column, the results are below.
    if (matchMedia('(max-width: 60rem)').matches) results.current?.scrollIntoView({ block: 'start' });
  };
  const question = (q: Question): void => {
    askQuestion(q);
    setFit(true);
    start();
  };
  return (
    <Dialog
      open
      onClose={closeDialog}
      title="Measure"
      width="full"
      actions={
        <>
          <Progress state={state} />
          {/* One button, so that what has started it also stops it, and the focus stays. */}
          <Button
            look={working ? 'plain' : 'primary'}
            icon={working ? Square : ChartSpline}
            disabled={!working && !fit}
            onClick={working ? stopMeasure : start}
          >
            {working ? 'Stop' : 'Measure'}
          </Button>
        </>
      }
    >
      <div className="measure">
        <MeasureForm ask={ask} run={run} sweep={sweep} busy={working} onQuestion={question} onFit={setFit} />
        <div ref={results} className="measure-results">
          {state.now === null ? <Nothing /> : <Results state={state} now={state.now} />}
        </div>
      </div>
    </Dialog>
  );
}

const Nothing = () => (
  <EmptyState
    icon={ChartSpline}
    title="Nothing has been measured yet"
    text="Press a question, or choose a setting and its values. Each value is a cluster of its own, run by this engine for some seconds of virtual time: the same figures on every machine."
  />
);

function Results({ state, now }: { readonly state: MeasureState; readonly now: Measured }) {
  const { before, looked } = state;
  const { field } = now.sweep;
  const say = (value: SettingValue): string => sayValue(field, value);
  const open = (value: SettingValue): void => {
    const point = now.points.find((p) => p.value === value);
    if (point !== undefined) void openMeasured(now.sweep, point, `${FIELDS[field].label} ${say(value)}`);
  };
  const values = [...now.sweep.values, ...(before?.points.map((p) => p.value) ?? [])];
  return (
    <>
      <Lead now={now} before={before} />
      <div className="measure-charts">
        {chartsOf(now, before).map((chart) => (
          <SweepChart key={chart.id} chart={chart} field={field} values={values} looked={looked} onLook={lookAt} onOpen={open} />
        ))}
      </div>
      {now.points.length > 0 && <Figures measured={now} looked={looked} onOpen={open} />}
    </>
  );
}

function Lead({ now, before }: { readonly now: Measured; readonly before: Measured | null }) {
  const { field, base, spanMicros } = now.sweep;
  const question = QUESTIONS.find((q) => q.field === field);
  const findings = sayFindings(now, (value) => sayValue(field, value));
  return (
    <div className="measure-lead">
      <h3>{FIELDS[field].label}</h3>
      <p>{findings === '' ? (question?.says ?? FIELDS[field].does) : findings}</p>
      <p className="kit-sentence">
        {saySettings(base, field)} {formatSpan(spanMicros)} each. Press a point to open its world.
      </p>
      {before !== null && (
        <p className="kit-sentence">
          Faint, the sweep before{sayDifference(before.sweep.base, base, field)}.{' '}
          <button type="button" className="measure-forget" onClick={forgetBefore}>
            Leave it out
          </button>
        </p>
      )}
    </div>
  );
}

const TOLD: readonly FieldName[] = ['nodes', 'delayMicros', 'syncMicros', 'syncPolicy', 'clients', 'thinkMicros', 'window', 'lossPpm'];

/** The settings that matter most, in words. */
const saySettings = (base: Config, varied: FieldName): string =>
  `${TOLD.filter((f) => f !== varied)
    .map((f) => `${FIELDS[f].label.replace(/, all nodes$/, '')} ${formatValue(f, base[f])}`)
    .join(' · ')}.`;

/** `, with Delay 10 ms, Clients 2`: what was otherwise; '' where nothing was. */
function sayDifference(then: Config, now: Config, varied: FieldName): string {
  const other = (Object.keys(FIELDS) as FieldName[]).filter((f) => f !== varied && f !== 'alpha' && then[f] !== now[f]);
  return other.length === 0 ? '' : `, with ${other.map((f) => `${FIELDS[f].label} ${formatValue(f, then[f])}`).join(', ')}`;
}

/** How far the sweep is: spoken value by value, shown as it goes on. */
function Progress({ state: { stage, now, progress, error } }: { readonly state: MeasureState }) {
  if (stage === 'idle' || now === null) return <div className="measure-state" />;
  const total = now.sweep.values.length;
  const ready = now.points.length;
  const part = progress === null ? 0 : progress.at / progress.end;
  return (
    <div className="measure-state" data-stage={stage}>
      <p role={stage === 'failed' ? 'alert' : 'status'}>
        {stage === 'failed' && error}
        {stage === 'working' && `Value ${Math.min(total, ready + 1)} of ${total}.`}
        {stage === 'done' && `${total === 1 ? 'One value is' : `All ${total} values are`} measured.`}
        {stage === 'stopped' && `Stopped: ${ready} of ${total} values are measured.`}
      </p>
      {stage === 'working' && <progress aria-label="Progress of the sweep" value={ready + part} max={total} />}
    </div>
  );
}
