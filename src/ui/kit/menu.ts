// The one menu that may be open: what is in it and where it hangs. The list itself (MenuPopup.tsx) is loaded after the first frame, or
// with the first menu: nothing of it is on the first screen.
import type { LucideIcon } from 'lucide-react';
import { create } from 'zustand';
import type { KeyName } from '../../state/keys.ts';

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

export interface OpenMenu {
  readonly items: readonly MenuItem[];
  readonly align: 'start' | 'center' | 'end';
  /** What it hangs below, in pixels of the window; without extent for a menu at the pointer. */
  readonly at: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  /** Gets the focus back; a screen reader hears its name as the menu’s. */
  readonly from: HTMLElement | null;
}

/** `menu` stays while it closes. */
export const useMenu = create<{ readonly open: boolean; readonly menu: OpenMenu | null }>()(() => ({ open: false, menu: null }));

export const openMenu = (menu: OpenMenu): void => useMenu.setState({ open: true, menu });
export const closeMenu = (): void => useMenu.setState({ open: false });
