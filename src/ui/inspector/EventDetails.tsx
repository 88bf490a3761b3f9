// An event: its sentence, its rules, and the way to it and to its cause.
import { useEffect, useState } from 'react';
import { nameOf } from '../../base/units.ts';
import { seek, select, sentenceOf, showRecovery } from '../../state/actions.ts';
import { engine } from '../../state/engine.ts';
import type { DescribedEvent } from '../../trace/described.ts';
import { Button } from '../kit/Button.tsx';
import { formatTime } from '../kit/format.ts';
import { Facts, Lead } from './Facts.tsx';

export function EventDetails({ event }: { readonly event: number }) {
  const [found, setFound] = useState<{ readonly event: DescribedEvent | null; readonly refusal: string }>({ event: null, refusal: '' });
  useEffect(() => {
    let wanted = true;
    engine.request('events', { from: event, count: 1 }).then(
      (events) =>
        wanted && setFound({ event: events[0] ?? null, refusal: events.length === 0 ? `There is no event ${event} in this branch.` : '' }),
      (error: unknown) => wanted && setFound({ event: null, refusal: sentenceOf(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [event]);
  const e = found.event;
  if (e === null) return <Lead>{found.refusal === '' ? 'Asking the engine.' : found.refusal}</Lead>;
  const { cause } = e;
  return (
    <div className="inspector-body">
      <div className="inspector-top">
        <Lead>{e.text}</Lead>
        <div className="inspector-acts">
          <Button size="sm" onClick={() => void seek(event + 1)} tooltip="Shows the cluster just after this event.">
            Go there
          </Button>
          {cause !== null && (
            <Button size="sm" onClick={() => select({ kind: 'event', event: cause })} tooltip="The event that made this one happen.">
              Because of {e.causeText}
            </Button>
          )}
          {e.recovered?.map((node) => (
            <Button key={node} size="sm" tooltip="Record by record, from its disk." onClick={() => showRecovery(node, event)}>
              How n{node} came back
            </Button>
          ))}
        </div>
      </div>
      <Facts
        facts={[
          ['When', `${formatTime(e.at)} ms`],
          ['Who', e.actor === 0 ? 'the world' : nameOf(e.actor)],
          ['Rules', e.rules.length === 0 ? 'none' : e.rules.join(' ')],
        ]}
      />
    </div>
  );
}
