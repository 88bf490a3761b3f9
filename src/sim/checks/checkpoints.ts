// I12: a checkpoint holds chosen slots only, and the log is cut only below a durable checkpoint. I7 for checkpoints: the digest is the one at its
// index. It compares what nodes announce with the choices, with what was applied, and with the disks.
import type { NodeId, Slot } from '../../base/units.ts';
import { printDigest } from '../../base/digest.ts';
import type { Note } from '../../paxos/effects.ts';
import type { SimNode } from '../sim-node.ts';
import type { Applied } from './applied.ts';
import type { Choices } from './choices.ts';
import { finding, type Finding, type Tried } from './wording.ts';

/** The index of the newest readable checkpoint among the first `rows` rows of a disk; 0 where there is none. */
export function checkpointOn(n: SimNode, rows: number): Slot {
  for (let i = rows - 1; i >= 0; i--) {
    const row = n.disk.rows.get(i)!;
    if (row.flaw === undefined && row.record.type === 'checkpoint') return row.record.checkpoint.index;
  }
  return 0;
}

/** How far each node's log is cut. Owned; copy with `clone()`. */
export class Checkpoints {
  private floors: Slot[];

  constructor(nodes: number) {
    this.floors = Array.from({ length: nodes + 1 }, () => 0);
  }

  /** I12, I7: a checkpoint is written or installed. */
  onCheckpoint(
    node: NodeId,
    note: Extract<Note, { kind: 'checkpoint' | 'install' }>,
    choices: Choices,
    applied: Applied,
    tried: Tried,
  ): Finding | null {
    tried.I12!++;
    const { index, digest } = note;
    if (index > choices.chosenPrefix()) return pastChosen(node, index, choices);
    const first = applied.digestAt(index);
    if (first === undefined) return null;
    tried.I7!++;
    return first === digest ? null : otherDigest(node, index, digest, first);
  }

  /** I12: the node says that it has cut its log. */
  onTruncate(n: SimNode, index: Slot, tried: Tried): Finding | null {
    tried.I12!++;
    const durable = checkpointOn(n, n.disk.durable);
    if (index <= durable) {
      this.floors[n.id] = Math.max(this.floors[n.id] ?? 0, index);
      return null;
    }
    const safe =
      durable === 0
        ? `No checkpoint on its disk is synced.`
        : `The newest checkpoint on its disk that is synced covers slots up to ${durable}.`;
    return finding(
      'I12',
      [n.id],
      index,
      `n${n.id} cuts its log above its durable checkpoint.`,
      `n${n.id} cuts its log up to slot ${index}.`,
      safe,
    );
  }

  /** A node's disk is lost, or a new node is there: it holds nothing. */
  reset(node: NodeId): void {
    this.floors[node] = 0;
  }

  /** Every node holds the slots up to here under a durable checkpoint. */
  everywhere(nodes: number): Slot {
    let least = this.floors[1] ?? 0;
    for (let n = 2; n <= nodes; n++) least = Math.min(least, this.floors[n] ?? 0);
    return least;
  }

  clone(): Checkpoints {
    const copy = new Checkpoints(0);
    copy.floors = this.floors.slice();
    return copy;
  }
}

function pastChosen(node: NodeId, index: Slot, choices: Choices): Finding {
  const slot = choices.chosenPrefix() + 1;
  return finding(
    'I12',
    [node],
    slot,
    `n${node} takes a checkpoint past what is chosen.`,
    `The checkpoint of n${node} holds the slots up to ${index}.`,
    `In slot ${slot} ${choices.votesIn(slot)}: not a majority.`,
  );
}

function otherDigest(node: NodeId, index: Slot, digest: number, first: number): Finding {
  return finding(
    'I7',
    [node],
    index,
    `The checkpoint of n${node} holds another state than the log gives.`,
    `After slot ${index} the digest of whoever applied it first is ${printDigest(first)}.`,
    `The checkpoint of n${node} at slot ${index} has digest ${printDigest(digest)}.`,
  );
}
