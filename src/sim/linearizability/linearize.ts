// Whether a history of one key is linearizable: is there an order of its operations, each somewhere between its sending and its answer, in
// which every answer is right? The search of Wing and Gong (1993) in Lowe's form (2017): an operation is placed as late as an answer allows,
// and a set of placed operations is tried once for each state that it leads to.
import { makeStream, nextWord } from '../../base/prng.ts';
import { printState, runOn, type KeyState } from './model.ts';
import type { ClientOperation } from './operations.ts';

/** A sending or an answer, in a list from which both of an operation can be lifted out and put back. */
interface Mark {
  /** Index of its operation. */
  readonly op: number;
  /** Of a sending, its answer; of an answer, null. */
  readonly answer: Mark | null;
  before: Mark | null;
  after: Mark | null;
}

export interface Verdict {
  readonly linearizable: boolean;
  /** The most operations that could be placed, in their order: the longest way that the search found. */
  readonly placed: readonly ClientOperation[];
  /** Given up: more than `limit` placements were tried. Then nothing is known. */
  readonly gaveUp: boolean;
}

/** Placements tried before the search gives up: a second or two. */
const LIMIT = 4_000_000;

/** Requires operations of one key. One without an answer may have happened at any time after its sending, or never. */
export function linearize(operations: readonly ClientOperation[], initial: KeyState, limit = LIMIT): Verdict {
  return new Search(operations, initial).run(limit);
}

class Search {
  private readonly head: Mark = { op: -1, answer: null, before: null, after: null };
  private readonly hashes: Int32Array;
  private readonly placedBits: Int32Array;
  private hash = 0;
  private state: KeyState;
  private readonly way: { readonly mark: Mark; readonly state: KeyState }[] = [];
  private longest: number[] = [];
  private readonly tried = new Map<number, { readonly bits: Int32Array; readonly state: string }[]>();
  private readonly operations: readonly ClientOperation[];

  constructor(operations: readonly ClientOperation[], initial: KeyState) {
    this.operations = operations;
    this.state = initial;
    this.placedBits = new Int32Array((operations.length + 31) >> 5);
    const stream = makeStream(1, 'linearizability');
    this.hashes = Int32Array.from(operations, () => nextWord(stream) | 0);
    this.lineUp();
  }

  run(limit: number): Verdict {
    let mark = this.head.after;
    for (let tries = 0; mark !== null; tries++) {
      if (tries > limit) return this.verdict(false, true);
      if (mark.answer !== null) {
        mark = this.place(mark) ? this.head.after : mark.after;
        continue;
      }
      if (this.operations[mark.op]!.answered === null) break; // only unknown outcomes are left: they need not have happened
      const last = this.takeBack();
      if (last === null) return this.verdict(false, false);
      mark = last.after;
    }
    return this.verdict(true, false);
  }

  // Sendings and answers in order of their events; answers that never came stand at the end.
  private lineUp(): void {
    const marks: { readonly at: number; readonly mark: Mark }[] = [];
    this.operations.forEach((o, op) => {
      const answer: Mark = { op, answer: null, before: null, after: null };
      marks.push({ at: o.invoked * 2 + 1, mark: { op, answer, before: null, after: null } });
      // An answer at the event of a sending came first: the same client may have sent because of it.
      marks.push({ at: o.answered === null ? Number.MAX_SAFE_INTEGER : o.answered * 2, mark: answer });
    });
    marks.sort((a, b) => a.at - b.at || a.mark.op - b.mark.op);
    let last = this.head;
    for (const { mark } of marks) {
      last.after = mark;
      mark.before = last;
      last = mark;
    }
  }

  // Places the operation next, if its answer allows it and this set with this state is new.
  private place(mark: Mark): boolean {
    const o = this.operations[mark.op]!;
    const next = runOn(this.state, o.operation, o.result);
    if (next === undefined) return false;
    this.toggle(mark.op);
    if (!this.isNew(next)) {
      this.toggle(mark.op);
      return false;
    }
    this.way.push({ mark, state: this.state });
    this.state = next;
    lift(mark);
    lift(mark.answer!);
    if (this.way.length > this.longest.length) this.longest = this.way.map((w) => w.mark.op);
    return true;
  }

  private takeBack(): Mark | null {
    const last = this.way.pop();
    if (last === undefined) return null;
    this.state = last.state;
    this.toggle(last.mark.op);
    putBack(last.mark.answer!);
    putBack(last.mark);
    return last.mark;
  }

  private toggle(op: number): void {
    this.placedBits[op >> 5]! ^= 1 << (op & 31);
    this.hash ^= this.hashes[op]!;
  }

  private isNew(state: KeyState): boolean {
    const text = printState(state);
    const known = this.tried.get(this.hash) ?? [];
    if (known.some((k) => k.state === text && sameBits(k.bits, this.placedBits))) return false;
    known.push({ bits: this.placedBits.slice(), state: text });
    this.tried.set(this.hash, known);
    return true;
  }

  private verdict(linearizable: boolean, gaveUp: boolean): Verdict {
    const order = linearizable ? this.way.map((w) => w.mark.op) : this.longest;
    return { linearizable, gaveUp, placed: order.map((op) => this.operations[op]!) };
  }
}

function lift(mark: Mark): void {
  mark.before!.after = mark.after;
  if (mark.after !== null) mark.after.before = mark.before;
}

function putBack(mark: Mark): void {
  mark.before!.after = mark;
  if (mark.after !== null) mark.after.before = mark;
}

function sameBits(a: Int32Array, b: Int32Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
