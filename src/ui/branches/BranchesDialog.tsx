// All branches of the run: the tree, what can be done with the one that is chosen, and two of them compared.
import { useEffect, useState } from 'react';
import { removeBranch, renameBranch, switchBranch } from '../../state/actions.ts';
import { closeDialog } from '../../state/choices.ts';
import { compareBranches, stopComparing, useComparing } from '../../state/comparing.ts';
import { useSaid } from '../../state/said.ts';
import type { BranchFrame } from '../../worker/protocol.ts';
import { Dialog } from '../kit/Dialog.tsx';
import { BranchActs } from './BranchActs.tsx';
import { Compared } from './Compared.tsx';
import { ForkTree } from './ForkTree.tsx';
import { comparedWith, layoutTree } from './tree.ts';
import './branches.css';

const NONE: readonly BranchFrame[] = [];
const ABOUT =
  'Acting in the past begins a branch; what had happened stays. Each line begins where its branch leaves the one above, and ends where it was left.';

export function BranchesDialog() {
  const comparing = useComparing();
  useEffect(() => stopComparing, []);
  const title = comparing.state === 'idle' ? 'Branches' : 'Two branches compared';
  return (
    <Dialog open onClose={closeDialog} title={title} width="wide" text={comparing.state === 'idle' ? ABOUT : undefined}>
      <div className="branches-view">{comparing.state === 'idle' ? <Tree /> : <Compared comparing={comparing} />}</div>
    </Dialog>
  );
}

function Tree() {
  const branches = useSaid((s) => s.run?.branches ?? NONE);
  const readOnly = useSaid((s) => s.run?.readOnly ?? true);
  const [wanted, setWanted] = useState<number | null>(null);
  const [renaming, setRenaming] = useState(false);
  const rows = layoutTree(branches);
  // One that was removed gives way to the one that is shown.
  const chosen = branches.find((b) => b.id === wanted) ?? branches.find((b) => b.current) ?? branches[0];
  if (chosen === undefined) return null;
  const acts = actsOn(chosen, branches, readOnly, () => setRenaming(true));
  const renamed = (name: string | null): void => {
    setRenaming(false);
    if (name !== null) void renameBranch(chosen.id, name);
  };
  return (
    <>
      <ForkTree
        rows={rows}
        chosen={chosen.id}
        renaming={renaming}
        onChoose={(id) => {
          setRenaming(false);
          setWanted(id);
        }}
        onKey={(key) => {
          const act = acts.find((a) => a.key === key);
          if (act !== undefined && act.not === null) act.run();
          return act !== undefined;
        }}
        onRenamed={renamed}
      />
      {rows.length === 1 && <p className="tree-alone">There is one branch so far. Step back in time and act there: a second one begins.</p>}
      <BranchActs key={chosen.id} chosen={chosen} branches={branches} acts={acts} />
    </>
  );
}

/** What can be done with a branch, with its key in the tree; `not`: why not, or null. */
export interface BranchAct {
  readonly name: 'go' | 'rename' | 'compare' | 'remove';
  readonly key: string;
  readonly not: string | null;
  readonly run: () => void;
}

function actsOn(b: BranchFrame, branches: readonly BranchFrame[], readOnly: boolean, rename: () => void): readonly BranchAct[] {
  const locked = readOnly ? 'The run is open in another tab: here nothing can be changed.' : null;
  const other = comparedWith(branches, b.id);
  return [
    { name: 'go', key: 'Enter', not: b.current ? 'It is the one that is shown.' : null, run: () => void switchBranch(b.id) },
    { name: 'rename', key: 'F2', not: locked, run: rename },
    {
      name: 'compare',
      key: 'c',
      not: other === null ? 'There is no other branch to compare it with.' : null,
      run: () => void (other !== null && compareBranches(Math.min(b.id, other), Math.max(b.id, other))),
    },
    {
      name: 'remove',
      key: 'Delete',
      not: locked ?? (b.parent === null ? 'It is the first branch: all others leave from it.' : null),
      run: () => void removeBranch(b.id),
    },
  ];
}
