// What the clients saw: each request from its first sending to its answer, as an observer outside would note it. A request sent again is the
// same operation; one never answered has an unknown outcome. Bounded: the oldest answered operations are forgotten, which is said.
import type { ClientId, EventNumber, Micros, SessionId } from '../../base/units.ts';
import type { Operation, OperationResult } from '../../paxos/entry.ts';
import type { ReadMode } from '../../paxos/messages.ts';
import type { EventRecord } from '../events.ts';

/** One operation of a client. Values, but for the answer, which comes later. */
export interface ClientOperation {
  readonly client: ClientId;
  readonly session: SessionId;
  readonly sequence: number;
  readonly operation: Operation;
  /** The event of its first sending, and its time. */
  readonly invoked: EventNumber;
  readonly invokedAt: Micros;
  /** The event of its answer; null: its outcome is unknown. */
  readonly answered: EventNumber | null;
  readonly answeredAt: Micros | null;
  readonly result: OperationResult | null;
  /** How it was answered; a stale answer promises a prefix, not the present (Q5). */
  readonly mode: ReadMode;
}

/** Operations kept at most; a check of more would say nothing that a person can look at. */
export const MAX_OPERATIONS = 20_000;

/** Owned; copy with `clone()`. */
export class ClientHistory {
  private done: ClientOperation[] = [];
  private open = new Map<SessionId, ClientOperation>();
  /** Answered operations that were forgotten: what is kept begins in the middle of a run. */
  forgotten = 0;

  /** Notes what the event's clients sent and heard. */
  observe(record: EventRecord): void {
    for (const n of record.worldNotes) {
      if (n.kind === 'invoke' && n.attempt === 1 && this.open.get(n.session)?.sequence !== n.sequence) {
        const { client, session, sequence, operation } = n;
        this.open.set(session, {
          client,
          session,
          sequence,
          operation,
          invoked: record.number,
          invokedAt: record.at,
          answered: null,
          answeredAt: null,
          result: null,
          mode: 'log',
        });
      } else if (n.kind === 'answered') this.answer(n.session, n.sequence, n.result, n.mode, record);
    }
  }

  /** Every operation kept, in order of their first sending. */
  operations(): readonly ClientOperation[] {
    return [...this.done, ...this.open.values()].sort((a, b) => a.invoked - b.invoked);
  }

  /** What was known when so many events had been executed: what is answered later has no answer yet. */
  upTo(event: EventNumber): ClientHistory {
    const copy = new ClientHistory();
    copy.forgotten = this.forgotten;
    for (const o of this.operations()) {
      if (o.invoked >= event) continue;
      if (o.answered !== null && o.answered >= event) copy.open.set(o.session, unanswered(o));
      else if (o.answered === null && this.open.get(o.session) === o) copy.open.set(o.session, o);
      else copy.done.push(o);
    }
    copy.done.sort((a, b) => (a.answered ?? 0) - (b.answered ?? 0));
    return copy;
  }

  clone(): ClientHistory {
    const copy = new ClientHistory();
    copy.done = this.done.slice();
    copy.open = new Map(this.open);
    copy.forgotten = this.forgotten;
    return copy;
  }

  private answer(session: SessionId, sequence: number, result: OperationResult, mode: ReadMode, record: EventRecord): void {
    const operation = this.open.get(session);
    if (operation === undefined || operation.sequence !== sequence) return;
    this.open.delete(session);
    this.done.push({ ...operation, answered: record.number, answeredAt: record.at, result, mode });
    if (this.done.length <= MAX_OPERATIONS) return;
    const half = MAX_OPERATIONS >> 1;
    // What was under way when the last of these was answered may have taken effect before it or after: its outcome counts as unknown.
    const since = this.done[half - 1]!.answered ?? 0;
    this.done = this.done.slice(half).map((o) => (o.invoked < since ? unanswered(o) : o));
    this.forgotten += half;
  }
}

const unanswered = (o: ClientOperation): ClientOperation => ({ ...o, answered: null, answeredAt: null, result: null, mode: 'log' });
