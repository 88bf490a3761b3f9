// For the tests of this folder and of those to its right: runs that between them do everything that can happen, as data.
import { onlyTitle } from '../history/about.ts';
import type { Run, RunBranch } from '../history/run.ts';
import { DEFAULT_CONFIG, type Config } from '../sim/config.ts';
import type { EventRecord, Flight } from '../sim/events.ts';
import type { Input, JournalEntry, RunHeader } from '../sim/inputs.ts';
import { makeWorld, type World } from '../sim/world.ts';
import type { DigestAt } from './trace-file.ts';

/** Does something at an event, with what is under way. */
export type Act = Input | ((flights: readonly Flight[]) => Input);
export interface Play {
  readonly name: string;
  readonly config: Partial<Config>;
  readonly events: number;
  readonly acts: Readonly<Record<number, Act>>;
}

export const node = (kind: 'crash' | 'restart' | 'pause' | 'resume' | 'lose-disk' | 'isolate' | 'campaign', n: number): Input => ({
  kind,
  node: n,
});
const onFlight =
  (kind: 'drop' | 'duplicate'): Act =>
  (flights) => ({ kind, flight: flights[0]?.id ?? 0 });
export const put = (key: string, value: string, to?: number): Input => ({
  kind: 'command',
  operation: { op: 'put', key, value },
  ...(to === undefined ? {} : { to }),
});

export const PLAYS: readonly Play[] = [
  {
    name: 'crashes, restarts, power',
    config: { seed: 9 },
    events: 1400,
    acts: {
      220: node('crash', 3),
      330: node('restart', 3),
      420: node('crash', 2),
      421: node('restart', 4),
      600: node('restart', 2),
      700: { kind: 'power-failure' },
      900: node('crash', 1),
      901: { kind: 'damage', node: 1, lsn: 2 },
      902: { kind: 'damage', node: 1, lsn: 9999 },
      905: node('restart', 1),
      950: node('crash', 5),
      951: node('lose-disk', 5),
      952: node('restart', 5),
      1000: { kind: 'power-failure' },
    },
  },
  {
    name: 'a bad network, lazy elections, a window of one',
    config: { seed: 5, election: 'lazy', clients: 3, lossPpm: 60_000, duplicatePpm: 50_000, window: 1, groupSize: 4 },
    events: 2500,
    acts: {
      100: put('x', '1', 2),
      120: node('pause', 2),
      160: node('resume', 2),
      200: {
        kind: 'partition',
        groups: [
          [1, 2],
          [3, 4, 5],
        ],
      },
      420: { kind: 'heal' },
      600: node('isolate', 1),
      700: { kind: 'mend', from: 1, to: 2 },
      710: { kind: 'cut', from: 3, to: 4 },
      800: { kind: 'heal' },
      900: { kind: 'set', field: 'clients', value: 1 },
      1500: { kind: 'set', field: 'clients', value: 3 },
    },
  },
  {
    name: 'acts on messages, controls, commands of every kind',
    config: { seed: 3, nodes: 3, clients: 1 },
    events: 700,
    acts: {
      60: put('x', '4'),
      90: { kind: 'command', operation: { op: 'get', key: 'x' } },
      120: { kind: 'command', operation: { op: 'cas', key: 'x', expect: 7, value: '9' } },
      150: { kind: 'command', operation: { op: 'cas', key: 'x', expect: 1, value: '9' } },
      180: { kind: 'command', operation: { op: 'delete', key: 'x' } },
      210: { kind: 'command', operation: { op: 'delete', key: 'x' } },
      240: { kind: 'command', operation: { op: 'get', key: 'x' } },
      250: onFlight('drop'),
      260: onFlight('duplicate'),
      270: (flights) => ({ kind: 'delay', flight: flights[0]?.id ?? 0, byMicros: 30_000 }),
      280: { kind: 'drop', flight: 999_999 },
      300: { kind: 'set', field: 'delayMicros', value: 20_000 },
      301: { kind: 'set', field: 'lossPpm', value: 15_000 },
      302: { kind: 'set', field: 'fifo', value: true },
      303: { kind: 'set', field: 'nodes', value: 5 },
      304: { kind: 'set-node-sync', node: 2, micros: 8_000 },
      305: { kind: 'set-node-sync', node: 2, micros: null },
      310: node('campaign', 1),
      311: node('campaign', 2),
      312: node('campaign', 3),
    },
  },
  {
    name: 'a slow disk, a torn record',
    config: { seed: 1, nodes: 3, syncMicros: 25_000, clients: 6 },
    events: 500,
    acts: { 200: node('crash', 2), 260: node('restart', 2) },
  },
  { name: 'rules off: an answer too early', config: { seed: 2, nodes: 3, switches: ['reply-early'] }, events: 200, acts: {} },
  {
    name: 'basic mode: every command runs both phases',
    config: { seed: 2, election: 'basic', nodes: 3, clients: 2 },
    events: 900,
    acts: {},
  },
  {
    name: 'a leader that must learn first',
    config: { seed: 4, clients: 2, thinkMicros: 1_000, nodeSyncMicros: [null, null, null, null, 60_000] },
    events: 2400,
    acts: {
      150: node('isolate', 5),
      900: { kind: 'heal' },
      901: node('campaign', 5),
      1300: node('isolate', 5),
      1700: { kind: 'heal' },
      1760: node('campaign', 5),
    },
  },
  {
    name: 'checkpoints: a node that was away is given one',
    config: { seed: 12, checkpointEvery: 6, clients: 3, thinkMicros: 1_000, syncMicros: 4_000 },
    events: 1600,
    acts: {
      250: node('crash', 4),
      900: node('restart', 4),
      1300: node('crash', 2),
      1320: node('restart', 2),
      1400: { kind: 'power-failure' },
    },
  },
  {
    name: 'checkpoints where the leader names the index, taken while nothing else is handled',
    config: {
      seed: 13,
      nodes: 3,
      checkpointEvery: 5,
      checkpointPolicy: 'coordinated',
      checkpointMode: 'blocking',
      checkpointWaitMicros: 60_000,
    },
    events: 1100,
    acts: { 500: node('crash', 3), 800: node('restart', 3) },
  },
  {
    name: 'checkpoints in quiet moments',
    config: {
      seed: 14,
      nodes: 3,
      checkpointEvery: 5,
      checkpointMode: 'idle',
      checkpointWaitMicros: 80_000,
      batchSize: 3,
      batchMicros: 5_000,
      clients: 4,
    },
    events: 900,
    acts: {},
  },
  {
    name: 'members change: one joins, the leader goes, in the window and with the world stopped',
    config: { seed: 15, nodes: 3, clients: 2, checkpointEvery: 20 },
    events: 3000,
    acts: {
      100: { kind: 'reconfigure', members: [1, 2], policy: 'alpha-window' },
      300: { kind: 'add-node' },
      400: { kind: 'reconfigure', members: [1, 2, 3, 4], policy: 'alpha-window' },
      405: { kind: 'reconfigure', members: [1, 2], policy: 'alpha-window' },
      900: { kind: 'add-node' },
      1000: { kind: 'reconfigure', members: [3, 4, 5], policy: 'stop-the-world' },
      1800: { kind: 'reconfigure', members: [1, 2], policy: 'alpha-window' },
      1900: node('campaign', 3),
      2500: node('isolate', 1),
      2600: { kind: 'heal' },
    },
  },
  {
    name: 'reads that ask a quorum, a node whose disk is full',
    config: { seed: 16, nodes: 3, clients: 3, readPercent: 60, readMode: 'quorum', receiveMicros: 300, sendMicros: 200 },
    events: 900,
    acts: {
      200: { kind: 'stall', node: 1, micros: 50_000 },
      300: { kind: 'fill-disk', node: 2 },
      500: { kind: 'free-disk', node: 2 },
      510: { kind: 'free-disk', node: 2 },
      520: { kind: 'fill-disk', node: 3 },
      521: { kind: 'free-disk', node: 3 },
      600: { kind: 'battery-failure', node: 1 },
    },
  },
  {
    name: 'reads under the leader’s lease',
    config: {
      seed: 17,
      nodes: 3,
      clients: 3,
      readPercent: 60,
      readMode: 'leader-lease',
      leaseMicros: 150_000,
      driftPpm: 20_000,
      clockOffsetMicros: 500_000,
    },
    events: 900,
    acts: {
      300: node('campaign', 1),
      301: node('campaign', 2),
      302: node('campaign', 3),
      500: node('crash', 2),
      520: node('restart', 2),
      521: node('campaign', 2),
    },
  },
  {
    name: 'reads under followers’ leases, stale reads, a battery',
    config: {
      seed: 18,
      nodes: 3,
      clients: 3,
      readPercent: 60,
      readMode: 'follower-lease',
      leaseMicros: 200_000,
      followerLeaseMicros: 60_000,
      battery: true,
    },
    events: 1400,
    acts: {
      500: node('isolate', 2),
      620: { kind: 'heal' },
      800: { kind: 'set', field: 'readMode', value: 'stale' },
      900: { kind: 'battery-failure', node: 1 },
      910: { kind: 'command', operation: { op: 'get', key: 'x' }, mode: 'stale', to: 2 },
      950: node('crash', 1),
      960: node('restart', 1),
    },
  },
  {
    name: 'rules off: reads that ask nobody',
    config: { seed: 19, nodes: 3, readPercent: 60, readMode: 'quorum', switches: ['read-without-quorum'] },
    events: 400,
    acts: {},
  },
  {
    name: 'rules off: a log cut too early',
    config: { seed: 20, nodes: 3, checkpointEvery: 5, switches: ['truncate-early'] },
    events: 500,
    acts: {},
  },
  {
    name: 'rules off: promise and vote before the sync',
    config: { seed: 6, nodes: 3, switches: ['promise-before-sync', 'vote-before-sync'] },
    events: 300,
    acts: {},
  },
  {
    name: 'rules off: own values',
    config: { seed: 7, nodes: 3, thinkMicros: 0, clients: 6, switches: ['own-value'] },
    events: 900,
    acts: { 200: node('crash', 1), 300: node('restart', 1), 420: node('crash', 2), 500: node('restart', 2), 600: node('crash', 3) },
  },
  {
    name: 'rules off: no Phase 1, requests twice',
    config: { seed: 8, nodes: 3, clientTimeoutMicros: 30_000, switches: ['skip-phase-1'] },
    events: 500,
    acts: { 250: node('crash', 1) },
  },
];

/** Runs the play; `see` gets every record with the world just after it. */
export function perform(play: Play, see: (record: EventRecord, world: World) => void): void {
  const world = makeWorld({ config: { ...DEFAULT_CONFIG, ...play.config } });
  for (let i = 0; i < play.events; i++) {
    const act = play.acts[i];
    const record = act === undefined ? world.step() : world.apply(typeof act === 'function' ? act(world.flights()) : act, world.now);
    if (record === null) return;
    see(record, world);
  }
}

/** Events between two digests. */
const EVERY = 100;

/** Executes a header and a journal to `tip`, with digests at intervals. */
export function execute(header: RunHeader, journal: readonly JournalEntry[], tip: number): DigestAt[] {
  const world = makeWorld(header);
  const at = new Map(journal.map((e) => [e.event, e]));
  const digests: DigestAt[] = [];
  while (world.events < tip) {
    const entry = at.get(world.events);
    if (entry === undefined) world.step();
    else world.apply(entry.input, entry.at);
    if (world.events % EVERY === 0 || world.events === tip) digests.push({ event: world.events, digest: world.digest() });
  }
  return digests;
}

/** A run of two branches with this journal, and its digests. */
export function runOf(
  header: RunHeader,
  journal: readonly JournalEntry[],
  tip: number,
  title = 'A run',
): { run: Run; digests: Map<number, DigestAt[]> } {
  const branches: RunBranch[] = [
    { id: 0, name: 'first', parent: null, forkEvent: 0, tip },
    { id: 1, name: 'Crash n1', parent: 0, forkEvent: Math.floor(tip / 2), tip: Math.floor(tip / 2) + 1 },
  ];
  const crash: JournalEntry = { event: branches[1]!.forkEvent, at: 10_000_000, input: node('crash', 1) };
  const run: Run = {
    ...onlyTitle(title),
    header,
    branches,
    journal: new Map([
      [0, journal],
      [1, [crash]],
    ]),
    current: 0,
  };
  return { run, digests: new Map([[0, execute(header, journal, tip)]]) };
}

/** A small run, written about, as the trace files of the tests have it. */
export const sample = (() => {
  const header = { config: { ...DEFAULT_CONFIG, seed: 11, nodes: 3 } };
  const world = makeWorld(header);
  while (world.events < 40) world.step();
  const { run, digests } = runOf(header, [{ event: 40, at: world.now, input: put('x', '4') }], 300);
  const bookmarks = [
    { branch: 0, event: 120, title: 'n1 leads', text: 'Who voted?\nAnd “why”?' },
    { branch: 1, event: 151, title: '<b>n1</b> is gone', text: '' },
  ];
  return { run: { ...run, author: 'Ada', notes: 'Read this first.\n\tThen step. \ufffd é', bookmarks }, digests };
})();
