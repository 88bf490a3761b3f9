// Controls moved while the world runs: one at a time at random, and, at the end of a search, all of them to a calm network and sound disks.
import { below, pick, type Stream } from '../../base/prng.ts';
import { DEFAULT_CONFIG, type FieldName } from '../config.ts';
import type { Input } from '../inputs.ts';
import type { World } from '../world.ts';

/** One control moved, as a person might, within what lets the run end. */
export function drawSetting(world: World, s: Stream): Input {
  const micros = pick(s, [1, 500, 5_000, 40_000]);
  return pick<() => Input>(s, [
    () => ({ kind: 'set', field: 'lossPpm', value: pick(s, [0, 50_000, 300_000]) }),
    () => ({ kind: 'set', field: 'duplicatePpm', value: pick(s, [0, 300_000]) }),
    () => ({ kind: 'set', field: 'delayMicros', value: pick(s, [200, 5_000, 30_000]) }),
    () => ({ kind: 'set', field: 'syncMicros', value: micros }),
    () => ({ kind: 'set', field: 'window', value: pick(s, [1, 3, 16]) }),
    () => ({ kind: 'set', field: 'clients', value: below(s, 6) }),
    () => ({ kind: 'set', field: 'electionTimeoutMicros', value: pick(s, [5_000, 50_000, 200_000]) }),
    () => ({ kind: 'set', field: 'groupSize', value: pick(s, [1, 8]) }),
    () => ({ kind: 'set-node-sync', node: pick(s, world.nodes).id, micros: pick(s, [null, micros]) }),
  ])();
}

const CALM: readonly (readonly [FieldName, number | boolean | string])[] = [
  ['lossPpm', 0],
  ['duplicatePpm', 0],
  ['delayMicros', 5_000],
  ['jitterMicros', 1_000],
  ['syncMicros', 1_000],
  ['groupSize', 1],
  ['electionTimeoutMicros', DEFAULT_CONFIG.electionTimeoutMicros],
  ['heartbeatMicros', DEFAULT_CONFIG.heartbeatMicros],
  ['resendMicros', DEFAULT_CONFIG.resendMicros],
  ['catchUpMicros', DEFAULT_CONFIG.catchUpMicros],
  ['clientTimeoutMicros', DEFAULT_CONFIG.clientTimeoutMicros],
  ['window', DEFAULT_CONFIG.window],
  ['clients', 3],
  ['thinkMicros', 5_000],
  ['stallPpm', 0],
  ['receiveMicros', 0],
  ['sendMicros', 0],
  ['delayShape', 'uniform'],
  ['bandwidthKibPerSecond', 0],
  ['batchMicros', 0],
];

/** What makes the world calm: links mended, nodes up, disks quick, nothing lost, a moderate load. */
export function calmingInputs(world: World): readonly Input[] {
  const slow = world.config.nodeSyncMicros.flatMap((m, i) => (m === null || m === undefined ? [] : [i + 1]));
  return [
    { kind: 'heal' },
    ...CALM.map(([field, value]): Input => ({ kind: 'set', field, value })),
    ...slow.map((node): Input => ({ kind: 'set-node-sync', node, micros: null })),
    ...world.nodes.flatMap((n): Input[] => (n.disk.full ? [{ kind: 'free-disk', node: n.id }] : [])),
    ...world.nodes.flatMap((n): Input[] =>
      n.status === 'paused' ? [{ kind: 'resume', node: n.id }] : n.status === 'crashed' ? [{ kind: 'restart', node: n.id }] : [],
    ),
  ];
}
