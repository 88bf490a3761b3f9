// What a press or a key on a row of the event list does: select, show the moment, jump to the cause, go to the next row.
import type { KeyboardEvent, MouseEvent } from 'react';
import { seek, select, showRecovery } from '../../state/actions.ts';

export interface RowActs {
  /** The list goes along with the moment shown from now on. */
  readonly follow: () => void;
  /** Tab comes back to this row. */
  readonly activate: (event: number) => void;
  readonly moveTo: (event: number, by: 1 | -1) => void;
}

/** Shows the moment just after the event. */
function show({ follow }: RowActs, event: number): void {
  select({ kind: 'event', event });
  follow();
  void seek(event + 1);
}

export function onRowClick(acts: RowActs, e: MouseEvent): void {
  const target = e.target as Element;
  const row = target.closest<HTMLElement>('[data-event]');
  if (row === null) return;
  const event = Number(row.dataset['event']);
  const act = target.closest<HTMLElement>('[data-act]');
  acts.activate(event);
  if (act?.dataset['act'] === 'cause') show(acts, Number(act.dataset['cause']));
  else if (act?.dataset['act'] === 'recovery') showRecovery(Number(act.dataset['of']), event);
  else if (act?.dataset['act'] === 'seek' || e.shiftKey) show(acts, event);
  else select({ kind: 'event', event });
}

export function onRowKey(acts: RowActs, e: KeyboardEvent): void {
  const target = e.target as Element;
  const row = target.closest<HTMLElement>('[data-event]');
  if (row === null || e.ctrlKey || e.metaKey || e.altKey) return;
  const event = Number(row.dataset['event']);
  if (e.key === 'Enter' && target.closest('[data-act=select]') !== null) show(acts, event);
  else if (e.key === 'ArrowDown' || e.key === 'ArrowUp') acts.moveTo(event, e.key === 'ArrowDown' ? 1 : -1);
  else return;
  e.preventDefault();
}
