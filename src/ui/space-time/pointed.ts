// What is pointed at or selected in the diagram, in words. A message says itself; an event’s sentence is the engine’s, and is asked for once.
import { useEffect, useState } from 'react';
import type { EventNumber } from '../../base/units.ts';
import { engine } from '../../state/engine.ts';
import type { Hit } from '../../view/space-time-hit.ts';
import { sayEventBriefly, sayFlight } from '../../view/space-time-text.ts';

/** A pointer that passes by asks for nothing. */
const REST_MILLIS = 70;

/** The sentence of an event, or '' until it has come. `key`: of which run. */
export function useSentence(event: EventNumber | null, key: string): string {
  const wanted = event === null ? '' : `${key} ${event}`;
  const [found, setFound] = useState({ of: '', text: '' });
  useEffect(() => {
    if (event === null) return undefined;
    let stale = false;
    const timer = setTimeout(() => {
      engine.request('events', { from: event, count: 1 }).then(
        ([e]) => !stale && e !== undefined && setFound({ of: `${key} ${event}`, text: e.text }),
        () => undefined, // the brief words stay
      );
    }, REST_MILLIS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [event, key]);
  return found.of === wanted ? found.text : '';
}

/** Until the sentence comes, what the diagram itself knows. */
export function sayHit(hit: Hit, sentence: string): string {
  if (hit.kind === 'flight') return sayFlight(hit.flight);
  if (hit.kind === 'node') return `n${hit.node}`;
  return sentence === '' ? sayEventBriefly(hit.event) : sentence;
}

/** The event whose sentence belongs to it. */
export const eventOfHit = (hit: Hit | null): EventNumber | null => (hit?.kind === 'event' ? hit.event.event : null);

export function sameHit(a: Hit | null, b: Hit | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.kind === 'flight') return b.kind === 'flight' && a.flight.id === b.flight.id;
  if (a.kind === 'event') return b.kind === 'event' && a.event.event === b.event.event;
  return b.kind === 'node' && a.node === b.node;
}

/** `c1#7`, or ''. */
export function commandOfHit(hit: Hit | null): string {
  if (hit?.kind === 'flight') return hit.flight.command;
  return hit?.kind === 'event' ? (hit.event.command ?? '') : '';
}
