// A number with a range: label, value with unit, track, sentence, and the way back to its default. While it is dragged `onChange` is called;
// `onCommit` when it is let go (or a key was pressed): that is when an input should be made.
import { useId, useMemo, useState } from 'react';
import { RotateCcw } from 'lucide-react';
import { Slider as Radix } from 'radix-ui';
import { IconButton } from './Button.tsx';
import './slider.css';

export interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  /** Shown after the value where `format` is not given. */
  readonly unit?: string;
  /** The value in words: `5.0 ms`. */
  readonly format?: (value: number) => string;
  /** 'log': equal ways along the track are equal factors. `min` must be above 0, or the lowest position stands for it. */
  readonly scale?: 'linear' | 'log';
  /** Where given and different from the value, a reset is offered. */
  readonly defaultValue?: number;
  /** One sentence: what it does. */
  readonly sentence?: string;
  /** A word beside the label: `new world`, `n2`. */
  readonly note?: string | undefined;
  readonly disabled?: boolean;
  readonly node?: number | undefined;
  readonly onChange?: (value: number) => void;
  readonly onCommit: (value: number) => void;
}

const POSITIONS = 400;

export function Slider(props: SliderProps) {
  const { label, value, min, max, unit = '', sentence, note, disabled = false, node, onChange, onCommit, defaultValue } = props;
  const [drag, setDrag] = useState<number | null>(null);
  const id = useId();
  const { step, scale } = props;
  const track = useMemo(
    () => makeTrack({ min, max, ...(step === undefined ? {} : { step }), ...(scale === undefined ? {} : { scale }) }),
    [min, max, step, scale],
  );
  const shown = drag ?? value;
  const say = (v: number): string => props.format?.(v) ?? `${v}${unit === '' ? '' : ` ${unit}`}`;
  const canReset = defaultValue !== undefined && defaultValue !== value && !disabled;
  return (
    <div className="kit-slider" data-node={node} data-disabled={disabled || undefined}>
      <div className="kit-slider-head">
        <span id={id} className="kit-slider-label">
          {label}
        </span>
        {note !== undefined && <span className="kit-slider-note">{note}</span>}
        <span className="kit-slider-space" />
        {defaultValue !== undefined && (
          <IconButton
            className="kit-slider-reset"
            icon={RotateCcw}
            look="quiet"
            size="sm"
            label={`Reset ${label} to ${say(defaultValue)}`}
            disabled={!canReset}
            onClick={() => onCommit(defaultValue)}
          />
        )}
        <output className="kit-slider-value mono">{say(shown)}</output>
      </div>
      <Radix.Root
        className="kit-slider-root"
        min={0}
        max={track.last}
        step={1}
        value={[track.toPosition(shown)]}
        disabled={disabled}
        onValueChange={([at]) => {
          const next = track.toValue(at!);
          setDrag(next);
          onChange?.(next);
        }}
        onValueCommit={([at]) => {
          setDrag(null);
          onCommit(track.toValue(at!));
        }}
      >
        <Radix.Track className="kit-slider-track">
          <Radix.Range className="kit-slider-range" />
        </Radix.Track>
        <Radix.Thumb
          className="kit-slider-thumb"
          aria-labelledby={id}
          aria-describedby={sentence === undefined ? undefined : `${id}-does`}
          aria-valuetext={say(shown)}
        />
      </Radix.Root>
      <div className="kit-slider-ends" aria-hidden>
        <span>{say(min)}</span>
        <span>{say(max)}</span>
      </div>
      {sentence !== undefined && (
        <p id={`${id}-does`} className="kit-sentence">
          {sentence}
        </p>
      )}
    </div>
  );
}

interface Track {
  readonly last: number;
  readonly toPosition: (value: number) => number;
  readonly toValue: (position: number) => number;
}

/** Positions of the thumb are whole numbers; values follow by the scale, rounded to the step and to figures that a person would write. */
export function makeTrack({ min, max, step = 1, scale = 'linear' }: Pick<SliderProps, 'min' | 'max' | 'step' | 'scale'>): Track {
  const within = (v: number): number => Math.min(max, Math.max(min, v));
  if (scale === 'linear')
    return {
      last: Math.round((max - min) / step),
      toPosition: (v) => Math.round((within(v) - min) / step),
      toValue: (p) => within(Number((min + p * step).toPrecision(12))),
    };
  const values = logValues(min, max, step);
  return {
    last: values.length - 1,
    toPosition: (v) => {
      const i = values.findIndex((known) => known >= v);
      if (i <= 0) return i === 0 ? 0 : values.length - 1;
      return v - values[i - 1]! < values[i]! - v ? i - 1 : i;
    },
    toValue: (p) => values[Math.min(values.length - 1, Math.max(0, p))]!,
  };
}

// Every position is another value: where rounding makes two of them one, an arrow key would move nothing.
function logValues(min: number, max: number, step: number): readonly number[] {
  const low = Math.max(min, step);
  const ratio = Math.log(max / low);
  const between = Array.from({ length: POSITIONS - 1 }, (_, p) => roundTo(low * Math.exp(((p + 1) / POSITIONS) * ratio), step));
  return [...new Set([min, ...between.filter((v) => v > min && v < max), max])];
}

/** To two figures, and to a multiple of the step. */
function roundTo(value: number, step: number): number {
  return Number((Math.round(Number(value.toPrecision(2)) / step) * step).toPrecision(12));
}
