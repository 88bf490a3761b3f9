// The fork tree as rows: parents above their children, of which the one that leaves last stands first, so that no line crosses another.
import type { BranchFrame } from '../../worker/protocol.ts';
import { formatCount, formatTime } from '../kit/format.ts';

export interface TreeRow {
  readonly branch: BranchFrame;
  readonly depth: number;
  readonly row: number;
  /** The row of the branch that it leaves; null for the first. */
  readonly parentRow: number | null;
  /** Where it leaves and where it ends, as parts of the longest run’s time. */
  readonly from: number;
  readonly to: number;
}

export function layoutTree(branches: readonly BranchFrame[]): readonly TreeRow[] {
  const end = Math.max(1, ...branches.map((b) => b.tipAt));
  const rows: TreeRow[] = [];
  const add = (branch: BranchFrame, depth: number, parentRow: number | null): void => {
    const row = rows.length;
    rows.push({ branch, depth, row, parentRow, from: branch.forkAt / end, to: branch.tipAt / end });
    const children = branches.filter((b) => b.parent === branch.id);
    for (const child of children.sort((a, b) => b.forkAt - a.forkAt || b.id - a.id)) add(child, depth + 1, row);
  };
  for (const root of branches.filter((b) => b.parent === null)) add(root, 0, null);
  return rows;
}

/** Where an arrow key leads from a row: up, down, to the parent, to the first that leaves from it. Null: nowhere. */
export function stepIn(rows: readonly TreeRow[], from: number, key: string): TreeRow | null {
  const here = rows[from];
  if (here === undefined) return rows[0] ?? null;
  if (key === 'ArrowUp') return rows[from - 1] ?? null;
  if (key === 'ArrowDown') return rows[from + 1] ?? null;
  if (key === 'ArrowLeft') return here.parentRow === null ? null : rows[here.parentRow]!;
  if (key === 'ArrowRight') return rows.find((r) => r.parentRow === from) ?? null;
  if (key === 'Home') return rows[0]!;
  if (key === 'End') return rows.at(-1)!;
  return null;
}

/** `From event 75 of “First run” to 190: 181.564 to 767.815 ms.` */
export function sayPlace({ branch, parentRow }: TreeRow, rows: readonly TreeRow[]): string {
  const { forkEvent, forkAt, tipEvent, tipAt } = branch;
  if (parentRow === null) return `From the beginning to event ${formatCount(tipEvent)}: ${formatTime(tipAt)} ms.`;
  const from = `From event ${formatCount(forkEvent)} of “${rows[parentRow]!.branch.name}”`;
  return `${from} to ${formatCount(tipEvent)}: ${formatTime(forkAt)} to ${formatTime(tipAt)} ms.`;
}

/** How many branches go with it when it is removed, itself not counted. */
export function countWithin(branches: readonly BranchFrame[], id: number): number {
  return branches.filter((b) => b.parent === id).reduce((sum, b) => sum + 1 + countWithin(branches, b.id), 0);
}

/** With which branch one is compared at first: the one shown; for that one, the one that it left, or else any. */
export function comparedWith(branches: readonly BranchFrame[], id: number): number | null {
  const shown = branches.find((b) => b.current);
  if (shown !== undefined && shown.id !== id) return shown.id;
  const parent = branches.find((b) => b.id === id)?.parent ?? null;
  return parent ?? branches.find((b) => b.id !== id)?.id ?? null;
}
