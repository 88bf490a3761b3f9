// The inspector: everything about the one thing that is selected, and what can be done with it. Where the thing is gone from the moment shown
// (a message that has arrived), it says so, and how to get back to it.
import { MousePointerClick } from 'lucide-react';
import { useChoices, type Selection } from '../../state/choices.ts';
import { useSaid } from '../../state/said.ts';
import type { Frame } from '../../view/frame.ts';
import { EmptyState } from '../kit/EmptyState.tsx';
import { Panel } from '../kit/Panel.tsx';
import { ClientDetails } from './ClientDetails.tsx';
import { EventDetails } from './EventDetails.tsx';
import { FlightDetails } from './FlightDetails.tsx';
import { NodeDetails } from './NodeDetails.tsx';
import { RecoveryDetails } from './RecoveryDetails.tsx';
import { SlotDetails } from './SlotDetails.tsx';
import './inspector.css';

export function Inspector() {
  const selection = useChoices((c) => c.selection);
  const frame = useSaid((s) => s.frame);
  const title = selection === null ? 'Selected' : titleOf(selection);
  return (
    <Panel title={title} className="inspector">
      {selection === null || frame === null ? <Nothing /> : <Details selection={selection} frame={frame} />}
    </Panel>
  );
}

function titleOf(s: Selection): string {
  switch (s.kind) {
    case 'node':
      return `Node n${s.node}`;
    case 'flight':
      return 'Message';
    case 'slot':
      return `Slot ${s.slot}`;
    case 'client':
      return 'Client';
    case 'event':
      return `Event ${s.event}`;
    case 'recovery':
      return `Recovery of n${s.node}`;
  }
}

function Nothing() {
  return (
    <EmptyState
      icon={MousePointerClick}
      title="Nothing is selected"
      text="Click a node, a message or a client in the cluster, or a slot in the log: what it holds, and what can be done with it, is shown here."
    />
  );
}

function Details({ selection, frame }: { readonly selection: Selection; readonly frame: Frame }) {
  switch (selection.kind) {
    case 'node':
      return <NodeDetails key={selection.node} id={selection.node} frame={frame} />;
    case 'flight':
      return <FlightDetails key={selection.flight} id={selection.flight} sentBy={selection.sentBy ?? null} frame={frame} />;
    case 'slot':
      return <SlotDetails key={selection.slot} slot={selection.slot} node={selection.node} frame={frame} />;
    case 'client':
      return <ClientDetails key={selection.client} id={selection.client} frame={frame} />;
    case 'event':
      return <EventDetails key={selection.event} event={selection.event} />;
    case 'recovery':
      return <RecoveryDetails key={`${selection.node} ${selection.event}`} node={selection.node} event={selection.event} />;
  }
}
