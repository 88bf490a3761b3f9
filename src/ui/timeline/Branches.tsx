// The futures that were left: each a bar below the track, from where it leaves to where it ends. Pressing returns to it.
import { useState, type KeyboardEvent } from 'react';
import { CornerDownLeft, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { removeBranch, renameBranch, switchBranch } from '../../state/actions.ts';
import { Menu } from '../kit/Menu.tsx';
import { Tooltip } from '../kit/Tooltip.tsx';
import { formatCount, formatTime } from '../kit/format.ts';
import type { BranchBox } from './layout.ts';

const MAX_NAME = 60;

export function Branches({ boxes, readOnly }: { readonly boxes: readonly BranchBox[]; readonly readOnly: boolean }) {
  if (boxes.length === 0) return null;
  return (
    <ul className="branches" aria-label="Branches">
      {boxes.map((box) => (
        <BranchBar key={box.branch.id} box={box} readOnly={readOnly} />
      ))}
    </ul>
  );
}

function BranchBar({ box, readOnly }: { readonly box: BranchBox; readonly readOnly: boolean }) {
  const { branch, x, width, lane } = box;
  const [renaming, setRenaming] = useState(false);
  const says = `“${branch.name}” leaves at ${formatTime(branch.forkAt)} ms and ends at event ${formatCount(branch.tipEvent)}. Press to return to it.`;
  return (
    <li className="branch" style={{ left: x, '--lane': lane }}>
      {renaming ? (
        <RenameField name={branch.name} onDone={(name) => (setRenaming(false), name === null ? undefined : void renameBranch(branch.id, name))} />
      ) : (
        <>
          <Tooltip text={says}>
            <button type="button" className="branch-bar" aria-label={`Return to the branch “${branch.name}”`} onClick={() => void switchBranch(branch.id)}>
              <span className="branch-line" style={{ width }} />
              <span className="branch-name">{branch.name}</span>
            </button>
          </Tooltip>
          {!readOnly && (
            <Menu
              items={[
                { label: 'Return to it', icon: CornerDownLeft, run: () => void switchBranch(branch.id) },
                { label: 'Rename', icon: Pencil, run: () => setRenaming(true) },
                { label: 'Remove', sentence: 'It cannot be had back.', icon: Trash2, danger: true, run: () => void removeBranch(branch.id) },
              ]}
            >
              <button type="button" className="branch-more" aria-label={`More about “${branch.name}”`}>
                <Ellipsis className="kit-icon" aria-hidden />
              </button>
            </Menu>
          )}
        </>
      )}
    </li>
  );
}

function RenameField({ name, onDone }: { readonly name: string; readonly onDone: (name: string | null) => void }) {
  const [text, setText] = useState(name);
  const done = (): void => onDone(text.trim() === '' || text.trim() === name ? null : text.trim());
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') done();
    if (event.key === 'Escape') {
      event.stopPropagation();
      onDone(null);
    }
  };
  return (
    <input
      className="branch-rename"
      aria-label={`New name of the branch “${name}”`}
      value={text}
      maxLength={MAX_NAME}
      ref={(input) => input?.focus()}
      onFocus={(e) => e.currentTarget.select()}
      onChange={(e) => setText(e.target.value)}
      onKeyDown={onKey}
      onBlur={done}
    />
  );
}
