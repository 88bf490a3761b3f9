// The line beneath the grid: what the signs mean, or, while a cell is pointed at, what that cell says. Of one height, so that nothing moves.
import type { Frame } from '../../view/frame.ts';
import type { GridPlace } from './columns.ts';
import { cellAt } from './Grid.tsx';
import { governFrom, sayCell, sayGoverns, sayTruth } from '../../view/log-words.ts';

const SIGNS = ['written', 'voted', 'chosen', 'applied'] as const;

export function Foot({ frame, place }: { readonly frame: Frame; readonly place: GridPlace | null }) {
  const said = place === null ? '' : sayPlace(frame, place);
  return (
    <div className="log-foot">
      {said !== '' ? (
        <p className="log-readout">{said}</p>
      ) : (
        <ul className="log-legend" aria-label="Legend">
          {SIGNS.map((state) => (
            <li key={state}>
              <span className="log-sign" data-state={state} aria-hidden />
              {state}
            </li>
          ))}
          {hasFolded(frame) && (
            <li>
              <span className="log-sign" data-state="folded" aria-hidden />
              under a checkpoint
            </li>
          )}
          {governFrom(frame.log).length > 0 && (
            <li>
              <span className="log-sign" data-sign="govern" aria-hidden />
              other members
            </li>
          )}
          <li>
            <span className="log-sign" data-sign="commit" aria-hidden />
            commit index
          </li>
          <li>
            <span className="log-sign" data-sign="window" aria-hidden />
            window
          </li>
          <li>colour: whose ballot</li>
        </ul>
      )}
    </div>
  );
}

const hasFolded = ({ log }: Frame): boolean => log.rows.some((r) => r.cells.some((c) => c.state === 'folded'));

function sayPlace(frame: Frame, place: GridPlace): string {
  const { row, slot } = place;
  if (row === 0) return saySlot(frame, slot) + sayGoverns(frame.log, slot);
  const cell = cellAt(frame, place);
  const node = frame.nodes[row - 2];
  if (cell === undefined) return '';
  return node === undefined ? sayTruth(cell, slot) : sayCell(cell, slot, node.id);
}

function saySlot({ log }: Frame, slot: number): string {
  if (slot <= log.commitIndex) return `Slot ${slot}: at or below the commit index ${log.commitIndex}.`;
  if (slot <= log.windowEnd) return `Slot ${slot}: in the window; the leader may have it open.`;
  return `Slot ${slot}: beyond the window; nothing is proposed here before the commit index moves on.`;
}
