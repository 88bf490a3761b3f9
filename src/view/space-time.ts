// A stretch of the run as its space–time diagram needs it: every message from where it was sent to where it arrived or was lost, what each node
// was and believed, its syncs, and what happened when. Plain data, made by `SpaceTimeCollector` in the worker, read by the drawing and the twin.
import type { Address, ClientId, EventNumber, Micros, NodeId, Slot } from '../base/units.ts';
import type { Mark } from '../trace/described.ts';
import type { BallotFrame, FlightFrame, NodeStatus, Role } from './frame.ts';

/** Everything that happened from `from` to `to` is here, and nothing else. */
export interface SpaceTime {
  readonly from: Micros;
  readonly to: Micros;
  /** The events that it covers: `first` … `end − 1`. */
  readonly first: EventNumber;
  readonly end: EventNumber;
  readonly nodes: readonly NodeId[];
  /** Those that sent, waited or were answered in it. */
  readonly clients: readonly ClientId[];
  readonly flights: readonly PastFlight[];
  readonly events: readonly PastEvent[];
  readonly stretches: readonly Stretch[];
  readonly syncs: readonly PastSync[];
  readonly operations: readonly PastOperation[];
  /** More was asked for than is drawn: what lies before `from`, or after `to`, was left out. */
  readonly leftOut: { readonly earlier: boolean; readonly later: boolean };
  /** Whether all heartbeats are among the messages, or only those of which something came. */
  readonly heartbeats: boolean;
}

export type FlightEnd = 'arrived' | 'lost' | 'cut' | 'down' | 'dropped' | 'under way';

/** A message from end to end. Its way goes from (`sentAt`, `from`) towards (`arrivesAt`, `to`), as far as `endsAt`. */
export interface PastFlight extends Pick<
  FlightFrame,
  'id' | 'from' | 'to' | 'type' | 'shape' | 'answer' | 'ballot' | 'label' | 'sentAt' | 'arrivesAt' | 'duplicate' | 'command' | 'slot'
> {
  readonly endsAt: Micros;
  readonly end: FlightEnd;
  /** The event that sent it; null: not known yet. */
  readonly sentBy: EventNumber | null;
  /** The event at which it arrived or was lost; null: it has not. */
  readonly endedBy: EventNumber | null;
}

export interface PastEvent {
  readonly event: EventNumber;
  readonly at: Micros;
  readonly actor: Address;
  readonly kind: 'deliver' | 'lose' | 'sync' | 'group' | 'timer' | 'client' | 'input';
  /** What made it happen; where a quorum did, every answer that counted. */
  readonly because: readonly EventNumber[];
  /** The message that arrived or was lost. */
  readonly flight?: number;
  /** A heartbeat, or its timer, and nothing came of it. */
  readonly faint?: true;
  readonly learned?: readonly Learned[];
  readonly marks?: readonly Pick<Mark, 'kind' | 'text'>[];
  /** It stands for election in this ballot, or leads it. */
  readonly ballot?: BallotFrame;
  readonly stands?: 'candidate' | 'leader';
  readonly command?: string;
}

/** A slot that the node learned to be chosen, or applied. */
export interface Learned {
  readonly slot: Slot;
  /** Whose ballot; null where the event does not say. */
  readonly ballot: BallotFrame | null;
  readonly applied: boolean;
  readonly noop: boolean;
}

/** What a node was and believed, until something of it changed. */
export interface Stretch {
  readonly node: NodeId;
  readonly from: Micros;
  readonly to: Micros;
  readonly status: NodeStatus;
  readonly role: Role;
  /** Whom it believes to lead, 0: nobody. */
  readonly leader: NodeId;
  /** The ballot that it leads or stands in, or has promised. */
  readonly ballot: BallotFrame | null;
}

/** One sync: the first record that it covers written, begun, done; and what left only then. */
export interface PastSync {
  readonly node: NodeId;
  readonly writtenAt: Micros;
  /** Null: what was written still waits for a sync. */
  readonly began: Micros | null;
  readonly endsAt: Micros;
  readonly end: 'synced' | 'lost' | 'under way';
  readonly rows: number;
  /** Messages that waited for it. */
  readonly held: number;
  readonly writtenBy: EventNumber | null;
  readonly beganBy: EventNumber | null;
  readonly endedBy: EventNumber | null;
}

/** A client's command from its first sending to its answer. */
export interface PastOperation {
  readonly client: ClientId;
  readonly command: string;
  readonly label: string;
  readonly from: Micros;
  /** Null: not answered yet. */
  readonly to: Micros | null;
  readonly askedBy: EventNumber | null;
  readonly answeredBy: EventNumber | null;
}

/** Messages drawn at most: more could not be told apart. */
export const MAX_PAST_FLIGHTS = 1500;

export const isHeartbeat = (f: Pick<PastFlight, 'shape'>): boolean => f.shape === 'heartbeat';
