// What stands around and behind the cells of the log grid: slot numbers, row labels, the window and the end of what is committed.
import type { CSSProperties } from 'react';
import type { Frame, NodeFrame } from '../../view/frame.ts';
import { governFrom, roleWord } from '../../view/log-words.ts';

interface NumbersProps {
  readonly frame: Frame;
  readonly slots: readonly number[];
  readonly selected: number | null;
  /** The number that Tab reaches, or null. */
  readonly stop: number | null;
}

export function Numbers({ frame, slots, selected, stop }: NumbersProps) {
  return (
    <div role="row" className="log-row log-numbers" aria-rowindex={1}>
      <div role="columnheader" className="log-corner">
        <span className="unseen">Whose row</span>
      </div>
      {slots.map((slot, i) => (
        <div
          key={slot}
          role="columnheader"
          aria-colindex={slot + 1}
          className="log-number"
          data-slot={slot}
          data-row={0}
          data-selected={selected === slot || undefined}
          data-reach={reachOf(frame, slot)}
          tabIndex={stop === slot ? 0 : -1}
          style={at(2 + i, 1)}
        >
          {slot}
        </div>
      ))}
    </div>
  );
}

export function RowLabel({ node, short }: { readonly node: NodeFrame; readonly short: boolean }) {
  return (
    <div role="rowheader" className="log-label" data-node={node.id}>
      <b>n{node.id}</b> <span>{roleWord(node, short)}</span>
    </div>
  );
}

const at = (column: number, span: number): CSSProperties => ({ gridColumn: `${column} / span ${span}` });

/** Behind the cells: the window, the end of what is committed, where other members begin to govern, the selected slot. */
export function Bands({
  frame,
  first,
  count,
  selected,
}: {
  readonly frame: Frame;
  readonly first: number;
  readonly count: number;
  readonly selected: number | null;
}) {
  const { commitIndex, windowEnd } = frame.log;
  const from = Math.max(first, commitIndex + 1);
  const to = Math.min(first + count - 1, windowEnd);
  const edge = commitIndex - first + 1;
  return (
    <div className="log-bands" aria-hidden>
      {to >= from && <div className="log-window" data-open-end={windowEnd > to || undefined} style={at(2 + from - first, to - from + 1)} />}
      {edge >= 0 && edge < count && <div className="log-commit" style={at(2 + edge, 1)} />}
      {governFrom({ ...frame.log, first, count }).map((slot) => (
        <div key={slot} className="log-govern" style={at(2 + slot - first, 1)} />
      ))}
      {selected !== null && selected >= first && selected < first + count && (
        <div className="log-chosen-slot" style={at(2 + selected - first, 1)} />
      )}
    </div>
  );
}

/** For the line under the slot numbers: committed, in the window, or beyond. */
function reachOf({ log }: Frame, slot: number): string | undefined {
  if (slot <= log.commitIndex) return 'committed';
  return slot <= log.windowEnd ? 'window' : undefined;
}
