// The event list: one sentence an event, newest first, of the whole branch. It goes along with the moment shown until the person scrolls;
// then it keeps its place while events stream in, and offers the way back.
import { History, ListX } from 'lucide-react';
import { YOU } from '../../base/units.ts';
import { useChoices } from '../../state/choices.ts';
import { useSaid } from '../../state/said.ts';
import type { Frame } from '../../view/frame.ts';
import { Button } from '../kit/Button.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { Panel } from '../kit/Panel.tsx';
import type { EventFeed, Stretch } from './feed.ts';
import { asksForSomething, NO_FILTER, sayFilter, sayFound } from './filter.ts';
import { FilterBar, FilterText, setFilter } from './Filters.tsx';
import { useFollow } from './follow.ts';
import { useFeed } from './use-feed.ts';
import { VirtualRows } from './VirtualRows.tsx';
import './events.css';

export function EventList() {
  const started = useSaid((s) => s.frame !== null);
  const follow = useFollow();
  const { feed, stretch } = useFeed(follow.follows);
  return (
    <Panel className="events-panel" title="Events" note="newest first" actions={<FilterText />} flush>
      <div className="events">
        <FilterBar actors={useActors()} />
        <Found stretch={stretch} feed={feed} />
        {stretch.items.length > 0 ? (
          <VirtualRows feed={feed} stretch={stretch} follow={follow} />
        ) : (
          <Nothing stretch={stretch} feed={feed} started={started} />
        )}
      </div>
    </Panel>
  );
}

/** As numbers in a text, so that a frame with the same actors changes nothing. */
function useActors(): readonly number[] {
  const actors = useSaid((s) => (s.frame === null ? '' : actorsOf(s.frame).join(' ')));
  return actors === '' ? [] : actors.split(' ').map(Number);
}

const actorsOf = ({ nodes, clients }: Frame): readonly number[] => [
  ...nodes.map((n) => n.id),
  ...new Set([YOU, ...clients.map((c) => c.id)]),
];

/** How much was found, where something was asked for. */
function Found({ stretch, feed }: { readonly stretch: Stretch; readonly feed: EventFeed }) {
  const filter = useChoices((c) => c.eventFilter);
  const tip = useSaid((s) => s.run?.tipEvent ?? s.frame?.event ?? 0);
  if (!asksForSomething(filter) || stretch.items.length === 0) return null;
  return (
    <div className="events-found">
      <p aria-live="polite">{stretch.loading === 'first' ? 'Searching' : sayFound(stretch, Math.min(tip, stretch.high))}</p>
      {stretch.low > 0 && (
        <Button size="sm" look="quiet" disabled={stretch.loading !== 'none'} onClick={() => feed.earlier(true)}>
          Search further
        </Button>
      )}
    </div>
  );
}

function Nothing({ stretch, feed, started }: { readonly stretch: Stretch; readonly feed: EventFeed; readonly started: boolean }) {
  const filter = useChoices((c) => c.eventFilter);
  const empty = useSaid((s) => s.run?.tipEvent === 0);
  if (stretch.error !== '')
    return (
      <EmptyState
        icon={ListX}
        title="The events did not come"
        text={stretch.error}
        action={<Button onClick={() => feed.earlier(true)}>Ask again</Button>}
      />
    );
  if (!started || stretch.key === '' || stretch.loading === 'first')
    return <EmptyState icon={History} title={started ? 'Searching' : 'No events yet'} text="They come as soon as the run begins." />;
  if (empty) return <EmptyState icon={History} title="Nothing has happened yet" text="Play, or step: each event is a sentence here." />;
  return (
    <EmptyState
      icon={ListX}
      title={`No ${sayFilter(filter)}`}
      text={stretch.low > 0 ? `Searched back to event ${stretch.low.toLocaleString('en')}.` : 'The whole run was searched.'}
      action={
        <div className="events-ways">
          {stretch.low > 0 && <Button onClick={() => feed.earlier(true)}>Search further</Button>}
          {filter.notableOnly && <Button onClick={() => setFilter({ notableOnly: false })}>Search routine events too</Button>}
          {asksForSomething(filter) && <Button onClick={() => setFilter(NO_FILTER)}>Clear the filter</Button>}
        </div>
      }
    />
  );
}
