// Bookmarks on the time track: a line across it and a ribbon below. Pointing at one says its title; pressing it goes there.
import { bookmarksOnWay } from '../../state/bookmarks-on-way.ts';
import { goToBookmark } from '../../state/bookmarks.ts';
import type { BookmarkFrame, RunFrame } from '../../worker/protocol.ts';
import { formatTime } from '../kit/format.ts';
import { Tooltip } from '../kit/Tooltip.tsx';
import type { X } from './layout.ts';

const GAP_PX = 11;

interface FlagsProps {
  readonly run: RunFrame;
  readonly x: X;
  readonly width: number;
  readonly scale: number;
}

export function BookmarkFlags({ run, x, width, scale }: FlagsProps) {
  const groups: { x: number; bookmarks: BookmarkFrame[] }[] = [];
  for (const b of bookmarksOnWay(run)) {
    const at = x(b.at);
    if (at < 0 || at > width) continue;
    const last = groups.at(-1);
    if (last !== undefined && at - last.x < GAP_PX * scale) last.bookmarks.push(b);
    else groups.push({ x: at, bookmarks: [b] });
  }
  return groups.map(({ x: left, bookmarks }) => <Flag key={bookmarks[0]!.event} left={left} bookmarks={bookmarks} />);
}

function Flag({ left, bookmarks }: { readonly left: number; readonly bookmarks: readonly BookmarkFrame[] }) {
  const text = bookmarks.map((b) => `${formatTime(b.at)} ms · ${b.title}`).join('; ');
  return (
    <Tooltip text={text}>
      {/* Out of the tab order: J and ⇧ J walk them, and the drawer lists them. */}
      <button
        type="button"
        className="bookmark-flag"
        tabIndex={-1}
        style={{ left }}
        aria-label={`Bookmark: ${text}`}
        onClick={() => void goToBookmark(bookmarks[0]!)}
      >
        <svg viewBox="0 0 10 12" aria-hidden>
          <path d="M1 0 H9 V12 L5 8.500 L1 12 Z" />
        </svg>
      </button>
    </Tooltip>
  );
}
