// The filter of the event list: its topics in words, whether anything is asked for, and the sentence about what was found.
import { nameOf } from '../../base/units.ts';
import type { EventTopic } from '../../trace/described.ts';
import type { EventFilter } from '../../worker/protocol.ts';
import { formatCount } from '../kit/format.ts';
import type { Stretch } from './feed.ts';

export const TOPICS: readonly (readonly [EventTopic, string])[] = [
  ['election', 'Elections'],
  ['phase1', 'Phase 1'],
  ['phase2', 'Phase 2'],
  ['chosen', 'Chosen'],
  ['applied', 'Applied'],
  ['disk', 'Disks'],
  ['client', 'Clients'],
  ['network', 'Network'],
  ['heartbeat', 'Heartbeats'],
  ['fault', 'Faults'],
  ['catch-up', 'Catching up'],
  ['checkpoint', 'Checkpoints'],
  ['membership', 'Members'],
  ['read', 'Reads and leases'],
  ['input', 'Your acts'],
  ['violation', 'Violations'],
];

export const NO_FILTER: EventFilter = { text: '', topics: [], actor: 0, notableOnly: true };

/** Whether the person asked for something in particular. */
export const asksForSomething = (f: EventFilter): boolean => f.text.trim() !== '' || f.topics.length > 0 || f.actor !== 0;

export const filterKey = (f: EventFilter): string =>
  JSON.stringify([f.text.trim().toLowerCase(), [...f.topics].sort(), f.actor, f.notableOnly]);

/** `37 found from event 1,024 on`, `3 found in the whole run`. */
export function sayFound({ items, low, high }: Pick<Stretch, 'items' | 'low' | 'high'>, tip: number): string {
  const found = items.length === 0 ? 'None found' : `${formatCount(items.length)} found`;
  if (low <= 0 && high >= tip) return `${found} in the whole run`;
  if (high >= tip) return `${found}, searched back to event ${formatCount(low)}`;
  return `${found} in events ${formatCount(low)} to ${formatCount(Math.max(low, high - 1))}`;
}

/** What the filter leaves, for the sentence of an empty list. */
export function sayFilter(f: EventFilter): string {
  const parts: string[] = [];
  if (f.text.trim() !== '') parts.push(`with “${f.text.trim()}”`);
  if (f.topics.length > 0) parts.push(`about ${f.topics.map((t) => labelOf(t).toLowerCase()).join(' or ')}`);
  if (f.actor !== 0) parts.push(`of ${nameOf(f.actor)}`);
  return `${f.notableOnly ? 'notable events' : 'events'}${parts.length === 0 ? '' : ` ${parts.join(', ')}`}`;
}

const labelOf = (topic: EventTopic): string => TOPICS.find(([t]) => t === topic)?.[1] ?? topic;
