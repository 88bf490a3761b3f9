// The width of an element, and the root's font size, as they change.
import { useEffect, useState, type RefObject } from 'react';

export interface Measured {
  readonly width: number;
  readonly rem: number;
}

export function useWidth(ref: RefObject<HTMLElement | null>): Measured {
  const [measured, setMeasured] = useState<Measured>({ width: 0, rem: 16 });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() =>
      setMeasured({ width: element.clientWidth, rem: parseFloat(getComputedStyle(document.documentElement).fontSize) }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return measured;
}
