// The scrolled part of the event list: only the rows in sight exist. Rows are known by their event, so that what is read stays where it is
// when others come before or after it.
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { ArrowUp, LocateFixed } from 'lucide-react';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { hoverCommand, seek, select } from '../../state/actions.ts';
import { useChoices } from '../../state/choices.ts';
import { useSaid } from '../../state/said.ts';
import { Button } from '../kit/Button.tsx';
import { formatCount, formatTime } from '../kit/format.ts';
import { EventRow } from './EventRow.tsx';
import type { EventFeed, Stretch } from './feed.ts';
import { asksForSomething } from './filter.ts';
import type { Follow } from './follow.ts';
import { makeRows, rowKey, type EventListRow } from './rows.ts';

/** Rows of one line of text; the others are measured. */
const ROW_REM = 2.9;
const LOAD_WITHIN_ROWS = 12;
const MAX_FRUITLESS = 3;

interface VirtualRowsProps {
  readonly feed: EventFeed;
  readonly stretch: Stretch;
  readonly follow: Follow;
}

export function VirtualRows({ feed, stretch, follow }: VirtualRowsProps) {
  const { follows } = follow;
  const shown = useSaid((s) => (s.frame?.event ?? 0) - 1);
  const live = useSaid((s) => s.live);
  const playing = useSaid((s) => s.playing);
  const searching = useChoices((c) => asksForSomething(c.eventFilter));
  // Among what was searched for, the present moment is no hit.
  const still = !playing && !searching;
  const { rows, shownAt } = useMemo(() => makeRows(stretch, shown, live, still), [stretch, shown, live, still]);
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<number | null>(null);
  const activeAt = active === null ? -1 : rows.findIndex((r) => r.type === 'event' && r.item.event === active);
  const rem = useMemo(() => parseFloat(getComputedStyle(document.documentElement).fontSize), []);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_REM * rem,
    getItemKey: (i) => rowKey(rows[i]!),
    overscan: 6,
    // Rows that come before the ones being read push nothing away, unless the list goes along with the newest.
    anchorTo: follows ? 'start' : 'end',
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      return activeAt < 0 || indexes.includes(activeAt) ? indexes : [...indexes, activeAt].sort((a, b) => a - b);
    },
    useFlushSync: false,
  });
  const items = virtual.getVirtualItems();
  const total = virtual.getTotalSize();

  useEffect(() => {
    if (!follows || shownAt < 0) return;
    if (shownAt === 0) return virtual.scrollToOffset(0);
    const { range } = virtual;
    if (range === null || shownAt <= range.startIndex || shownAt >= range.endIndex - 1) virtual.scrollToIndex(shownAt, { align: 'center' });
    // Rows that turn out higher than was thought push it out of sight: once more, then.
  }, [follows, shownAt, shown, stretch, virtual, total]);

  const lastSeen = items.at(-1)?.index ?? 0;
  const firstSeen = virtual.range?.startIndex ?? 0;
  useEffect(() => {
    if (lastSeen >= rows.length - LOAD_WITHIN_ROWS && stretch.fruitless < MAX_FRUITLESS && stretch.error === '') feed.earlier();
    else if (!follows && firstSeen < LOAD_WITHIN_ROWS) feed.later();
  }, [feed, firstSeen, follows, lastSeen, rows.length, stretch]);

  const onScroll = (): void => {
    if (!follow.wasByHand()) return;
    const atTop = (scroller.current?.scrollTop ?? 0) < 4;
    const { live: isLive } = useSaid.getState();
    const { tip } = tipOf();
    follow.set(atTop && isLive && stretch.high >= tip - 1);
  };

  const act = acts(follow);
  const onKeyDown = (e: KeyboardEvent): void => {
    const row = (e.target as Element).closest<HTMLElement>('[data-event]');
    if (row === null || e.ctrlKey || e.metaKey || e.altKey) return;
    const event = Number(row.dataset['event']);
    const main = (e.target as Element).closest('[data-act=select]') !== null;
    if (e.key === 'Enter' && main) act.seek(event);
    else if (e.key === 'ArrowDown' || e.key === 'ArrowUp') moveTo(event, e.key === 'ArrowDown' ? 1 : -1);
    else return;
    e.preventDefault();
  };
  const moveTo = (event: number, by: 1 | -1): void => {
    let to = rows.findIndex((r) => r.type === 'event' && r.item.event === event) + by;
    while (rows[to]?.type === 'moment') to += by;
    const next = rows[to];
    if (next?.type !== 'event') return;
    follow.set(false);
    setActive(next.item.event);
    virtual.scrollToIndex(to, { align: 'auto' });
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-event="${next.item.event}"] .event-main`)?.focus({ preventScroll: true }),
    );
  };
  const tipAt = useSaid((s) => s.run?.tipAt ?? s.frame?.at ?? 0);
  const stop = activeAt >= 0 ? active : firstEvent(rows, Math.max(0, shownAt));

  return (
    <div className="events-frame" style={{ '--events-digits': formatTime(tipAt).length }}>
      <div
        ref={scroller}
        className="events-scroll"
        onWheel={follow.byHand}
        onTouchMove={follow.byHand}
        onPointerDown={(e) => {
          if (e.target === e.currentTarget) follow.byHand();
        }}
        onPointerMove={(e) => {
          if (e.target === e.currentTarget && e.buttons > 0) follow.byHand();
        }}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
        onClick={(e) => act.click(e, setActive)}
        onPointerOver={(e) => hoverCommand((e.target as Element).closest<HTMLElement>('[data-event]')?.dataset['command'] ?? '')}
        onPointerLeave={() => hoverCommand('')}
      >
        <ol className="events-rows" style={{ height: total }} aria-label="Events, newest first">
          {items.map((item) => (
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
      {!follows && <WayBack stretch={stretch} follow={follow} />}
    </div>
  );
}

interface RowProps {
  readonly row: EventListRow;
  readonly stop: number | null;
  readonly stretch: Stretch;
  readonly feed: EventFeed;
}

function Row({ row, stop, stretch, feed }: RowProps) {
  const item = row.type === 'event' ? row.item : null;
  const lit = useChoices((c) => item !== null && item.command !== '' && item.command === c.hoverCommand);
  const selected = useChoices((c) => item !== null && c.selection?.kind === 'event' && c.selection.event === item.event);
  const query = useChoices((c) => c.eventFilter.text.trim());
  if (row.type === 'event')
    return (
      <EventRow
        item={row.item}
        shown={row.shown}
        later={row.later}
        selected={selected}
        lit={lit}
        stop={stop === row.item.event}
        query={query}
      />
    );
  return row.type === 'moment' ? <MomentLine /> : <End stretch={stretch} feed={feed} />;
}

/** Where the moment shown lies between two events of the list. */
function MomentLine() {
  const frame = useSaid((s) => s.frame);
  const still = useSaid((s) => !s.playing);
  if (frame === null) return null;
  return (
    <div className="events-moment" data-shown="">
      <span className="event-time mono">{formatTime(frame.at)}</span>
      <span className="event-actor">
        <LocateFixed className="kit-icon" aria-label="shown" />
      </span>
      <span className="event-text">{still ? frame.sentence : `event ${formatCount(frame.event - 1)}`}</span>
    </div>
  );
}

function End({ stretch, feed }: { readonly stretch: Stretch; readonly feed: EventFeed }) {
  if (stretch.error !== '')
    return (
      <div className="events-end">
        {stretch.error}
        <Button size="sm" onClick={() => feed.earlier(true)}>
          Ask again
        </Button>
      </div>
    );
  if (stretch.low <= 0) return <div className="events-end">The run begins here.</div>;
  if (stretch.fruitless < MAX_FRUITLESS) return <div className="events-end">Loading earlier events</div>;
  return (
    <div className="events-end">
      Searched back to event {formatCount(stretch.low)}.
      <Button size="sm" onClick={() => feed.earlier(true)}>
        Search further
      </Button>
    </div>
  );
}

/** Back to the newest, or to the moment shown, for whoever has scrolled away. */
function WayBack({ stretch, follow }: { readonly stretch: Stretch; readonly follow: Follow }) {
  const live = useSaid((s) => s.live);
  const newer = useSaid((s) => Math.max(s.run?.tipEvent ?? 0, s.frame?.event ?? 0) - stretch.high);
  return (
    <Button className="events-back" size="sm" icon={live ? ArrowUp : LocateFixed} onClick={() => follow.set(true)}>
      {!live ? 'The moment shown' : newer > 0 ? `${formatCount(newer)} newer events` : 'Newest'}
    </Button>
  );
}

function tipOf(): { readonly tip: number } {
  const { run, frame } = useSaid.getState();
  return { tip: Math.max(run?.tipEvent ?? 0, frame?.event ?? 0) };
}

function firstEvent(rows: readonly EventListRow[], from: number): number | null {
  for (let i = from; i < rows.length; i++) {
    const row = rows[i]!;
    if (row.type === 'event') return row.item.event;
  }
  return null;
}

function acts(follow: Follow) {
  const show = (event: number): void => {
    follow.set(true);
    void seek(event + 1);
  };
  return {
    seek(event: number): void {
      select({ kind: 'event', event });
      show(event);
    },
    click(e: MouseEvent, setActive: (event: number) => void): void {
      const target = e.target as Element;
      const row = target.closest<HTMLElement>('[data-event]');
      const act = target.closest<HTMLElement>('[data-act]');
      if (row === null) return;
      const event = Number(row.dataset['event']);
      setActive(event);
      if (act?.dataset['act'] === 'cause') {
        const cause = Number(act.dataset['cause']);
        select({ kind: 'event', event: cause });
        show(cause);
      } else {
        select({ kind: 'event', event });
        if (act?.dataset['act'] === 'seek' || e.shiftKey) show(event);
      }
    },
  };
}
