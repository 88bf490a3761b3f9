// The drawn part of the diagram: the canvas, what the pointer and the keys do on it, and the words of what is pointed at beside the pointer.
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import { Waypoints } from 'lucide-react';
import { hoverCommand } from '../../state/actions.ts';
import { invalidate } from '../../state/frame-source.ts';
import { hitAt, type Hit } from '../../view/space-time-hit.ts';
import { EmptyState } from '../kit/EmptyState.tsx';
import { keyAct, press, show } from './acts.ts';
import type { Diagram } from './diagram.ts';
import { commandOfHit, eventOfHit, sameHit, sayHit, useSentence } from './pointed.ts';
import { usePainter } from './use-diagram.ts';
import { usePanZoom } from './use-pan-zoom.ts';

interface PictureProps {
  readonly diagram: Diagram;
  readonly turning: boolean;
  readonly surface: RefObject<HTMLDivElement | null>;
  /** Why there is nothing to draw, or ''. */
  readonly error: string;
}

interface Pointed {
  readonly hit: Hit;
  readonly x: number;
  readonly y: number;
  /** On which side of the pointer there is room. */
  readonly side: 'left' | 'right';
  readonly above: boolean;
}

export function Picture({ diagram, turning, surface, error }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const ground = useRef<HTMLDivElement>(null);
  useSize(box, canvas, diagram);
  usePainter(canvas, box, diagram, turning);
  usePanZoom(surface, diagram);
  useGround(ground, diagram);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const pointer = usePointer(box, diagram, setPointed);
  const onKeyDown = (e: KeyboardEvent): void => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const act = keyAct(diagram, e.key, e.shiftKey);
    if (act === undefined) return;
    e.preventDefault();
    act();
  };
  return (
    <div ref={box} className="space-time-box" onScroll={(e) => diagram.scrollTo(e.currentTarget.scrollTop)}>
      <div ref={ground} className="space-time-ground">
        <div
          ref={surface}
          className="space-time-surface"
          role="application"
          aria-roledescription="diagram"
          aria-label="Space–time diagram"
          aria-describedby="space-time-keys"
          tabIndex={0}
          data-own-keys=""
          data-key-target="space-time"
          onKeyDown={onKeyDown}
          {...pointer}
        >
          <canvas ref={canvas} className="space-time-canvas" aria-hidden />
          {pointed !== null && <Card pointed={pointed} />}
          {error !== '' && (
            <div className="space-time-over">
              <EmptyState icon={Waypoints} title="The messages did not come" text={error} />
            </div>
          )}
          <span id="space-time-keys" className="unseen">
            Left and Right go from event to event, Up and Down from lane to lane, Shift and Left back to what made it happen, Enter shows
            the moment. Plus and minus zoom, 0 shows a few round trips, Page Up and Page Down move along. The same in words follows.
          </span>
        </div>
      </div>
    </div>
  );
}

function Card({ pointed }: { readonly pointed: Pointed }) {
  const { hit, x, y, side, above } = pointed;
  const sentence = useSentence(eventOfHit(hit), '');
  if (hit.kind === 'node') return null;
  return (
    <div className="space-time-card" style={{ left: x, top: y }} data-side={side} data-above={above || undefined} aria-hidden>
      {sayHit(hit, sentence)}
    </div>
  );
}

/** Pointing lights and tells, a press selects, a press with Shift or a second one shows the moment. */
function usePointer(box: RefObject<HTMLDivElement | null>, diagram: Diagram, setPointed: (pointed: Pointed | null) => void) {
  const last = useRef<Hit | null>(null);
  const at = (e: { clientX: number; clientY: number }): { x: number; y: number; hit: Hit | null } => {
    const rect = box.current!.getBoundingClientRect();
    const [x, y] = [e.clientX - rect.left, e.clientY - rect.top];
    return { x, y, hit: diagram.scene === null ? null : hitAt(diagram.scene, x, y + diagram.scene.scrolled) };
  };
  const point = (hit: Hit | null, x: number, y: number): void => {
    if (sameHit(hit, last.current)) return;
    last.current = hit;
    hoverCommand(commandOfHit(hit));
    const { width = 0, height = 0 } = box.current?.getBoundingClientRect() ?? {};
    setPointed(hit === null ? null : { hit, x, y, side: x > width / 2 ? 'left' : 'right', above: y > height / 2 });
    invalidate();
  };
  return {
    onPointerMove: (e: PointerEvent): void => {
      if (e.buttons !== 0) return point(null, 0, 0);
      const { x, y, hit } = at(e);
      point(hit, x, y);
      (e.currentTarget as HTMLElement).style.cursor = hit === null ? '' : 'pointer';
    },
    onPointerLeave: (): void => point(null, 0, 0),
    onClick: (e: { clientX: number; clientY: number; shiftKey: boolean; detail: number }): void => {
      const { hit } = at(e);
      if (e.shiftKey || e.detail === 2) show(hit);
      else if (e.detail < 2) press(hit);
    },
  };
}

/** The canvas is as large as the box, whatever is scrolled. */
function useSize(box: RefObject<HTMLDivElement | null>, canvas: RefObject<HTMLCanvasElement | null>, diagram: Diagram): void {
  useLayoutEffect(() => {
    const [holder, element] = [box.current, canvas.current];
    if (holder === null || element === null) return undefined;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = holder;
      const ratio = window.devicePixelRatio;
      element.width = Math.round(width * ratio);
      element.height = Math.round(height * ratio);
      element.style.width = `${width}px`;
      element.style.height = `${height}px`;
      diagram.resize({ width, height, unit: parseFloat(getComputedStyle(holder).fontSize) });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(holder);
    const attributes = new MutationObserver(measure);
    attributes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-presenter'] });
    measure();
    return () => {
      observer.disconnect();
      attributes.disconnect();
    };
  }, [box, canvas, diagram]);
}

/** As high as the lanes are, so that what does not fit can be scrolled to. */
function useGround(ground: RefObject<HTMLDivElement | null>, diagram: Diagram): void {
  useEffect(
    () =>
      diagram.tellHeight((height) => {
        if (ground.current !== null) ground.current.style.height = `${height}px`;
      }),
    [ground, diagram],
  );
}
