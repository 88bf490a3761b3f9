// What a back-of-an-envelope model says of a configuration, to stand beside what is measured. With one command outstanding a vote costs a round
// trip plus the follower's sync, and the leader's own sync overlaps; pipelining, batches and group commit leave that line.
import type { Micros } from '../../base/units.ts';
import type { Config } from '../config.ts';

export interface Prediction {
  /** From proposing to choosing, with nothing else under way. */
  readonly commitMicros: Micros;
  /** Commands in a second with one outstanding. */
  readonly onePerSecond: number;
  /** The same with the window full, as far as the leader's processor and the followers' disks allow. */
  readonly fullPerSecond: number;
  /** Messages that the leader sends and receives for one command: Accepts, Accepteds, request, reply. */
  readonly leaderMessages: number;
}

/** Requires a majority that is up, a calm network, no loss. The slowest disk of the quickest quorum counts. */
export function predict(c: Config): Prediction {
  const others = c.nodes - 1;
  const leaderMessages = 2 * others + 2;
  const roundTrip = 2 * c.delayMicros;
  const processor = others * c.sendMicros + c.receiveMicros + c.sendMicros + (c.nodes >> 1) * c.receiveMicros;
  const follower = quorumSync(c);
  const leader = c.nodeSyncMicros[0] ?? c.syncMicros;
  const commitMicros = c.nodes === 1 ? leader : Math.max(leader, roundTrip + follower + processor);
  const perCommand = (others + 1) * c.sendMicros + (others + 1) * c.receiveMicros;
  const byWindow = (c.window * c.batchSize * 1_000_000) / commitMicros;
  const byProcessor = perCommand === 0 ? Infinity : 1_000_000 / perCommand;
  // Policy each: one record a sync, and every command is a record on each disk.
  const byDisk = c.syncPolicy === 'each' ? (c.batchSize * 1_000_000) / Math.max(leader, follower) : Infinity;
  return { commitMicros, onePerSecond: 1_000_000 / commitMicros, fullPerSecond: Math.min(byWindow, byProcessor, byDisk), leaderMessages };
}

// Of the followers' syncs, the slowest that a quorum with the leader needs.
function quorumSync(c: Config): Micros {
  const syncs = Array.from({ length: c.nodes - 1 }, (_, i) => c.nodeSyncMicros[i + 1] ?? c.syncMicros).sort((a, b) => a - b);
  return syncs[(c.nodes >> 1) - 1] ?? 0;
}
