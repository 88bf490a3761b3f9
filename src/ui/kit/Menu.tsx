// What opens a menu: a button that it hangs below, or a place whose menu opens under the pointer. The list is MenuPopup's.
import { useRef, type KeyboardEvent, type MouseEvent, type PointerEvent, type ReactElement } from 'react';
import { Slot } from 'radix-ui';
import { openMenu, useMenu, type MenuItem, type OpenMenu } from './menu.ts';

interface MenuProps {
  readonly items: readonly MenuItem[];
  /** One element that takes a ref: the button. */
  readonly children: ReactElement;
  readonly align?: OpenMenu['align'];
}

export function Menu({ items, children, align = 'start' }: MenuProps) {
  const ref = useRef<HTMLButtonElement>(null);
  const open = useMenu((m) => m.open && m.menu?.from === ref.current);
  // Pressing the button of an open menu closes it, as pressing anywhere else does; the click that follows must not open it again.
  const wasOpen = useRef(false);
  const show = (): void => {
    const from = ref.current!;
    const { left, top, width, height } = from.getBoundingClientRect();
    openMenu({ items, align, from, at: { left, top, width, height } });
  };
  return (
    <Slot.Root
      ref={ref}
      aria-haspopup="menu"
      aria-expanded={open}
      onPointerDown={() => {
        wasOpen.current = open;
      }}
      onClick={() => {
        if (!wasOpen.current) show();
        wasOpen.current = false;
      }}
      onKeyDown={(e: KeyboardEvent) => {
        if (e.key !== 'ArrowDown') return;
        e.preventDefault();
        show();
      }}
    >
      {children}
    </Slot.Root>
  );
}

/** How long a finger rests before the menu comes; browsers for fingers differ in whether they say so themselves. */
const LONG_PRESS_MILLIS = 700;

interface ContextMenuProps {
  /** What can be done with what is pressed; nothing: no menu. */
  readonly itemsOf: (target: EventTarget | null) => readonly MenuItem[];
  /** One element. */
  readonly children: ReactElement;
}

export function ContextMenu({ itemsOf, children }: ContextMenuProps) {
  const timer = useRef(0);
  const still = (): void => window.clearTimeout(timer.current);
  const show = (target: EventTarget, left: number, top: number): void => {
    const from = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    const items = itemsOf(target);
    if (items.length === 0) return;
    openMenu({ items, align: 'start', from, at: { left, top, width: 0, height: 0 } });
  };
  return (
    <Slot.Root
      onContextMenu={(e: MouseEvent) => {
        still();
        e.preventDefault();
        show(e.target, e.clientX, e.clientY);
      }}
      onPointerDown={(e: PointerEvent) => {
        still();
        const { target, clientX, clientY } = e;
        if (e.pointerType !== 'mouse') timer.current = window.setTimeout(() => show(target, clientX, clientY), LONG_PRESS_MILLIS);
      }}
      onPointerMove={still}
      onPointerUp={still}
      onPointerCancel={still}
    >
      {children}
    </Slot.Root>
  );
}
