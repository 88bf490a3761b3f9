// The track itself: coloured by who led, with the playhead on it. A slider to the keyboard and to screen readers.
import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import type { ScaleLinear } from 'd3-scale';
import { seekTime, step, toTip, seek } from '../../state/actions.ts';
import { onPaint } from '../../state/frame-source.ts';
import { useSaid } from '../../state/said.ts';
import { formatCount, formatTime } from '../kit/format.ts';
import { formatTick, type ReignBox } from './layout.ts';

type Scale = ScaleLinear<number, number>;

interface TrackProps {
  readonly x: Scale;
  readonly width: number;
  readonly reigns: readonly ReignBox[];
  /** Where the branch ends so far. */
  readonly tipX: number;
}

export function Track({ x, width, reigns, tipX }: TrackProps) {
  const slider = useRef<HTMLDivElement>(null);
  const end = Math.max(0, Math.min(width, tipX));
  usePlayhead(slider, x, width, end);
  const scrub = useScrub(slider, x, tipX);
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
      onKeyDown={onKey}
    >
      <div className="track-ground" style={{ width: end }} />
      {reigns.map((r) => (
        <div key={`${r.x} ${r.title}`} className="track-reign" data-node={((r.node - 1) % 9) + 1} style={{ left: r.x, width: r.width }} title={r.title}>
          {r.label}
        </div>
      ))}
      <div className="track-future" />
      <div className="track-head">
        <span className="track-knob" />
      </div>
      <span id="track-keys" className="unseen">
        Arrows step one event, Page Up and Page Down go from mark to mark, Home and End to the start and to now.
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

/** Moves the playhead and the veil over the future, outside React. */
function usePlayhead(slider: { readonly current: HTMLDivElement | null }, x: Scale, width: number, end: number): void {
  useEffect(
    () =>
      onPaint((_, t) => {
        const head = slider.current?.querySelector<HTMLElement>('.track-head');
        const future = slider.current?.querySelector<HTMLElement>('.track-future');
        if (head === null || head === undefined || future === null || future === undefined) return;
        const at = x(t);
        head.style.transform = `translateX(${at}px)`;
        head.style.visibility = at < -1 || at > width + 1 ? 'hidden' : 'visible';
        const from = Math.max(0, Math.min(width, at));
        future.style.transform = `translateX(${from}px)`;
        future.style.width = `${Math.max(0, end - from)}px`;
      }),
    [slider, x, width, end],
  );
}

/** Press or drag: the playhead goes where the pointer is; the newest place wins. */
function useScrub(slider: { readonly current: HTMLDivElement | null }, x: Scale, tipX: number) {
  const go = (event: PointerEvent): void => {
    const left = slider.current?.getBoundingClientRect().left ?? 0;
    const at = event.clientX - left;
    if (at >= tipX) void toTip();
    else void seekTime(Math.max(0, x.invert(at)));
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      go(event);
    },
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) go(event);
    },
  };
}

function onKey(event: KeyboardEvent): void {
  const act = KEY_ACTS[event.key];
  if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
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

/** Times under the track. */
export function Ticks({ x, width }: { readonly x: Scale; readonly width: number }) {
  const ticks = x.ticks(Math.max(2, Math.round(width / 110)));
  const every = ticks.length > 1 ? ticks[1]! - ticks[0]! : 1_000_000;
  return (
    <div className="ticks" aria-hidden>
      {ticks.map((at) => (
        <span key={at} className="tick" style={{ left: x(at) }}>
          {formatTick(at, every)}
        </span>
      ))}
    </div>
  );
}
