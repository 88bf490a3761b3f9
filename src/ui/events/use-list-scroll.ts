// How the event list scrolls: a virtual list that goes along with the moment shown, or keeps the place of whoever reads, and asks for more
// events near its ends.
import { useEffect, useState, type RefObject } from 'react';
import { defaultRangeExtractor, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { MAX_FRUITLESS, type EventFeed, type Stretch } from './feed.ts';
import { rowKey, type EventListRow } from './rows.ts';

/** Rows of one line of text; the others are measured. */
const ROW_REM = 2.9;
const LOAD_WITHIN_ROWS = 12;

export type ListScroller = Virtualizer<HTMLDivElement, Element>;

/** `keep`: a row that stays there even out of sight, because it has the focus; −1: none. */
export function useRowScroller(
  box: RefObject<HTMLDivElement | null>,
  rows: readonly EventListRow[],
  follows: boolean,
  keep: number,
): ListScroller {
  const [rem] = useState(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
  return useVirtualizer<HTMLDivElement, Element>({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_REM * rem,
    getItemKey: (i) => rowKey(rows[i]!),
    overscan: 6,
    // Rows that come before the ones being read push nothing away, unless the list goes along with the newest.
    anchorTo: follows ? 'start' : 'end',
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      return keep < 0 || indexes.includes(keep) ? indexes : [...indexes, keep].sort((a, b) => a - b);
    },
    useFlushSync: false,
  });
}

/** While the list goes along with the moment shown, that moment stays in sight. `settled`: changes when rows turn out higher than thought. */
export function useShownInSight(
  virtual: ListScroller,
  box: RefObject<HTMLDivElement | null>,
  shownAt: number,
  follows: boolean,
  settled: unknown,
): void {
  useEffect(() => {
    if (!follows || shownAt < 0) return;
    if (shownAt === 0) {
      // Not by a command of the virtual list: it would measure the element on every frame for a while.
      if (box.current !== null && box.current.scrollTop !== 0) box.current.scrollTo({ top: 0 });
      return;
    }
    const { range } = virtual;
    if (range === null || shownAt <= range.startIndex || shownAt >= range.endIndex - 1) virtual.scrollToIndex(shownAt, { align: 'center' });
    // Also when rows measured later have pushed it away.
  }, [box, follows, shownAt, settled, virtual, virtual.scrollOffset]);
}

/** Asks for the next page where the end of what is there comes near. */
export function useMoreNearEnds(virtual: ListScroller, feed: EventFeed, stretch: Stretch, count: number, follows: boolean): void {
  const lastSeen = virtual.range?.endIndex ?? 0;
  const firstSeen = virtual.range?.startIndex ?? 0;
  useEffect(() => {
    const wantsEarlier = lastSeen >= count - LOAD_WITHIN_ROWS && stretch.fruitless < MAX_FRUITLESS && stretch.error === '';
    if (wantsEarlier) feed.earlier();
    if (!follows && firstSeen < LOAD_WITHIN_ROWS) feed.later();
  }, [count, feed, firstSeen, follows, lastSeen, stretch]);
}
