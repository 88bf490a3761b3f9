// What is stored of the simulated disks, and how it differs from what should be: the changes of one commit. In the ordinary course rows are only
// added; a log cut at its head, a crash, a damaged row, or another branch makes the whole disk be compared.
import type { Lsn } from '../base/units.ts';
import type { Disk } from '../sim/disk.ts';
import type { DiskRow } from '../sim/inputs.ts';
import type { World } from '../sim/world.ts';
import type { DiskChange } from '../storage/durable.ts';

/** The rows that are durable on each disk, in node order. */
export const durableRows = (world: World): DiskRow[][] =>
  world.nodes.map((n) => Array.from({ length: n.disk.durable }, (_, i) => n.disk.rows.get(i)!));

/** Owned by the recorder. */
export class Mirror {
  private stored: DiskRow[][] = [];
  private suspect = new Set<number>();

  /** What is stored now, by node. */
  rows(): readonly (readonly DiskRow[])[] {
    return this.stored;
  }

  /** The store was written whole from this world. */
  reset(world: World): void {
    this.stored = durableRows(world);
    this.suspect.clear();
  }

  /** Rows may have changed where they lie, or gone: compare these disks whole next time. No node: all. */
  doubt(node?: number): void {
    if (node !== undefined) this.suspect.add(node - 1);
    else this.stored.forEach((_, i) => this.suspect.add(i));
  }

  /** The changes that make the store equal to the world's durable rows. They count as made. */
  bring(world: World): DiskChange[] {
    const changes: DiskChange[] = [];
    for (let node = 0; node < Math.max(this.stored.length, world.nodes.length); node++) {
      const change = this.bringDisk(node, world.nodes[node]?.disk);
      if (change !== null) changes.push(change);
    }
    this.stored.length = world.nodes.length;
    this.suspect.clear();
    return changes;
  }

  // No disk: the node is not there (it was added on another branch).
  private bringDisk(node: number, disk: Disk | undefined): DiskChange | null {
    const own = (this.stored[node] ??= []);
    const durable = disk?.durable ?? 0;
    const rowsFrom = (first: number): DiskRow[] => Array.from({ length: durable - first }, (_, i) => disk!.rows.get(first + i)!);
    if (this.suspect.has(node) || !goesOn(own, disk)) {
      const target = rowsFrom(0);
      this.stored[node] = target;
      return difference(node, own, target);
    }
    if (durable === own.length) return null;
    const add = rowsFrom(own.length);
    own.push(...add);
    return { node, remove: [], add };
  }
}

// Whether rows were only added. Lsns rise and are never used twice, so where rows went, the last one stored is not in its place.
function goesOn(own: readonly DiskRow[], disk: Disk | undefined): boolean {
  const last = own.at(-1);
  return last === undefined || (disk !== undefined && own.length <= disk.durable && disk.rows.get(own.length - 1)!.lsn === last.lsn);
}

// What goes, and what comes: new rows, rows that are not as they were, and rows that follow another one than before.
function difference(node: number, from: readonly DiskRow[], to: readonly DiskRow[]): DiskChange | null {
  const remove: Lsn[] = [];
  const add: DiskRow[] = [];
  let i = 0;
  to.forEach((row, n) => {
    while (i < from.length && from[i]!.lsn < row.lsn) remove.push(from[i++]!.lsn);
    const was = from[i]?.lsn === row.lsn ? from[i] : undefined;
    const follows = was !== undefined && (from[i - 1]?.lsn ?? 0) === (to[n - 1]?.lsn ?? 0);
    if (!follows || !sameRow(was, row)) add.push(row);
    if (was !== undefined) i++;
  });
  for (; i < from.length; i++) remove.push(from[i]!.lsn);
  return remove.length + add.length === 0 ? null : { node, remove, add };
}

// Rows executed twice are equal without being one: compared by what tells them apart, the cheapest first.
function sameRow(a: DiskRow, b: DiskRow): boolean {
  if (a === b) return true;
  if (a.lsn !== b.lsn || a.flaw !== b.flaw || a.record.type !== b.record.type) return false;
  return a.record === b.record || JSON.stringify(a.record) === JSON.stringify(b.record);
}
