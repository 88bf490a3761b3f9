// One event in the list: when, who, what and why. Drawn again only when it becomes selected, shown, or lit; the list deals with clicks.
import { memo } from 'react';
import { CornerDownLeft } from 'lucide-react';
import { isClient, nameOf } from '../../base/units.ts';
import type { DescribedEvent } from '../../trace/described.ts';
import { formatTime } from '../kit/format.ts';
import { splitAtHits } from './rows.ts';

interface EventRowProps {
  readonly item: DescribedEvent;
  readonly shown: boolean;
  readonly later: boolean;
  readonly selected: boolean;
  readonly lit: boolean;
  /** Tab reaches it. */
  readonly stop: boolean;
  readonly query: string;
}

export const EventRow = memo(function EventRow({ item, shown, later, selected, lit, stop, query }: EventRowProps) {
  const { event, at, actor, interest, rules, cause, causeText } = item;
  return (
    <div
      className="event"
      data-event={event}
      data-command={item.command}
      data-interest={interest}
      data-shown={shown || undefined}
      data-later={later || undefined}
      data-selected={selected || undefined}
      data-lit={lit || undefined}
    >
      <button
        type="button"
        className="event-main"
        data-act="select"
        tabIndex={stop ? 0 : -1}
        aria-pressed={selected}
        aria-current={shown ? 'step' : undefined}
      >
        <span className="event-time mono">{formatTime(at)}</span>
        <span className="event-actor" data-node={actor > 0 && !isClient(actor) ? actor : undefined}>
          {actor === 0 ? '' : nameOf(actor)}
        </span>
        <span className="event-text">
          <Sentence text={item.text} query={query} />
        </span>
      </button>
      <div className="event-foot">
        {rules.length > 0 && (
          <span className="event-rules mono">
            <span className="unseen">Rules </span>
            {rules.join(' ')}
          </span>
        )}
        {cause !== null && causeText !== '' && (
          <span className="event-cause">
            because of{' '}
            <button type="button" className="event-link" data-act="cause" data-cause={cause} tabIndex={stop ? 0 : -1}>
              {causeText}
            </button>
          </span>
        )}
        {item.recovered?.map((node) => (
          <button key={node} type="button" className="event-link" data-act="recovery" data-of={node} tabIndex={stop ? 0 : -1}>
            how n{node} came back
          </button>
        ))}
      </div>
      {!shown && (
        <button
          type="button"
          className="event-show"
          data-act="seek"
          tabIndex={stop ? 0 : -1}
          aria-label={`Show the moment of event ${event}`}
        >
          <CornerDownLeft className="kit-icon" aria-hidden />
          show
        </button>
      )}
    </div>
  );
});

function Sentence({ text, query }: { readonly text: string; readonly query: string }) {
  if (query === '') return text;
  return splitAtHits(text, query).map((part, i) => (i % 2 === 1 ? <mark key={i}>{part}</mark> : part));
}
