// The forms in which every state is taken: a laptop, a large screen, the same in presenter mode, a phone; each in both themes. Those of one
// window are taken one after another from one opened page.
import type { BrowserContextOptions } from '@playwright/test';

export type Screen = 'desk' | 'wide' | 'hall' | 'phone';
export type Theme = 'light' | 'dark';

export interface Form {
  /** `hall-dark` */
  readonly name: string;
  readonly screen: Screen;
  readonly theme: Theme;
}

const SIZES: Readonly<Record<Screen, { readonly width: number; readonly height: number }>> = {
  desk: { width: 1280, height: 800 },
  wide: { width: 1920, height: 1080 },
  hall: { width: 1920, height: 1080 },
  phone: { width: 390, height: 844 },
};
const SCREENS = Object.keys(SIZES) as readonly Screen[];
const THEMES: readonly Theme[] = ['light', 'dark'];

export const FORMS: readonly Form[] = SCREENS.flatMap((screen) => THEMES.map((theme) => ({ name: `${screen}-${theme}`, screen, theme })));

export const sizeOf = (screen: Screen): { readonly width: number; readonly height: number } => SIZES[screen];

/** Screens for which one opened page does: a window may be made larger, but presenter mode and a phone are there from the beginning. */
export const OPENINGS: readonly (readonly Screen[])[] = [['desk', 'wide'], ['hall'], ['phone']];

export function contextOf(screen: Screen): BrowserContextOptions {
  const phone = screen === 'phone';
  // What is served is what is asked for: nothing that was kept from before answers in its place.
  return { viewport: sizeOf(screen), colorScheme: 'light', isMobile: phone, hasTouch: phone, serviceWorkers: 'block' };
}
