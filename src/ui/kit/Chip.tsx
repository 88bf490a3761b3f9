// A short fact in a pill: a state, a count. With `onClick` it is a button.
import type { ComponentPropsWithRef, ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';
import './kit.css';

export interface ChipProps extends Omit<ComponentPropsWithRef<'button'>, 'type'> {
  readonly tone?: 'plain' | 'ok' | 'warn' | 'bad';
  readonly icon?: LucideIcon | undefined;
  /** A node whose colour it takes. */
  readonly node?: number | undefined;
  readonly children: ReactNode;
}

export function Chip({ tone = 'plain', icon: Icon, node, children, onClick, className, ...rest }: ChipProps) {
  const inside = (
    <>
      {Icon !== undefined && <Icon className="kit-icon" aria-hidden />}
      {children}
    </>
  );
  const shared = { className: `kit-chip${className === undefined ? '' : ` ${className}`}`, 'data-tone': tone, 'data-node': node };
  // A chip that does nothing still passes on what a tooltip's trigger needs (ref, hover, focus).
  return onClick === undefined ? (
    <span {...shared} {...(rest as ComponentPropsWithRef<'span'>)}>
      {inside}
    </span>
  ) : (
    <button type="button" {...shared} onClick={onClick} {...rest}>
      {inside}
    </button>
  );
}
