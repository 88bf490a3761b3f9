// The faults of one disk that need no more than a node: what each does, and why it cannot happen now. Pure.
import { nameOf } from '../../base/units.ts';
import type { NodeFrame } from '../../view/frame.ts';

export interface Fault {
  readonly act: 'crash' | 'crash-write' | 'restart' | 'fill' | 'free' | 'battery' | 'lose';
  readonly label: string;
  /** One sentence. */
  readonly does: string;
  /** Why not now, or ''. */
  readonly refusal: string;
  readonly look: 'plain' | 'danger' | 'primary';
}

export function faultsOf(n: NodeFrame): readonly Fault[] {
  return [space(n), battery(n), power(n), atNextWrite(n), lose(n)];
}

function space({ id, disk, status }: NodeFrame): Fault {
  if (disk.full === true)
    return {
      act: 'free',
      label: 'Free it',
      does: `Writes succeed again${status === 'damaged' ? `, and ${nameOf(id)} comes back from what its disk holds` : ''}.`,
      refusal: '',
      look: 'primary',
    };
  return {
    act: 'fill',
    label: 'Fill it',
    does: 'At its next write the node stops, and says that its disk is full.',
    refusal: '',
    look: 'plain',
  };
}

function battery({ disk }: NodeFrame): Fault {
  const refusal =
    disk.battery === undefined
      ? 'No disk here has a battery-backed cache.'
      : disk.battery === 'failed'
        ? 'Its battery has failed: the next crash takes what its cache had not passed on.'
        : '';
  return {
    act: 'battery',
    label: 'Fail battery',
    does: 'Its cache goes on answering as if all were safe; the next crash shows that it was not.',
    refusal,
    look: 'danger',
  };
}

function power({ status, disk }: NodeFrame): Fault {
  if (status === 'crashed')
    return {
      act: 'restart',
      label: 'Restart',
      does: 'It comes up with what its disk holds, and nothing else.',
      refusal: '',
      look: 'primary',
    };
  const unsynced = disk.written - disk.synced;
  const rows = unsynced === 0 ? 'none now' : unsynced === 1 ? '1 record now' : `${unsynced} records now`;
  return {
    act: 'crash',
    label: 'Crash',
    does: `Its memory is gone, and of what is not synced, some or all (${rows}).`,
    refusal: '',
    look: 'danger',
  };
}

function atNextWrite({ id, status }: NodeFrame): Fault {
  return {
    act: 'crash-write',
    label: 'Crash at a write',
    does: 'Goes on to the next record that it writes, and crashes it there, before the sync: what waited for that sync is never sent.',
    refusal: status === 'up' ? '' : `${nameOf(id)} writes nothing now.`,
    look: 'danger',
  };
}

function lose({ status }: NodeFrame): Fault {
  return {
    act: 'lose',
    label: 'Lose disk',
    does: 'It is replaced by an empty one. The node may not vote as before (D8); it can rejoin under a new identity.',
    refusal: status === 'crashed' ? '' : 'A disk can be lost while its node is crashed.',
    look: 'danger',
  };
}

/** A stored row in a few words, from its text as stored: `9: vote in slot 7`. */
export function recordLabel({ lsn, text }: { readonly lsn: number; readonly text: string }): string {
  const type = /"type":"(\w+)"/.exec(text)?.[1] ?? 'record';
  const slot = /"slot":(\d+)/.exec(text)?.[1];
  return `${lsn}: ${type}${slot === undefined ? '' : ` in slot ${slot}`}`;
}
