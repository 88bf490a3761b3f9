// What to measure: a question that is asked with one press, or a setting, its values, the load and the times.
import { useState } from 'react';
import { X } from 'lucide-react';
import type { Config, FieldName } from '../../sim/config.ts';
import { FIELDS } from '../../sim/fields.ts';
import type { SettingValue, Sweep } from '../../sim/measure/sweep.ts';
import { QUESTIONS, SPAN_BOUNDS, VARIED, WARM_UP_BOUNDS, type Question } from '../../sim/measure/varied.ts';
import { changeMeasure, type MeasureAsk } from '../../state/measuring.ts';
import { formatValue, type FieldValue } from '../controls/field-values.ts';
import { Select } from '../kit/Choose.tsx';
import { NumberField, TextField } from '../kit/Field.tsx';
import { Segmented } from '../kit/Segmented.tsx';
import { readValues, sayExpected, unitOf, writeValues } from './values.ts';

interface MeasureFormProps {
  readonly ask: MeasureAsk;
  readonly run: Config;
  readonly sweep: Sweep;
  readonly busy: boolean;
  readonly onQuestion: (question: Question) => void;
  /** Whether the values as they stand in the field can be measured. */
  readonly onFit: (fit: boolean) => void;
}

const OPTIONS = VARIED.map((field) => ({ value: field, label: FIELDS[field].label, sentence: FIELDS[field].does }));

export function MeasureForm({ ask, run, sweep, busy, onQuestion, onFit }: MeasureFormProps) {
  return (
    <div className="measure-form">
      <section aria-label="Questions">
        <ul className="measure-questions">
          {QUESTIONS.map((q) => (
            <li key={q.id}>
              <button type="button" className="measure-question" onClick={() => onQuestion(q)}>
                <b>{q.title}</b>
                <span>{q.asks}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <Select
        label="Setting varied"
        value={ask.field}
        options={OPTIONS}
        disabled={busy}
        onChange={(field) => changeMeasure({ field: field, values: null, also: {} })}
      />
      <ValuesField
        key={`${ask.field} ${writeValues(ask.field, sweep.values)}`}
        field={ask.field}
        values={sweep.values}
        disabled={busy}
        onFit={onFit}
      />
      <Segmented
        label="Clients"
        value={ask.busy ? 'busy' : 'run'}
        disabled={busy}
        options={[
          { value: 'run', label: 'as in the run' },
          { value: 'busy', label: '16, never idle' },
        ]}
        onChange={(of) => changeMeasure({ busy: of === 'busy' })}
      />
      <Also also={ask.also} run={run} busy={busy} />
      <div className="measure-times">
        <Seconds
          label="Measured"
          value={ask.spanMicros}
          bounds={SPAN_BOUNDS}
          disabled={busy}
          onCommit={(spanMicros) => changeMeasure({ spanMicros })}
        />
        <Seconds
          label="Left out before"
          value={ask.warmUpMicros}
          bounds={WARM_UP_BOUNDS}
          disabled={busy}
          onCommit={(warmUpMicros) => changeMeasure({ warmUpMicros })}
        />
      </div>
      <p className="kit-sentence">
        Each value gets a new cluster with the settings of the run shown; crashes, cuts and commands of the run are left out. Times are
        virtual; before measuring, three election time-outs pass at least.
      </p>
    </div>
  );
}

interface ValuesFieldProps {
  readonly field: FieldName;
  readonly values: readonly SettingValue[];
  readonly disabled: boolean;
  readonly onFit: (fit: boolean) => void;
}

function ValuesField({ field, values, disabled, onFit }: ValuesFieldProps) {
  const [text, setText] = useState(() => writeValues(field, values));
  const [refusal, setRefusal] = useState('');
  const { unit } = unitOf(field);
  const commit = (): void => {
    const read = readValues(field, text);
    if (read.ok && read.value.join() !== values.join()) changeMeasure({ values: read.value });
  };
  return (
    <div className="measure-values">
      <TextField
        label={`Values${unit === '' ? '' : `, ${unit}`}`}
        className="measure-values-field"
        value={text}
        disabled={disabled}
        refusal={refusal}
        onChange={(e) => {
          const read = readValues(field, e.target.value);
          setText(e.target.value);
          setRefusal(read.ok ? '' : read.error);
          onFit(read.ok);
        }}
        onBlur={commit}
        onKeyDown={(e) => {
          if (e.key === 'Enter') commit();
        }}
      />
      {refusal === '' && <p className="kit-sentence">{sayExpected(field)}</p>}
    </div>
  );
}

/** Other settings that the question brought along, where the run has them otherwise. */
function Also({ also, run, busy }: { readonly also: Partial<Config>; readonly run: Config; readonly busy: boolean }) {
  const other = Object.entries(also).filter(([name, value]) => run[name as FieldName] !== value) as [FieldName, FieldValue][];
  if (other.length === 0) return null;
  return (
    <ul className="measure-also" aria-label="Otherwise than in the run">
      {other.map(([name, value]) => (
        <li key={name}>
          <button
            type="button"
            className="kit-chip"
            disabled={busy}
            aria-label={`${FIELDS[name].label}: ${formatValue(name, value)}. Leave it as in the run, ${formatValue(name, run[name])}`}
            onClick={() => changeMeasure({ also: Object.fromEntries(Object.entries(also).filter(([n]) => n !== name)) })}
          >
            {FIELDS[name].label}: {formatValue(name, value)}
            <X className="kit-icon" aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}

interface SecondsProps {
  readonly label: string;
  readonly value: number;
  readonly bounds: { readonly min: number; readonly max: number };
  readonly disabled: boolean;
  readonly onCommit: (micros: number) => void;
}

const Seconds = ({ label, value, bounds, disabled, onCommit }: SecondsProps) => (
  <NumberField
    label={label}
    value={value / 1000}
    min={bounds.min / 1000}
    max={bounds.max / 1000}
    unit="ms"
    disabled={disabled}
    onCommit={(ms) => onCommit(ms * 1000)}
  />
);
