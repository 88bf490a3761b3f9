// The size of an element in CSS pixels, and the height of small text in it: both change with the window, the panels and presenter mode, in which
// that text is the least there is.
import { useLayoutEffect, useState, type RefObject } from 'react';
import type { StageSize } from '../../view/layout.ts';

export function useStageSize(ref: RefObject<HTMLElement | null>): StageSize | null {
  const [size, setSize] = useState<StageSize | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = (): void => {
      const { width, height } = element.getBoundingClientRect();
      const text = parseFloat(getComputedStyle(element).fontSize);
      const least = document.documentElement.hasAttribute('data-presenter') ? text : 0;
      setSize((old) =>
        old !== null && old.width === width && old.height === height && old.text === text && old.least === least
          ? old
          : { width, height, text, least },
      );
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    const attributes = new MutationObserver(measure);
    attributes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-presenter'] });
    measure();
    return () => {
      observer.disconnect();
      attributes.disconnect();
    };
  }, [ref]);
  return size;
}
