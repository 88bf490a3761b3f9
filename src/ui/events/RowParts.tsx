// The rows of the event list that are no events, and the way back for whoever has scrolled away.
import { ArrowUp, LocateFixed } from 'lucide-react';
import { useChoices } from '../../state/choices.ts';
import { useSaid } from '../../state/said.ts';
import { Button } from '../kit/Button.tsx';
import { formatCount, formatTime } from '../kit/format.ts';
import { EventRow } from './EventRow.tsx';
import { MAX_FRUITLESS, type EventFeed, type Stretch } from './feed.ts';
import type { Follow } from './follow.ts';
import type { EventListRow } from './rows.ts';

interface RowProps {
  readonly row: EventListRow;
  readonly stop: number | null;
  readonly stretch: Stretch;
  readonly feed: EventFeed;
}

export function Row({ row, stop, stretch, feed }: RowProps) {
  const item = row.type === 'event' ? row.item : null;
  const lit = useChoices(
    (c) =>
      item !== null &&
      ((item.command !== '' && item.command === c.hoverCommand) || (c.selection?.kind === 'flight' && c.selection.sentBy === item.event)),
  );
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
export function WayBack({ stretch, follow }: { readonly stretch: Stretch; readonly follow: Follow }) {
  const live = useSaid((s) => s.live);
  const newer = useSaid((s) => Math.max(s.run?.tipEvent ?? 0, s.frame?.event ?? 0) - stretch.high);
  return (
    <Button className="events-back" size="sm" icon={live ? ArrowUp : LocateFixed} onClick={() => follow.set(true)}>
      {!live ? 'The moment shown' : newer > 0 ? `${formatCount(newer)} newer events` : 'Newest'}
    </Button>
  );
}
