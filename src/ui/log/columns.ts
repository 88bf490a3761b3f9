// Which slots the log grid shows, and where its focus goes: arithmetic only. Widths are in px, slots count from 1; nothing here draws.
import type { NodeId, Slot } from '../../base/units.ts';
import type { LogFrame } from '../../view/frame.ts';

/** More would be read by nobody, and each is sent with every frame. */
export const MAX_COLUMNS = 48;
export const MIN_COLUMNS = 4;
/** Empty slots that may stand beyond the last one that anyone has heard of. */
const SLOTS_BEYOND = 3;

/** How many columns of at least `column` px fit beside the labels. */
export function columnsThatFit(width: number, label: number, column: number): number {
  if (width <= 0 || column <= 0) return 0;
  return Math.min(MAX_COLUMNS, Math.max(MIN_COLUMNS, Math.floor((width - label) / column)));
}

/** The furthest first slot: a few empty ones stay in sight beyond the last. */
export const lastFirst = (last: Slot, columns: number): Slot => Math.max(1, last + SLOTS_BEYOND - columns + 1);

/** Where the grid goes when it is moved by `by` slots: a first slot, or null, at the far end, where it follows the tip again. */
export function moveFirst(first: Slot, by: number, last: Slot, columns: number): Slot | null {
  const end = lastFirst(last, columns);
  const next = Math.max(1, first + by);
  return by > 0 && next >= end ? null : Math.min(next, Math.max(first, end));
}

/** The first slot with which `slot` stands in sight, a little way in; the present one where it does already. */
export function firstToShow(slot: Slot, first: Slot, columns: number): Slot {
  if (slot >= first && slot < first + columns) return first;
  return Math.max(1, slot - Math.floor(columns / 3));
}

/** A part of what a frame carries, where the grid has room for less: the later slots while following, the earlier ones otherwise. */
export function partShown(
  first: Slot,
  count: number,
  columns: number,
  follows: boolean,
): { readonly offset: number; readonly count: number } {
  const shown = Math.min(count, columns);
  const wanted = follows ? count - shown : 0;
  return { offset: first === 1 && !follows ? 0 : wanted, count: shown };
}

/** Where the focus is: a row (0: slot numbers, 1: in fact, 2…: nodes) and a slot. */
export interface GridPlace {
  readonly row: number;
  readonly slot: Slot;
}

/** Where a key takes the focus; null: the key is none of the grid's. The slot may lie outside what is shown: then the grid moves. */
export function moveFocus(place: GridPlace, key: string, rows: number, first: Slot, columns: number): GridPlace | null {
  const { row, slot } = place;
  switch (key) {
    case 'ArrowLeft':
      return { row, slot: Math.max(1, slot - 1) };
    case 'ArrowRight':
      return { row, slot: slot + 1 };
    case 'ArrowUp':
      return { row: Math.max(0, row - 1), slot };
    case 'ArrowDown':
      return { row: Math.min(rows - 1, row + 1), slot };
    case 'Home':
      return { row, slot: first };
    case 'End':
      return { row, slot: first + columns - 1 };
    case 'PageUp':
      return { row, slot: Math.max(1, slot - columns) };
    case 'PageDown':
      return { row, slot: slot + columns };
    default:
      return null;
  }
}

/** The place nearest to `place` that is shown. */
export function nearest({ row, slot }: GridPlace, rows: number, first: Slot, columns: number): GridPlace {
  return { row: Math.min(row, rows - 1), slot: Math.min(Math.max(slot, first), first + columns - 1) };
}

/** Slots that the leader lacks below a chosen one, and those in sight where some node has a gap; rising. */
export function gapSlots({ gaps, rows, first }: Pick<LogFrame, 'gaps' | 'rows' | 'first'>): readonly Slot[] {
  const seen = rows.flatMap((r) => r.cells.flatMap((c, i) => (c.state === 'gap' ? [first + i] : [])));
  return [...new Set([...gaps, ...seen])].sort((a, b) => a - b);
}

/** Whose gap a slot is: the first node's that shows it; null where none in sight does. */
export function gapOwner({ rows, first }: Pick<LogFrame, 'rows' | 'first'>, slot: Slot): NodeId | null {
  return rows.find((r) => r.cells[slot - first]?.state === 'gap')?.node ?? null;
}

/** The gap after the one selected, around; `gaps` rising and not empty. */
export function nextGap(gaps: readonly Slot[], selected: Slot | null): Slot {
  return gaps.find((g) => selected !== null && g > selected) ?? gaps[0]!;
}

/** The node of a row; null: "in fact" and the slot numbers are nobody's. */
export const nodeOfRow = (row: number, nodes: readonly NodeId[]): NodeId | null => nodes[row - 2] ?? null;
