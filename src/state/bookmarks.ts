// Bookmarks and notes from the page's side: going from one bookmark to the next, and changing what is written. What is typed is kept as it is
// typed; what is removed can be put back from the notice that says so. Loaded when first wanted.
import { create } from 'zustand';
import type { EventNumber } from '../base/units.ts';
import type { BookmarkFrame, RunFrame } from '../worker/protocol.ts';
import { attempt, seek, switchBranch } from './actions.ts';
import { bookmarkAfter, bookmarkAt, isOnWay } from './bookmarks-on-way.ts';
import { closeDialog, openDialog } from './choices.ts';
import { engine } from './engine.ts';
import { showNotice, useSaid } from './said.ts';

const MAX_TITLE = 120;

/** The bookmark whose words are in the dialog. */
export const useEdited = create<{ readonly place: Place | null }>()(() => ({ place: null }));

export interface Place {
  readonly branch: number;
  readonly event: EventNumber;
}

/** Shows its moment, on its branch where another one is shown. */
export async function goToBookmark({ branch, event }: Place): Promise<void> {
  const { run } = useSaid.getState();
  if (run !== null && !isOnWay(run, { branch, event })) await switchBranch(branch);
  await seek(event);
}

export async function walkBookmarks(direction: 1 | -1): Promise<void> {
  const { run, frame } = useSaid.getState();
  if (run === null || frame === null) return;
  const to = bookmarkAfter(run, frame.event, direction);
  if (to !== undefined) return goToBookmark(to);
  const none = run.bookmarks.length === 0;
  const title = none
    ? 'There are no bookmarks'
    : direction === 1
      ? 'No bookmark comes after this moment'
      : 'No bookmark lies before this moment';
  showNotice({
    id: 'key',
    tone: 'info',
    title,
    text: none ? 'B puts one at the moment that is shown.' : 'This run, in the rail, lists them all.',
  });
}

/** A bookmark at the moment that is shown, safe at once, and its words in the dialog; or the words of the one that is there. */
export async function bookmarkHere(): Promise<void> {
  const { run, frame, playing } = useSaid.getState();
  const current = run?.branches.find((b) => b.current);
  if (run === null || frame === null || current === undefined) return;
  const { event } = frame;
  if (playing) {
    await attempt('It does not pause', () => engine.request('pause'));
    await seek(event);
  }
  const there = bookmarkAt(run, event);
  if (there !== undefined) return edit(there);
  const bookmark = { branch: current.id, event, title: clean(frame.sentence).slice(0, MAX_TITLE), text: '' };
  const put = await attempt('The bookmark was not added', () => engine.request('put-bookmark', { bookmark }));
  if (put !== null) edit(put);
}

export function edit({ branch, event }: Place): void {
  useEdited.setState({ place: { branch, event } });
  openDialog('bookmark');
}

/** Other words; an empty title leaves the old one. */
export async function keepBookmark(b: BookmarkFrame, title: string, text: string): Promise<void> {
  const words = { title: clean(title.replaceAll('\n', ' ')).trim() || b.title, text: clean(text) };
  if (words.title === b.title && words.text === b.text) return;
  await attempt('The bookmark stays as it was', () =>
    engine.request('put-bookmark', { bookmark: { branch: b.branch, event: b.event, ...words } }),
  );
}

export async function removeBookmark({ branch, event }: Place): Promise<void> {
  closeDialog();
  const gone = await attempt('The bookmark was not removed', () => engine.request('remove-bookmark', { branch, event }));
  if (gone === null) return;
  const bookmark = { branch, event, title: gone.title, text: gone.text };
  showNotice({
    id: 'bookmark',
    tone: 'info',
    title: 'The bookmark was removed',
    text: `“${gone.title}”, at event ${event.toLocaleString('en')}.`,
    action: {
      label: 'Put it back',
      run: () => void attempt('The bookmark was not put back', () => engine.request('put-bookmark', { bookmark })),
    },
  });
}

/** What is written about the run; an empty title leaves the old one. */
export async function keepAbout(run: RunFrame, title: string, author: string, notes: string): Promise<void> {
  const words = { title: clean(title).trim() || run.title, author: clean(author).trim(), notes: clean(notes) };
  if (words.title === run.title && words.author === run.author && words.notes === run.notes) return;
  await attempt('What is written about the run stays as it was', () => engine.request('about', words));
}

/** Text pasted from elsewhere may carry what nobody sees: control characters, and halves of characters. */
export const clean = (text: string): string => text.replace(/[^\P{Cc}\n\t]|\p{Surrogate}/gu, '');
