// What the person should know, one card each, until dismissed. New ones are spoken by screen readers.
import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react';
import { Button, IconButton } from './Button.tsx';
import './notices.css';

export interface ShownNotice {
  readonly id: string;
  readonly tone: 'info' | 'warning' | 'error';
  readonly title: string;
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}

interface NoticesProps {
  readonly notices: readonly ShownNotice[];
  readonly onDismiss: (id: string) => void;
}

const ICONS = { info: Info, warning: TriangleAlert, error: CircleAlert } as const;

export function Notices({ notices, onDismiss }: NoticesProps) {
  return (
    <section className="kit-notices" aria-label="Notices" aria-live="polite" aria-relevant="additions text">
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} onDismiss={() => onDismiss(notice.id)} />
      ))}
    </section>
  );
}

export function NoticeCard({ notice, onDismiss }: { readonly notice: ShownNotice; readonly onDismiss?: (() => void) | undefined }) {
  const { tone, title, text, action } = notice;
  const Icon = ICONS[tone];
  return (
    <article className="kit-notice" data-tone={tone}>
      <Icon className="kit-icon" aria-hidden />
      <div className="kit-notice-text">
        <h3>{title}</h3>
        <p>{text}</p>
        {action !== undefined && (
          <Button
            size="sm"
            onClick={() => {
              action.run();
              onDismiss?.();
            }}
          >
            {action.label}
          </Button>
        )}
      </div>
      {onDismiss !== undefined && (
        <IconButton icon={X} label={`Dismiss: ${title}`} tooltip="Dismiss" look="quiet" size="sm" onClick={onDismiss} />
      )}
    </article>
  );
}
