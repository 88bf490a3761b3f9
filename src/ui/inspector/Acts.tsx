// A row of acts on what is selected: each says what it does in its tooltip, beside its key; what makes no sense now is left out by whoever
// lists them, or greyed.
import type { LucideIcon } from 'lucide-react';
import type { KeyName } from '../../state/keys.ts';
import { Button } from '../kit/Button.tsx';

export interface Act {
  readonly label: string;
  readonly icon: LucideIcon;
  /** One sentence: what it does, or why it cannot be done now. */
  readonly says: string;
  readonly run: () => Promise<void>;
  readonly look?: 'primary' | 'danger';
  readonly keys?: KeyName;
  /** Greyed. */
  readonly off?: boolean;
}

interface ActsProps {
  readonly label: string;
  readonly acts: readonly Act[];
  readonly disabled: boolean;
}

export function Acts({ label, acts, disabled }: ActsProps) {
  return (
    <div className="inspector-acts" role="group" aria-label={label}>
      {acts.map((act) => (
        <Button
          key={act.label}
          icon={act.icon}
          size="sm"
          look={act.look ?? 'plain'}
          keys={act.keys}
          disabled={disabled || act.off === true}
          tooltip={act.says}
          onClick={() => void act.run()}
        >
          {act.label}
        </Button>
      ))}
    </div>
  );
}
