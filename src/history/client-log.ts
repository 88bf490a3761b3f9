// What the clients of a run saw, branch by branch, kept as the events happen; and whether it is linearizable (I10), judged when somebody asks, for
// any moment. It holds a few numbers for each request and no worlds: a moment in the past is the history up to there.
import type { EventNumber } from '../base/units.ts';
import { clientOfSession, type Command } from '../paxos/entry.ts';
import type { EventRecord } from '../sim/events.ts';
import type { DiskRow, RunHeader } from '../sim/inputs.ts';
import { checkOperations, type HistoryVerdict } from '../sim/linearizability/check.ts';
import { ABSENT } from '../sim/linearizability/model.ts';
import { ClientHistory, type ClientOperation } from '../sim/linearizability/operations.ts';

/** The verdict, and what it does not speak of. */
export interface JudgedHistory extends HistoryVerdict {
  /** Answered in mode stale: they promise a prefix, not the present (Q5). */
  readonly stale: number;
  /** Operations of long ago that are not kept any more. */
  readonly forgotten: number;
}

/** One owner; an observer of a timeline. */
export class ClientLog {
  private readonly branches = new Map<number, ClientHistory>();

  onEvent(branch: { readonly id: number }, record: EventRecord): void {
    if (record.worldNotes.length > 0) this.of(branch.id).observe(record);
  }

  onFork(child: { readonly id: number; readonly forkEvent: EventNumber }, parent: { readonly id: number }): void {
    this.branches.set(child.id, this.of(parent.id).upTo(child.forkEvent));
  }

  onGone(branch: { readonly id: number }): void {
    this.branches.delete(branch.id);
  }

  /** Judges what the clients had seen when `event` events were executed. */
  judge(branch: number, event: EventNumber, header: RunHeader): JudgedHistory {
    const history = this.of(branch).upTo(event);
    const operations = history.operations();
    const before = header.disks ?? [];
    const unknown = history.forgotten > 0 || before.some((rows) => rows.length > 1);
    const verdict = checkOperations([...leftOver(before), ...operations], unknown ? null : ABSENT);
    const { forgotten } = history;
    const open = operations.filter((o) => o.answered === null).length;
    const stale = operations.filter((o) => o.mode === 'stale').length;
    return { ...verdict, operations: operations.length, unknown: open, stale, forgotten };
  }

  private of(branch: number): ClientHistory {
    let history = this.branches.get(branch);
    if (history === undefined) this.branches.set(branch, (history = new ClientHistory()));
    return history;
  }
}

/** The event before the first. */
const BEFORE = -1;

// A run that begins from disks may find votes there for commands whose outcome nobody knew: they may take effect in it yet.
function leftOver(disks: readonly (readonly DiskRow[])[]): ClientOperation[] {
  let chosenUpTo = 0;
  for (const { record } of disks.flat()) if (record.type !== 'identity') chosenUpTo = Math.max(chosenUpTo, record.commitIndex);
  const found = new Map<string, Command>();
  for (const { record } of disks.flat())
    if (record.type === 'vote' && record.slot > chosenUpTo && record.entry.type === 'commands')
      for (const c of record.entry.commands) found.set(`${c.session}#${c.sequence}`, c);
  return [...found.values()].map(({ session, sequence, operation }) => ({
    client: clientOfSession(session),
    session,
    sequence,
    operation,
    invoked: BEFORE,
    invokedAt: 0,
    answered: null,
    answeredAt: null,
    result: null,
    mode: 'log',
  }));
}
