// Where the shown slots lie in the whole log: a thin track with a thumb that can be dragged. The grid's keys and buttons do the same, so it
// is no stop for the keyboard.
import { useRef, type PointerEvent } from 'react';
import type { LogFrame } from '../../view/frame.ts';
import { lastFirst } from './columns.ts';
import { showFrom } from './use-view.ts';

export function SlotBar({ log, columns }: { readonly log: LogFrame; readonly columns: number }) {
  const track = useRef<HTMLDivElement>(null);
  const grabbed = useRef<number | null>(null);
  const end = Math.max(log.last + 3, log.first + columns - 1, 1);
  const part = (slots: number): string => `${Math.min(100, (100 * slots) / end)}%`;
  const slotAt = (e: PointerEvent): number => {
    const box = track.current!.getBoundingClientRect();
    return ((e.clientX - box.left) / Math.max(1, box.width)) * end;
  };
  const move = (e: PointerEvent): void => {
    if (grabbed.current === null) return;
    const first = Math.max(1, Math.round(slotAt(e) - grabbed.current) + 1);
    showFrom(first >= lastFirst(log.last, columns) ? null : first);
  };
  if (end <= columns) return <div className="log-bar" data-whole="" aria-hidden />;
  return (
    <div
      ref={track}
      className="log-bar"
      aria-hidden
      onPointerDown={(e) => {
        const at = slotAt(e);
        const inside = at >= log.first - 1 && at < log.first - 1 + columns;
        grabbed.current = inside ? at - (log.first - 1) : columns / 2;
        e.currentTarget.setPointerCapture(e.pointerId);
        move(e);
      }}
      onPointerMove={move}
      onPointerUp={() => {
        grabbed.current = null;
      }}
      onPointerCancel={() => {
        grabbed.current = null;
      }}
    >
      <div className="log-bar-committed" style={{ width: part(log.commitIndex) }} />
      {log.gaps.map((g) => (
        <div key={g} className="log-bar-gap" style={{ left: part(g - 0.5) }} />
      ))}
      <div className="log-bar-thumb" style={{ left: `min(${part(log.first - 1)}, 100% - 0.75rem)`, width: part(columns) }} />
    </div>
  );
}
