// Typed values: a number with unit and range, a line of text, several lines. A value that does not fit is said beneath the field, in what was found and expected.
import { useId, useState, type ComponentPropsWithRef } from 'react';
import './field.css';

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly unit?: string;
  readonly sentence?: string | undefined;
  readonly note?: string | undefined;
  readonly disabled?: boolean;
  /** Called on Enter and when the field is left, with a value that fits. */
  readonly onCommit: (value: number) => void;
}

export function NumberField({ label, value, min, max, unit = '', sentence, note, disabled, onCommit }: NumberFieldProps) {
  const id = useId();
  const [text, setText] = useState(String(value));
  const [shown, setShown] = useState(value);
  // Another value from outside takes the place of what stands in the field.
  if (shown !== value) {
    setShown(value);
    setText(String(value));
  }
  const refusal = refuseNumber(text, min, max, unit);
  const commit = (): void => {
    if (refusal === '' && Number(text) !== value) onCommit(Number(text));
  };
  return (
    <div className="kit-field">
      <label htmlFor={id} className="kit-choose-label">
        {label}
        {note !== undefined && <span className="kit-slider-note">{note}</span>}
      </label>
      <div className="kit-field-box">
        <input
          id={id}
          className="kit-input mono"
          inputMode="numeric"
          autoComplete="off"
          value={text}
          disabled={disabled}
          aria-invalid={refusal !== ''}
          aria-describedby={`${id}-does`}
          onChange={(e) => setText(e.target.value)}
          onBlur={commit}
          onKeyDown={(e) => {
            if (e.key === 'Enter') commit();
            if (e.key === 'Escape') setText(String(value));
          }}
        />
        {unit !== '' && <span className="kit-field-unit">{unit}</span>}
      </div>
      <p id={`${id}-does`} className="kit-sentence" data-tone={refusal === '' ? undefined : 'bad'}>
        {refusal === '' ? sentence : refusal}
      </p>
    </div>
  );
}

/** The sentence for text that is not a whole number in the range, or ''. */
export function refuseNumber(text: string, min: number, max: number, unit: string): string {
  const n = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(n) && n >= min && n <= max) return '';
  const range = `a whole number from ${min.toLocaleString('en')} to ${max.toLocaleString('en')}${unit === '' ? '' : ` ${unit}`}`;
  return `Found ${text.trim() === '' ? 'nothing' : `“${text}”`}; expected ${range}.`;
}

export interface TextFieldProps extends Omit<ComponentPropsWithRef<'input'>, 'type'> {
  readonly label: string;
  /** The label is for screen readers only. */
  readonly bare?: boolean;
  readonly refusal?: string | undefined;
}

export function TextField({ label, bare = false, refusal, className, ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <div className={`kit-field${className === undefined ? '' : ` ${className}`}`}>
      <label htmlFor={id} className={bare ? 'unseen' : 'kit-choose-label'}>
        {label}
      </label>
      <input
        id={id}
        className="kit-input"
        autoComplete="off"
        aria-invalid={refusal !== undefined && refusal !== ''}
        aria-describedby={`${id}-refusal`}
        {...rest}
      />
      {refusal !== undefined && refusal !== '' && (
        <p id={`${id}-refusal`} className="kit-sentence" data-tone="bad" role="alert">
          {refusal}
        </p>
      )}
    </div>
  );
}

export interface TextAreaProps extends ComponentPropsWithRef<'textarea'> {
  readonly label: string;
}

export function TextArea({ label, ...rest }: TextAreaProps) {
  const id = useId();
  return (
    <div className="kit-field">
      <label htmlFor={id} className="kit-choose-label">
        {label}
      </label>
      <textarea id={id} className="kit-input kit-lines" {...rest} />
    </div>
  );
}
