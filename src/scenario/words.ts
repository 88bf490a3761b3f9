// The words of the scenario language: nodes, ballots, times, shares, operations, read one after another from a line. What does not fit is
// an `Unfit` that says found and wanted; it never leaves this folder: `attempt` makes a refusal of it. Nothing here knows a directive.
import { refuse, ok, type Result } from '../base/result.ts';
import { ms, nameOf, YOU, type Address, type Micros, type NodeId, type Slot } from '../base/units.ts';
import type { Ballot } from '../paxos/ballot.ts';
import type { Operation } from '../paxos/entry.ts';

/** A text does not fit; the message says what was found and what was expected. */
export class Unfit extends Error {
  override readonly name = 'Unfit';
}

export function unfit(found: string | undefined, wanted: string): never {
  throw new Unfit(`${found === undefined || found === '' ? 'nothing' : `“${found}”`}; expected ${wanted}`);
}

/** The value, or a refusal with `where` before what did not fit. */
export function attempt<T>(where: string, read: () => T): Result<T> {
  try {
    return ok(read());
  } catch (error) {
    if (error instanceof Unfit) return refuse(`${where}: found ${error.message}.`);
    throw error;
  }
}

const MAX_NODES = 99;
const MAX_SLOT = 1_000_000_000;

/** A line's words, taken from the left. */
export class Words {
  private readonly list: readonly string[];
  private next = 0;
  private readonly nodes: number;

  /** `nodes`: how many the cluster has, where that is known. */
  constructor(text: string, nodes = MAX_NODES) {
    this.list = text
      .trim()
      .split(/\s+/)
      .filter((w) => w !== '');
    this.nodes = nodes;
  }

  peek(ahead = 0): string | undefined {
    return this.list[this.next + ahead];
  }

  get done(): boolean {
    return this.next >= this.list.length;
  }

  take(wanted: string): string {
    const word = this.list[this.next];
    if (word === undefined) return unfit(undefined, wanted);
    this.next++;
    return word;
  }

  /** Takes these words if they come next. */
  takeIf(...words: readonly string[]): boolean {
    if (!words.every((w, i) => this.peek(i) === w)) return false;
    this.next += words.length;
    return true;
  }

  rest(): string {
    const text = this.list.slice(this.next).join(' ');
    this.next = this.list.length;
    return text;
  }

  end(): void {
    if (!this.done) unfit(this.rest(), 'the end of the line');
  }

  node(): NodeId {
    const word = this.take(this.nodesWanted());
    return readNode(word, this.nodes) ?? unfit(word, this.nodesWanted());
  }

  /** The node that comes next, or null where something else does. */
  nodeIf(): NodeId | null {
    const word = this.peek();
    if (word === undefined || !/^n\d+$/.test(word)) return null;
    return this.node();
  }

  address(): Address {
    const word = this.take('a node or a client');
    return readClient(word) ?? readNode(word, this.nodes) ?? unfit(word, `${this.nodesWanted()}, you, or a client as c1`);
  }

  slot(): Slot {
    return this.count('a slot, as 14', 1, MAX_SLOT);
  }

  slotIf(): Slot | null {
    const word = this.peek();
    return word !== undefined && /^\d+$/.test(word) ? this.slot() : null;
  }

  count(wanted: string, min: number, max: number): number {
    const word = this.take(wanted);
    const n = /^\d+$/.test(word) ? Number(word) : -1;
    return n >= min && n <= max ? n : unfit(word, wanted);
  }

  ballot(): Ballot {
    const word = this.take('a ballot, as 3.n2');
    return readBallot(word) ?? unfit(word, 'a ballot, as 3.n2');
  }

  micros(): Micros {
    const word = this.take('a time, as 3ms');
    return readMicros(word) ?? unfit(word, 'a time, as 150us, 3ms or 2s');
  }

  private nodesWanted(): string {
    return this.nodes === MAX_NODES ? 'a node, as n3' : this.nodes === 1 ? 'n1, the only node' : `a node, n1 to n${this.nodes}`;
  }
}

function readNode(word: string, nodes: number): NodeId | null {
  const n = /^n([1-9]\d?)$/.exec(word);
  return n !== null && Number(n[1]) <= nodes ? Number(n[1]) : null;
}

function readClient(word: string): Address | null {
  if (word === 'you') return YOU;
  const n = /^c([1-9]\d?)$/.exec(word);
  return n === null ? null : YOU + Number(n[1]);
}

export function readBallot(word: string): Ballot | null {
  const b = /^([1-9]\d{0,8})\.n([1-9]\d?)$/.exec(word);
  return b === null ? null : { round: Number(b[1]), node: Number(b[2]) };
}

/** `150us`, `3ms`, `2.5s`: whole microseconds. */
export function readMicros(word: string): Micros | null {
  const t = /^(\d{1,9}(?:\.\d{1,6})?)(us|µs|ms|s)$/.exec(word);
  if (t === null) return null;
  const n = Number(t[1]);
  return t[2] === 's' ? ms(n * 1000) : t[2] === 'ms' ? ms(n) : Number.isInteger(n) ? n : null;
}

/** `3ms`, `150us`, `2s`: the shortest that is exact. */
export function printMicros(micros: Micros): string {
  if (micros % 1000 !== 0) return `${micros}us`;
  return micros % 1_000_000 === 0 && micros > 0 ? `${micros / 1_000_000}s` : `${micros / 1000}ms`;
}

/** `5%` or `300ppm`, in parts per million. */
export function readPpm(word: string): number | null {
  const share = /^(\d{1,7}(?:\.\d{1,4})?)(%|ppm)$/.exec(word);
  if (share === null) return null;
  const ppm = share[2] === '%' ? Math.round(Number(share[1]) * 10_000) : Number(share[1]);
  return Number.isInteger(ppm) ? ppm : null;
}

const OPERATIONS = 'a command: x=4, x? (get), x× (delete), x=4 if v2, x=4 if absent';

/** `x=4`, `x?` or `get x`, `x×` or `delete x`, `x=4 if v2`, `x=4 if absent`. */
export function takeOperation(words: Words): Operation {
  const first = words.take(OPERATIONS);
  if (first === 'get' || first === 'delete') return { op: first, key: readKey(words.take('a key, as x')) };
  const short = /^([A-Za-z0-9_-]{1,20})(\?|×)$/.exec(first);
  if (short !== null) return { op: short[2] === '?' ? 'get' : 'delete', key: short[1]! };
  const put = /^([A-Za-z0-9_-]{1,20})=([^\s=]{1,40})$/.exec(first);
  if (put === null) return unfit(first, OPERATIONS);
  const [, key, value] = put as unknown as [string, string, string];
  return words.takeIf('if') ? { op: 'cas', key, value, expect: takeVersion(words) } : { op: 'put', key, value };
}

const readKey = (word: string): string => (/^[A-Za-z0-9_-]{1,20}$/.test(word) ? word : unfit(word, 'a key of letters and digits'));

function takeVersion(words: Words): number {
  const word = words.take('a version, as v2, or absent');
  if (word === 'absent') return 0;
  const v = /^v(\d{1,9})$/.exec(word);
  return v === null ? unfit(word, 'a version, as v2, or absent') : Number(v[1]);
}

/** `n1, n2 and n3`. */
export function listNodes(nodes: readonly Address[]): string {
  const names = nodes.map(nameOf);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
}
