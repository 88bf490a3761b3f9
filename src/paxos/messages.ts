// Every message of the protocol (PROTOCOL.md, Messages). Values: made once, shared by sender, network and receiver, never changed.
import type { Address, Micros, NodeId, SessionId, Slot } from '../base/units.ts';
import type { Ballot } from './ballot.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Entry, Operation, OperationResult } from './entry.ts';

/** A vote as a promise reports it. */
export interface ReportedVote {
  readonly slot: Slot;
  readonly ballot: Ballot;
  readonly entry: Entry;
}

export interface Prepare {
  readonly type: 'Prepare';
  readonly ballot: Ballot;
  /** The first slot that the candidate does not know chosen. */
  readonly firstSlot: Slot;
}
export interface PromiseMessage {
  readonly type: 'Promise';
  readonly ballot: Ballot;
  readonly firstSlot: Slot;
  /** A2: every vote of the acceptor at or above `firstSlot`, in slot order. */
  readonly votes: readonly ReportedVote[];
  readonly chosenUpTo: Slot;
  readonly checkpointIndex: Slot;
}
export interface Accept {
  readonly type: 'Accept';
  readonly ballot: Ballot;
  readonly slot: Slot;
  readonly entry: Entry;
  readonly commitIndex: Slot;
}
export interface Accepted {
  readonly type: 'Accepted';
  readonly ballot: Ballot;
  readonly slot: Slot;
}
export interface Reject {
  readonly type: 'Reject';
  /** The ballot refused. */
  readonly refused: Ballot;
  /** What the acceptor has promised. */
  readonly promised: Ballot;
}
export interface Heartbeat {
  readonly type: 'Heartbeat';
  readonly ballot: Ballot;
  readonly commitIndex: Slot;
  /** On the leader's clock. */
  readonly sentAt: Micros;
  readonly round: number;
}
export interface HeartbeatAck {
  readonly type: 'HeartbeatAck';
  readonly ballot: Ballot;
  readonly sentAt: Micros;
  readonly round: number;
  readonly appliedIndex: Slot;
  readonly checkpointIndex: Slot;
}
export interface CatchUpRequest {
  readonly type: 'CatchUpRequest';
  readonly fromSlot: Slot;
}
export interface CatchUpReply {
  readonly type: 'CatchUpReply';
  readonly fromSlot: Slot;
  /** Chosen entries of the slots from `fromSlot` on, without a hole. */
  readonly entries: readonly Entry[];
  readonly commitIndex: Slot;
}
/** R5, C6: `checkpoint.bytes` sets how long it travels. */
export interface InstallCheckpoint {
  readonly type: 'InstallCheckpoint';
  readonly checkpoint: Checkpoint;
}
export interface Installed {
  readonly type: 'Installed';
  readonly index: Slot;
}
/** C4: the leader names an index; every node takes a checkpoint when it has applied it. */
export interface CheckpointAt {
  readonly type: 'CheckpointAt';
  readonly ballot: Ballot;
  readonly index: Slot;
}
export interface CheckpointDone {
  readonly type: 'CheckpointDone';
  readonly index: Slot;
}
/** C4: the log up to `index` may be cut. */
export interface Truncate {
  readonly type: 'Truncate';
  readonly ballot: Ballot;
  readonly index: Slot;
}
/** To the node itself, at the sync of its checkpoint. */
export interface CheckpointSaved {
  readonly type: 'CheckpointSaved';
  readonly checkpoint: Checkpoint;
}
/** A4: who the members are, to a node that they have removed; or from one that was, to members who may not know. */
export interface Members {
  readonly type: 'Members';
  readonly slot: Slot;
  readonly members: readonly NodeId[];
}
/** Q4: on the follower's clock. */
export interface LeaseRequest {
  readonly type: 'LeaseRequest';
  readonly ballot: Ballot;
  readonly sentAt: Micros;
}
export interface LeaseGrant {
  readonly type: 'LeaseGrant';
  readonly ballot: Ballot;
  readonly sentAt: Micros;
  readonly commitIndex: Slot;
}
/** Q1–Q5: how a read is answered. A write goes through the log. */
export type ReadMode = 'log' | 'quorum' | 'leader-lease' | 'follower-lease' | 'stale';
export interface Request {
  readonly type: 'Request';
  readonly session: SessionId;
  readonly sequence: number;
  readonly operation: Operation;
  readonly mode: ReadMode;
}
export interface Reply {
  readonly type: 'Reply';
  readonly session: SessionId;
  readonly sequence: number;
  readonly result: OperationResult;
  readonly appliedIndex: Slot;
  readonly mode: ReadMode;
  /** Q5: how far behind the commit index that it had heard of the answering node was. */
  readonly behind: number;
}
export interface Redirect {
  readonly type: 'Redirect';
  readonly session: SessionId;
  readonly sequence: number;
  /** The leader as this node believes, or 0 where it knows none. */
  readonly leader: NodeId;
}

export type Message =
  | Prepare
  | PromiseMessage
  | Accept
  | Accepted
  | Reject
  | Heartbeat
  | HeartbeatAck
  | CatchUpRequest
  | CatchUpReply
  | InstallCheckpoint
  | Installed
  | CheckpointAt
  | CheckpointDone
  | Truncate
  | CheckpointSaved
  | Members
  | LeaseRequest
  | LeaseGrant
  | Request
  | Reply
  | Redirect;

export type MessageType = Message['type'];

/** A message with its receiver; the sender is whoever returned it. */
export interface Outgoing {
  readonly to: Address;
  readonly message: Message;
}
