// The one tab stop of the log grid, by slot and row, so that it stays with its slot while the stretch of slots moves on.
import { useEffect, useRef, useState } from 'react';
import { nearest, type GridPlace } from './columns.ts';

/** One tab stop, by slot and row. Where its slot leaves the stretch, the focus goes to the nearest cell that is there. */
export function useGridFocus(grid: { readonly current: HTMLElement | null }, rows: number, first: number, columns: number) {
  const [wanted, setWanted] = useState<GridPlace>({ row: 1, slot: 1 });
  const moves = useRef(false);
  const hadFocus = useRef(false);
  const place = nearest(wanted, rows, first, columns);
  useEffect(() => {
    const root = grid.current;
    if (root === null || !moves.current) return;
    const cell = root.querySelector<HTMLElement>(`[data-row="${place.row}"][data-slot="${place.slot}"]`);
    if (cell !== document.activeElement) cell?.focus({ preventScroll: true });
    // A slot that is still to come into the stretch is waited for.
    if (place.slot === wanted.slot) moves.current = false;
  });
  useEffect(() => {
    const lost = document.activeElement === document.body && hadFocus.current;
    if (lost) grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
    hadFocus.current = grid.current?.contains(document.activeElement) === true;
  });
  const go = (next: GridPlace): void => {
    moves.current = true;
    setWanted(next);
  };
  return { place, go };
}
