// What a node writes to its log on disk. Values. Each carries the node's commit index, which is how chosen marks are kept:
// lazily, without a write of their own (they can be learned again).
import type { NodeId, Slot } from '../base/units.ts';
import type { Ballot } from './ballot.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Entry } from './entry.ts';

export type DiskRecord =
  /** Who this disk belongs to. Always its first record: a disk without one is lost or emptied, never new (D8). */
  | { readonly type: 'identity'; readonly node: NodeId; readonly incarnation: number }
  /** The acceptor has promised `ballot`. */
  | { readonly type: 'promise'; readonly ballot: Ballot; readonly commitIndex: Slot }
  /** The acceptor has voted; this raises the promise to `ballot` as well. */
  | { readonly type: 'vote'; readonly ballot: Ballot; readonly slot: Slot; readonly entry: Entry; readonly commitIndex: Slot }
  /** A chosen entry learned from a peer: not a vote. Written lazily. */
  | { readonly type: 'learned'; readonly slot: Slot; readonly entry: Entry; readonly commitIndex: Slot }
  /** C2, C5: everything up to `checkpoint.index`, and the promise, so that truncation never lowers it. */
  | { readonly type: 'checkpoint'; readonly checkpoint: Checkpoint; readonly ballot: Ballot; readonly commitIndex: Slot };
