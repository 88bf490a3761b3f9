// Slots by nodes: the grid itself. One element listens for all cells; each cell is drawn again only when it changed. Arrow keys move one
// tab stop about, and move the stretch of slots when they reach its edge.
import { useRef, type KeyboardEvent } from 'react';
import { hoverCommand, select } from '../../state/actions.ts';
import { useChoices } from '../../state/choices.ts';
import type { CellFrame, Frame } from '../../view/frame.ts';
import { Cell } from './Cell.tsx';
import { firstToShow, moveFocus, nodeOfRow, partShown, type GridPlace } from './columns.ts';
import { Bands, Numbers, RowLabel } from './GridParts.tsx';
import { useGridFocus } from './use-grid-focus.ts';
import type { GridSize } from './use-grid-size.ts';
import { showFrom } from './use-view.ts';

interface GridProps {
  readonly frame: Frame;
  readonly size: GridSize;
  /** The cell that is pointed at or focused, for the line beneath. */
  readonly onPlace: (place: GridPlace | null) => void;
}

/** Above this many nodes rows stand closer. */
const MANY_NODES = 6;

export function Grid({ frame, size, onPlace }: GridProps) {
  const selection = useChoices((c) => c.selection);
  const lit = useChoices((c) => c.hoverCommand);
  const follows = useChoices((c) => c.logFirst === null);
  const { log, nodes } = frame;
  const part = partShown(log.first, log.count, size.columns, follows);
  const first = log.first + part.offset;
  const slots = Array.from({ length: part.count }, (_, i) => first + i);
  const grid = useRef<HTMLDivElement>(null);
  const focus = useGridFocus(grid, nodes.length + 2, first, part.count);
  const selectedSlot = selection?.kind === 'slot' ? selection.slot : null;
  const selectedNode = selection?.kind === 'slot' ? selection.node : null;
  const rowOf = (cells: readonly CellFrame[], row: number, node: number | null) =>
    slots.map((slot, i) => (
      <Cell
        key={slot}
        cell={cells[i + part.offset]!}
        slot={slot}
        row={row}
        node={node}
        lit={lit !== '' && cells[i + part.offset]!.command === lit}
        selected={selectedSlot === slot && selectedNode === node}
        stop={focus.place.row === row && focus.place.slot === slot}
      />
    ));
  const place = (target: EventTarget): GridPlace | null => placeOf(target as Element);
  const choose = (at: GridPlace): void =>
    select({
      kind: 'slot',
      slot: at.slot,
      node: nodeOfRow(
        at.row,
        nodes.map((n) => n.id),
      ),
    });
  const onKeyDown = (e: KeyboardEvent): void => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === 'Enter' || e.key === ' ') choose(focus.place);
    else {
      const next = moveFocus(focus.place, e.key, nodes.length + 2, first, part.count);
      if (next === null) return;
      const from = firstToShow(next.slot, first, part.count);
      const step = Math.abs(next.slot - focus.place.slot) === 1 ? Math.sign(from - first) : from - first;
      if (from !== first) showFrom(Math.max(1, first + step));
      focus.go(next);
    }
    e.preventDefault();
  };
  return (
    <div
      ref={grid}
      role="grid"
      aria-label="Log: slots by nodes"
      aria-colcount={log.last + 1}
      aria-rowcount={nodes.length + 2}
      className="log-grid"
      data-many={nodes.length > MANY_NODES || undefined}
      style={{ '--log-label': `${size.label}px`, '--log-columns': part.count, '--log-rows': nodes.length + 2 }}
      onClick={(e) => {
        const at = place(e.target);
        if (at === null) return;
        choose(at);
        focus.go(at);
      }}
      onKeyDown={onKeyDown}
      onFocus={(e) => onPlace(place(e.target))}
      onBlur={() => onPlace(null)}
      onPointerOver={(e) => {
        const at = place(e.target);
        onPlace(at);
        hoverCommand(at === null ? '' : commandAt(frame, at));
      }}
      onPointerLeave={() => {
        onPlace(null);
        hoverCommand('');
      }}
    >
      <Bands frame={frame} first={first} count={part.count} selected={selectedSlot} />
      <Numbers frame={frame} slots={slots} selected={selectedSlot} stop={focus.place.row === 0 ? focus.place.slot : null} />
      <div role="row" className="log-row" data-truth="" aria-rowindex={2} style={{ gridRow: 2 }}>
        <div role="rowheader" className="log-label">
          <b>In fact</b>
        </div>
        {rowOf(log.truth, 1, null)}
      </div>
      {nodes.map((n, r) => (
        <div key={n.id} role="row" className="log-row" data-status={n.status} aria-rowindex={r + 3} style={{ gridRow: r + 3 }}>
          <RowLabel node={n} short={size.narrow} />
          {rowOf(log.rows[r]?.cells ?? [], r + 2, n.id)}
        </div>
      ))}
    </div>
  );
}

function placeOf(target: Element): GridPlace | null {
  const cell = target.closest<HTMLElement>('[data-slot]');
  return cell === null ? null : { row: Number(cell.dataset['row']), slot: Number(cell.dataset['slot']) };
}

/** The cell at a place of the grid; undefined for slot numbers and for what is not shown. */
export function cellAt({ log }: Frame, { row, slot }: GridPlace): CellFrame | undefined {
  return row === 1 ? log.truth[slot - log.first] : log.rows[row - 2]?.cells[slot - log.first];
}

const commandAt = (frame: Frame, place: GridPlace): string => cellAt(frame, place)?.command ?? '';
