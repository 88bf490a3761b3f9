// The picture: links, messages, cards, clients, in one SVG that is as large as its panel. React draws what stands; painters move the rest.
import { useEffect, useLayoutEffect, useMemo, useState, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react';
import { hoverCommand, select } from '../../state/actions.ts';
import { useChoices } from '../../state/choices.ts';
import { invalidate, latestFrame, onPaint } from '../../state/frame-source.ts';
import { isCutOff } from '../../view/card.ts';
import { textUnit } from '../../view/flights.ts';
import type { Frame } from '../../view/frame.ts';
import { layoutStage, type StageSize } from '../../view/layout.ts';
import { leaderSentence } from '../../view/stage-text.ts';
import { useReducedMotion } from '../kit/reduced-motion.ts';
import { Asking, Clients } from './Clients.tsx';
import { paintCards } from './cards-painter.ts';
import { FlightsPainter } from './flights-painter.ts';
import { Flows } from './Flows.tsx';
import { Links } from './Links.tsx';
import { NodeCard } from './NodeCard.tsx';
import { NodeTags } from './NodeTags.tsx';
import { tagUnit } from '../../view/tags.ts';
import { groupClients } from '../../view/places.ts';
import { makeScene, refLayer, type Scene } from './scene.ts';
import { targetOf } from './stage-menu.ts';

export interface StagePictureProps {
  readonly frame: Frame;
  readonly size: StageSize;
  readonly flows: boolean;
}

export function StagePicture({ frame, size, flows }: StagePictureProps) {
  const [scene] = useState(makeScene);
  const selection = useChoices((c) => c.selection);
  const lit = useChoices((c) => c.hoverCommand);
  const groups = useMemo(() => groupClients(frame.clients), [frame.clients]);
  const nodeIds = frame.nodes.map((n) => n.id).join();
  const clientIds = groups.map((g) => g.client).join();
  const layout = useMemo(
    () => layoutStage(size, nodeIds.split(',').map(Number), clientIds === '' ? 0 : clientIds.split(',').length),
    [size, nodeIds, clientIds],
  );
  const still = useReducedMotion();
  const selectedFlight = selection?.kind === 'flight' ? selection.flight : null;
  usePainters(scene);
  useLayoutEffect(() => {
    // Which clients there are is all that counts here, not what they do.
    const clientIndex = new Map(clientIds === '' ? [] : clientIds.split(',').map((client, i) => [Number(client), i]));
    Object.assign(scene, { layout, clientIndex, version: scene.version + 1 });
    invalidate();
  }, [scene, layout, clientIds]);
  useLayoutEffect(() => {
    Object.assign(scene, { flows, still, selectedFlight, litCommand: lit });
    invalidate();
  }, [scene, flows, still, selectedFlight, lit]);
  const unit = textUnit(layout);
  return (
    <svg
      className="stage-picture"
      width={size.width}
      height={size.height}
      role="group"
      aria-label={`Cluster: ${leaderSentence(frame)}`}
      {...handlers}
    >
      <Defs />
      <Links frame={frame} layout={layout} unit={unit} />
      <Asking groups={groups} layout={layout} />
      {flows && <Flows frame={frame} groups={groups} layout={layout} unit={unit} part="lines" />}
      <g role="group" aria-label="Nodes">
        {frame.nodes.map((n) => (
          <NodeCard
            key={n.id}
            node={n}
            cells={frame.strip?.rows.find((r) => r.node === n.id)?.cells ?? []}
            box={layout.nodes.get(n.id)!}
            unit={layout.unit}
            detail={layout.detail}
            selected={selection?.kind === 'node' && selection.node === n.id}
            litCommand={lit}
            cutOff={isCutOff(n, frame.nodes.length)}
            scene={scene}
          />
        ))}
      </g>
      <Clients
        frame={frame}
        groups={groups}
        layout={layout}
        selected={selection?.kind === 'client' ? selection.client : null}
        litCommand={lit}
        scene={scene}
      />
      {flows && <Flows frame={frame} groups={groups} layout={layout} unit={unit} part="counts" />}
      <g ref={refLayer(scene)} className="stage-flights" role="group" aria-label="Messages under way" />
      {/* Above what flies: a message that sets out or arrives must not cover what a tag says. */}
      <g className="stage-tags">
        {frame.nodes.map((n) => (
          <NodeTags
            key={n.id}
            node={n}
            box={layout.nodes.get(n.id)!}
            unit={tagUnit(layout.unit, size.text)}
            detail={layout.detail}
            scene={scene}
          />
        ))}
      </g>
    </svg>
  );
}

function usePainters(scene: Scene): void {
  useEffect(() => {
    const flights = new FlightsPainter();
    return onPaint((frame, t) => {
      flights.paint(frame, t, scene);
      paintCards(frame, t, scene);
    });
  }, [scene]);
}

function Defs() {
  return (
    <defs>
      <pattern id="stage-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect className="stage-hatch-ground" width="5" height="5" />
        <rect className="stage-hatch-line" width="2.2" height="5" />
      </pattern>
    </defs>
  );
}

// One set of handlers for all that stands and flies here: what it was is read from the element.
const handlers = {
  onClick(e: MouseEvent) {
    const target = targetOf(e.target);
    select(target?.kind === 'link' ? null : target);
  },
  onKeyDown(e: KeyboardEvent) {
    const target = targetOf(e.target);
    if (target === null || target.kind === 'link' || (e.key !== 'Enter' && e.key !== ' ')) return;
    e.preventDefault();
    e.stopPropagation();
    select(target);
  },
  onPointerOver(e: PointerEvent) {
    hoverCommand(commandUnder(e.target));
  },
  onPointerLeave() {
    hoverCommand('');
  },
};

/** The command of the message or client under the pointer, whose way is then lit everywhere. */
function commandUnder(element: EventTarget | null): string {
  const target = targetOf(element);
  const frame = latestFrame();
  if (target === null || frame === null) return '';
  if (target.kind === 'flight') return frame.flights.find((f) => f.id === target.flight)?.command ?? '';
  if (target.kind !== 'client') return '';
  const c = frame.clients.find((x) => x.id === target.client && x.state !== 'idle');
  return c === undefined ? '' : `${c.name}#${c.sequence}`;
}
