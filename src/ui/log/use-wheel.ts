// The wheel and the finger on the log grid: pixels become whole slots, and what is left over is kept for the next turn.
import { useEffect, type RefObject } from 'react';
import { useChoices } from '../../state/choices.ts';
import { useSaid } from '../../state/said.ts';
import { moveFirst } from './columns.ts';
import { showFrom } from './use-view.ts';

const PIXELS_A_SLOT = 36;
const PIXELS_A_LINE = 20;

/** The wheel moves the stretch of slots, sideways always, and up and down where the rows themselves need no scrolling. A finger drags it. */
export function useWheel(box: RefObject<HTMLDivElement | null>, columns: number): void {
  useEffect(() => {
    const element = box.current?.parentElement ?? null;
    if (element === null) return undefined;
    const mover = makeMover(columns);
    const onWheel = (e: WheelEvent): void => {
      const pixels = wheelPixels(e, element.scrollHeight > element.clientHeight + 1);
      if (pixels === 0 || e.ctrlKey) return;
      e.preventDefault();
      mover.move(pixels);
    };
    const onStart = (e: TouchEvent): void => mover.grab(e.touches[0]?.clientX ?? 0);
    const onMove = (e: TouchEvent): void => mover.dragTo(e.touches[0]?.clientX ?? 0);
    element.addEventListener('wheel', onWheel, { passive: false });
    element.addEventListener('touchstart', onStart, { passive: true });
    element.addEventListener('touchmove', onMove, { passive: true });
    return () => {
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('touchstart', onStart);
      element.removeEventListener('touchmove', onMove);
    };
  }, [box, columns]);
}

function wheelPixels(e: WheelEvent, rowsScroll: boolean): number {
  const sideways = e.shiftKey && e.deltaX === 0 ? e.deltaY : e.deltaX;
  const wanted = sideways !== 0 ? sideways : rowsScroll ? 0 : e.deltaY;
  return wanted * (e.deltaMode === WheelEvent.DOM_DELTA_LINE ? PIXELS_A_LINE : 1);
}

/** Turns pixels into whole slots and keeps what is left over. */
function makeMover(columns: number) {
  let left = 0;
  let finger = 0;
  const move = (pixels: number): void => {
    left += pixels;
    const by = Math.trunc(left / PIXELS_A_SLOT);
    if (by === 0) return;
    left -= by * PIXELS_A_SLOT;
    const log = useSaid.getState().frame?.log;
    if (log !== undefined) showFrom(moveFirst(useChoices.getState().logFirst ?? log.first, by, log.last, columns));
  };
  return {
    move,
    grab(x: number): void {
      finger = x;
      left = 0;
    },
    dragTo(x: number): void {
      move(finger - x);
      finger = x;
    },
  };
}
