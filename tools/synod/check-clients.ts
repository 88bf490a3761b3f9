// Linearizability of what the clients saw, by the lines alone: for each key, is there an order of its operations, each at one moment between
// its request and its answer, that gives every answer? A search with memory (after Wing and Gong, and Lowe), one key at a time.
import { runOn, sameResult, type Item } from './own-machine.ts';
import type { Line, LineOf, Operation, Report, Result } from './event-file.ts';

interface Call {
  readonly line: Line;
  readonly operation: Operation;
  readonly invoked: number;
  /** Infinity: never answered; then it may have taken effect at any time, or never. */
  answered: number;
  result: Result | null;
  stale: boolean;
  /** The first answer that a node sent. */
  promised: { readonly result: Result; readonly stale: boolean; readonly event: number } | null;
}

/** States that one key's search may visit beside one for each operation; beyond that nothing is said of it. */
const MAX_STATES = 400_000;

/** One owner, for one run. */
export class ClientRules {
  private readonly open = new Map<string, Call>();
  private readonly byKey = new Map<string, Call[]>();
  private readonly report: Report;
  /** Keys whose search was given up. */
  readonly undecided: string[] = [];

  constructor(report: Report) {
    this.report = report;
  }

  take(line: Line): void {
    if (line.kind === 'send') this.sent(line);
    if (line.kind !== 'invoke' && line.kind !== 'reply') return;
    const id = `${line.session}#${line.sequence}`;
    if (line.kind === 'invoke') {
      if (!this.open.has(id)) this.begin(id, line, line.operation);
      return;
    }
    const call = this.open.get(id);
    if (call === undefined || call.result !== null) return;
    call.answered = line.event;
    call.result = line.result ?? null;
    call.stale = line.mode === 'stale';
  }

  /** Judges every key. `tookEffect`: whether anybody applied a request that was not answered; one that nobody did is left out. */
  finish(tookEffect: (session: number, sequence: number) => boolean): void {
    for (const [id, call] of this.open) {
      if (call.result === null && call.promised !== null)
        Object.assign(call, { result: call.promised.result, stale: call.promised.stale, answered: call.promised.event });
      const [session, sequence] = id.split('#').map(Number);
      if (call.stale || (call.result === null && !tookEffect(session!, sequence!))) continue;
      const { key } = call.operation;
      this.byKey.set(key, [...(this.byKey.get(key) ?? []), call]);
    }
    for (const [key, calls] of this.byKey) {
      const verdict = isLinearizable(calls);
      if (verdict === null) this.undecided.push(key);
      else if (!verdict)
        this.report('linearizability', calls.at(-1)!.line, `No order of the operations on ${key} gives what the clients saw.`);
    }
  }

  // An answer that is on its way when the lines end counts from when it was sent; the client's own receipt goes before it.
  private sent({ message: m, event }: LineOf<'send'>): void {
    if (m.type !== 'Reply') return;
    const call = this.open.get(`${m.session}#${m.sequence}`);
    if (call !== undefined) call.promised ??= { result: m.result, stale: m.mode === 'stale', event };
  }

  private begin(id: string, line: Line, operation: Operation): void {
    this.open.set(id, { line, operation, invoked: line.event, answered: Infinity, result: null, stale: false, promised: null });
  }
}

/** A way that the search may go on: `done` calls below `base` are all ordered, and those in `ahead` too. */
interface Place {
  readonly base: number;
  readonly ahead: readonly number[];
  readonly item: Item;
  /** How many of the ordered ones were answered. */
  readonly answered: number;
}

/** Whether there is such an order; null: too many to try. `calls` are in order of their requests. */
function isLinearizable(calls: readonly Call[]): boolean | null {
  const answered = calls.filter((c) => c.result !== null).length;
  const seen = new Set<string>();
  const stack: Place[] = [{ base: 0, ahead: [], item: { value: undefined, version: 0 }, answered: 0 }];
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const key = `${place.base}:${place.ahead.join()}:${place.item.version}:${place.item.value ?? ''}:${place.item.value === undefined}`;
    if (seen.has(key)) continue;
    if (seen.add(key).size > MAX_STATES + calls.length) return null;
    if (place.answered === answered) return true; // those that were not answered need not be in the order
    const next = nextCalls(calls, place);
    for (const i of next.reverse()) {
      const after = order(calls, place, i);
      if (after !== null) stack.push(after);
    }
  }
  return false;
}

// Those that may come next: asked before any that is left was answered. The first to be answered comes first.
function nextCalls(calls: readonly Call[], { base, ahead }: Place): number[] {
  const left: number[] = [];
  let bound = Infinity;
  for (let i = base; i < calls.length && calls[i]!.invoked < bound; i++) {
    if (ahead.includes(i)) continue;
    left.push(i);
    bound = Math.min(bound, calls[i]!.answered);
  }
  return left.filter((i) => calls[i]!.invoked < bound).sort((a, b) => calls[a]!.answered - calls[b]!.answered);
}

function order(calls: readonly Call[], place: Place, i: number): Place | null {
  const { operation, result } = calls[i]!;
  const ran = runOn(place.item, operation);
  if (result !== null && !sameResult(ran.result, result)) return null;
  const ahead = [...place.ahead, i].sort((a, b) => a - b);
  let { base } = place;
  while (ahead[0] === base) {
    ahead.shift();
    base++;
  }
  return { base, ahead, item: ran.item, answered: place.answered + (result === null ? 0 : 1) };
}
