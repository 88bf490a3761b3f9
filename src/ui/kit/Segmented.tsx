// One of a few, side by side. Apart from its kin in Choose.tsx, which are loaded later.
import { useId, type ReactNode } from 'react';
import { RadioGroup } from 'radix-ui';
import './choose.css';

export interface Option<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  /** For the list of a Select, and as the tooltip-less sentence of a Segmented. */
  readonly sentence?: string;
  readonly disabled?: boolean;
}

export interface ChooseProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly Option<T>[];
  readonly onChange: (value: T) => void;
  readonly sentence?: string | undefined;
  readonly note?: string | undefined;
  readonly disabled?: boolean;
  /** The label is for screen readers only. */
  readonly bare?: boolean;
}

export function Segmented<T extends string>({ label, value, options, onChange, sentence, note, disabled, bare = false }: ChooseProps<T>) {
  const id = useId();
  return (
    <div className="kit-choose">
      <ChooseHead id={id} label={label} note={note} bare={bare} />
      <RadioGroup.Root
        className="kit-segmented"
        orientation="horizontal"
        value={value}
        aria-labelledby={id}
        disabled={disabled ?? false}
        onValueChange={(v) => onChange(v as T)}
      >
        {options.map((o) => (
          <RadioGroup.Item key={o.value} value={o.value} className="kit-segment" disabled={o.disabled ?? false}>
            {o.label}
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      {sentence !== undefined && <p className="kit-sentence">{sentence}</p>}
    </div>
  );
}

export function ChooseHead({
  id,
  label,
  note,
  bare,
}: {
  readonly id: string;
  readonly label: string;
  readonly note?: string | undefined;
  readonly bare: boolean;
}) {
  return (
    <div id={id} className={bare ? 'unseen' : 'kit-choose-label'}>
      {label}
      {note !== undefined && <span className="kit-slider-note">{note}</span>}
    </div>
  );
}
