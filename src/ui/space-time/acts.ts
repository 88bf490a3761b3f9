// What a press or a key does in the diagram: select, show the moment, go from event to event, move the view. One selection in all views.
import { seek, selectHere } from '../../state/actions.ts';
import { useChoices } from '../../state/choices.ts';
import { latestFrame, virtualNow } from '../../state/frame-source.ts';
import type { Hit } from '../../view/space-time-hit.ts';
import { stepAcross, stepAlong, stops } from '../../view/space-time-steps.ts';
import type { PastEvent, PastFlight } from '../../view/space-time.ts';
import type { Diagram } from './diagram.ts';
import { keepScale } from './use-pan-zoom.ts';

export const ZOOM_STEP = 1.6;
const PAGE = 0.8;

/** Selects it, or nothing where it is selected already. */
export function press(hit: Hit | null, keep = false): void {
  const { selection: s } = useChoices.getState();
  if (hit === null) return selectHere(null);
  if (hit.kind === 'node') {
    const again = s?.kind === 'node' && s.node === hit.node && !keep;
    return selectHere(again ? null : { kind: 'node', node: hit.node });
  }
  if (hit.kind === 'event') {
    const again = s?.kind === 'event' && s.event === hit.event.event && !keep;
    return selectHere(again ? null : { kind: 'event', event: hit.event.event });
  }
  const { id, sentBy } = hit.flight;
  const again = s?.kind === 'flight' && s.flight === id && !keep;
  selectHere(again ? null : { kind: 'flight', flight: id, ...(sentBy === null ? {} : { sentBy }) });
}

/** Shows the moment: of an event just after it, of a message just after it was sent. */
export function show(hit: Hit | null): void {
  if (hit === null || hit.kind === 'node') return;
  press(hit, true);
  const event = hit.kind === 'event' ? hit.event.event : hit.flight.sentBy;
  if (event !== null) void seek(event + 1);
}

/** What is selected, as the diagram knows it. */
export function selectedHit(diagram: Diagram): Hit | null {
  const { selection } = useChoices.getState();
  const scene = diagram.scene;
  if (selection === null || scene === null) return null;
  if (selection.kind === 'event') {
    const event = scene.stretch.events.find((e) => e.event === selection.event);
    return event === undefined ? null : { kind: 'event', event };
  }
  if (selection.kind !== 'flight') return null;
  const flight = scene.stretch.flights.find((f) => f.id === selection.flight);
  return flight === undefined ? null : { kind: 'flight', flight };
}

/** What a key does here; undefined: it is none of the diagram's. */
export function keyAct(diagram: Diagram, key: string, shift: boolean): (() => void) | undefined {
  switch (key) {
    case 'ArrowRight':
      return () => along(diagram, 1);
    case 'ArrowLeft':
      return shift ? () => toCause(diagram) : () => along(diagram, -1);
    case 'ArrowUp':
      return () => across(diagram, -1);
    case 'ArrowDown':
      return () => across(diagram, 1);
    case 'PageDown':
      return () => diagram.pan(PAGE);
    case 'PageUp':
      return () => diagram.pan(-PAGE);
    case 'Enter':
      return () => show(selectedHit(diagram));
    case '+':
    case '=':
      return () => zoomBy(diagram, ZOOM_STEP);
    case '-':
      return () => zoomBy(diagram, 1 / ZOOM_STEP);
    case '0':
      return () => asAtFirst(diagram);
    default:
      return undefined;
  }
}

export function zoomBy(diagram: Diagram, factor: number): void {
  diagram.zoom(factor, virtualNow());
  keepScale(diagram.view?.scale ?? null);
}

export function asAtFirst(diagram: Diagram): void {
  const frame = latestFrame();
  keepScale(null);
  if (frame !== null) diagram.reset(frame);
}

const stopsOf = (diagram: Diagram): readonly PastEvent[] => {
  const scene = diagram.scene;
  return scene === null ? [] : stops(scene.stretch, scene.heartbeats);
};

function along(diagram: Diagram, by: 1 | -1): void {
  const { selection } = useChoices.getState();
  const hit = selectedHit(diagram);
  const from = hit?.kind === 'flight' ? endOf(hit.flight, by) : selection?.kind === 'event' ? selection.event : null;
  go(diagram, stepAlong(stopsOf(diagram), from, virtualNow(), by));
}

/** Forwards a message leads to where it ended, back to what sent it. */
const endOf = (f: PastFlight, by: 1 | -1): number | null => {
  const end = by === 1 ? f.endedBy : f.sentBy;
  return end === null ? null : end - by;
};

function across(diagram: Diagram, by: 1 | -1): void {
  const hit = selectedHit(diagram);
  const scene = diagram.scene;
  if (scene === null) return;
  if (hit?.kind !== 'event') return along(diagram, by);
  go(diagram, stepAcross(stopsOf(diagram), scene.layout, hit.event, by));
}

/** Back along the chain of causes. */
function toCause(diagram: Diagram): void {
  const hit = selectedHit(diagram);
  const cause = hit?.kind === 'flight' ? hit.flight.sentBy : hit?.kind === 'event' ? (hit.event.because[0] ?? null) : null;
  if (cause === null) return;
  const found = diagram.scene?.stretch.events.find((e) => e.event === cause);
  if (found === undefined) selectHere({ kind: 'event', event: cause });
  else go(diagram, found);
}

function go(diagram: Diagram, event: PastEvent | null): void {
  if (event === null) return;
  selectHere({ kind: 'event', event: event.event });
  diagram.reveal(event.at);
}
