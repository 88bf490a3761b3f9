// A sentence beside what is pointed at or focused, with its key. Never the only place where something is said.
import type { ReactElement } from 'react';
import { Tooltip as Radix } from 'radix-ui';
import type { KeyName } from '../../state/keys.ts';
import { KeyHint } from './KeyHint.tsx';

export interface TooltipProps {
  readonly text: string;
  readonly keys?: KeyName | undefined;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  /** One element that takes a ref. */
  readonly children: ReactElement;
}

export function Tooltip({ text, keys, side = 'top', children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="kit-tooltip" side={side} sideOffset={6} collisionPadding={8}>
          <span>{text}</span>
          {keys !== undefined && <KeyHint of={keys} />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Around the whole page: one tooltip at a time, after a moment. */
export const TooltipProvider = Radix.Provider;
