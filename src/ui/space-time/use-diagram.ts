// Joins the diagram to the page: the engine it asks, the choices it shows, the canvas it draws on.
import { useEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import { useChoices, type Choices, type Selection } from '../../state/choices.ts';
import { engine } from '../../state/engine.ts';
import { invalidate, onPaint } from '../../state/frame-source.ts';
import { useSaid } from '../../state/said.ts';
import type { Colours } from '../../view/picture/colours.ts';
import type { Chosen } from '../../view/space-time-lit.ts';
import { readColours } from './colours.ts';
import { Diagram, type Going, type Looks } from './diagram.ts';
import { StretchFeed } from './feed.ts';

/** What React shows of the diagram: rises with every change of it. */
export interface Joined {
  readonly diagram: Diagram;
  readonly feed: StretchFeed;
}

class Changes {
  #count = 0;
  #listeners = new Set<() => void>();
  readonly changed = (): void => {
    this.#count++;
    for (const listener of this.#listeners) listener();
  };
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly count = (): number => this.#count;
}

function join(): Joined & { readonly changes: Changes } {
  const changes = new Changes();
  const feed = new StretchFeed({
    ask: (want) => engine.request('space-time', want),
    now: () => performance.now(),
    later: (again, millis) => setTimeout(again, millis),
    changed: () => {
      invalidate();
      changes.changed();
    },
  });
  const diagram = new Diagram(feed, useChoices.getState().diagramScale);
  diagram.onChange = changes.changed;
  return { feed, diagram, changes };
}

/** The diagram; drawn again by React when something of it has changed that stands in words or on buttons. */
export function useDiagram(): Joined {
  const [joined] = useState(join);
  const { changes } = joined;
  useSyncExternalStore(changes.subscribe, changes.count);
  return joined;
}

export function chosenOf(selection: Selection | null, hoverCommand: string): Chosen {
  return {
    event: selection?.kind === 'event' || selection?.kind === 'recovery' ? selection.event : null,
    flight: selection?.kind === 'flight' ? selection.flight : null,
    slot: selection?.kind === 'slot' ? selection.slot : null,
    node: selection?.kind === 'node' ? selection.node : selection?.kind === 'slot' ? selection.node : null,
    command: hoverCommand,
  };
}

/** Draws the diagram on the canvas with every animation frame on which something moves or has changed. */
export function usePainter(
  canvas: RefObject<HTMLCanvasElement | null>,
  box: RefObject<HTMLDivElement | null>,
  diagram: Diagram,
  turning: boolean,
): void {
  const chosen = useRef<{ readonly of: readonly unknown[]; readonly looks: Looks } | null>(null);
  useEffect(() => {
    const colours: { now: Colours | null; theme: string } = { now: null, theme: '' };
    const looksNow = (): Looks => {
      const c = useChoices.getState();
      const of = [c.selection, c.hoverCommand, c.diagram, turning];
      if (chosen.current === null || of.some((x, i) => x !== chosen.current!.of[i])) chosen.current = { of, looks: looksOf(c, turning) };
      return chosen.current.looks;
    };
    const stop = onPaint((frame, t) => {
      const [element, holder] = [canvas.current, box.current];
      const context = element?.getContext('2d') ?? null;
      if (element === null || holder === null || context === null) return;
      const root = document.documentElement;
      const theme = `${root.dataset['theme']} ${root.dataset['presenter'] ?? 'no'} ${matchMedia('(forced-colors: active)').matches}`;
      if (colours.now === null || colours.theme !== theme) Object.assign(colours, { now: readColours(holder), theme });
      const scene = diagram.prepare(frame, t, looksNow(), goingNow(), colours.now!);
      if (scene === null) return;
      element.dataset['event'] = String(frame.event);
      const ratio = window.devicePixelRatio;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, element.width, element.height);
      context.translate(0, -scene.scrolled);
      diagram.draw(context, getFont(holder));
    });
    const stopChoices = useChoices.subscribe((now, before) => {
      if (now.selection !== before.selection || now.hoverCommand !== before.hoverCommand || now.diagram !== before.diagram) invalidate();
    });
    return () => {
      stop();
      stopChoices();
    };
  }, [canvas, box, diagram, turning]);
}

const looksOf = ({ selection, hoverCommand, diagram }: Choices, turning: boolean): Looks => ({
  chosen: chosenOf(selection, hoverCommand),
  heartbeats: diagram.heartbeats,
  unfolded: diagram.clients,
  turning,
});

function goingNow(): Going {
  const { run, frame, playing, speed } = useSaid.getState();
  const branch = run?.branches.find((b) => b.current)?.id ?? 0;
  return { key: `${run?.session ?? ''} ${branch}`, playing, speed, tip: Math.max(run?.tipEvent ?? 0, frame?.event ?? 0) };
}

const getFont = (element: HTMLElement): string => getComputedStyle(element).fontFamily;
