// What a bookmark says, while its moment is shown: large enough to be read from the last row where the page is presented.
import { Bookmark, ChevronLeft, ChevronRight, Pencil } from 'lucide-react';
import { bookmarksOnWay } from '../../state/bookmarks-on-way.ts';
import { edit, walkBookmarks } from '../../state/bookmarks.ts';
import { useSaid } from '../../state/said.ts';
import type { BookmarkFrame } from '../../worker/protocol.ts';
import { IconButton } from '../kit/Button.tsx';
import './notes.css';

export function BookmarkCard() {
  const run = useSaid((s) => s.run);
  const event = useSaid((s) => s.frame?.event);
  if (run === null || event === undefined) return null;
  const way = bookmarksOnWay(run);
  const place = way.findIndex((b) => b.event === event);
  return place < 0 ? null : <Card bookmark={way[place]!} place={place} of={way.length} readOnly={run.readOnly} />;
}

interface CardProps {
  readonly bookmark: BookmarkFrame;
  /** From 0. */
  readonly place: number;
  readonly of: number;
  readonly readOnly: boolean;
}

function Card({ bookmark, place, of, readOnly }: CardProps) {
  return (
    <section className="bookmark-card" aria-label="Bookmark">
      <header className="bookmark-head">
        <Bookmark className="kit-icon" aria-hidden />
        <h3>{bookmark.title}</h3>
        <span className="bookmark-place">
          {place + 1} of {of}
        </span>
        <IconButton
          icon={ChevronLeft}
          label="Back to the bookmark before"
          keys="bookmarkBack"
          look="quiet"
          size="sm"
          disabled={place === 0}
          onClick={() => void walkBookmarks(-1)}
        />
        <IconButton
          icon={ChevronRight}
          label="On to the next bookmark"
          keys="bookmarkNext"
          look="quiet"
          size="sm"
          disabled={place === of - 1}
          onClick={() => void walkBookmarks(1)}
        />
        {!readOnly && (
          <IconButton icon={Pencil} label="Edit this bookmark" keys="bookmark" look="quiet" size="sm" onClick={() => edit(bookmark)} />
        )}
      </header>
      {bookmark.text !== '' && (
        <p className="bookmark-text" tabIndex={0}>
          {bookmark.text}
        </p>
      )}
    </section>
  );
}
