// A dialog: only where something would be lost, or where the person asked for it. Focus is kept inside and given back.
import type { ReactNode } from 'react';
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { IconButton } from './Button.tsx';
import './dialog.css';

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** One or two sentences: what it is about. */
  readonly text?: string | undefined;
  /** full: as much of the page as there is. */
  readonly width?: 'narrow' | 'wide' | 'full';
  readonly children?: ReactNode;
  /** The buttons at the foot, the safest first. */
  readonly actions?: ReactNode;
}

export function Dialog({ open, onClose, title, text, width = 'narrow', children, actions }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="kit-scrim" />
        <Radix.Content
          className="kit-dialog"
          data-width={width}
          onOpenAutoFocus={focusWhole}
          {...(text === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <header className="kit-dialog-head">
            <Radix.Title asChild>
              <h2>{title}</h2>
            </Radix.Title>
            <Radix.Close asChild>
              <IconButton icon={X} label="Close" look="quiet" size="sm" keys="clear" />
            </Radix.Close>
          </header>
          {/* Where there is nothing in it to press, it must itself take the focus to be scrolled by keys. */}
          <div className="kit-dialog-body" tabIndex={actions === undefined ? 0 : undefined}>
            {text !== undefined && <Radix.Description>{text}</Radix.Description>}
            {children}
          </div>
          {actions !== undefined && <footer className="kit-dialog-foot">{actions}</footer>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/**
 * The dialog itself takes the focus, so that its title and text are read first, and no button is a key away by accident; or what is marked
 * `data-first`, where the dialog is there to choose something.
 */
function focusWhole(event: Event): void {
  event.preventDefault();
  if (!(event.currentTarget instanceof HTMLElement)) return;
  (event.currentTarget.querySelector<HTMLElement>('[data-first]') ?? event.currentTarget).focus();
}
