// What can be done with the branch that is chosen in the tree. What cannot be done now says why, in its tooltip.
import { useState } from 'react';
import { CornerDownLeft, GitCompareArrows, Pencil, Trash2, type LucideIcon } from 'lucide-react';
import { compareBranches } from '../../state/comparing.ts';
import type { BranchFrame } from '../../worker/protocol.ts';
import { Button, type ButtonProps } from '../kit/Button.tsx';
import { Select } from '../kit/Choose.tsx';
import type { BranchAct } from './BranchesDialog.tsx';
import { comparedWith, countWithin } from './tree.ts';

const LOOKS: Readonly<
  Record<BranchAct['name'], { label: string; icon: LucideIcon; says: string; look: NonNullable<ButtonProps['look']> }>
> = {
  go: { label: 'Go to it', icon: CornerDownLeft, says: 'Shows the end of this branch', look: 'primary' },
  rename: { label: 'Rename', icon: Pencil, says: 'Gives it another name', look: 'plain' },
  compare: { label: 'Compare', icon: GitCompareArrows, says: 'Finds where the two part, and what came of it', look: 'plain' },
  remove: { label: 'Remove', icon: Trash2, says: 'It can be had back until another one is removed', look: 'danger' },
};

interface BranchActsProps {
  readonly chosen: BranchFrame;
  readonly branches: readonly BranchFrame[];
  readonly acts: readonly BranchAct[];
}

export function BranchActs({ chosen, branches, acts }: BranchActsProps) {
  const [other, setOther] = useState(() => comparedWith(branches, chosen.id));
  const within = countWithin(branches, chosen.id);
  const [go, rename, compare, remove] = acts as readonly [BranchAct, BranchAct, BranchAct, BranchAct];
  const comparable = branches.filter((b) => b.id !== chosen.id);
  const there = comparable.some((b) => b.id === other) ? other : (comparable[0]?.id ?? null);
  return (
    <div className="tree-acts-row" role="group" aria-label={`What can be done with “${chosen.name}”`}>
      <ActButton act={go} />
      <ActButton act={rename} />
      <ActButton
        act={remove}
        {...(within > 0 ? { label: `Remove with ${within === 1 ? 'one' : within} that leave${within === 1 ? 's' : ''} it` } : {})}
      />
      <span className="tree-compare">
        <ActButton
          act={
            there === null
              ? compare
              : { ...compare, run: () => void compareBranches(Math.min(chosen.id, there), Math.max(chosen.id, there)) }
          }
        />
        {there !== null && (
          <Select
            bare
            label="Compare with"
            value={String(there)}
            options={comparable.map((b) => ({ value: String(b.id), label: `with “${b.name}”` }))}
            onChange={(value) => setOther(Number(value))}
          />
        )}
      </span>
      <p className="tree-keys">Arrow keys walk the tree. Enter goes to a branch, F2 renames it, C compares it, Delete removes it.</p>
    </div>
  );
}

function ActButton({ act, label }: { readonly act: BranchAct; readonly label?: string }) {
  const { label: name, icon, says, look } = LOOKS[act.name];
  return (
    <Button
      icon={icon}
      look={look}
      size="sm"
      aria-disabled={act.not !== null || undefined}
      tooltip={act.not ?? `${says}.`}
      onClick={() => act.not === null && act.run()}
    >
      {label ?? name}
    </Button>
  );
}
