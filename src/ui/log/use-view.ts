// Tells the worker which slots the grid shows, whenever that changes, and again to a worker that was started anew.
//   choices.logFirst, columns → makeLatest → engine 'view' → the next frame's log
import { useEffect } from 'react';
import { useChoices } from '../../state/choices.ts';
import { engine } from '../../state/engine.ts';
import { makeLatest } from '../../state/latest.ts';
import { useSaid } from '../../state/said.ts';

const sendView = makeLatest((view: { readonly firstSlot: number | null; readonly slots: number }) => engine.request('view', view));

export function useView(columns: number): void {
  const firstSlot = useChoices((c) => c.logFirst);
  const ready = useSaid((s) => s.engine === 'ready');
  useEffect(() => {
    // A refusal or a lost engine leaves the grid as it is; the next frame says what it shows, and readiness asks again.
    if (columns > 0 && ready) sendView({ firstSlot, slots: columns }).catch(() => undefined);
  }, [columns, firstSlot, ready]);
}

/** Moves the grid: a first slot, or null to follow the tip. */
export function showFrom(first: number | null): void {
  if (useChoices.getState().logFirst === first) return;
  useChoices.setState((c) => {
    c.logFirst = first;
  });
}
