// Two facts that are always in sight: whether the checks hold, and where the run is kept.
import { Check, FileCode, HardDrive, Lock, MemoryStick, OctagonAlert } from 'lucide-react';
import { alone } from '../../state/alone.ts';
import { toggleDrawer } from '../../state/choices.ts';
import { useSaid } from '../../state/said.ts';
import type { RunFrame } from '../../worker/protocol.ts';
import { Chip } from '../kit/Chip.tsx';
import { Tooltip } from '../kit/Tooltip.tsx';
import { formatCount } from '../kit/format.ts';

export function ChecksChip({ short }: { readonly short: boolean }) {
  const checks = useSaid((s) => s.frame?.checks);
  const violation = useSaid((s) => s.frame?.violation ?? null);
  if (checks === undefined || checks.length === 0) return null;
  const tried = checks.reduce((sum, c) => sum + c.tried, 0);
  const open = (): void => toggleDrawer('checks');
  if (violation !== null)
    return (
      <Chip tone="bad" icon={OctagonAlert} onClick={open} aria-label={`${violation.invariant} does not hold. Open the checks.`}>
        {violation.invariant}
        {!short && ' does not hold'}
      </Chip>
    );
  const label = `${checks.length} checks hold, tried ${formatCount(tried)} times. Open the checks.`;
  return (
    <Chip tone="ok" icon={Check} onClick={open} aria-label={label} className="shell-checks">
      {checks.length}
      {!short && (
        <>
          {' '}
          checks hold <span className="shell-faint">{formatCount(tried)} tries</span>
        </>
      )}
    </Chip>
  );
}

export function StorageChip() {
  const run = useSaid((s) => s.run);
  if (run === null) return null;
  const { icon, words, tip, tone } = describeStorage(run);
  return (
    <Tooltip text={tip} side="bottom">
      <Chip icon={icon} tone={tone} tabIndex={0}>
        {words}
      </Chip>
    </Tooltip>
  );
}

export function describeStorage(run: Pick<RunFrame, 'readOnly' | 'storage'>) {
  if (run.readOnly)
    return {
      icon: Lock,
      words: 'read-only: open in another tab',
      tip: 'The run is at work in another tab. Here everything can be looked at and nothing changed.',
      tone: 'warn',
    } as const;
  if (alone !== null)
    return {
      icon: FileCode,
      words: 'stand-alone page',
      tip: 'The run and the whole laboratory are in this one file. What you do here is gone when the page is closed; save the run to keep it.',
      tone: 'plain',
    } as const;
  if (run.storage.kind === 'memory')
    return { icon: MemoryStick, words: 'memory only', tip: `Gone when this tab closes: ${run.storage.why}`, tone: 'warn' } as const;
  const { rows, commits } = run.storage;
  return {
    icon: HardDrive,
    words: 'saved on this device',
    tip: `${formatCount(rows)} rows of the nodes’ disks are in IndexedDB, written in ${formatCount(commits)} transactions. A killed browser finds them again.`,
    tone: 'plain',
  } as const;
}
