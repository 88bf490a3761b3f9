// The buttons of the diagram: what it shows, how close, and whether it goes along with the moment shown.
import { ArrowRightToLine, HeartPulse, Maximize2, Users, ZoomIn, ZoomOut } from 'lucide-react';
import { useChoices } from '../../state/choices.ts';
import { IconButton } from '../kit/Button.tsx';
import { asAtFirst, zoomBy, ZOOM_STEP } from './acts.ts';
import type { Diagram } from './diagram.ts';

interface ToolsProps {
  readonly diagram: Diagram;
}

export function Tools({ diagram }: ToolsProps) {
  const { heartbeats, clients } = useChoices((c) => c.diagram);
  const set = (change: Partial<{ heartbeats: boolean; clients: boolean }>): void => {
    useChoices.setState((c) => {
      c.diagram = { ...c.diagram, ...change };
    });
  };
  return (
    <>
      <IconButton
        icon={HeartPulse}
        label="Heartbeats"
        tooltip={heartbeats ? 'Heartbeats are drawn. Press to leave them out.' : 'Draw heartbeats as well'}
        look="quiet"
        size="sm"
        pressed={heartbeats}
        onClick={() => set({ heartbeats: !heartbeats })}
      />
      <IconButton
        icon={Users}
        label="A lane for each client"
        tooltip={clients ? 'Each client has a lane. Press to fold them into one.' : 'A lane for each client'}
        look="quiet"
        size="sm"
        pressed={clients}
        onClick={() => set({ clients: !clients })}
      />
      <IconButton
        icon={ZoomOut}
        look="quiet"
        size="sm"
        label="A longer stretch"
        tooltip="Show a longer stretch of time (the wheel does the same)"
        onClick={() => zoomBy(diagram, 1 / ZOOM_STEP)}
      />
      <IconButton icon={ZoomIn} look="quiet" size="sm" label="A shorter stretch" onClick={() => zoomBy(diagram, ZOOM_STEP)} />
      <IconButton
        icon={Maximize2}
        look="quiet"
        size="sm"
        label="A few round trips"
        tooltip="As at first: a few round trips around the moment shown"
        onClick={() => asAtFirst(diagram)}
      />
      <IconButton
        icon={ArrowRightToLine}
        label="Follow the moment shown"
        tooltip={
          diagram.follows ? 'The diagram goes along with the moment shown. Press to keep it where it is.' : 'Follow the moment shown'
        }
        look="quiet"
        size="sm"
        pressed={diagram.follows}
        onClick={() => diagram.follow(!diagram.follows)}
      />
    </>
  );
}
