// What the clients did, as checkers of histories read it: one JSON object a line in the shape of Jepsen's operations (`process`, `type`, `f`,
// `value`), which Knossos and Porcupine's readers take with a line of adaptation. An operation that was not answered ends with `info`.
import type { EventNumber, Micros } from '../../base/units.ts';
import type { Operation, OperationResult } from '../../paxos/entry.ts';
import type { Executed } from './executed.ts';
import type { Writer } from './writer.ts';

/** A process has one operation at a time: a session, here. */
export interface HistoryLine {
  readonly index: number;
  readonly process: number;
  readonly type: 'invoke' | 'ok' | 'info';
  readonly f: Operation['op'];
  readonly key: string;
  readonly value: string | null;
  /** In nanoseconds, as Jepsen has it. */
  readonly time: number;
  readonly event: EventNumber;
  readonly [more: string]: unknown;
}

/** What each event adds to the history, and how it ends; as lines of the one form or the other. */
export class ClientHistory implements Writer {
  private index = 0;
  private last: { readonly at: Micros; readonly number: EventNumber } = { at: 0, number: 0 };
  private readonly open = new Map<number, Operation>();
  private readonly print: (line: HistoryLine) => string;

  constructor(print: (line: HistoryLine) => string = JSON.stringify) {
    this.print = print;
  }

  begin(): readonly string[] {
    return [];
  }

  *take({ record }: Executed): Generator<string> {
    this.last = record;
    for (const n of record.worldNotes) {
      if (n.kind === 'invoke' && n.attempt === 1 && !this.open.has(n.session)) {
        this.open.set(n.session, n.operation);
        yield this.line(n.session, 'invoke', n.operation);
      } else if (n.kind === 'answered' && this.open.delete(n.session))
        yield this.line(n.session, 'ok', n.operation, answer(n.result, n.mode));
    }
  }

  *end(): Generator<string> {
    for (const [session, operation] of this.open) yield this.line(session, 'info', operation);
  }

  private line(process: number, type: HistoryLine['type'], o: Operation, more: object = {}): string {
    const { at, number: event } = this.last;
    const value = o.op === 'put' || o.op === 'cas' ? o.value : null;
    const expect = o.op === 'cas' ? { expect: o.expect } : {};
    return this.print({ index: this.index++, process, type, f: o.op, key: o.key, value, ...expect, ...more, time: at * 1000, event });
  }
}

const answer = (result: OperationResult, mode: string): object => ({
  ...(result.value === undefined ? {} : { value: result.value }),
  version: result.version,
  ...(result.ok === undefined ? {} : { ok: result.ok }),
  mode,
});
