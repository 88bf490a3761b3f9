// Where two branches of a run part: below that event they have the same inputs, and so the same events. Questions about journals; whether the
// events are in fact the same, whoever executes them again sees.
import type { EventNumber } from '../base/units.ts';
import type { JournalEntry } from '../sim/inputs.ts';
import type { Branch } from './branch.ts';

/** The first event that may differ: an input that only one of them has, or the end of one. */
export function partingOf(a: Branch, b: Branch): EventNumber {
  let i = 0;
  while (sameEntry(a.journal[i], b.journal[i])) i++;
  return Math.min(a.journal[i]?.event ?? Infinity, b.journal[i]?.event ?? Infinity, a.tipEvent, b.tipEvent);
}

// Inherited entries are the ancestors' own; others may still say the same.
function sameEntry(a: JournalEntry | undefined, b: JournalEntry | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** What was done in the branch from `event` on, up to its tip. */
export const actsFrom = (b: Branch, event: EventNumber): readonly JournalEntry[] =>
  b.journal.filter((e) => e.event >= event && e.event < b.tipEvent);

/** What was done differently where the branch begins: its own act there, or that of its parent which it does without. Null: neither acted there. */
export function doneAtFork(b: Branch): { readonly entry: JournalEntry; readonly without: boolean } | null {
  if (b.parent === null) return null;
  const own = b.journal[b.inherited];
  if (own?.event === b.forkEvent) return { entry: own, without: false };
  const theirs = b.parent.journal.find((e) => e.event === b.forkEvent);
  return theirs === undefined ? null : { entry: theirs, without: true };
}
