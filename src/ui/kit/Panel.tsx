// A panel of the page: a card with a header line and a body that fills the rest. Where the shell lets it be closed, the header shows how.
import { createContext, use, useId, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { IconButton } from './Button.tsx';
import './panel.css';

/** Set by the shell around each panel: how it is closed; null where it cannot be. */
export const PanelClose = createContext<(() => void) | null>(null);

export interface PanelProps {
  readonly title: string;
  /** In place of the title, which is then for screen readers alone. */
  readonly heading?: ReactNode;
  /** One short fact beside the title. */
  readonly note?: ReactNode;
  /** At the right end of the header. */
  readonly actions?: ReactNode;
  /** Without padding and scrolling of its own: for pictures and virtual lists. */
  readonly flush?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

export function Panel({ title, heading, note, actions, flush = false, className, children }: PanelProps) {
  const id = useId();
  const close = use(PanelClose);
  return (
    <section className={`kit-panel${className === undefined ? '' : ` ${className}`}`} aria-labelledby={id}>
      <header className="kit-panel-head">
        <h2 id={id} className={heading === undefined ? undefined : 'unseen'}>
          {title}
        </h2>
        {heading}
        {note !== undefined && <div className="kit-panel-note">{note}</div>}
        <div className="kit-panel-actions">
          {actions}
          {close !== null && <IconButton icon={X} label={`Close ${title}`} look="quiet" size="sm" onClick={close} />}
        </div>
      </header>
      <div className="kit-panel-body" data-flush={flush || undefined}>
        {children}
      </div>
    </section>
  );
}

/** A card inside a panel or a drawer. */
export function Card({
  title,
  children,
  tone = 'plain',
}: {
  readonly title?: string;
  readonly children: ReactNode;
  readonly tone?: 'plain' | 'warn' | 'bad';
}) {
  return (
    <div className="kit-card" data-tone={tone}>
      {title !== undefined && <h3>{title}</h3>}
      {children}
    </div>
  );
}

/** A heading with what belongs to it, inside a drawer or a panel. */
export function Section({ title, note, children }: { readonly title: string; readonly note?: ReactNode; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className="kit-section" aria-labelledby={id}>
      <h3 id={id}>
        {title}
        {note !== undefined && <span className="kit-section-note">{note}</span>}
      </h3>
      {children}
    </section>
  );
}
