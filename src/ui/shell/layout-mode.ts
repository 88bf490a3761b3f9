// How much room there is, in units of the root's font size, so that zoom, browser text size and presenter mode count.
import { useSyncExternalStore } from 'react';

/** phone: one column, tabs · narrow: stage over the others · desk: stage beside log over events · wide: the inspector beside the events. */
export type LayoutMode = 'phone' | 'narrow' | 'desk' | 'wide';

const PHONE_BELOW_REM = 44;
const NARROW_BELOW_REM = 66;
/** Above presenter mode at 1920 px, which has 96. */
const WIDE_FROM_REM = 100;

export function modeFor(widthRem: number): LayoutMode {
  if (widthRem < PHONE_BELOW_REM) return 'phone';
  if (widthRem < NARROW_BELOW_REM) return 'narrow';
  return widthRem < WIDE_FROM_REM ? 'desk' : 'wide';
}

const read = (): LayoutMode => modeFor(window.innerWidth / parseFloat(getComputedStyle(document.documentElement).fontSize));

function subscribe(changed: () => void): () => void {
  window.addEventListener('resize', changed);
  // Presenter mode changes the root's font size by an attribute.
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-presenter'] });
  return () => {
    window.removeEventListener('resize', changed);
    observer.disconnect();
  };
}

export const useLayoutMode = (): LayoutMode => useSyncExternalStore(subscribe, read);
