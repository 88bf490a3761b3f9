// What a node is told about the cluster and its own timing. Shared by all nodes; replaced whole when a control moves.
import type { Micros, NodeId } from '../base/units.ts';
import type { SwitchName } from './switches.ts';

export interface Settings {
  /** The members, in order. */
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
  /** α: new entries go at most this many slots beyond the commit index. */
  readonly window: number;
  /** Rules turned off. Empty in a world that claims to be Paxos. */
  readonly broken: ReadonlySet<SwitchName>;
}

/** How many make a quorum among `members`. */
export const majority = (members: readonly NodeId[]): number => (members.length >> 1) + 1;

/** The quorum that this world uses: a majority, unless the switch takes one away. */
export const quorum = (s: Settings): number => Math.max(1, majority(s.members) - (s.broken.has('small-quorum') ? 1 : 0));
