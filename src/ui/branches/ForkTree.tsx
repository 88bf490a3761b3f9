// The fork tree drawn: a row for each branch, its line from where it leaves to where it ends, by time; and in words what was done differently.
// Arrow keys walk it, Enter goes to a branch.
import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { OctagonAlert } from 'lucide-react';
import { switchBranch } from '../../state/actions.ts';
import { Chip } from '../kit/Chip.tsx';
import { formatCount, formatTime } from '../kit/format.ts';
import { RenameField } from '../timeline/RenameField.tsx';
import { sayPlace, stepIn, type TreeRow } from './tree.ts';

interface ForkTreeProps {
  readonly rows: readonly TreeRow[];
  /** The branch that keys and buttons mean. */
  readonly chosen: number;
  readonly renaming: boolean;
  readonly onChoose: (branch: number) => void;
  /** Keys that the buttons below have as well. */
  readonly onKey: (key: string) => boolean;
  readonly onRenamed: (name: string | null) => void;
}

export function ForkTree({ rows, chosen, renaming, onChoose, onKey, onRenamed }: ForkTreeProps) {
  const end = Math.max(0, ...rows.map((r) => r.branch.tipAt));
  const keys = (event: KeyboardEvent): void => {
    const here = rows.findIndex((r) => r.branch.id === chosen);
    const next = stepIn(rows, here, event.key);
    if (next !== null) onChoose(next.branch.id);
    if (next === null && !onKey(event.key) && !event.key.startsWith('Arrow')) return;
    event.preventDefault();
  };
  const tree = useFocusAtFirst();
  return (
    <div className="tree">
      <div className="tree-times mono" aria-hidden>
        <span>0</span>
        <span>{formatTime(end)} ms</span>
      </div>
      <div ref={tree} className="tree-rows" role="tree" aria-label="Branches" onKeyDown={keys}>
        <TreeLines rows={rows} chosen={chosen} />
        {rows.map((row) => (
          <Row
            key={row.branch.id}
            row={row}
            rows={rows}
            chosen={row.branch.id === chosen}
            renaming={renaming && row.branch.id === chosen}
            onChoose={onChoose}
            onRenamed={onRenamed}
          />
        ))}
      </div>
    </div>
  );
}

interface RowProps extends Pick<ForkTreeProps, 'rows' | 'onChoose' | 'renaming' | 'onRenamed'> {
  readonly row: TreeRow;
  readonly chosen: boolean;
}

function Row({ row, rows, chosen, renaming, onChoose, onRenamed }: RowProps) {
  const { branch, depth } = row;
  const element = useFocusWhen(chosen && !renaming);
  return (
    <div
      ref={element}
      className="tree-row"
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={chosen}
      aria-current={branch.current || undefined}
      aria-label={`${branch.name}. ${branch.current ? 'Shown. ' : ''}${branch.did === '' ? '' : `${branch.did}. `}${sayPlace(row, rows)}`}
      tabIndex={chosen ? 0 : -1}
      data-branch={branch.id}
      onClick={() => onChoose(branch.id)}
      onDoubleClick={() => void switchBranch(branch.id)}
    >
      <span className="tree-words">
        {renaming ? <RenameField name={branch.name} onDone={onRenamed} /> : <Name row={row} />}
        <span className="tree-note">{sayPlace(row, rows)}</span>
      </span>
    </div>
  );
}

function Name({ row: { branch } }: { readonly row: TreeRow }) {
  const { name, did, acts, current, stops } = branch;
  return (
    <span className="tree-name">
      <b>{name}</b>
      {current && <Chip>shown</Chip>}
      {did !== '' && did !== name && <span className="tree-did">{did}</span>}
      {acts > 0 && <span className="tree-acts">{acts === 1 ? '1 act' : `${formatCount(acts)} acts`}</span>}
      {stops !== null && (
        <Chip tone="bad" icon={OctagonAlert}>
          {stops === 'violation' ? 'a check fails' : 'halted'}
        </Chip>
      )}
    </span>
  );
}

/** Opened by a key, it is walked by keys at once: after the dialog has taken the focus for itself. */
function useFocusAtFirst(): RefObject<HTMLDivElement | null> {
  const tree = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const asked = requestAnimationFrame(() => tree.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus());
    return () => cancelAnimationFrame(asked);
  }, []);
  return tree;
}

/** Keys that walk take the focus along; a tree that has just been opened does not take it. */
function useFocusWhen(chosen: boolean): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const row = element.current;
    if (!chosen || row === null) return;
    row.scrollIntoView({ block: 'nearest' });
    if (row.parentElement?.contains(document.activeElement) === true) row.focus({ preventScroll: true });
  }, [chosen]);
  return element;
}

/** In percent across and rows down, so that nothing needs to be measured. */
const across = (part: number): string => `${2 + part * 94}%`;
const down = (row: number): string => `calc((${row} + 0.5) * var(--tree-row))`;

function TreeLines({ rows, chosen }: { readonly rows: readonly TreeRow[]; readonly chosen: number }) {
  return (
    <div className="tree-lines" aria-hidden>
      {rows.map(({ branch, row, parentRow, from, to }) => (
        <span key={branch.id} data-current={branch.current || undefined} data-chosen={branch.id === chosen || undefined}>
          {parentRow !== null && (
            <i
              className="tree-stem"
              style={{ left: across(from), top: down(parentRow), height: `calc(${row - parentRow} * var(--tree-row))` }}
            />
          )}
          <i className="tree-line" style={{ left: across(from), top: down(row), width: `${(to - from) * 94}%` }} />
          {parentRow !== null && <i className="tree-fork" style={{ left: across(from), top: down(row) }} />}
          <i className="tree-end" data-stops={branch.stops ?? undefined} style={{ left: across(to), top: down(row) }} />
        </span>
      ))}
    </div>
  );
}
