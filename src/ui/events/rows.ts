// The rows of the event list: the events of a stretch, a line at the moment shown where that event is not among them, and the end. Pure.
import type { DescribedEvent } from '../../trace/described.ts';
import type { EventNumber } from '../../base/units.ts';
import type { Stretch } from './feed.ts';

export type EventListRow =
  | { readonly type: 'event'; readonly item: DescribedEvent; readonly later: boolean; readonly shown: boolean }
  | { readonly type: 'moment' }
  | { readonly type: 'end' };

export interface EventListRows {
  readonly rows: readonly EventListRow[];
  /** Where the moment shown stands; −1: not in this stretch. */
  readonly shownAt: number;
}

/**
 * `shown`: the event shown (−1 before the first). `live`: the shown moment is the tip. `still`: nothing plays. At the tip of a run that plays
 * no line is drawn: it would come and go with every event.
 */
export function makeRows(
  stretch: Pick<Stretch, 'items' | 'low' | 'high'>,
  shown: EventNumber,
  live: boolean,
  still: boolean,
): EventListRows {
  const { items, low, high } = stretch;
  const split = countLater(items, shown);
  const listed = items[split]?.event === shown;
  const inside = shown >= low - 1 && shown < high;
  const line = inside && !listed && (still || !live) && items.length > 0;
  const rows: EventListRow[] = items.map((item, i) => ({ type: 'event', item, later: i < split, shown: listed && i === split }));
  if (line) rows.splice(split, 0, { type: 'moment' });
  rows.push({ type: 'end' });
  // While it plays the tip runs ahead of what is loaded: its place is the top all the same.
  return { rows, shownAt: inside || (live && shown >= high) ? split : -1 };
}

/** How many of `items` (newest first) come after `shown`. */
export function countLater(items: readonly DescribedEvent[], shown: EventNumber): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle]!.event > shown) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function rowKey(row: EventListRow): number | string {
  return row.type === 'event' ? row.item.event : row.type;
}

/** `text` cut at what was searched for, without regard to case: every second part is a hit. */
export function splitAtHits(text: string, query: string): readonly string[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [text];
  const parts: string[] = [];
  const lower = text.toLowerCase();
  let from = 0;
  for (let hit = lower.indexOf(wanted); hit !== -1; hit = lower.indexOf(wanted, from)) {
    parts.push(text.slice(from, hit), text.slice(hit, hit + wanted.length));
    from = hit + wanted.length;
  }
  parts.push(text.slice(from));
  return parts;
}
