// A menu under a button, and the same as a context menu under the pointer.
import type { ReactElement } from 'react';
import type { LucideIcon } from 'lucide-react';
import { ContextMenu as RadixContext, DropdownMenu } from 'radix-ui';
import type { KeyName } from '../../state/keys.ts';
import { KeyHint } from './KeyHint.tsx';
import './choose.css';

export type MenuItem =
  | {
      readonly label: string;
      readonly sentence?: string | undefined;
      readonly icon?: LucideIcon | undefined;
      readonly keys?: KeyName | undefined;
      readonly danger?: boolean;
      readonly disabled?: boolean;
      /** For items of which one holds. */
      readonly checked?: boolean;
      readonly run: () => void;
    }
  | 'line'
  | { readonly heading: string };

interface MenuProps {
  readonly items: readonly MenuItem[];
  /** One element that takes a ref: the button. */
  readonly children: ReactElement;
  readonly align?: 'start' | 'center' | 'end';
}

export function Menu({ items, children, align = 'start' }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="kit-popup" align={align} sideOffset={4} collisionPadding={8} loop>
          <Items items={items} kind={DropdownMenu} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export function ContextMenu({ items, children }: Omit<MenuProps, 'align'>) {
  return (
    <RadixContext.Root modal={false}>
      <RadixContext.Trigger asChild>{children}</RadixContext.Trigger>
      <RadixContext.Portal>
        <RadixContext.Content className="kit-popup" collisionPadding={8} loop>
          <Items items={items} kind={RadixContext} />
        </RadixContext.Content>
      </RadixContext.Portal>
    </RadixContext.Root>
  );
}

function Items({
  items,
  kind: Kind,
}: {
  readonly items: readonly MenuItem[];
  readonly kind: Pick<typeof DropdownMenu, 'Item' | 'Separator' | 'Label'>;
}) {
  return items.map((item, i) => {
    if (item === 'line') return <Kind.Separator key={i} className="kit-menu-line" />;
    if ('heading' in item)
      return (
        <Kind.Label key={i} className="kit-menu-heading">
          {item.heading}
        </Kind.Label>
      );
    const { label, sentence, icon: Icon, keys, danger, disabled, checked, run } = item;
    return (
      <Kind.Item
        key={i}
        className="kit-item"
        data-danger={danger === true || undefined}
        data-checked={checked === true || undefined}
        disabled={disabled ?? false}
        onSelect={run}
      >
        {Icon !== undefined && <Icon className="kit-icon" aria-hidden />}
        <span className="kit-item-text">
          {label}
          {checked === true && <span className="unseen"> (chosen)</span>}
          {sentence !== undefined && <span className="kit-item-note">{sentence}</span>}
        </span>
        {keys !== undefined && <KeyHint of={keys} />}
      </Kind.Item>
    );
  });
}
