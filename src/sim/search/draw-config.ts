// A random world for the search: sizes, latencies and time-outs drawn where bugs live (windows of one, syncs slower than the network,
// time-outs near a round trip, retries that come too early), each within the ranges of the configuration. Pure: seed → configuration.
import { below, chance, makeStream, pick, type Stream } from '../../base/prng.ts';
import type { Micros } from '../../base/units.ts';
import type { SwitchName } from '../../paxos/switches.ts';
import { DEFAULT_CONFIG, type Config } from '../config.ts';

const NODES = [1, 2, 3, 3, 3, 3, 3, 3, 4, 4, 5, 5, 5, 5, 5, 5, 6, 7, 7, 9];
const ELECTIONS = ['eager', 'eager', 'eager', 'eager', 'lazy', 'basic'] as const;

/** The world of a seed, before any fault. */
export function drawConfig(seed: number, switches: readonly SwitchName[]): Config {
  const s = makeStream(seed, 'search config');
  const nodes = pick(s, NODES);
  const network = drawNetwork(s);
  const disks = drawDisks(s, nodes);
  const roundTrip = 2 * (network.delayMicros + network.jitterMicros) + 2 * disks.syncMicros;
  return {
    ...DEFAULT_CONFIG,
    seed,
    nodes,
    switches,
    ...network,
    ...disks,
    ...drawTimes(s, roundTrip),
    ...drawLoad(s, roundTrip),
    window: pick(s, [1, 2, 3, 8, 8, 16, 64]),
    ...drawFeatures(makeStream(seed, 'search features'), roundTrip, switches),
    ...helpFor(switches),
  };
}

// What a rule guards must happen for its absence to show: reads where reads are broken, clocks that differ where leases are.
function helpFor(switches: readonly SwitchName[]): Partial<Config> {
  const reading = { readPercent: 50, clients: 8, keys: 1, thinkMicros: 2_000 };
  if (switches.includes('read-without-quorum')) return { ...reading, readMode: 'quorum' };
  // The leader's clock slow, the others' quick: a lease that is over for them lasts for it, and time-outs end in between.
  if (switches.includes('no-drift-bound'))
    return {
      ...reading,
      clients: 4,
      readPercent: 85,
      thinkMicros: 4_000,
      clientTimeoutMicros: 20_000,
      readMode: 'leader-lease',
      election: 'eager',
      driftPpm: 400_000,
      delayMicros: 1_000,
      jitterMicros: 500,
      delayShape: 'uniform',
      lossPpm: 0,
      syncMicros: 500,
      nodeSyncMicros: [],
      groupSize: 1,
      batchMicros: 0,
      receiveMicros: 0,
      sendMicros: 0,
      bandwidthKibPerSecond: 0,
      stallPpm: 0,
      leaseMicros: 30_000,
      heartbeatMicros: 5_000,
      electionTimeoutMicros: 8_000,
    };
  return {};
}

// What makes a run more than plain Multi-Paxos, each in a share of the seeds. Streams of their own: a new one leaves the rest as it was.
function drawFeatures(s: Stream, roundTrip: Micros, switches: readonly SwitchName[]): Partial<Config> {
  return {
    ...drawCheckpoints(s, roundTrip),
    alpha: pick(s, [1, 2, 4, 8]),
    batchSize: pick(s, [1, 1, 1, 2, 8]),
    batchMicros: pick(s, [0, 1_000, 20_000]),
    ...drawReads(s, roundTrip, switches),
    receiveMicros: pick(s, [0, 0, 0, 10, 500]),
    sendMicros: pick(s, [0, 0, 0, 10, 500]),
    delayShape: pick(s, ['uniform', 'uniform', 'uniform', 'heavy'] as const),
    bandwidthKibPerSecond: pick(s, [0, 0, 0, 20, 1_000]),
    stallPpm: pick(s, [0, 0, 0, 10_000]),
    syncPolicy: pick(s, ['group', 'group', 'group', 'each'] as const),
    battery: chance(s, 60_000),
  };
}

function drawCheckpoints(s: Stream, roundTrip: Micros): Partial<Config> {
  return {
    checkpointEvery: pick(s, [0, 1, 3, 3, 10, 10, 50]),
    checkpointPolicy: pick(s, ['own', 'own', 'coordinated'] as const),
    checkpointMode: pick(s, ['blocking', 'background', 'background', 'idle'] as const),
    serialiseMicrosPerKib: pick(s, [0, 1_000, 20_000]),
    checkpointWaitMicros: within(1_000, 400_000, roundTrip * pick(s, [1, 4])),
  };
}

// Leases are worth nothing when they end before the next heartbeat; a clock's drift only matters with them.
function drawReads(s: Stream, roundTrip: Micros, switches: readonly SwitchName[]): Partial<Config> {
  const leased = chance(s, switches.includes('no-drift-bound') ? 1_000_000 : 250_000);
  const readMode = pick(s, [
    'log',
    'quorum',
    'quorum',
    'stale',
    leased ? 'leader-lease' : 'log',
    leased ? 'follower-lease' : 'quorum',
  ] as const);
  return {
    readMode: leased ? pick(s, ['leader-lease', 'leader-lease', 'follower-lease'] as const) : readMode,
    leaseMicros: leased ? within(5_000, 800_000, roundTrip * pick(s, [2, 4, 8])) : 0,
    followerLeaseMicros: leased ? within(2_000, 400_000, roundTrip * pick(s, [1, 2])) : 0,
    driftPpm: pick(s, [0, 1_000, 100_000, 300_000]),
    clockOffsetMicros: pick(s, [0, 1_000_000]),
  };
}

function drawNetwork(s: Stream): Pick<Config, 'delayMicros' | 'jitterMicros' | 'lossPpm' | 'duplicatePpm' | 'fifo'> {
  const delayMicros = pick(s, [200, 1_000, 5_000, 10_000, 10_000, 30_000]);
  const jitterMicros = pick(s, [0, delayMicros >> 2, delayMicros - 1, delayMicros - 1]);
  return {
    delayMicros,
    jitterMicros,
    lossPpm: pick(s, [0, 0, 20_000, 100_000, 250_000]),
    duplicatePpm: pick(s, [0, 0, 50_000, 250_000]),
    fifo: chance(s, 150_000),
  };
}

function drawDisks(
  s: Stream,
  nodes: number,
): Pick<Config, 'syncMicros' | 'syncJitterPercent' | 'groupSize' | 'groupMicros' | 'nodeSyncMicros'> {
  const latencies = [1, 100, 1_000, 5_000, 20_000, 60_000];
  const nodeSyncMicros: (Micros | null)[] = Array.from({ length: nodes }, () => null);
  if (chance(s, 300_000)) nodeSyncMicros[below(s, nodes)] = pick(s, latencies);
  return {
    syncMicros: pick(s, latencies),
    syncJitterPercent: pick(s, [0, 10, 95]),
    groupSize: pick(s, [1, 1, 1, 4, 16]),
    groupMicros: pick(s, [0, 1_000, 5_000, 20_000]),
    nodeSyncMicros,
  };
}

function drawTimes(
  s: Stream,
  roundTrip: Micros,
): Pick<Config, 'election' | 'electionTimeoutMicros' | 'heartbeatMicros' | 'resendMicros' | 'catchUpMicros'> {
  const electionTimeoutMicros = within(5_000, 400_000, roundTrip * pick(s, [1, 2, 3, 6]));
  return {
    election: pick(s, ELECTIONS),
    electionTimeoutMicros,
    heartbeatMicros: within(1_000, 200_000, Math.floor(electionTimeoutMicros / pick(s, [2, 3, 6]))),
    resendMicros: within(2_000, 400_000, (roundTrip * pick(s, [1, 2, 4])) >> 1),
    catchUpMicros: within(1_000, 400_000, (roundTrip * pick(s, [1, 2, 4])) >> 2),
  };
}

function drawLoad(s: Stream, roundTrip: Micros): Pick<Config, 'clients' | 'thinkMicros' | 'clientTimeoutMicros' | 'readPercent' | 'keys'> {
  return {
    clients: pick(s, [1, 2, 3, 4, 8]),
    thinkMicros: pick(s, [0, 0, 2_000, 20_000]),
    clientTimeoutMicros: within(5_000, 1_000_000, roundTrip * pick(s, [1, 2, 4, 10])),
    readPercent: pick(s, [0, 20, 50]),
    keys: pick(s, [1, 2, 4]),
  };
}

const within = (low: number, high: number, value: number): number => Math.max(low, Math.min(high, value));
