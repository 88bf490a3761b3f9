// Everything that reaches a world from outside. An input is journalled before it takes effect (T6); with the header, the journal is the run.
import type { EventNumber, Lsn, Micros, NodeId } from '../base/units.ts';
import type { MembershipPolicy } from '../paxos/effects.ts';
import type { Operation } from '../paxos/entry.ts';
import type { ReadMode } from '../paxos/messages.ts';
import type { DiskRecord } from '../paxos/records.ts';
import type { Config, FieldName } from './config.ts';

export type Input =
  /** Changes a live field of the configuration. */
  | { readonly kind: 'set'; readonly field: FieldName; readonly value: number | string | boolean }
  /** Sync latency of one node; null: as the others. */
  | { readonly kind: 'set-node-sync'; readonly node: NodeId; readonly micros: Micros | null }
  | { readonly kind: 'crash'; readonly node: NodeId }
  | { readonly kind: 'restart'; readonly node: NodeId }
  /** The node handles nothing until it is resumed; its messages and timers wait. */
  | { readonly kind: 'pause'; readonly node: NodeId }
  | { readonly kind: 'resume'; readonly node: NodeId }
  /** The node's disk is emptied; the node must be down. */
  | { readonly kind: 'lose-disk'; readonly node: NodeId }
  /** The record is damaged where it lies; the node must be down. */
  | { readonly kind: 'damage'; readonly node: NodeId; readonly lsn: Lsn }
  /** Messages pass only within a group. Nodes in no group are cut off from all. */
  | { readonly kind: 'partition'; readonly groups: readonly (readonly NodeId[])[] }
  /** Cuts one direction of one link. */
  | { readonly kind: 'cut'; readonly from: NodeId; readonly to: NodeId }
  | { readonly kind: 'mend'; readonly from: NodeId; readonly to: NodeId }
  /** Cuts every link of the node, both ways, its clients' as well. */
  | { readonly kind: 'isolate'; readonly node: NodeId }
  /** Mends every link. */
  | { readonly kind: 'heal' }
  /** On a message under way, by its flight's id. */
  | { readonly kind: 'drop'; readonly flight: number }
  | { readonly kind: 'delay'; readonly flight: number; readonly byMicros: Micros }
  | { readonly kind: 'duplicate'; readonly flight: number }
  /** The person sends a command, to a node or to whoever seems to lead. */
  | { readonly kind: 'command'; readonly operation: Operation; readonly to?: NodeId; readonly mode?: ReadMode }
  /** The node's election time-out fires now. */
  | { readonly kind: 'campaign'; readonly node: NodeId }
  /** The disk's sync under way, or its next one, takes this much longer. */
  | { readonly kind: 'stall'; readonly node: NodeId; readonly micros: Micros }
  /** Writes fail from now on: at its next write the node stops and says so. Freed: it comes back from its disk. */
  | { readonly kind: 'fill-disk'; readonly node: NodeId }
  | { readonly kind: 'free-disk'; readonly node: NodeId }
  /** The battery behind the write cache fails: what a crash finds there is gone, synced in name or not. */
  | { readonly kind: 'battery-failure'; readonly node: NodeId }
  /** A new node with an empty disk, a learner until the log makes it a member (M5). */
  | { readonly kind: 'add-node' }
  /** An operator asks whoever leads for other members (M1). */
  | { readonly kind: 'reconfigure'; readonly members: readonly NodeId[]; readonly policy: MembershipPolicy }
  /** Every node loses its memory and what its disk had not synced, every message is gone, and all nodes restart from their disks. */
  | { readonly kind: 'power-failure' }
  /** A person has read what a check found, and the run goes on in spite of it (history/moment.ts). Nothing in the world changes. */
  | { readonly kind: 'go-on' };

export type InputKind = Input['kind'];

/** `input` takes effect as event number `event`, at virtual time `at`. */
export interface JournalEntry {
  readonly event: EventNumber;
  readonly at: Micros;
  readonly input: Input;
}

/** A row of a node's disk. `torn`: its end is missing, its checksum does not fit. `damaged`: changed where it lies. */
export interface DiskRow {
  readonly lsn: Lsn;
  readonly record: DiskRecord;
  readonly flaw?: 'torn' | 'damaged';
}

/** What a run starts from. */
export interface RunHeader {
  readonly config: Config;
  /** Disks to recover from, in node order; absent: new, empty disks. */
  readonly disks?: readonly (readonly DiskRow[])[];
  /** How many inputs the run came with, its first ones: what a scenario’s script did, not a person. Absent: none. */
  readonly scripted?: number;
}
