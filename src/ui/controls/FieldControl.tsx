// One field of the configuration as a control: slider, number, segments or switch, made from the table's entry. `LiveField` makes an input of
// every change; the plain control leaves that to whoever uses it.
import { useCallback, useEffect, useRef, useState } from 'react';
import { Dices, RotateCcw } from 'lucide-react';
import { DEFAULT_CONFIG, type FieldName } from '../../sim/config.ts';
import { FIELDS } from '../../sim/fields.ts';
import { setField } from '../../state/actions.ts';
import { useSaid } from '../../state/said.ts';
import { IconButton } from '../kit/Button.tsx';
import { Segmented, Select, Switch } from '../kit/Choose.tsx';
import { NumberField } from '../kit/Field.tsx';
import { Slider } from '../kit/Slider.tsx';
import { choiceLabel, choiceSays, formatNumber, sliderShape, type FieldValue } from './field-values.ts';
import './controls.css';

interface FieldControlProps {
  readonly name: FieldName;
  readonly value: FieldValue;
  readonly note?: string | undefined;
  readonly disabled?: boolean;
  readonly onCommit: (value: FieldValue) => void;
}

export function FieldControl({ name, value, note, disabled = false, onCommit }: FieldControlProps) {
  const spec = FIELDS[name];
  const shared = { label: spec.label, sentence: spec.does, note, disabled };
  if (spec.type === 'flag') return <Switch {...shared} checked={value === true} onChange={onCommit} />;
  if (spec.type === 'choice') {
    const options = spec.choices.map((c) => ({ value: c, label: choiceLabel(name, c), sentence: choiceSays(name, c) }));
    if (options.length > 3)
      return (
        <Select
          {...shared}
          sentence={choiceSays(name, String(value)) || spec.does}
          value={String(value)}
          options={options}
          onChange={onCommit}
        />
      );
    return <Segmented {...shared} value={String(value)} options={options} onChange={onCommit} />;
  }
  if (name === 'seed') return <SeedField {...shared} value={Number(value)} max={spec.max} onCommit={onCommit} />;
  return (
    <Slider
      {...shared}
      {...sliderShape(name)}
      value={Number(value)}
      defaultValue={Number(DEFAULT_CONFIG[name])}
      format={(v) => formatNumber(name, v)}
      onCommit={onCommit}
    />
  );
}

interface SeedFieldProps {
  readonly label: string;
  readonly sentence: string;
  readonly note: string | undefined;
  readonly disabled: boolean;
  readonly value: number;
  readonly max: number;
  readonly onCommit: (value: number) => void;
}

/** Seeds are copied and compared, not slid to. */
function SeedField({ value, max, onCommit, disabled, ...rest }: SeedFieldProps) {
  const initial = DEFAULT_CONFIG.seed;
  return (
    <div className="controls-seed">
      <NumberField {...rest} value={value} min={0} max={max} disabled={disabled} onCommit={onCommit} />
      <IconButton
        icon={Dices}
        label="Another seed"
        size="md"
        disabled={disabled}
        onClick={() => onCommit(Math.floor(Math.random() * 100_000))}
      />
      <IconButton
        icon={RotateCcw}
        label={`Reset Seed to ${initial}`}
        look="quiet"
        size="md"
        disabled={disabled || value === initial}
        onClick={() => onCommit(initial)}
      />
    </div>
  );
}

/** A thumb moved by a held key makes one input, not one for each step. */
const SETTLE_MILLIS = 220;
/** How long a value that was sent may stand before the frame shows it. */
const SHOWN_WITHIN_MILLIS = 600;

/** What was just chosen, sent when it has settled, and shown until the world shows it: the control must not spring back meanwhile. */
export function usePending<T>(value: T): readonly [T, (chosen: T, send: () => Promise<unknown>) => void] {
  const [pending, setPending] = useState<{ readonly value: T; readonly sent: boolean } | null>(null);
  const waiting = useRef<{ readonly send: () => Promise<unknown>; readonly timer: ReturnType<typeof setTimeout> } | null>(null);
  useEffect(() => {
    if (pending === null || !pending.sent) return undefined;
    const timer = setTimeout(() => setPending(null), SHOWN_WITHIN_MILLIS);
    return () => clearTimeout(timer);
  }, [pending]);
  const flush = useCallback((): void => {
    const last = waiting.current;
    waiting.current = null;
    if (last === null) return;
    clearTimeout(last.timer);
    void last.send().then(() => setPending((p) => (p === null ? null : { ...p, sent: true })));
  }, []);
  // A drawer that closes must not swallow what was chosen in it.
  useEffect(() => flush, [flush]);
  const choose = (chosen: T, send: () => Promise<unknown>): void => {
    if (waiting.current !== null) clearTimeout(waiting.current.timer);
    waiting.current = { send, timer: setTimeout(flush, SETTLE_MILLIS) };
    setPending({ value: chosen, sent: false });
  };
  return [pending === null ? value : pending.value, choose];
}

/** A field that takes effect in the running world, as an input, when the control is let go. */
export function LiveField({ name }: { readonly name: FieldName }) {
  const value = useSaid((s) => s.frame?.config[name]);
  const readOnly = useSaid((s) => s.run?.readOnly ?? false);
  const [shown, send] = usePending(value ?? DEFAULT_CONFIG[name]);
  return (
    <FieldControl
      name={name}
      value={shown}
      disabled={readOnly || value === undefined}
      onCommit={(v) => send(v as typeof shown, () => setField(name, v))}
    />
  );
}
