// What stands where nothing is yet: one sentence on how it gets filled, and the way to do it.
import type { ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';
import './panel.css';

export interface EmptyStateProps {
  readonly icon?: LucideIcon;
  readonly title: string;
  readonly text?: ReactNode;
  readonly action?: ReactNode;
}

export function EmptyState({ icon: Icon, title, text, action }: EmptyStateProps) {
  return (
    <div className="kit-empty">
      {Icon !== undefined && <Icon className="kit-empty-icon" aria-hidden />}
      <p className="kit-empty-title">{title}</p>
      {text !== undefined && <p>{text}</p>}
      {action}
    </div>
  );
}
