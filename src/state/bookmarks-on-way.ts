// Which bookmarks lie on the way that is shown: the current branch's, and of its ancestors those before it leaves them. Questions only.
import type { EventNumber } from '../base/units.ts';
import type { BookmarkFrame, BranchFrame, RunFrame } from '../worker/protocol.ts';

type Run = Pick<RunFrame, 'bookmarks' | 'branches'>;

/** Up to which event the way that is shown is that of each branch: the current one to its end, an ancestor to where it is left. */
function wayOf(branches: readonly BranchFrame[]): ReadonlyMap<number, EventNumber> {
  const way = new Map<number, EventNumber>();
  let limit = Infinity;
  for (let b = branches.find((x) => x.current); b !== undefined; b = branches.find((x) => x.id === b!.parent)) {
    if (way.has(b.id)) break;
    way.set(b.id, limit);
    limit = Math.min(limit, b.forkEvent);
  }
  return way;
}

export const isOnWay = ({ branches }: Run, { branch, event }: Pick<BookmarkFrame, 'branch' | 'event'>): boolean =>
  event <= (wayOf(branches).get(branch) ?? -1);

/** Those of the way that is shown, in order. */
export function bookmarksOnWay({ bookmarks, branches }: Run): readonly BookmarkFrame[] {
  const way = wayOf(branches);
  return bookmarks.filter((b) => b.event <= (way.get(b.branch) ?? -1)).sort((a, b) => a.event - b.event);
}

/** Those that only other branches have. */
export function bookmarksElsewhere(run: Run): readonly BookmarkFrame[] {
  const here = new Set(bookmarksOnWay(run));
  return run.bookmarks.filter((b) => !here.has(b));
}

export const bookmarkAt = (run: Run, event: EventNumber): BookmarkFrame | undefined => bookmarksOnWay(run).find((b) => b.event === event);

/** The next one (the one before) of the way, seen from the event. */
export function bookmarkAfter(run: Run, event: EventNumber, direction: 1 | -1): BookmarkFrame | undefined {
  const way = bookmarksOnWay(run);
  return direction === 1 ? way.find((b) => b.event > event) : way.findLast((b) => b.event < event);
}
