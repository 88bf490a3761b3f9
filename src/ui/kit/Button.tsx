// What can be pressed: with words (Button) or with a picture alone (IconButton, always with a label). The key stands in the tooltip.
import type { ComponentPropsWithRef, ReactElement } from 'react';
import type { LucideIcon } from 'lucide-react';
import type { KeyName } from '../../state/keys.ts';
import { keyShortcut } from './KeyHint.tsx';
import { Tooltip } from './Tooltip.tsx';
import './kit.css';

interface Common extends Omit<ComponentPropsWithRef<'button'>, 'type'> {
  readonly icon?: LucideIcon | undefined;
  readonly type?: 'button' | 'submit';
  /** plain: on a surface · primary: the one thing to do here · quiet: without a border · danger: breaks or removes something. */
  readonly look?: 'plain' | 'primary' | 'quiet' | 'danger';
  readonly size?: 'sm' | 'md' | 'lg';
  /** For a button that stays in. */
  readonly pressed?: boolean | undefined;
  readonly keys?: KeyName | undefined;
  readonly tooltipSide?: 'top' | 'right' | 'bottom' | 'left';
}

export interface ButtonProps extends Common {
  /** One sentence: what it does. */
  readonly tooltip?: string | undefined;
}

export interface IconButtonProps extends Common {
  readonly icon: LucideIcon;
  readonly label: string;
  /** Where it should say more than the label. */
  readonly tooltip?: string | undefined;
}

export function Button({ tooltip, tooltipSide, ...rest }: ButtonProps) {
  const button = <Bare {...rest} />;
  return withTooltip(button, tooltip, rest.keys, tooltipSide);
}

export function IconButton({ label, tooltip, tooltipSide, ...rest }: IconButtonProps) {
  const button = <Bare {...rest} aria-label={label} data-icon-only="" />;
  return withTooltip(button, tooltip ?? label, rest.keys, tooltipSide);
}

function Bare({ icon: Icon, look = 'plain', size = 'md', pressed, keys, className, children, ...rest }: Common) {
  return (
    <button
      type="button"
      className={`kit-button${className === undefined ? '' : ` ${className}`}`}
      data-look={look}
      data-size={size}
      aria-pressed={pressed}
      aria-keyshortcuts={keys === undefined ? undefined : keyShortcut(keys)}
      {...rest}
    >
      {Icon !== undefined && <Icon className="kit-icon" aria-hidden />}
      {children}
    </button>
  );
}

function withTooltip(button: ReactElement, text: string | undefined, keys: KeyName | undefined, side: Common['tooltipSide']) {
  if (text === undefined) return button;
  return (
    <Tooltip text={text} keys={keys} {...(side === undefined ? {} : { side })}>
      {button}
    </Tooltip>
  );
}
