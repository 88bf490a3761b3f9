// A stretch drawn with the pointer along the times (d3-brush): when it is let go, the view zooms to it.
import { useEffect, useRef, type RefObject } from 'react';
import { brushX } from 'd3-brush';
import { select } from 'd3-selection';

/** Shorter than this is a press, not a stretch. */
const LEAST_PX = 6;

/** `to(left, right)`: the stretch in pixels. What is inside the element belongs to d3. */
export function useBrush(
  ref: RefObject<SVGGElement | null>,
  width: number,
  height: number,
  to: (left: number, right: number) => void,
): void {
  const zoomTo = useRef(to);
  useEffect(() => {
    zoomTo.current = to;
  }, [to]);
  useEffect(() => {
    const group = ref.current;
    if (group === null || width === 0 || height === 0) return undefined;
    const brush = brushX<unknown>()
      .extent([
        [0, 0],
        [width, height],
      ])
      .on('end', (event: { selection: [number, number] | null; sourceEvent: unknown }) => {
        if (event.selection === null) return;
        const [left, right] = event.selection;
        target.call(brush.clear);
        if (right - left >= LEAST_PX) zoomTo.current(left, right);
      });
    const target = select<SVGGElement, unknown>(group);
    target.call(brush);
    return () => {
      target.on('.brush', null);
      group.replaceChildren();
    };
  }, [ref, width, height]);
}
