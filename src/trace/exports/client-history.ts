// What the clients did, as checkers of histories read it: one JSON object a line in the shape of Jepsen's operations (`process`, `type`, `f`,
// `value`), which Knossos and Porcupine's readers take with a line of adaptation. An operation that was not answered ends with `info`.
import type { EventNumber } from '../../base/units.ts';
import type { Operation, OperationResult } from '../../paxos/entry.ts';
import type { Executed } from './executed.ts';

/** A process has one operation at a time: a session, here. */
interface Line {
  readonly index: number;
  readonly process: number;
  readonly type: 'invoke' | 'ok' | 'info';
  readonly f: Operation['op'];
  readonly key: string;
  readonly value: string | null;
  readonly time: number;
  readonly event: EventNumber;
  readonly [more: string]: unknown;
}

/** The lines, each without its end. `time` is in nanoseconds, as Jepsen has it. */
export function* clientHistory(run: Iterable<Executed>): Generator<string> {
  let index = 0;
  let last = { at: 0, number: 0 };
  const open = new Map<number, Operation>();
  const line = (process: number, type: Line['type'], o: Operation, at: number, event: number, more: object = {}): string => {
    const value = o.op === 'put' || o.op === 'cas' ? o.value : null;
    const expect = o.op === 'cas' ? { expect: o.expect } : {};
    const entry: Line = { index: index++, process, type, f: o.op, key: o.key, value, ...expect, ...more, time: at * 1000, event };
    return JSON.stringify(entry);
  };
  for (const { record } of run) {
    const { at, number } = record;
    last = record;
    for (const n of record.worldNotes) {
      if (n.kind === 'invoke' && n.attempt === 1 && !open.has(n.session)) {
        open.set(n.session, n.operation);
        yield line(n.session, 'invoke', n.operation, at, number);
      } else if (n.kind === 'answered' && open.delete(n.session))
        yield line(n.session, 'ok', n.operation, at, number, answer(n.result, n.mode));
    }
  }
  for (const [session, operation] of open) yield line(session, 'info', operation, last.at, last.number);
}

const answer = (result: OperationResult, mode: string): object => ({
  ...(result.value === undefined ? {} : { value: result.value }),
  version: result.version,
  ...(result.ok === undefined ? {} : { ok: result.ok }),
  mode,
});
