// Which bookmarks lie on the way that is shown, and what pasted text keeps.
import { describe, expect, it } from 'vitest';
import type { RunFrame } from '../worker/protocol.ts';
import { bookmarkAfter, bookmarkAt, bookmarksElsewhere, bookmarksOnWay } from './bookmarks-on-way.ts';
import { clean } from './bookmarks.ts';

const branch = (id: number, parent: number | null, forkEvent: number, current = false) => ({ id, parent, forkEvent, current });
const mark = (of: number, event: number) => ({ branch: of, event, at: event * 10, title: `${of}/${event}`, text: '' });
/** 1 is left by 2 at 100, 2 by 3 at 150; 3 is shown. */
const run = {
  branches: [branch(1, null, 0), branch(2, 1, 100), branch(3, 2, 150, true)],
  bookmarks: [mark(1, 40), mark(1, 100), mark(1, 120), mark(2, 130), mark(2, 160), mark(3, 155)],
} as unknown as RunFrame;
const titles = (list: readonly { readonly title: string }[]): string[] => list.map((b) => b.title);

describe('bookmarks', () => {
  it('of the way that is shown: an ancestor’s up to where it is left, in order', () => {
    expect(titles(bookmarksOnWay(run))).toEqual(['1/40', '1/100', '2/130', '3/155']);
    expect(titles(bookmarksElsewhere(run))).toEqual(['1/120', '2/160']);
  });
  it('are walked from any moment', () => {
    expect(bookmarkAfter(run, 40, 1)?.title).toBe('1/100');
    expect(bookmarkAfter(run, 120, -1)?.title).toBe('1/100');
    expect(bookmarkAfter(run, 155, 1)).toBeUndefined();
    expect([bookmarkAt(run, 130)?.title, bookmarkAt(run, 120)]).toEqual(['2/130', undefined]);
  });
  it('keep what can be read of a pasted text', () => {
    expect(clean('a\u0000b\u001b[1m\nc\td \ud800 \u{1f600}é')).toBe('ab[1m\nc\td  \u{1f600}é');
  });
});
