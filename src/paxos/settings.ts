// What a node is told about the cluster and its own timing. Shared by all nodes; replaced whole when a control moves.
import type { Micros, NodeId } from '../base/units.ts';
import type { SwitchName } from './switches.ts';

export interface Settings {
  /** The members that the cluster began with, in order. Later ones come through the log (M1). */
  readonly members: readonly NodeId[];
  /** E1, E3, E4: who starts Phase 1, and when. */
  readonly election: 'eager' | 'lazy' | 'basic';
  /** T: a follower's time-out is drawn from [T, 2T). */
  readonly electionTimeoutMicros: Micros;
  readonly heartbeatMicros: Micros;
  /** L6: after this long without an answer a message is sent again. */
  readonly resendMicros: Micros;
  /** How long a node waits before it asks for entries that it was told are chosen. */
  readonly catchUpMicros: Micros;
  /** L4: new entries go at most this many slots beyond the commit index; at most α. */
  readonly window: number;
  /** α: no slot is proposed in that lies further beyond the commit index. Belongs to the cluster, never changes. */
  readonly alpha: number;
  /** B1: commands in one entry at most, and how long a leader waits for them. */
  readonly batchSize: number;
  readonly batchMicros: Micros;
  /** C3–C5: a checkpoint every so many applied entries (0: none). */
  readonly checkpointEvery: number;
  readonly checkpointPolicy: 'own' | 'coordinated';
  readonly checkpointMode: 'blocking' | 'background' | 'idle';
  /** What serialising a KiB costs. */
  readonly serialiseMicrosPerKib: Micros;
  /** C4: how long the leader waits for all; C5: how long an idle-time checkpoint may be put off. */
  readonly checkpointWaitMicros: Micros;
  /** Q3, Q4: length of the leader's lease and of a follower's (0: none), and ε, the bound on a clock's rate. */
  readonly leaseMicros: Micros;
  readonly followerLeaseMicros: Micros;
  readonly driftBoundPpm: number;
  /** Rules turned off. Empty in a world that claims to be Paxos. */
  readonly broken: ReadonlySet<SwitchName>;
}

/** How many make a quorum of so many members, unless the switch takes one away. */
export const quorumSize = (members: number, broken: ReadonlySet<SwitchName>): number =>
  Math.max(1, (members >> 1) + 1 - (broken.has('small-quorum') ? 1 : 0));
