// One node: its state, and the pure step (state, input) → effects that holds the whole protocol (SPEC.md). The step changes the state that it
// is given and touches nothing else: no clock, no network, no disk, no chance. Whoever owns the state runs the effects (sim/world.ts).
import { assertNever } from '../base/assert.ts';
import type { Address, ClientId, Micros, NodeId, SessionId, Slot } from '../base/units.ts';
import { onAccept, onHeartbeat, onPrepare } from './acceptor.ts';
import { NO_BALLOT, type Ballot } from './ballot.ts';
import { campaign, onCandidacyTimeout, onElectionTimeout, onPromise, onReject, restTimer } from './candidate.ts';
import type { Effect, MembershipPolicy, NodeInput, TimerName } from './effects.ts';
import type { Entry, Operation } from './entry.ts';
import { onAccepted, onHeartbeatTimer, onLearnTimeout, onResendTimer } from './leader.ts';
import {
  noteDone,
  onCheckpointAt,
  onCheckpointBound,
  onCheckpointDue,
  onCheckpointSaved,
  onCheckpointTimer,
  onTruncate,
  type Checkpoint,
} from './checkpoint.ts';
import { isMember, type Configuration } from './configuration.ts';
import { applyChosen, onCatchUpReply, onCatchUpRequest, onCatchUpTimer, onCheckpointArrived } from './learner.ts';
import { bindAfterRestart, onLeaseGrant, onLeaseRequest, onLeaseTimer } from './leases.ts';
import type { SlotLog } from './log.ts';
import type { Machine } from './machine.ts';
import { onReconfigure, onMembers } from './membership.ts';
import type { Message, PromiseMessage, ReadMode } from './messages.ts';
import { onHeartbeatAck } from './reads.ts';
import { onBatchTimer, onRequest } from './requests.ts';
import type { Settings } from './settings.ts';

export type Role = 'follower' | 'candidate' | 'leader';

/** Mutable, with one owner; copy with `cloneNode`. */
export interface Node {
  readonly id: NodeId;
  settings: Settings;
  /** D7, D8: why its disk cannot be trusted; then it takes no part. */
  readonly damage: string | null;
  /** Rows that recovery read; for the note at the start. */
  readonly replayed: number;
  /** On disk, or on its way there. */
  promised: Ballot;
  readonly log: SlotLog;
  role: Role;
  /** The ballot that it leads or stands in. */
  ballot: Ballot;
  /** Whom it believes to lead, 0 = nobody, and in which ballot. */
  leader: NodeId;
  leaderBallot: Ballot;
  /** E3: it has promised to a candidate of whom it has heard nothing since, and whom it gives a time-out to take over. */
  expecting: boolean;
  /** The highest round in any ballot that it has met (E1). */
  roundSeen: number;
  commitIndex: Slot;
  appliedIndex: Slot;
  readonly machine: Machine;
  /** Candidacies in a row that came to nothing (E2). */
  attempts: number;
  candidacy: Candidacy | null;
  leadership: Leadership | null;
  /** Requests not proposed yet, in order of arrival. */
  queue: WaitingRequest[];
  /** R4: whom to answer when a request is applied here. */
  readonly waiting: Map<SessionId, { readonly client: ClientId; readonly sequence: number }>;
  /** R2: the highest slot that it was told is chosen, and by whom. */
  behind: { readonly upTo: Slot; readonly peer: NodeId } | null;
  /** M1: the configurations that it has applied and that still matter, by the slot from which they govern; the last may be yet to govern. */
  configurations: readonly Configuration[];
  /** A4: nodes that were members once. */
  retired: readonly NodeId[];
  /** A4: the slot of a configuration that removed it, which it was told of; 0: none. */
  removedBy: Slot;
  /** The newest durable checkpoint; the one being serialised or written; whom an installed one came from. */
  checkpoint: Checkpoint | null;
  taking: Checkpoint | null;
  installing: { readonly from: Address; readonly index: Slot } | null;
  /** C4: the index that the leader named. C5: an idle-time checkpoint waits. */
  checkpointAt: Slot;
  checkpointPutOff: boolean;
  /** R5: checkpoints sent, and when. */
  readonly offers: Map<Address, { readonly index: Slot; readonly at: Micros }>;
  /** Q3: as an acceptor it is bound to this leader's lease until then, on its own clock (after a restart: to nobody's in particular). */
  bound: { readonly to: NodeId; readonly until: Micros };
  /** Q4: a follower's lease: it may answer reads up to then, once it has applied `commitIndex`. */
  followerLease: { readonly until: Micros; readonly commitIndex: Slot; readonly ballot: Ballot };
  /** Q4, Q5: reads that wait here to be applied up to a slot. */
  reads: FollowerRead[];
}

/** Q4: a read at a follower under a lease; answered once `index` is applied. */
export interface FollowerRead {
  readonly client: ClientId;
  readonly session: SessionId;
  readonly sequence: number;
  readonly operation: Operation;
  readonly index: Slot;
}

/** Q2: a read at the leader. */
export interface LeaderRead {
  readonly client: ClientId;
  readonly session: SessionId;
  readonly sequence: number;
  readonly operation: Operation;
  readonly mode: ReadMode;
  /** The commit index when it came. */
  readonly index: Slot;
  /** It is confirmed by acknowledgements of this round of heartbeats, or a later one. */
  readonly round: number;
  confirmed: boolean;
}

export interface WaitingRequest {
  readonly client: ClientId;
  readonly session: SessionId;
  readonly sequence: number;
  readonly operation: Operation;
}

export interface Candidacy {
  readonly ballot: Ballot;
  readonly firstSlot: Slot;
  readonly promises: Map<NodeId, PromiseMessage>;
}

export interface Proposal {
  readonly entry: Entry;
  /** Who has voted: bit n for node n. */
  votes: number;
  /** Q4: chosen, but a holder of a follower lease has not voted for it. */
  chosen: boolean;
  /** Resend intervals that it has been open. */
  ticks: number;
}

/** The highest-ballot vote that the leader's quorum reported for a slot. */
export interface Reported {
  readonly ballot: Ballot;
  readonly entry: Entry;
  readonly by: readonly NodeId[];
}

export interface Leadership {
  readonly ballot: Ballot;
  /** Where it proposes next; above what it must learn. */
  nextSlot: Slot;
  /** Slots proposed in and not known chosen. */
  readonly proposals: Map<Slot, Proposal>;
  /** L2: chosen up to here by what the quorum reported; learned from `learnFrom`, or re-proposed after a time-out. */
  chosenUpTo: Slot;
  learnFrom: NodeId;
  /** L2: covered by somebody's checkpoint up to here: learned, never proposed. */
  checkpointed: Slot;
  /** L2: learning took longer than a time-out: it re-proposes. */
  reproposes: boolean;
  learnTries: number;
  /** L3: the highest slot that must be proposed again or filled. */
  recoverTo: Slot;
  readonly reported: Map<Slot, Reported>;
  /** L1, M4: who has promised this ballot, by bits. */
  promised: number;
  /** Requests proposed in this ballot and not applied: session → sequence. */
  readonly inFlight: Map<SessionId, number>;
  round: number;
  /** E4: has proposed its one command. */
  served: boolean;
  /** B1: the batch need not wait any longer. */
  batchDue: boolean;
  batchWaits: boolean;
  /** C4: the index named, and who has a checkpoint there. */
  checkpointRound: { readonly index: Slot; done: number } | null;
  /** M1, M5: the change asked for and not proposed yet. */
  change: { readonly members: readonly NodeId[]; readonly policy: MembershipPolicy; draining: boolean; caughtUp: boolean } | null;
  /** M6: it has applied a configuration, and its members may not know of it. */
  announces: boolean;
  /** M5: nodes that are joining: they hear heartbeats. */
  learners: readonly NodeId[];
  /** M1, M2: configurations proposed or reported and not applied: slot → first slot governed. */
  readonly unapplied: Map<Slot, Slot>;
  /** What each node last acknowledged: round, the heartbeat's time on the leader's clock (Q3), its applied index (M5). */
  readonly acks: Map<NodeId, { readonly round: number; readonly sentAt: Micros; readonly appliedIndex: Slot }>;
  reads: LeaderRead[];
  /** Q4: until when each follower's lease is counted as held, on the leader's clock. */
  readonly holders: Map<NodeId, Micros>;
}

export function cloneNode(n: Node): Node {
  return {
    ...n,
    log: n.log.clone(),
    machine: n.machine.clone(),
    candidacy: n.candidacy && { ...n.candidacy, promises: new Map(n.candidacy.promises) },
    leadership: n.leadership && cloneLeadership(n.leadership),
    queue: n.queue.slice(),
    waiting: new Map(n.waiting),
    offers: new Map(n.offers),
    reads: n.reads.slice(),
  };
}

function cloneLeadership(l: Leadership): Leadership {
  const proposals = new Map<Slot, Proposal>();
  for (const [slot, p] of l.proposals) proposals.set(slot, { ...p });
  return {
    ...l,
    proposals,
    reported: new Map(l.reported),
    inFlight: new Map(l.inFlight),
    checkpointRound: l.checkpointRound && { ...l.checkpointRound },
    change: l.change && { ...l.change },
    unapplied: new Map(l.unapplied),
    acks: new Map(l.acks),
    reads: l.reads.map((r) => ({ ...r })),
    holders: new Map(l.holders),
  };
}

/**
 * Handles one input. `now` is the node's own clock.
 * Returns the effects in the order in which they must be carried out.
 */
export function step(node: Node, input: NodeInput, now: Micros): Effect[] {
  const out: Effect[] = [];
  if (node.damage !== null && input.kind !== 'start') {
    if (input.kind === 'message') out.push({ kind: 'ignore', what: input.message.type, why: 'damaged' });
    return out;
  }
  switch (input.kind) {
    case 'start':
      start(node, now, out);
      return out;
    case 'message':
      onMessage(node, input.from, input.message, now, out);
      return out;
    case 'timer':
      onTimer(node, input.timer, now, out);
      return out;
    case 'campaign':
      if (node.role !== 'leader' && isMember(node)) campaign(node, 'asked', now, out);
      return out;
    case 'reconfigure':
      onReconfigure(node, input.members, input.policy, now, out);
      return out;
    default:
      return assertNever(input);
  }
}

// D7: what recovery found is told first; then the known chosen entries are replayed through the state machine.
function start(node: Node, now: Micros, out: Effect[]): void {
  out.push({
    kind: 'recover',
    replayed: node.replayed,
    promised: node.promised,
    applied: node.commitIndex,
    damage: node.damage,
  });
  if (node.damage !== null) return;
  bindAfterRestart(node, now);
  applyChosen(node, now, out);
  restTimer(node, out);
}

function onMessage(node: Node, from: Address, m: Message, now: Micros, out: Effect[]): void {
  switch (m.type) {
    case 'Prepare':
      return onPrepare(node, from, m, now, out);
    case 'Promise':
      return onPromise(node, from, m, now, out);
    case 'Accept':
      return onAccept(node, from, m, now, out);
    case 'Accepted':
      return onAccepted(node, from, m, now, out);
    case 'Reject':
      return onReject(node, m, out);
    case 'Heartbeat':
      return onHeartbeat(node, from, m, now, out);
    case 'HeartbeatAck':
      return onHeartbeatAck(node, from, m, now, out);
    case 'CatchUpRequest':
      return onCatchUpRequest(node, from, m, now, out);
    case 'CatchUpReply':
      return onCatchUpReply(node, from, m, now, out);
    case 'InstallCheckpoint':
      return onCheckpointArrived(node, from, m, now, out);
    case 'Installed':
      node.offers.delete(from);
      return;
    case 'CheckpointAt':
      return onCheckpointAt(node, m, out);
    case 'CheckpointDone':
      return noteDone(node, from, m.index, out);
    case 'Truncate':
      return onTruncate(node, m, out);
    case 'CheckpointSaved':
      return onCheckpointSaved(node, m.checkpoint, out);
    case 'Members':
      return onMembers(node, from, m, out);
    case 'LeaseRequest':
      return onLeaseRequest(node, from, m, now, out);
    case 'LeaseGrant':
      return onLeaseGrant(node, from, m, now, out);
    case 'Request':
      return onRequest(node, from, m, now, out);
    case 'Reply':
    case 'Redirect':
      return; // for clients
    default:
      return assertNever(m);
  }
}

function onTimer(node: Node, timer: TimerName, now: Micros, out: Effect[]): void {
  switch (timer) {
    case 'election':
      return onElectionTimeout(node, now, out);
    case 'candidacy':
      return onCandidacyTimeout(node, out);
    case 'heartbeat':
      return onHeartbeatTimer(node, now, out);
    case 'resend':
      return onResendTimer(node, now, out);
    case 'catch-up':
      return onCatchUpTimer(node, out);
    case 'learn':
      return onLearnTimeout(node, now, out);
    case 'batch':
      return onBatchTimer(node, now, out);
    case 'checkpoint':
      return onCheckpointTimer(node, out);
    case 'checkpoint-idle':
      return onCheckpointDue(node, out);
    case 'checkpoint-bound':
      return onCheckpointBound(node, out);
    case 'lease':
      return onLeaseTimer(node, now, out);
    default:
      return assertNever(timer);
  }
}

/** Nobody leads and nothing is promised: what a node knows before it has heard anything. */
export const UNKNOWN_LEADER = { leader: 0, leaderBallot: NO_BALLOT } as const;
