// Zoom and pan of the time track by d3-zoom: the wheel zooms about the pointer, with Shift it pans, two fingers do both. Dragging with one
// is left to the playhead.
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { select } from 'd3-selection';
import { zoom as makeZoom, zoomIdentity, type ZoomBehavior, type ZoomTransform } from 'd3-zoom';

const MAX_ZOOM = 4000;
export const ZOOM_STEP = 2;
/** Where the playhead stands after the view turned its page. */
const TURNED_TO = 0.15;

export interface Zoom {
  readonly transform: ZoomTransform;
  readonly zoomed: boolean;
  readonly reset: () => void;
  /** By a factor, about a place, or about the middle. */
  readonly by: (factor: number, about?: number) => void;
  /** To a stretch of what is in view, in pixels. */
  readonly to: (left: number, right: number) => void;
  /** Brings what stands at `x` into view. */
  readonly reveal: (x: number) => void;
}

export function useZoom(ref: RefObject<HTMLDivElement | null>, width: number): Zoom {
  const [transform, setTransform] = useState<ZoomTransform>(zoomIdentity);
  const behaviour = useRef<ZoomBehavior<HTMLDivElement, unknown> | null>(null);
  useEffect(() => {
    const element = ref.current;
    if (element === null || width === 0) return undefined;
    const zoom = makeZoom<HTMLDivElement, unknown>()
      .scaleExtent([1, MAX_ZOOM])
      .extent([
        [0, 0],
        [width, 1],
      ])
      .translateExtent([
        [0, 0],
        [width, 1],
      ])
      .filter((event: Event) => (event instanceof WheelEvent ? !event.shiftKey && event.deltaX === 0 : isTwoFingers(event)))
      .on('zoom', (event: { transform: ZoomTransform }) => setTransform(event.transform));
    const target = select(element);
    target.call(zoom).on('dblclick.zoom', null);
    const pan = (event: WheelEvent): void => {
      if (!event.shiftKey && event.deltaX === 0) return;
      event.preventDefault();
      zoom.translateBy(target, -(event.deltaX !== 0 ? event.deltaX : event.deltaY) / element.__zoom.k, 0);
    };
    element.addEventListener('wheel', pan, { passive: false });
    behaviour.current = zoom;
    return () => {
      target.on('.zoom', null);
      element.removeEventListener('wheel', pan);
      behaviour.current = null;
    };
  }, [ref, width]);
  const apply = useCallback(
    (act: (zoom: ZoomBehavior<HTMLDivElement, unknown>, element: HTMLDivElement) => void) => {
      if (behaviour.current !== null && ref.current !== null) act(behaviour.current, ref.current);
    },
    [ref],
  );
  const reset = useCallback(() => apply((zoom, element) => zoom.transform(select(element), zoomIdentity)), [apply]);
  const by = useCallback(
    (factor: number, about?: number) =>
      apply((zoom, element) => zoom.scaleBy(select(element), factor, about === undefined ? undefined : [about, 0])),
    [apply],
  );
  const to = useCallback(
    (left: number, right: number) =>
      apply((zoom, element) => {
        const { k } = element.__zoom;
        const factor = Math.min(MAX_ZOOM / k, width / (right - left));
        const [from] = element.__zoom.invert([left, 0]);
        zoom.transform(select(element), zoomIdentity.scale(k * factor).translate(-from, 0));
      }),
    [apply, width],
  );
  const reveal = useCallback(
    (x: number) => apply((zoom, element) => zoom.translateBy(select(element), (width * TURNED_TO - x) / element.__zoom.k, 0)),
    [apply, width],
  );
  return useMemo(() => ({ transform, zoomed: transform.k > 1.001, reset, by, to, reveal }), [transform, reset, by, to, reveal]);
}

const isTwoFingers = (event: Event): boolean => 'touches' in event && (event as TouchEvent).touches.length > 1;

declare global {
  interface HTMLDivElement {
    /** Kept by d3-zoom on the element that it is called on. */
    __zoom: ZoomTransform;
  }
}
