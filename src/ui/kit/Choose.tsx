// One of a few (Segmented), yes or no (Switch), one of many (Select).
import { useId } from 'react';
import { Check, ChevronDown } from 'lucide-react';
import { Select as RadixSelect, Switch as RadixSwitch } from 'radix-ui';
import { ChooseHead, type ChooseProps } from './Segmented.tsx';
import './choose.css';

export { Segmented, type Option } from './Segmented.tsx';

export function Select<T extends string>({ label, value, options, onChange, sentence, note, disabled, bare = false }: ChooseProps<T>) {
  const id = useId();
  return (
    <div className="kit-choose">
      <ChooseHead id={id} label={label} note={note} bare={bare} />
      <RadixSelect.Root value={value} onValueChange={(v) => onChange(v as T)} disabled={disabled ?? false}>
        <RadixSelect.Trigger className="kit-select" aria-labelledby={id}>
          <RadixSelect.Value />
          <ChevronDown className="kit-icon" aria-hidden />
        </RadixSelect.Trigger>
        <RadixSelect.Portal>
          <RadixSelect.Content className="kit-popup" position="popper" sideOffset={4} collisionPadding={8}>
            <RadixSelect.Viewport>
              {options.map((o) => (
                <RadixSelect.Item key={o.value} value={o.value} className="kit-item" disabled={o.disabled ?? false}>
                  <RadixSelect.ItemText>{o.label}</RadixSelect.ItemText>
                  {o.sentence !== undefined && <span className="kit-item-note">{o.sentence}</span>}
                  <RadixSelect.ItemIndicator className="kit-item-check">
                    <Check className="kit-icon" aria-hidden />
                  </RadixSelect.ItemIndicator>
                </RadixSelect.Item>
              ))}
            </RadixSelect.Viewport>
          </RadixSelect.Content>
        </RadixSelect.Portal>
      </RadixSelect.Root>
      {sentence !== undefined && <p className="kit-sentence">{sentence}</p>}
    </div>
  );
}

export interface SwitchProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly sentence?: string | undefined;
  readonly note?: string | undefined;
  readonly disabled?: boolean;
}

export function Switch({ label, checked, onChange, sentence, note, disabled }: SwitchProps) {
  const id = useId();
  return (
    <div className="kit-choose">
      <div className="kit-switch-row">
        <label id={`${id}-label`} htmlFor={id} className="kit-choose-label">
          {label}
          {note !== undefined && <span className="kit-slider-note">{note}</span>}
        </label>
        <RadixSwitch.Root
          id={id}
          className="kit-switch"
          checked={checked}
          onCheckedChange={onChange}
          disabled={disabled ?? false}
          aria-describedby={sentence === undefined ? undefined : `${id}-does`}
        >
          <RadixSwitch.Thumb className="kit-switch-thumb" />
        </RadixSwitch.Root>
      </div>
      {sentence !== undefined && (
        <p id={`${id}-does`} className="kit-sentence">
          {sentence}
        </p>
      )}
    </div>
  );
}
