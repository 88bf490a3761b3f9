// One node: its state, and the pure step (state, input) → effects that holds the whole protocol (SPEC.md). The step changes the state that it
// is given and touches nothing else: no clock, no network, no disk, no chance. Whoever owns the state runs the effects (sim/world.ts).
import { assertNever } from '../base/assert.ts';
import type { Address, ClientId, Micros, NodeId, SessionId, Slot } from '../base/units.ts';
import { onAccept, onHeartbeat, onPrepare } from './acceptor.ts';
import { NO_BALLOT, type Ballot } from './ballot.ts';
import { campaign, onCandidacyTimeout, onElectionTimeout, onPromise, onReject, restTimer } from './candidate.ts';
import type { Effect, NodeInput, TimerName } from './effects.ts';
import type { Entry, Operation } from './entry.ts';
import { onAccepted, onHeartbeatTimer, onLearnTimeout, onResendTimer } from './leader.ts';
import { applyChosen, onCatchUpReply, onCatchUpRequest, onCatchUpTimer } from './learner.ts';
import type { SlotLog } from './log.ts';
import type { Machine } from './machine.ts';
import type { Message, PromiseMessage } from './messages.ts';
import { onRequest } from './requests.ts';
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
  nextSlot: Slot;
  /** Slots proposed in and not known chosen. */
  readonly proposals: Map<Slot, Proposal>;
  /** L2: chosen up to here by what the quorum reported; learned from `learnFrom`, or re-proposed after a time-out. */
  readonly chosenUpTo: Slot;
  readonly learnFrom: NodeId;
  readonly reported: ReadonlyMap<Slot, Reported>;
  /** Requests proposed in this ballot and not applied: session → sequence. */
  readonly inFlight: Map<SessionId, number>;
  round: number;
  /** E4: has proposed its one command. */
  served: boolean;
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
  };
}

function cloneLeadership(l: Leadership): Leadership {
  const proposals = new Map<Slot, Proposal>();
  for (const [slot, p] of l.proposals) proposals.set(slot, { ...p });
  return { ...l, proposals, inFlight: new Map(l.inFlight) };
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
      start(node, out);
      return out;
    case 'message':
      onMessage(node, input.from, input.message, now, out);
      return out;
    case 'timer':
      onTimer(node, input.timer, now, out);
      return out;
    case 'campaign':
      if (node.role !== 'leader') campaign(node, 'asked', now, out);
      return out;
    default:
      return assertNever(input);
  }
}

// D7: what recovery found is told first; then the known chosen entries are replayed through the state machine.
function start(node: Node, out: Effect[]): void {
  out.push({
    kind: 'recover',
    replayed: node.replayed,
    promised: node.promised,
    applied: node.commitIndex,
    damage: node.damage,
  });
  if (node.damage !== null) return;
  applyChosen(node, out);
  restTimer(node, out);
}

function onMessage(node: Node, from: Address, m: Message, now: Micros, out: Effect[]): void {
  switch (m.type) {
    case 'Prepare':
      return onPrepare(node, from, m, out);
    case 'Promise':
      return onPromise(node, from, m, now, out);
    case 'Accept':
      return onAccept(node, from, m, out);
    case 'Accepted':
      return onAccepted(node, from, m, now, out);
    case 'Reject':
      return onReject(node, m, out);
    case 'Heartbeat':
      return onHeartbeat(node, from, m, out);
    case 'HeartbeatAck':
      return;
    case 'CatchUpRequest':
      return onCatchUpRequest(node, from, m, out);
    case 'CatchUpReply':
      return onCatchUpReply(node, from, m, now, out);
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
      return onResendTimer(node, out);
    case 'catch-up':
      return onCatchUpTimer(node, out);
    case 'learn':
      return onLearnTimeout(node, out);
    default:
      return assertNever(timer);
  }
}

/** Nobody leads and nothing is promised: what a node knows before it has heard anything. */
export const UNKNOWN_LEADER = { leader: 0, leaderBallot: NO_BALLOT } as const;
