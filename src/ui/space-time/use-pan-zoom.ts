// Moves the view of the diagram by d3-zoom: the wheel zooms about the pointer, with Shift it pans, dragging pans, two fingers do both. Over the
// names the wheel scrolls the lanes, where they are higher than their box.
import { useEffect, type RefObject } from 'react';
import { select } from 'd3-selection';
import { zoom as makeZoom, zoomIdentity, type D3ZoomEvent } from 'd3-zoom';
import { useChoices } from '../../state/choices.ts';
import { MAX_SCALE, MIN_SCALE } from '../../view/space-time-follow.ts';
import type { Diagram } from './diagram.ts';

/** Pressed and let go within this many px, it is a press and no drag. */
const CLICK_PX = 5;

type Target = HTMLDivElement;

export function usePanZoom(ref: RefObject<Target | null>, diagram: Diagram): void {
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const gutter = (): number => diagram.scene?.layout.gutter ?? 0;
    const zoom = makeZoom<Target, unknown>()
      .scaleExtent([MIN_SCALE, MAX_SCALE])
      .clickDistance(CLICK_PX)
      .filter((event: MouseEvent | TouchEvent) => wanted(event, element, gutter()))
      .on('zoom', ({ transform, sourceEvent }: D3ZoomEvent<Target, unknown>) => {
        if (diagram.view === null || sourceEvent === null) return;
        const moved = transform.k === diagram.view.scale;
        if (moved) diagram.follow(false);
        diagram.setView({ scale: transform.k, x: transform.x - gutter() });
        if (!moved) keepScale(transform.k);
      });
    const target = select(element);
    target.call(zoom).on('dblclick.zoom', null).style('touch-action', 'pan-y');
    // What is moved by anything else (the moment shown, keys, buttons) is where d3-zoom goes on from.
    diagram.onMoved = ({ scale, x }) => {
      element.__zoom = zoomIdentity.translate(x + gutter(), 0).scale(scale);
    };
    if (diagram.view !== null) diagram.onMoved(diagram.view);
    const pan = (event: WheelEvent): void => {
      if (!pans(event)) return;
      event.preventDefault();
      diagram.pan((event.deltaX !== 0 ? event.deltaX : event.deltaY) / Math.max(1, element.clientWidth - gutter()));
    };
    element.addEventListener('wheel', pan, { passive: false });
    return () => {
      target.on('.zoom', null);
      element.removeEventListener('wheel', pan);
      diagram.onMoved = () => undefined;
    };
  }, [ref, diagram]);
}

const pans = (event: WheelEvent): boolean => !event.ctrlKey && (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY));

function wanted(event: MouseEvent | TouchEvent, element: Target, gutter: number): boolean {
  const x = 'clientX' in event ? event.clientX - element.getBoundingClientRect().left : Infinity;
  if (x < gutter) return false;
  return event instanceof WheelEvent ? !pans(event) : !('button' in event) || event.button === 0;
}

/** The next time that the diagram is opened, it is as close. */
export function keepScale(scale: number | null): void {
  useChoices.setState({ diagramScale: scale });
}
