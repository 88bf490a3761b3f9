// One moment of a world as pictures need it: plain data, small, made by `projectFrame` in the worker, read by painters and panels.
// The picture between two events is a function of (frame, virtual time): a frame holds from `at` until `nextAt`.
import type { Address, ClientId, EventNumber, Micros, NodeId, SessionId, Slot } from '../base/units.ts';
import type { Figures } from '../history/figures.ts';
import type { Beside } from '../history/take-over.ts';
import type { ReadMode } from '../paxos/messages.ts';
import type { Config } from '../sim/config.ts';
import type { Violation } from '../sim/events.ts';
import type { CrashCost } from '../sim/measure/crash-cost.ts';

/** A ballot as pictures need it: `node` gives the colour, `text` is always shown with it. */
export interface BallotFrame {
  readonly round: number;
  readonly node: NodeId;
  readonly text: string;
}

export type NodeStatus = 'up' | 'crashed' | 'paused' | 'damaged';
export type Role = 'follower' | 'candidate' | 'leader';

export interface CheckpointFrame {
  /** The newest durable one: its last slot (0: none) and its size. */
  readonly index: Slot;
  readonly bytes: number;
  /** One that is being serialised (until when) or written (`until` null), or that another node sent (`from`). */
  readonly taking: { readonly index: Slot; readonly bytes: number; readonly setAt: Micros; readonly until: Micros | null } | null;
  /** The node whose checkpoint it is installing, or 0. */
  readonly installingFrom: Address;
}

/** Leases (Q3, Q4) in true time, as far as this node's clock says. */
export interface LeaseFrame {
  /** leader, follower: it may answer reads alone. bound: it refuses other candidates. holder: a follower whose lease this leader counts. */
  readonly what: 'leader' | 'follower' | 'bound' | 'holder';
  /** Whose lease it is: itself, the leader that it is bound to (0: anybody's, after a restart), the holder. */
  readonly node: NodeId;
  readonly until: Micros;
}

export interface DiskFrame {
  /** Writes fail. */
  readonly full?: boolean;
  /** Battery-backed: what is written is safe, or is no more. */
  readonly battery?: 'works' | 'failed';
  /** Rows that are durable, and rows in all (the rest is in the write cache). */
  readonly synced: number;
  readonly written: number;
  /** The sync under way: covers rows up to the `covers`-th, from `began` to `dueAt`. */
  readonly sync: { readonly covers: number; readonly began: Micros; readonly dueAt: Micros } | null;
  /** Messages that wait for a sync, oldest first (at most 12 listed; `heldCount` counts all). */
  readonly held: readonly HeldFrame[];
  readonly heldCount: number;
  /** What the last crash took: rows lost, until the node is back. */
  readonly lost: number;
  readonly syncMicros: Micros;
}

export interface HeldFrame {
  readonly to: Address;
  readonly type: string;
  readonly label: string;
  readonly ballot: BallotFrame | null;
}

export interface NodeFrame {
  readonly id: NodeId;
  readonly status: NodeStatus;
  readonly role: Role;
  /** The ballot that it leads or stands in; otherwise the one that it has promised. */
  readonly ballot: BallotFrame | null;
  readonly promised: BallotFrame | null;
  /** Whom it believes to lead, 0 = nobody. */
  readonly leader: NodeId;
  readonly commitIndex: Slot;
  readonly appliedIndex: Slot;
  readonly disk: DiskFrame;
  /** A candidate's promises so far. */
  readonly promises: { readonly from: readonly NodeId[]; readonly needed: number } | null;
  /** When its election time-out (or its candidacy's end) fires, if nothing happens before; and when it was set. */
  readonly timeout: { readonly setAt: Micros; readonly dueAt: Micros } | null;
  /** Requests that wait here for room or for a leader. */
  readonly queued: number;
  /** One sentence: what it waits for now; empty when for nothing. */
  readonly waitsFor: string;
  /** M5, A4: by its own account; a learner is not a member yet. */
  readonly membership?: 'member' | 'learner' | 'removed';
  /** The members have changed without it, and it has not heard of that: by its own account it is a member still. */
  readonly unaware?: true;
  /** The leader: what a change of members waits for, one sentence; '' where none is under way. */
  readonly change?: string;
  readonly checkpoint?: CheckpointFrame;
  /** Every slot up to here is covered by its checkpoint and cut from its log. */
  readonly logFloor?: Slot;
  readonly leases?: readonly LeaseFrame[];
  /** Its processor: until when it is busy, and what waits for it. */
  readonly processor?: { readonly busyUntil: Micros; readonly waiting: number };
  /** What its clock shows beside true time: `+1.2 ms`; '' where clocks are true. */
  readonly clock?: string;
  /** Links from this node that are cut. */
  readonly cutTo: readonly NodeId[];
}

/** phase1: diamond · phase2: circle · client: pill · catch-up: square · heartbeat: dot. */
export type FlightShape = 'phase1' | 'phase2' | 'client' | 'catch-up' | 'heartbeat';

export interface FlightFrame {
  readonly id: number;
  readonly from: Address;
  readonly to: Address;
  readonly type: string;
  readonly shape: FlightShape;
  /** Questions are hollow and dashed, answers filled and solid; they bend to different sides. */
  readonly answer: boolean;
  /** Whose colour; null: no ballot (client traffic, catch-up). */
  readonly ballot: BallotFrame | null;
  /** Short: `Accept 14 ∅`, `Promise`, `x=4`. */
  readonly label: string;
  readonly sentAt: Micros;
  /** When it arrives, or would arrive. The position on the path at t is (t − sentAt) / (arrivesAt − sentAt). */
  readonly arrivesAt: Micros;
  /** Where it is lost on the way: when. Its picture fades towards that moment. */
  readonly lostAt?: Micros;
  readonly duplicate: boolean;
  /** The fields in words, for the inspector: [name, value]. */
  readonly fields: readonly (readonly [string, string])[];
  /** The command it belongs to, for highlighting one command everywhere: `c1#7`, or ''. */
  readonly command: string;
  /** The slot it is about, or 0. */
  readonly slot: Slot;
  /** The event that sent it. */
  readonly sentBy?: EventNumber;
}

export interface ClientFrame {
  readonly id: ClientId;
  readonly session: SessionId;
  readonly name: string;
  readonly state: 'idle' | 'waiting' | 'unknown';
  /** The operation it waits for, or the last one: `x=4`. */
  readonly operation: string;
  readonly sequence: number;
  readonly attempt: number;
  readonly to: NodeId;
  /** Since when it waits (first attempt). */
  readonly since: Micros;
  /** The last answer in words, or ''. */
  readonly last: string;
  readonly acknowledged: number;
  /** How its operation is, or was, answered, if it is a read. */
  readonly mode?: ReadMode;
}

/**
 * empty · written (vote in the write cache) · voted (vote synced) · chosen (known chosen) · applied · gap (not known chosen, with a chosen or
 * voted slot above it, at or below what this node has heard of) · folded (covered by its checkpoint, and cut from its log).
 */
export type CellState = 'empty' | 'written' | 'voted' | 'chosen' | 'applied' | 'gap' | 'folded';

export interface CellFrame {
  readonly state: CellState;
  /** Whose vote (colour and text); null where there is none. */
  readonly ballot: BallotFrame | null;
  /** `x=4`, `∅`, or ''. */
  readonly text: string;
  readonly noop: boolean;
  /** The command, as in FlightFrame. */
  readonly command: string;
}

export interface LogFrame {
  /** The slots shown: `first` … `first + count − 1`. */
  readonly first: Slot;
  readonly count: number;
  /** What the synced votes on disks make chosen, whoever knows it: 'chosen' (a quorum), 'applied' (and applied by somebody), 'empty'. */
  readonly truth: readonly CellFrame[];
  readonly rows: readonly { readonly node: NodeId; readonly cells: readonly CellFrame[] }[];
  /** Highest slot that anyone has heard of. */
  readonly last: Slot;
  /** The leader's (or highest) commit index, and the end of its window. */
  readonly commitIndex: Slot;
  readonly windowEnd: Slot;
  /** Where the members change within the slots shown, or have changed: who governs from which slot on; the first for the slots before. */
  readonly members?: readonly { readonly from: Slot; readonly members: readonly NodeId[] }[];
  /** Slots not known chosen by the leader below one that is. */
  readonly gaps: readonly Slot[];
}

/** The few slots around the commit index, the same for all nodes: for the stage's cards, wherever the log grid looks. */
export interface StripFrame {
  readonly first: Slot;
  readonly rows: readonly { readonly node: NodeId; readonly cells: readonly CellFrame[] }[];
}

/** A slot in detail, on request. */
export interface SlotDetail {
  readonly slot: Slot;
  /** Sentences: who voted for what in which ballot, what is chosen, why this value. */
  readonly lines: readonly string[];
}

export interface CheckFrame {
  /** `I1` … */
  readonly id: string;
  readonly title: string;
  /** How often it was tried. */
  readonly tried: number;
}

export interface CountersFrame {
  readonly messages: number;
  readonly phase1: number;
  readonly phase2: number;
  readonly acknowledged: number;
  readonly elections: number;
  /** Round trips of Phase 1 and of Phase 2 so far: ballots stood for, and slots that a quorum’s votes made chosen. */
  readonly phase1Rounds?: number;
  readonly phase2Rounds?: number;
  /** Commands in those slots: divide by this for messages and round trips per command. */
  readonly commands?: number;
  readonly noops: number;
  /** M2: for how long the last change of members paused commands; null or none: no change so far. */
  readonly pauseMicros?: Micros | null;
  /** Of the newest answers since a setting was changed; null: too few. */
  readonly recent?: Figures | null;
  /** The same for the time before that change, and when it was; null: none. */
  readonly before?: Figures | null;
  readonly changedAt?: Micros;
  readonly beside?: Beside;
}

export interface Frame {
  /** Events executed so far: the picture is just after event `event − 1`. */
  readonly event: EventNumber;
  /** The time of that event, and of the next one (null: nothing is scheduled). */
  readonly at: Micros;
  readonly nextAt: Micros | null;
  readonly config: Config;
  readonly nodes: readonly NodeFrame[];
  readonly clients: readonly ClientFrame[];
  readonly flights: readonly FlightFrame[];
  /** More flights exist than are listed here (`flights` is bounded): how many in all. */
  readonly flightCount: number;
  /** Directed links that are cut. */
  readonly cuts: readonly (readonly [Address, Address])[];
  readonly log: LogFrame;
  readonly strip?: StripFrame;
  readonly leader: { readonly node: NodeId; readonly ballot: BallotFrame } | null;
  readonly checks: readonly CheckFrame[];
  readonly violation: Violation | null;
  /** The run has gone on in spite of it. */
  readonly wentOn?: boolean;
  readonly counters: CountersFrame;
  /** Who governs the next slot to be chosen (M1). */
  readonly members?: readonly NodeId[];
  /** What it would cost if every node crashed now and all came back. */
  readonly crashCost?: CrashCost;
  /** The sentence of the event just executed. */
  readonly sentence: string;
}
