// What is stored of the simulated disks, and how it differs from what should be: the changes of one commit. Rows are only ever added in the
// ordinary course; a crash, a damaged row, or another branch makes the whole disk be compared.
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
    world.nodes.forEach(({ disk }, node) => {
      const own = (this.stored[node] ??= []);
      const compare = this.suspect.has(node) || disk.durable < own.length;
      if (!compare && disk.durable === own.length) return;
      const target = Array.from({ length: disk.durable - (compare ? 0 : own.length) }, (_, i) =>
        disk.rows.get(i + (compare ? 0 : own.length))!,
      );
      if (!compare) {
        own.push(...target);
        changes.push({ node, remove: [], add: target });
        return;
      }
      const change = difference(node, own, target);
      this.stored[node] = target;
      if (change !== null) changes.push(change);
    });
    this.suspect.clear();
    return changes;
  }
}

function difference(node: number, from: readonly DiskRow[], to: readonly DiskRow[]): DiskChange | null {
  const add: DiskRow[] = [];
  let i = 0;
  for (; i < from.length && i < to.length && from[i]!.lsn === to[i]!.lsn; i++) if (!sameRow(from[i]!, to[i]!)) add.push(to[i]!);
  const rest = to.slice(i);
  add.push(...rest);
  if (i === from.length) return add.length === 0 ? null : { node, remove: [], add };
  return { node, truncate: Math.min(from[i]!.lsn, rest[0]?.lsn ?? Infinity), remove: [], add };
}

// Rows executed twice are equal without being one: compared by what tells them apart, the cheapest first.
function sameRow(a: DiskRow, b: DiskRow): boolean {
  if (a === b) return true;
  if (a.lsn !== b.lsn || a.flaw !== b.flaw || a.record.type !== b.record.type) return false;
  return a.record === b.record || JSON.stringify(a.record) === JSON.stringify(b.record);
}
