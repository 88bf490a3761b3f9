// The width of an element, its font size and the root's, as they change.
import { useEffect, useState, type RefObject } from 'react';

export interface Measured {
  readonly width: number;
  readonly rem: number;
  readonly em: number;
}

export function useWidth(ref: RefObject<HTMLElement | null>): Measured {
  const [measured, setMeasured] = useState<Measured>({ width: 0, rem: 16, em: 16 });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() =>
      setMeasured({ width: element.clientWidth, rem: fontSize(document.documentElement), em: fontSize(element) }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return measured;
}

const fontSize = (element: HTMLElement): number => parseFloat(getComputedStyle(element).fontSize);
