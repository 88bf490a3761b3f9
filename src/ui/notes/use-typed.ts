// Words that are kept as they are typed: a little after the last key, when the field is left, and when it goes from the page.
import { useCallback, useEffect, useRef } from 'react';

const AFTER_LAST_KEY_MILLIS = 400;

/** Call with every change of what was typed; returns what keeps it at once. `keep` must do nothing where nothing differs. */
export function useTyped<T>(typed: T, keep: (typed: T) => void): () => void {
  const latest = useRef({ typed, keep });
  useEffect(() => {
    latest.current = { typed, keep };
  });
  const now = useCallback(() => latest.current.keep(latest.current.typed), []);
  useEffect(() => {
    const timer = setTimeout(now, AFTER_LAST_KEY_MILLIS);
    return () => clearTimeout(timer);
  }, [typed, now]);
  useEffect(() => {
    window.addEventListener('pagehide', now);
    return () => {
      window.removeEventListener('pagehide', now);
      now();
    };
  }, [now]);
  return now;
}
