// The futures that were left: each a bar below the track, from where it leaves to where it ends. Pressing returns to it. Those for which
// there is no lane are found in the tree of all branches.
import { useState } from 'react';
import { CornerDownLeft, Ellipsis, GitCompareArrows, Pencil, Trash2 } from 'lucide-react';
import { removeBranch, renameBranch, switchBranch } from '../../state/actions.ts';
import { openDialog } from '../../state/choices.ts';
import { compareBranches } from '../../state/comparing.ts';
import { useSaid } from '../../state/said.ts';
import type { BranchFrame } from '../../worker/protocol.ts';
import { Menu } from '../kit/Menu.tsx';
import type { MenuItem } from '../kit/menu.ts';
import { Tooltip } from '../kit/Tooltip.tsx';
import { formatCount, formatTime } from '../kit/format.ts';
import { MAX_LANES, type BranchBox } from './layout.ts';
import { RenameField } from './RenameField.tsx';

export function Branches({ boxes, readOnly }: { readonly boxes: readonly BranchBox[]; readonly readOnly: boolean }) {
  const drawn = boxes.filter((b) => b.lane < MAX_LANES);
  if (boxes.length === 0) return null;
  return (
    <div className="branches">
      <ul aria-label="Branches">
        {drawn.map((box) => (
          <BranchBar key={box.branch.id} box={box} readOnly={readOnly} />
        ))}
      </ul>
      <AllBranches count={boxes.length + 1} />
    </div>
  );
}

/** `“without the crash” leaves at 412.386 ms and ends at event 1,204.` */
const sayBranch = ({ branch, leaves }: BranchBox): string =>
  `“${branch.name}” leaves at ${formatTime(leaves)} ms and ends at event ${formatCount(branch.tipEvent)}.`;

function BranchBar({ box, readOnly }: { readonly box: BranchBox; readonly readOnly: boolean }) {
  const { branch, x, width, lane } = box;
  const [renaming, setRenaming] = useState(false);
  const rename = (name: string | null): void => {
    setRenaming(false);
    if (name !== null) void renameBranch(branch.id, name);
  };
  return (
    <li className="branch" style={{ left: x, '--lane': lane }}>
      {renaming ? (
        <RenameField name={branch.name} onDone={rename} />
      ) : (
        <>
          <Tooltip text={`${sayBranch(box)} Press to return to it.`}>
            <button
              type="button"
              className="branch-bar"
              aria-label={`Return to the branch “${branch.name}”`}
              onClick={() => void switchBranch(branch.id)}
            >
              <span className="branch-line" style={{ width }} />
              <span className="branch-name">{branch.name}</span>
            </button>
          </Tooltip>
          {!readOnly && <BranchMenu branch={branch} onRename={() => setRenaming(true)} />}
        </>
      )}
    </li>
  );
}

function BranchMenu({ branch, onRename }: { readonly branch: BranchFrame; readonly onRename: () => void }) {
  const items: readonly MenuItem[] = [
    { label: 'Return to it', icon: CornerDownLeft, run: () => void switchBranch(branch.id) },
    { label: 'Rename', icon: Pencil, run: onRename },
    { label: 'Compare with the one shown', icon: GitCompareArrows, run: () => compareWithShown(branch) },
    'line',
    { label: 'Remove', sentence: 'With all that leave from it.', icon: Trash2, danger: true, run: () => void removeBranch(branch.id) },
  ];
  return (
    <Menu items={items}>
      <button type="button" className="branch-more" aria-label={`More about “${branch.name}”`}>
        <Ellipsis className="kit-icon" aria-hidden />
      </button>
    </Menu>
  );
}

function compareWithShown(branch: BranchFrame): void {
  const shown = useSaid.getState().run?.branches.find((b) => b.current);
  if (shown === undefined) return;
  void compareBranches(Math.min(shown.id, branch.id), Math.max(shown.id, branch.id));
  openDialog('branches');
}

/** The whole tree, and what can be done with it. */
function AllBranches({ count }: { readonly count: number }) {
  return (
    <Tooltip text="The tree of branches: walked, named, two of them compared" keys="branches">
      <button type="button" className="branches-rest" onClick={() => openDialog('branches')}>
        All {formatCount(count)} branches
      </button>
    </Tooltip>
  );
}
