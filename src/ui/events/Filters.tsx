// What the list should show: text, notable or all, whose, about what. Topics are folded away until they are wanted.
import { useState } from 'react';
import { SlidersHorizontal, X } from 'lucide-react';
import { nameOf, type Address } from '../../base/units.ts';
import { useChoices } from '../../state/choices.ts';
import type { EventFilter } from '../../worker/protocol.ts';
import { Button, IconButton } from '../kit/Button.tsx';
import { Segmented, Select } from '../kit/Choose.tsx';
import { TextField } from '../kit/Field.tsx';
import { KeyHint } from '../kit/KeyHint.tsx';
import { asksForSomething, NO_FILTER, TOPICS } from './filter.ts';

export function setFilter(change: Partial<EventFilter>): void {
  useChoices.setState((c) => {
    c.eventFilter = { ...c.eventFilter, ...change, topics: [...(change.topics ?? c.eventFilter.topics)] };
  });
}

export function FilterText() {
  const text = useChoices((c) => c.eventFilter.text);
  return (
    <div className="events-filter">
      <TextField
        bare
        label="Filter the events by text"
        placeholder="Filter"
        data-key-target="filter"
        maxLength={80}
        value={text}
        onChange={(e) => setFilter({ text: e.target.value })}
        onKeyDown={(e) => {
          if (e.key === 'Escape' && text !== '') {
            setFilter({ text: '' });
            e.preventDefault();
          }
        }}
      />
      {text === '' ? (
        <KeyHint of="filter" />
      ) : (
        <IconButton icon={X} label="Clear the text" look="quiet" size="sm" onClick={() => setFilter({ text: '' })} />
      )}
    </div>
  );
}

export function FilterBar({ actors }: { readonly actors: readonly Address[] }) {
  const filter = useChoices((c) => c.eventFilter);
  const [open, setOpen] = useState(false);
  const shown = open ? TOPICS : TOPICS.filter(([t]) => filter.topics.includes(t));
  const toggle = (topic: (typeof TOPICS)[number][0]): void =>
    setFilter({ topics: filter.topics.includes(topic) ? filter.topics.filter((t) => t !== topic) : [...filter.topics, topic] });
  return (
    <div className="events-bar">
      <div className="events-bar-line">
        <Segmented
          bare
          label="Which events"
          value={filter.notableOnly ? 'notable' : 'all'}
          options={[
            { value: 'notable', label: 'Notable' },
            { value: 'all', label: 'All' },
          ]}
          onChange={(value) => setFilter({ notableOnly: value === 'notable' })}
        />
        <Select
          bare
          label="Whose events"
          value={String(filter.actor)}
          options={[{ value: '0', label: 'Anyone' }, ...actors.map((a) => ({ value: String(a), label: nameOf(a) }))]}
          onChange={(value) => setFilter({ actor: Number(value) })}
        />
        <Button size="sm" look="quiet" icon={SlidersHorizontal} aria-expanded={open} onClick={() => setOpen(!open)}>
          <span className="events-bar-word">Topics</span>
          {filter.topics.length > 0 && ` (${filter.topics.length})`}
        </Button>
        {asksForSomething(filter) && (
          <Button size="sm" look="quiet" icon={X} onClick={() => setFilter({ ...NO_FILTER, notableOnly: filter.notableOnly })}>
            Clear
          </Button>
        )}
      </div>
      {shown.length > 0 && (
        <div className="events-topics" role="group" aria-label="Topics">
          {shown.map(([topic, label]) => (
            <button
              key={topic}
              type="button"
              className="events-topic"
              aria-pressed={filter.topics.includes(topic)}
              onClick={() => toggle(topic)}
            >
              {label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
