// Before a run is replaced by another: what would be lost, and the question, asked only where something would be.
import { create } from 'zustand';
import type { RunFrame } from '../worker/protocol.ts';
import { useSaid } from './said.ts';

export type Answer = 'keep' | 'save-first' | 'replace';

interface Asking {
  /** What wants to take the run's place, and what it would take. Null: nothing is asked. */
  readonly question: { readonly what: string; readonly loses: string; readonly answer: (a: Answer) => void } | null;
  /** The run as it was last saved to a file. */
  readonly saved: string;
}

export const useAsking = create<Asking>()(() => ({ question: null, saved: '' }));

/** What a file would hold that no other run has. How far it was played is not part of it: it plays again to the same events. */
const stateOf = ({ session, acts, branches, title, author, notes, bookmarks }: RunFrame): string =>
  JSON.stringify([session, acts, branches.map((b) => [b.id, b.name]), title, author, notes, bookmarks]);

export function rememberSaved(): void {
  const { run } = useSaid.getState();
  if (run !== null) useAsking.setState({ saved: stateOf(run) });
}

/** The run that comes next holds nothing yet that its file does not: call when it was opened, before the page has been told of it. */
export function rememberOpened(): void {
  const { run } = useSaid.getState();
  const stop = useSaid.subscribe((now) => {
    if (now.run === run) return;
    stop();
    rememberSaved();
  });
}

/** What the person did in the run and no file holds, in words; '' when nothing would be lost. A run that only played can be had again. */
export function wouldLose(run: RunFrame | null, saved: string): string {
  if (run === null || run.readOnly || stateOf(run) === saved) return '';
  const written = run.author !== '' || run.notes !== '' || run.bookmarks.length > 0;
  if (run.acts === 0 && run.branches.length < 2 && !written) return '';
  const parts = [`${run.tipEvent.toLocaleString('en')} events`];
  if (run.acts > 0) parts.push('what you did in it');
  if (written) parts.push('what is written about it');
  if (run.branches.length > 1) parts.push(`${run.branches.length} branches`);
  return parts.length === 1 ? parts[0]! : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;
}

/** Resolves at once with 'replace' when nothing would be lost; otherwise with the person's answer. */
export function askToReplace(what: string): Promise<Answer> {
  const loses = wouldLose(useSaid.getState().run, useAsking.getState().saved);
  if (loses === '') return Promise.resolve('replace');
  return new Promise((resolve) => {
    const answer = (a: Answer): void => {
      useAsking.setState({ question: null });
      resolve(a);
    };
    useAsking.setState({ question: { what, loses, answer } });
  });
}
