// What a node is told, and what it wants done in return. The node itself touches nothing: `step` is pure (ARCHITECTURE.md §1.1).
import type { Address, Micros, NodeId, SessionId, Slot } from '../base/units.ts';
import type { Ballot } from './ballot.ts';
import type { Entry, OperationResult } from './entry.ts';
import type { Message, MessageType, Outgoing } from './messages.ts';
import type { DiskRecord } from './records.ts';

export type TimerName = 'election' | 'candidacy' | 'heartbeat' | 'resend' | 'catch-up' | 'learn';

export type NodeInput =
  | { readonly kind: 'start' }
  | { readonly kind: 'message'; readonly from: Address; readonly message: Message }
  | { readonly kind: 'timer'; readonly timer: TimerName }
  /** A person or a scenario asks for what a time-out would do. */
  | { readonly kind: 'campaign' };

export type Effect =
  | { readonly kind: 'send'; readonly to: Address; readonly message: Message }
  /**
   * A record for the log, and the messages that must wait until it, and all written before it, is synced. Nothing else releases them.
   * A message to the node itself is delivered at the sync, without the network. `record` null: only wait for what is written already.
   * `lazy`: the record may ride along with a later sync.
   */
  | { readonly kind: 'write'; readonly record: DiskRecord | null; readonly then: readonly Outgoing[]; readonly lazy?: boolean }
  /** Fires once, after a time drawn from [min, max]; replaces the timer of that name. */
  | { readonly kind: 'timer'; readonly timer: TimerName; readonly min: Micros; readonly max: Micros }
  | { readonly kind: 'cancel'; readonly timer: TimerName }
  | Note;

/** One command's outcome when its slot was applied. */
export interface AppliedResult {
  readonly session: SessionId;
  readonly sequence: number;
  readonly result: OperationResult;
  /** S2: the session table answered; nothing changed. */
  readonly repeated: boolean;
}

/** What took effect in the node's memory at this event: for the event list, the exports and the checks. */
export type Note =
  | {
      readonly kind: 'recover';
      readonly replayed: number;
      readonly promised: Ballot;
      readonly applied: Slot;
      readonly damage: string | null;
    }
  /** A1: promised `ballot`; `previous` was promised before. */
  | { readonly kind: 'promise'; readonly ballot: Ballot; readonly previous: Ballot; readonly votes: number }
  /** A1, A3, A5: refused because `promised` is higher. */
  | { readonly kind: 'refuse'; readonly what: MessageType; readonly ballot: Ballot; readonly promised: Ballot; readonly slot?: Slot }
  /** E1–E4: stands for election. */
  | {
      readonly kind: 'candidate';
      readonly ballot: Ballot;
      readonly firstSlot: Slot;
      readonly why: 'timeout' | 'retry' | 'request' | 'asked';
    }
  /** A promise counted by the candidate. */
  | { readonly kind: 'promised'; readonly ballot: Ballot; readonly by: NodeId; readonly count: number; readonly needed: number }
  | { readonly kind: 'lead'; readonly ballot: Ballot; readonly quorum: readonly NodeId[] }
  | { readonly kind: 'step-down'; readonly ballot: Ballot; readonly seen: Ballot; readonly was: 'leader' | 'candidate' }
  /** E4: its command is chosen; in Basic mode nobody stays leader. */
  | { readonly kind: 'abdicate'; readonly ballot: Ballot }
  /** E1, E3: nothing heard of the leader for a time-out, and no reason to stand. */
  | { readonly kind: 'lose-leader'; readonly leader: NodeId }
  /** E2: waits before it stands again. */
  | { readonly kind: 'back-off'; readonly attempts: number }
  /** A follower hears of a leader for the first time. */
  | { readonly kind: 'follow'; readonly leader: NodeId; readonly ballot: Ballot }
  /** L3, L4: `adopted`: the entry of the highest ballot (`from`) that the quorum reported, by `reporters`; `filled`: none was reported. */
  | {
      readonly kind: 'propose';
      readonly slot: Slot;
      readonly ballot: Ballot;
      readonly entry: Entry;
      readonly why: 'new' | 'adopted' | 'filled';
      readonly from?: Ballot;
      readonly reporters?: readonly NodeId[];
    }
  /** A3: voted; in memory from now on, on disk after the sync. `again`: the vote was there already. */
  | { readonly kind: 'vote'; readonly slot: Slot; readonly ballot: Ballot; readonly entry: Entry; readonly again: boolean }
  /** R1: the leader counts a vote. */
  | {
      readonly kind: 'count';
      readonly slot: Slot;
      readonly ballot: Ballot;
      readonly by: NodeId;
      readonly count: number;
      readonly needed: number;
    }
  /** This node has just learned that the slot is chosen. */
  | {
      readonly kind: 'chosen';
      readonly slot: Slot;
      readonly ballot: Ballot;
      readonly entry: Entry;
      readonly how: 'quorum' | 'commit-index' | 'catch-up';
    }
  /** R3. `digest`: of state and sessions after it. */
  | {
      readonly kind: 'apply';
      readonly slot: Slot;
      readonly entry: Entry;
      readonly digest: number;
      readonly results: readonly AppliedResult[];
    }
  /** A request waits for room in the window (L4) or for this node to lead. */
  | {
      readonly kind: 'queue';
      readonly session: SessionId;
      readonly sequence: number;
      readonly why: 'window' | 'no-leader' | 'learning';
      readonly length: number;
    }
  /** The request is known: already proposed here, or answered before (S2). */
  | { readonly kind: 'known'; readonly session: SessionId; readonly sequence: number; readonly why: 'in-flight' | 'answered' }
  /** R2, L2: asks a peer for chosen entries. */
  | { readonly kind: 'ask'; readonly from: NodeId; readonly fromSlot: Slot; readonly upTo: Slot }
  /** L6: sends again to those who have not answered. */
  | { readonly kind: 'resend'; readonly what: 'Prepare' | 'Accept'; readonly slots: readonly Slot[]; readonly to: readonly NodeId[] }
  /** The message changes nothing here. */
  | { readonly kind: 'ignore'; readonly what: MessageType; readonly why: 'stale' | 'repeated' | 'not-leading' | 'damaged' };

export type NoteKind = Note['kind'];
