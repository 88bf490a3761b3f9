// The scrolled part of the event list: only the rows in sight exist. Rows are known by their event, so that what is read stays where it is
// when others come before or after it.
import { useMemo, useRef, useState } from 'react';
import { hoverCommand } from '../../state/actions.ts';
import { useChoices } from '../../state/choices.ts';
import { useSaid } from '../../state/said.ts';
import { formatTime } from '../kit/format.ts';
import type { EventFeed, Stretch } from './feed.ts';
import { asksForSomething } from './filter.ts';
import type { Follow } from './follow.ts';
import { onRowClick, onRowKey, type RowActs } from './row-acts.ts';
import { Row, WayBack } from './RowParts.tsx';
import { makeRows, type EventListRow, type EventListRows } from './rows.ts';
import { useMoreNearEnds, useRowScroller, useShownInSight } from './use-list-scroll.ts';

interface VirtualRowsProps {
  readonly feed: EventFeed;
  readonly stretch: Stretch;
  readonly follow: Follow;
}

export function VirtualRows({ feed, stretch, follow }: VirtualRowsProps) {
  const { rows, shownAt } = useRows(stretch);
  const box = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<number | null>(null);
  const activeAt = active === null ? -1 : placeOf(rows, active);
  const virtual = useRowScroller(box, rows, follow.follows, activeAt);
  const total = virtual.getTotalSize();
  useShownInSight(virtual, box, shownAt, follow.follows, `${total} ${shownAt} ${stretch.high}`);
  useMoreNearEnds(virtual, feed, stretch, rows.length, follow.follows);
  const digits = useSaid((s) => formatTime(s.run?.tipAt ?? s.frame?.at ?? 0).length);
  const stop = activeAt >= 0 ? active : firstEvent(rows, Math.max(0, shownAt));
  const acts: RowActs = {
    follow: () => follow.set(true),
    activate: setActive,
    moveTo: (event, by) => {
      const to = nextEvent(rows, placeOf(rows, event), by);
      if (to === null) return;
      follow.set(false);
      setActive(to.event);
      virtual.scrollToIndex(to.place, { align: 'auto' });
      requestAnimationFrame(() =>
        box.current?.querySelector<HTMLElement>(`[data-event="${to.event}"] .event-main`)?.focus({ preventScroll: true }),
      );
    },
  };
  return (
    <div className="events-frame" style={{ '--events-digits': digits }}>
      <div
        ref={box}
        className="events-scroll"
        onWheel={follow.byHand}
        onTouchMove={follow.byHand}
        onPointerDown={(e) => e.target === e.currentTarget && follow.byHand()}
        onPointerMove={(e) => e.target === e.currentTarget && e.buttons > 0 && follow.byHand()}
        onScroll={(e) => follow.wasByHand() && follow.set(isAtNewest(e.currentTarget, stretch))}
        onKeyDown={(e) => onRowKey(acts, e)}
        onClick={(e) => onRowClick(acts, e)}
        onPointerOver={(e) => hoverCommand((e.target as Element).closest<HTMLElement>('[data-event]')?.dataset['command'] ?? '')}
        onPointerLeave={() => hoverCommand('')}
      >
        <ol className="events-rows" style={{ height: total }} aria-label="Events, newest first">
          {virtual.getVirtualItems().map((item) => (
            <li
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className="events-row"
              style={{ transform: `translateY(${item.start}px)` }}
              aria-setsize={-1}
              aria-posinset={item.index + 1}
            >
              <Row row={rows[item.index]!} stop={stop} stretch={stretch} feed={feed} />
            </li>
          ))}
        </ol>
      </div>
      {!follow.follows && <WayBack stretch={stretch} follow={follow} />}
    </div>
  );
}

/** The rows at the moment shown. */
function useRows(stretch: Stretch): EventListRows {
  const shown = useSaid((s) => (s.frame?.event ?? 0) - 1);
  const live = useSaid((s) => s.live);
  const playing = useSaid((s) => s.playing);
  // Among what was searched for, the present moment is no hit.
  const searching = useChoices((c) => asksForSomething(c.eventFilter));
  const still = !playing && !searching;
  return useMemo(() => makeRows(stretch, shown, live, still), [stretch, shown, live, still]);
}

/** At the top, with nothing newer to come but what the run makes now. */
function isAtNewest(box: HTMLElement, stretch: Stretch): boolean {
  const { run, frame, live } = useSaid.getState();
  return box.scrollTop < 4 && live && stretch.high >= Math.max(run?.tipEvent ?? 0, frame?.event ?? 0) - 1;
}

const placeOf = (rows: readonly EventListRow[], event: number): number =>
  rows.findIndex((r) => r.type === 'event' && r.item.event === event);

function nextEvent(rows: readonly EventListRow[], place: number, by: 1 | -1): { readonly event: number; readonly place: number } | null {
  let to = place + by;
  while (rows[to]?.type === 'moment') to += by;
  const row = rows[to];
  return row?.type === 'event' ? { event: row.item.event, place: to } : null;
}

function firstEvent(rows: readonly EventListRow[], from: number): number | null {
  const row = rows.slice(from, from + 2).find((r) => r.type === 'event');
  return row?.type === 'event' ? row.item.event : null;
}
