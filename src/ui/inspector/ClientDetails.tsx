// A client: each of its sessions, what it waits for, and what its last answer was.
import type { ClientFrame, Frame } from '../../view/frame.ts';
import { clientSentence } from '../../view/stage-text.ts';
import { plural } from '../../view/words.ts';
import { nameOf } from '../../base/units.ts';
import { Section } from '../kit/Panel.tsx';
import { Facts, Lead, NodeName, type Fact } from './Facts.tsx';

export function ClientDetails({ id, frame }: { readonly id: number; readonly frame: Frame }) {
  const sessions = frame.clients.filter((c) => c.id === id);
  if (sessions.length === 0) return <Lead>{nameOf(id)} has asked nothing at the moment shown.</Lead>;
  return (
    <div className="inspector-body">
      {sessions.map((c, i) => (
        <Session key={c.session} client={c} frame={frame} first={i === 0} />
      ))}
    </div>
  );
}

function Session({ client: c, frame, first }: { readonly client: ClientFrame; readonly frame: Frame; readonly first: boolean }) {
  const facts: Fact[] = [
    ['Request', `number ${c.sequence}: ${c.operation === '' ? 'none yet' : c.operation}`],
    ['Asks', <NodeName key="n" id={c.to} />],
    ...(c.state === 'idle'
      ? []
      : ([['Attempt', `${c.attempt}${c.attempt === 1 ? '' : ', the same request under the same number'}`]] as const)),
    ['Last answer', c.last === '' ? 'none yet' : c.last],
    ['Acknowledged', plural(c.acknowledged, 'command')],
  ];
  return (
    <Section title={first ? `${c.name}, ${STATE[c.state]}` : `Session ${c.name}, ${STATE[c.state]}`}>
      <Lead tone={c.state === 'unknown' ? 'warn' : 'plain'}>{clientSentence(c, frame.at)}</Lead>
      <Facts facts={facts} />
    </Section>
  );
}

const STATE = { idle: 'waits for nothing', waiting: 'waits', unknown: 'outcome unknown' } as const;
