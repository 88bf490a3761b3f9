// One thing worth trying now, from what is seen and what has been done in the run. Data: the strip turns it into a button.
import type { NodeId } from '../../base/units.ts';
import type { KeyName } from '../../state/keys.ts';
import type { Frame, NodeFrame } from '../../view/frame.ts';
import type { RunFrame } from '../../worker/protocol.ts';
import { inForce } from './in-force.ts';

export type TryAct =
  | { readonly kind: 'crash' | 'restart' | 'free' | 'resume' | 'isolate'; readonly node: NodeId }
  | { readonly kind: 'heal' | 'hurry' | 'command' | 'disks' | 'cluster' | 'checks' | 'worlds' | 'tip' };

export interface Suggestion {
  readonly act: TryAct;
  /** On the button. */
  readonly label: string;
  /** Why it is worth it, one sentence. */
  readonly says: string;
  readonly keys?: KeyName;
}

type Seen = Pick<RunFrame, 'marks' | 'readOnly' | 'canUndo'>;

export function suggest(frame: Frame, run: Seen, live: boolean): Suggestion | null {
  if (run.readOnly) return null;
  if (frame.violation !== null) return COMPARE;
  return mend(frame) ?? (live ? firstNotDone(frame, run) : inThePast(frame));
}

/** The run ends at a violation: what is left is to understand it. */
const COMPARE: Suggestion = {
  act: { kind: 'checks' },
  label: 'Compare the two facts',
  says: 'Which rule does not hold, at which nodes, and what disagrees.',
};

/** Something is broken: watch what follows, then mend it. */
function mend(frame: Frame): Suggestion | null {
  const { members, quorum } = inForce(frame);
  const up = members.filter((n) => n.status === 'up').length;
  if (frame.leader === null && up >= quorum)
    return {
      act: { kind: 'hurry' },
      label: 'Hurry to the election',
      says: 'Without a leader, the first whose time-out ends stands.',
      keys: 'hurry',
    };
  if (frame.cuts.length > 0)
    return { act: { kind: 'heal' }, label: 'Mend every link', says: 'Watch the side that was cut off catch up.', keys: 'heal' };
  // Members first: who has been removed is not missed.
  const out = [...members, ...frame.nodes].find((n) => n.status === 'crashed' || n.status === 'damaged');
  if (out !== undefined) return bringBack(out);
  const paused = frame.nodes.find((n) => n.status === 'paused');
  if (paused !== undefined)
    return { act: { kind: 'resume', node: paused.id }, label: `Resume n${paused.id}`, says: 'What waited for it is handled now, late.' };
  return null;
}

/** What helps depends on why it takes no part. */
function bringBack({ id, status, disk }: NodeFrame): Suggestion {
  if (disk.full === true)
    return {
      act: { kind: 'free', node: id },
      label: `Free n${id}’s disk`,
      says: 'Its writes succeed again, and it comes back with what its disk holds.',
    };
  if (status === 'damaged')
    return {
      act: { kind: 'cluster' },
      label: `Replace n${id}`,
      says: 'Its disk cannot be trusted (D8): under Members another node takes its place.',
    };
  return {
    act: { kind: 'restart', node: id },
    label: `Restart n${id}`,
    says: 'It comes back with what its disk had synced, and catches up.',
  };
}

/** The whole cluster works: the first thing that this run has not seen yet. */
function firstNotDone(frame: Frame, run: Seen): Suggestion {
  const { leader } = frame;
  const seen = (kind: Seen['marks'][number]['kind']): boolean => run.marks.some((m) => m.kind === kind);
  if (leader !== null && !seen('crash'))
    return {
      act: { kind: 'crash', node: leader.node },
      label: 'Crash the leader',
      says: 'Another takes over, and finishes what was begun.',
      keys: 'crashLeader',
    };
  if (leader !== null && !seen('cut'))
    return {
      act: { kind: 'isolate', node: leader.node },
      label: 'Cut the leader off',
      says: 'It goes on believing that it leads. Nothing that it proposes is chosen.',
    };
  if (!seen('input') && frame.config.nodeSyncMicros.every((m) => m === null))
    return { act: { kind: 'disks' }, label: 'Slow a disk', says: 'A vote counts only once it is synced: see who waits for whom.' };
  if (frame.clients.every((c) => c.name !== 'you' || c.sequence === 0))
    return { act: { kind: 'command' }, label: 'Send a command', says: 'Follow your own command from request to reply.', keys: 'command' };
  return { act: { kind: 'worlds' }, label: 'Another world', says: 'Each begins where something is about to happen.', keys: 'worlds' };
}

function inThePast(frame: Frame): Suggestion {
  const { leader } = frame;
  if (leader === null)
    return { act: { kind: 'tip' }, label: 'Return to now', says: 'Shown is the past. Acting here would begin a new branch.', keys: 'tip' };
  return {
    act: { kind: 'crash', node: leader.node },
    label: 'Crash the leader here',
    says: 'It happens otherwise from here on; what you know stays as a branch.',
    keys: 'crashLeader',
  };
}
