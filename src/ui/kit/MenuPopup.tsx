// The open menu, wherever it was opened. Always there once loaded, so that the first key finds it listening.
import { useRef } from 'react';
import { DropdownMenu } from 'radix-ui';
import { KeyHint } from './KeyHint.tsx';
import { closeMenu, useMenu, type MenuItem } from './menu.ts';
import './choose.css';

export function MenuPopup() {
  const { open, menu } = useMenu();
  const outside = useRef(false);
  const { items = [], align = 'start', at, from = null } = menu ?? {};
  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={(stays) => !stays && closeMenu()}>
      <DropdownMenu.Trigger asChild>
        <span className="kit-menu-anchor" style={at} aria-hidden tabIndex={-1} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          key={at === undefined ? '' : `${at.left} ${at.top}`}
          className="kit-popup"
          align={align}
          sideOffset={4}
          collisionPadding={8}
          loop
          aria-labelledby={undefined}
          aria-label={from?.getAttribute('aria-label') ?? 'Menu'}
          onInteractOutside={() => {
            outside.current = true;
          }}
          onCloseAutoFocus={(e) => {
            e.preventDefault();
            if (!outside.current) from?.focus();
            outside.current = false;
          }}
        >
          <Items items={items} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Items({ items }: { readonly items: readonly MenuItem[] }) {
  return items.map((item, i) => {
    if (item === 'line') return <DropdownMenu.Separator key={i} className="kit-menu-line" />;
    if ('heading' in item)
      return (
        <DropdownMenu.Label key={i} className="kit-menu-heading">
          {item.heading}
        </DropdownMenu.Label>
      );
    const { label, sentence, icon: Icon, keys, danger, disabled, checked, run } = item;
    return (
      <DropdownMenu.Item
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
      </DropdownMenu.Item>
    );
  });
}
