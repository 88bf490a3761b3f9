// How many columns fit. Two probes, set in the grid's own type, tell the width of a label and of a cell, so that text size, presenter mode
// and a font that loads late all count.
import { useLayoutEffect, useState, type RefObject } from 'react';
import { columnsThatFit } from './columns.ts';

export interface GridSize {
  readonly columns: number;
  /** Width of the row labels, px. */
  readonly label: number;
  readonly width: number;
  /** Too narrow for long words. */
  readonly narrow: boolean;
}

type Probe = RefObject<HTMLElement | null>;

const NARROW_BELOW_REM = 27;

/** `box`: what the grid may fill. `label`, `cell`: as wide as the widest of their kind. */
export function useGridSize(box: Probe, label: Probe, cell: Probe): GridSize {
  const [size, setSize] = useState<GridSize>({ columns: 0, label: 0, width: 0, narrow: false });
  useLayoutEffect(() => {
    const elements = [box.current, label.current, cell.current].filter((e) => e !== null);
    if (elements.length < 3) return undefined;
    const measure = (): void => {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      const width = box.current?.clientWidth ?? 0;
      const labels = Math.ceil(label.current?.getBoundingClientRect().width ?? 0);
      const columns = columnsThatFit(width, labels, cell.current?.getBoundingClientRect().width ?? 0);
      setSize({ columns, label: labels, width, narrow: width < NARROW_BELOW_REM * rem });
    };
    const observer = new ResizeObserver(measure);
    for (const e of elements) observer.observe(e);
    return () => observer.disconnect();
  }, [box, label, cell]);
  return size;
}
