// What happened at one event, in full: made by `world.step()`, read by checks, event wording, exports and pictures. Values.
// Records are not kept by the world; any stretch of a run can be had again by re-execution.
import type { Address, ClientId, EventNumber, Lsn, Micros, NodeId, SessionId } from '../base/units.ts';
import type { Operation, OperationResult } from '../paxos/entry.ts';
import type { Note, TimerName } from '../paxos/effects.ts';
import type { Message } from '../paxos/messages.ts';
import type { DiskRow, Input } from './inputs.ts';

/** A message under way. */
export interface Flight {
  readonly id: number;
  readonly from: Address;
  readonly to: Address;
  readonly message: Message;
  readonly sentAt: Micros;
  /** When it arrives, or, where `fate` says that it is lost, when that happens. */
  readonly endsAt: Micros;
  /** When it would arrive; after `endsAt` where it is lost on the way. */
  readonly arrivesAt: Micros;
  readonly fate: 'arrive' | 'lost' | 'cut';
  /** The event that sent it. */
  readonly sentBy: EventNumber;
  /** The flight that it is a copy of. */
  readonly copyOf?: number;
}

export type Happening =
  /** A message arrives and is handled. To a node itself (`from` = `to`): released by a sync, no network. */
  | { readonly kind: 'deliver'; readonly flight: Flight }
  /** A message is gone: lost by the network, at a cut link, at a node that is down, or by hand. */
  | { readonly kind: 'lose'; readonly flight: Flight; readonly why: 'loss' | 'cut' | 'down' | 'hand' }
  /** A disk begins a sync of all rows up to `upTo` (when a group's time is over). */
  | { readonly kind: 'group'; readonly node: NodeId }
  /** A sync is complete: rows up to `upTo` are durable, `released` leaves or is delivered to the node itself. */
  | { readonly kind: 'sync'; readonly node: NodeId; readonly upTo: Lsn; readonly rows: number; readonly began: Micros }
  | { readonly kind: 'timer'; readonly node: NodeId; readonly timer: TimerName }
  /** A client sends its next command, stops waiting and sends the same again, or asks again where nobody led. */
  | { readonly kind: 'client'; readonly client: ClientId; readonly session: SessionId; readonly what: 'next' | 'timeout' | 'retry' }
  | { readonly kind: 'input'; readonly input: Input };

/** What a client or the world did, beside the nodes' notes. */
export type WorldNote =
  | {
      readonly kind: 'invoke';
      readonly client: ClientId;
      readonly session: SessionId;
      readonly sequence: number;
      readonly operation: Operation;
      readonly to: NodeId;
      readonly attempt: number;
    }
  | {
      readonly kind: 'answered';
      readonly client: ClientId;
      readonly session: SessionId;
      readonly sequence: number;
      readonly operation: Operation;
      readonly result: OperationResult;
      readonly afterMicros: Micros;
    }
  | {
      readonly kind: 'redirected';
      readonly client: ClientId;
      readonly session: SessionId;
      readonly sequence: number;
      readonly leader: NodeId;
    }
  /** A crash: the rows that are gone, and whether the last that is left is torn. */
  | { readonly kind: 'crashed'; readonly node: NodeId; readonly lost: readonly Lsn[]; readonly torn: boolean }
  /** Rows that recovery cut from the tail. */
  | { readonly kind: 'cut-tail'; readonly node: NodeId; readonly lsns: readonly Lsn[] }
  | { readonly kind: 'sync-begins'; readonly node: NodeId; readonly upTo: Lsn; readonly dueAt: Micros }
  /** A paused node put the event aside. */
  | { readonly kind: 'deferred'; readonly node: NodeId }
  /** Taken out of the air by hand. */
  | { readonly kind: 'dropped'; readonly flight: Flight }
  /** The input could not take effect. */
  | { readonly kind: 'refused'; readonly why: string };

export interface EventRecord {
  readonly number: EventNumber;
  readonly at: Micros;
  /** The event that made this one happen; null for inputs and the start. */
  readonly cause: EventNumber | null;
  /** Who acts: a node, a client, or 0 for the world. */
  readonly actor: Address;
  readonly happening: Happening;
  /** The acting node's notes, in order. (A power failure has notes of all nodes: see `noteActors`.) */
  readonly notes: readonly Note[];
  /** For each note the node it is of; null where all are the actor's. */
  readonly noteActors: readonly NodeId[] | null;
  readonly worldNotes: readonly WorldNote[];
  readonly sent: readonly Flight[];
  readonly written: readonly DiskRow[];
  /** How many messages wait for `written` to be synced. */
  readonly held: number;
}

/** What an invariant found. */
export interface Violation {
  /** `I1` … */
  readonly invariant: string;
  readonly event: EventNumber;
  readonly nodes: readonly NodeId[];
  readonly slot: number | null;
  /** One sentence: which rule of safety does not hold, here. */
  readonly says: string;
  /** The two facts that disagree, a sentence each. */
  readonly facts: readonly [string, string];
}
