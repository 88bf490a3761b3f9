// The queue of what is to happen: a binary heap under a total order (T3), so that equal worlds pop equal events.

/** What the queue orders by: time, then rank, then the order of scheduling. No two items are equal. */
export interface Ordered {
  readonly at: number;
  readonly rank: number;
  readonly sequence: number;
}

/** Whether a comes before b. Total, since sequence numbers differ. */
export const comesBefore = (a: Ordered, b: Ordered): boolean =>
  a.at !== b.at ? a.at < b.at : a.rank !== b.rank ? a.rank < b.rank : a.sequence < b.sequence;

/** A min-heap. Owned; copy with `clone()`, which shares the items. */
export class Heap<T extends Ordered> {
  private items: T[] = [];

  get size(): number {
    return this.items.length;
  }

  peek(): T | undefined {
    return this.items[0];
  }

  /** Every item, in no particular order. */
  all(): readonly T[] {
    return this.items;
  }

  push(item: T): void {
    this.items.push(item);
    this.up(this.items.length - 1);
  }

  pop(): T | undefined {
    const top = this.items[0];
    const last = this.items.pop();
    if (last !== undefined && this.items.length > 0) {
      this.items[0] = last;
      this.down(0);
    }
    return top;
  }

  /** Takes out the first item that `wanted` accepts; linear, for acts of a person. */
  remove(wanted: (item: T) => boolean): T | undefined {
    const i = this.items.findIndex(wanted);
    if (i < 0) return undefined;
    const found = this.items[i]!;
    const last = this.items.pop()!;
    if (i < this.items.length) {
      this.items[i] = last;
      this.up(i);
      this.down(i);
    }
    return found;
  }

  clone(): Heap<T> {
    const copy = new Heap<T>();
    copy.items = this.items.slice();
    return copy;
  }

  private up(i: number): void {
    const items = this.items;
    const item = items[i]!;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!comesBefore(item, items[parent]!)) break;
      items[i] = items[parent]!;
      i = parent;
    }
    items[i] = item;
  }

  private down(i: number): void {
    const items = this.items;
    const item = items[i]!;
    const half = items.length >> 1;
    while (i < half) {
      let child = 2 * i + 1;
      if (child + 1 < items.length && comesBefore(items[child + 1]!, items[child]!)) child++;
      if (!comesBefore(items[child]!, item)) break;
      items[i] = items[child]!;
      i = child;
    }
    items[i] = item;
  }
}
