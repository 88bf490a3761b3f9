// Whether the person wants less to move, as it changes.
import { useSyncExternalStore } from 'react';

const REDUCED = '(prefers-reduced-motion: reduce)';

function onReducedMotion(changed: () => void): () => void {
  const query = matchMedia(REDUCED);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

export const useReducedMotion = (): boolean => useSyncExternalStore(onReducedMotion, () => matchMedia(REDUCED).matches);
