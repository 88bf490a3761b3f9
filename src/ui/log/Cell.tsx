// One cell of the log grid. It is drawn again only when something that it shows has changed; clicks and keys are dealt with by the grid.
import { memo } from 'react';
import type { Slot } from '../../base/units.ts';
import type { CellFrame } from '../../view/frame.ts';
import { isConfiguration, sayCell, sayTruth, shortEntry } from '../../view/log-words.ts';

interface CellProps {
  readonly cell: CellFrame;
  readonly slot: Slot;
  readonly row: number;
  /** Whose row; null: in fact. */
  readonly node: number | null;
  /** It belongs to the command that is pointed at. */
  readonly lit: boolean;
  readonly selected: boolean;
  /** Tab reaches it. */
  readonly stop: boolean;
}

/** Longer texts are set a little smaller. */
const LONG = 4;

export const Cell = memo(function Cell({ cell, slot, row, node, lit, selected, stop }: CellProps) {
  const text = cell.state === 'gap' ? 'gap' : cell.noop ? '∅' : shortEntry(cell.text);
  return (
    <div
      role="gridcell"
      className="log-cell"
      data-state={cell.state}
      data-node={cell.ballot?.node}
      data-noop={cell.noop || undefined}
      data-configuration={isConfiguration(cell.text) || undefined}
      data-long={text.length > LONG || undefined}
      data-lit={lit || undefined}
      data-slot={slot}
      data-row={row}
      aria-selected={selected}
      aria-label={node === null ? sayTruth(cell, slot) : sayCell(cell, slot, node)}
      tabIndex={stop ? 0 : -1}
    >
      {text}
    </div>
  );
}, same);

function same(a: CellProps, b: CellProps): boolean {
  return (
    sameCell(a.cell, b.cell) &&
    a.slot === b.slot &&
    a.row === b.row &&
    a.node === b.node &&
    a.lit === b.lit &&
    a.selected === b.selected &&
    a.stop === b.stop
  );
}

/** By value: every frame comes with new objects. */
export function sameCell(a: CellFrame, b: CellFrame): boolean {
  return a.state === b.state && a.text === b.text && a.noop === b.noop && a.command === b.command && a.ballot?.text === b.ballot?.text;
}
