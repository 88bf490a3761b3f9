// The track itself: coloured by who led, with the playhead on it. A slider to the keyboard and to screen readers.
import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import type { ScaleLinear } from 'd3-scale';
import { seekTime, step, toTip, seek } from '../../state/actions.ts';
import { onPaint, virtualNow } from '../../state/frame-source.ts';
import { useSaid } from '../../state/said.ts';
import { formatCount, formatTime } from '../kit/format.ts';
import type { ReignBox } from './layout.ts';
import { ZOOM_STEP, type Zoom } from './use-zoom.ts';

type Scale = ScaleLinear<number, number>;

interface TrackProps {
  readonly x: Scale;
  readonly width: number;
  readonly reigns: readonly ReignBox[];
  /** Where the branch ends so far. */
  readonly tipX: number;
  readonly zoom: Zoom;
}

export function Track({ x, width, reigns, tipX, zoom }: TrackProps) {
  const slider = useRef<HTMLDivElement>(null);
  const pointed = useRef<HTMLDivElement>(null);
  const end = Math.max(0, Math.min(width, tipX));
  usePlayhead(slider, x, width, end);
  const scrub = useScrub(slider, pointed, x, tipX);
  return (
    <div
      ref={slider}
      className="track"
      role="slider"
      tabIndex={0}
      aria-label="Playhead"
      aria-orientation="horizontal"
      aria-describedby="track-keys"
      data-own-keys=""
      {...useSliderValues()}
      {...scrub}
      onKeyDown={(event) => onKey(event, zoom, x, width)}
    >
      {/* Its width, and that of the reign that goes on, are the painter's: they grow with the playhead. */}
      <div className="track-ground" />
      {reigns.map((r) => (
        <div
          key={`${r.from} ${r.node}`}
          className="track-reign"
          data-node={((r.node - 1) % 9) + 1}
          data-open={r.open || undefined}
          style={{ left: r.x, width: r.open ? undefined : r.width }}
          title={r.title}
        >
          {r.label}
        </div>
      ))}
      <div className="track-future" />
      <div className="track-head">
        <span className="track-knob" />
      </div>
      {/* Written by the pointer's handler alone. */}
      <div ref={pointed} className="track-pointed mono" aria-hidden />
      <span id="track-keys" className="unseen">
        Arrows step one event, Page Up and Page Down go from mark to mark, Home and End to the start and to now. Plus and minus zoom, 0
        shows the whole run.
      </span>
    </div>
  );
}

function useSliderValues() {
  const event = useSaid((s) => s.frame?.event ?? 0);
  const at = useSaid((s) => s.frame?.at ?? 0);
  const tip = useSaid((s) => s.run?.tipEvent ?? 0);
  return {
    'aria-valuemin': 0,
    'aria-valuemax': Math.max(tip, event),
    'aria-valuenow': event,
    'aria-valuetext': `${formatTime(at)} ms, event ${formatCount(event)} of ${formatCount(Math.max(tip, event))}`,
  };
}

/** Moves the playhead, what grows with it, and the veil over the future, outside React. */
function usePlayhead(slider: { readonly current: HTMLDivElement | null }, x: Scale, width: number, end: number): void {
  useEffect(
    () =>
      onPaint((_, t) => {
        const track = slider.current;
        if (track === null) return;
        const at = x(t);
        const within = Math.max(0, Math.min(width, at));
        const grown = Math.max(end, within);
        paint(track, '.track-head', { transform: `translateX(${at}px)`, visibility: at < -1 || at > width + 1 ? 'hidden' : 'visible' });
        paint(track, '.track-future', { transform: `translateX(${within}px)`, width: `${grown - within}px` });
        paint(track, '.track-ground', { width: `${grown}px` });
        const open = track.querySelector<HTMLElement>('.track-reign[data-open]');
        if (open !== null) open.style.width = `${Math.max(0, grown - open.offsetLeft)}px`;
      }),
    [slider, x, width, end],
  );
}

function paint(track: HTMLElement, part: string, style: Partial<Record<'transform' | 'visibility' | 'width', string>>): void {
  const element = track.querySelector<HTMLElement>(part);
  if (element !== null) Object.assign(element.style, style);
}

/** Press or drag: the playhead goes where the pointer is; the newest place wins. Pointing alone shows the time there. */
function useScrub(
  slider: { readonly current: HTMLDivElement | null },
  pointed: { readonly current: HTMLDivElement | null },
  x: Scale,
  tipX: number,
) {
  const placeOf = (event: PointerEvent): number => event.clientX - (slider.current?.getBoundingClientRect().left ?? 0);
  const go = (event: PointerEvent): void => {
    const at = placeOf(event);
    if (at >= tipX) void toTip();
    else void seekTime(Math.max(0, x.invert(at)));
  };
  const point = (at: number | null): void => {
    const label = pointed.current;
    if (label === null) return;
    label.style.visibility = at === null || at > tipX ? 'hidden' : 'visible';
    if (at === null) return;
    const left = at > tipX / 2;
    label.style.transform = `translateX(${at}px)${left ? ' translateX(-100%)' : ''}`;
    label.dataset['side'] = left ? 'left' : 'right';
    label.textContent = `${formatTime(Math.max(0, x.invert(at)))} ms`;
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      go(event);
    },
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
      point(placeOf(event));
      if (event.currentTarget.hasPointerCapture(event.pointerId)) go(event);
    },
    onPointerLeave: () => point(null),
  };
}

function onKey(event: KeyboardEvent, zoom: Zoom, x: Scale, width: number): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = KEY_ACTS[event.key] ?? zoomAct(event.key, zoom, x, width);
  if (act === undefined) return;
  event.preventDefault();
  act();
}

/** About the playhead where it is in view. */
function zoomAct(key: string, zoom: Zoom, x: Scale, width: number): (() => void) | undefined {
  const head = x(virtualNow());
  const about = head >= 0 && head <= width ? head : undefined;
  if (key === '+' || key === '=') return () => zoom.by(ZOOM_STEP, about);
  if (key === '-') return () => zoom.by(1 / ZOOM_STEP, about);
  return key === '0' ? zoom.reset : undefined;
}

const KEY_ACTS: Readonly<Record<string, () => void>> = {
  ArrowRight: () => void step('event', 1),
  ArrowUp: () => void step('event', 1),
  ArrowLeft: () => void step('event', -1),
  ArrowDown: () => void step('event', -1),
  PageUp: () => void toMark(1),
  PageDown: () => void toMark(-1),
  Home: () => void seek(0),
  End: () => void toTip(),
};

/** To the next mark, or the one before. */
function toMark(direction: 1 | -1): void {
  const { run, frame } = useSaid.getState();
  if (run === null || frame === null) return;
  const here = frame.event - 1;
  const mark = direction === 1 ? run.marks.find((m) => m.event > here) : run.marks.findLast((m) => m.event < here);
  if (mark !== undefined) void seek(mark.event + 1);
}
