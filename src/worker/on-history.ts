// The clients' history judged on demand, in words and numbers for the page. Nothing here changes the run.
import { clientOfSession, printOperation } from '../paxos/entry.ts';
import { printResult, sentence, type Window } from '../sim/linearizability/explain.ts';
import type { ClientOperation } from '../sim/linearizability/operations.ts';
import { commandName } from '../trace/wording.ts';
import { looking } from './desk.ts';
import type { Handler } from './host.ts';
import type { HistoryOperation, HistoryWindow } from './protocol.ts';

export const checkHistory: Handler<'check-history'> = (desk) =>
  looking(desk, ({ timeline, watch }) => {
    const { event } = timeline.shown;
    const { operations, unknown, stale, keys, forgotten, undecided, window } = watch.clients.judge(
      timeline.current.id,
      event,
      timeline.header,
    );
    return { event, operations, unknown, stale, keys, forgotten, undecided, window: window === null ? null : inWords(window) };
  });

const inWords = ({ key, says, facts, operations, last }: Window): HistoryWindow => ({
  key,
  says,
  facts,
  operations: operations.map((o) => operationInWords(o, o.session === last.session && o.sequence === last.sequence)),
});

const operationInWords = (o: ClientOperation, wrong: boolean): HistoryOperation => ({
  client: clientOfSession(o.session),
  command: commandName(o.session, o.sequence),
  text: sentence(o),
  operation: printOperation(o.operation),
  told: o.result === null ? '' : printResult(o.result),
  invoked: o.invoked,
  invokedAt: o.invokedAt,
  answered: o.answered,
  answeredAt: o.answeredAt,
  wrong,
});
