// What a back-of-an-envelope model says of a configuration, to stand beside what is measured. With one command outstanding a vote costs a round
// trip plus the follower's sync, and the leader's own sync overlaps; pipelining, batches and group commit leave that line.
import type { Micros } from '../../base/units.ts';
import { answersEarly, type Config } from '../config.ts';

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

/** What the model says of a steady load; null where it says nothing. */
export interface Foreseen {
  /** Messages for a command. Of a batch there are fewer, by how full it is: null. */
  readonly phase1: number;
  readonly phase2: number | null;
  readonly perSecond: number | null;
  readonly latencyMicros: Micros | null;
}

/** Knows nodes, network and disks as they are set: no crash, no loss, no jitter, no queue, and no group that a sync waits for. */
export function foresee(c: Config): Foreseen {
  const others = 2 * (c.nodes - 1);
  const basic = c.election === 'basic';
  const safeAtOnce = c.battery || answersEarly(c);
  const prediction = predict(safeAtOnce ? { ...c, syncMicros: 0, nodeSyncMicros: [] } : c);
  // Both phases, each a round trip and a sync; and the client's own way there and back.
  const latency = 2 * c.delayMicros + prediction.commitMicros * (basic ? 2 : 1);
  const silent = (c.readMode !== 'log' && c.readPercent > 0) || (c.groupSize > 1 && c.syncPolicy === 'group' && !c.battery);
  return {
    phase1: basic ? others : 0,
    phase2: c.batchSize > 1 ? null : others,
    perSecond: silent ? null : Math.min(prediction.fullPerSecond, askedFor(c, latency)),
    latencyMicros: silent || c.load === 'open' ? null : latency,
  };
}

/** How many commands the clients can ask for in a second, if every answer takes so long. */
function askedFor(c: Config, latency: Micros): number {
  if (c.load === 'open') return c.clients * c.openPerSecond;
  return (c.clients * 1_000_000) / (latency + c.thinkMicros);
}

// Of the followers' syncs, the slowest that a quorum with the leader needs.
function quorumSync(c: Config): Micros {
  const syncs = Array.from({ length: c.nodes - 1 }, (_, i) => c.nodeSyncMicros[i + 1] ?? c.syncMicros).sort((a, b) => a - b);
  return syncs[(c.nodes >> 1) - 1] ?? 0;
}
