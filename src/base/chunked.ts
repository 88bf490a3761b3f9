// An array in chunks that copies share until one of them writes: what makes a keyframe of a long log cheap.
// Indices start at 0. A chunk is copied by whoever first writes to it after a clone.

const SHIFT = 6;
const SIZE = 1 << SHIFT;
const MASK = SIZE - 1;

const GONE: readonly never[] = Object.freeze([]);

/** A growing array whose clones share what neither has changed. Owned; copy with `clone()`. */
export class Chunked<T> {
  private chunks: (T | undefined)[][] = [];
  /** Chunks below this number may be shared with a clone, unless `own` holds them. */
  private sharedBelow = 0;
  private own = new Set<number>();
  /** Chunks below this number are let go. */
  private forgotten = 0;
  private count = 0;

  /** One more than the highest index ever set, or what `truncate` left. */
  get length(): number {
    return this.count;
  }

  get(index: number): T | undefined {
    return index < this.count ? this.chunks[index >> SHIFT]?.[index & MASK] : undefined;
  }

  set(index: number, value: T | undefined): void {
    const c = index >> SHIFT;
    while (this.chunks.length <= c) this.chunks.push([]);
    this.mine(c)[index & MASK] = value;
    if (index >= this.count) this.count = index + 1;
  }

  push(value: T): void {
    this.set(this.count, value);
  }

  /** Drops everything from `length` on. */
  truncate(length: number): void {
    if (length >= this.count) return;
    const keep = (length + MASK) >> SHIFT;
    this.chunks.length = keep;
    this.count = length;
    if ((length & MASK) !== 0) this.mine(keep - 1).length = length & MASK;
    if (this.sharedBelow > keep) this.sharedBelow = keep;
    for (const c of this.own) if (c >= keep) this.own.delete(c);
  }

  /** Lets go of every item below `index`, whole chunks at a time; the length stays. Reading one of them gives undefined. */
  forget(index: number): void {
    const whole = Math.min(index, this.count) >> SHIFT;
    for (let c = this.forgotten; c < whole; c++) {
      this.chunks[c] = GONE as unknown as T[];
      this.own.delete(c);
    }
    this.forgotten = Math.max(this.forgotten, whole);
    if (whole < this.chunks.length && (index & MASK) !== 0) {
      const chunk = this.mine(whole);
      for (let i = 0; i < (index & MASK) && i < chunk.length; i++) chunk[i] = undefined;
    }
  }

  clone(): Chunked<T> {
    const copy = new Chunked<T>();
    copy.chunks = this.chunks.slice();
    copy.count = this.count;
    copy.forgotten = this.forgotten;
    copy.sharedBelow = this.sharedBelow = this.chunks.length;
    this.own.clear();
    return copy;
  }

  private mine(c: number): (T | undefined)[] {
    if (c < this.sharedBelow && !this.own.has(c)) {
      this.own.add(c);
      this.chunks[c] = this.chunks[c]!.slice();
    } else if (this.chunks[c] === (GONE as unknown)) this.chunks[c] = [];
    return this.chunks[c]!;
  }
}
