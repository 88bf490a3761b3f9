// The configuration by short names and units: `sync=3ms loss=5% fifo=yes sync.n3=40ms break=reply-early`. The same words in `cluster` and `set`.
// Ranges are the configuration's own (sim/config.ts); nothing here repeats them.
import type { Micros, NodeId } from '../base/units.ts';
import { SWITCH_NAMES, type SwitchName } from '../paxos/switches.ts';
import { checkField, type Config, type FieldName } from '../sim/config.ts';
import { FIELD_NAMES, FIELDS } from '../sim/fields.ts';
import { printMicros, readMicros, readPpm, Unfit, unfit } from './words.ts';

/** The short name of every field that an option can set; `nodes` follows from the nodes named. */
export const OPTION_NAMES: Readonly<Record<Exclude<FieldName, 'nodes'>, string>> = {
  seed: 'seed',
  election: 'election',
  electionTimeoutMicros: 'timeout',
  heartbeatMicros: 'heartbeat',
  resendMicros: 'resend',
  catchUpMicros: 'catch-up',
  window: 'window',
  alpha: 'alpha',
  batchSize: 'batch',
  batchMicros: 'batch-time',
  checkpointEvery: 'checkpoint',
  checkpointPolicy: 'checkpoint-policy',
  checkpointMode: 'checkpoint-mode',
  serialiseMicrosPerKib: 'serialise',
  checkpointWaitMicros: 'checkpoint-wait',
  leaseMicros: 'lease',
  followerLeaseMicros: 'follower-lease',
  driftPpm: 'drift',
  clockOffsetMicros: 'clock-offset',
  receiveMicros: 'receive',
  sendMicros: 'send',
  delayMicros: 'delay',
  jitterMicros: 'jitter',
  lossPpm: 'loss',
  duplicatePpm: 'duplicates',
  fifo: 'fifo',
  delayShape: 'delay-shape',
  bandwidthKibPerSecond: 'bandwidth',
  syncMicros: 'sync',
  syncJitterPercent: 'sync-jitter',
  groupSize: 'group',
  groupMicros: 'group-time',
  syncPolicy: 'sync-policy',
  battery: 'battery',
  stallPpm: 'stalls',
  stallMicros: 'stall-time',
  clients: 'clients',
  thinkMicros: 'think',
  clientTimeoutMicros: 'client-timeout',
  readPercent: 'reads',
  keys: 'keys',
  hotPercent: 'hot',
  load: 'load',
  openPerSecond: 'rate',
  readMode: 'read-mode',
};

export type Option =
  | { readonly kind: 'field'; readonly field: FieldName; readonly value: number | string | boolean }
  /** Null: as the others. */
  | { readonly kind: 'node-sync'; readonly node: NodeId; readonly micros: Micros | null }
  | { readonly kind: 'break'; readonly switches: readonly SwitchName[] };

const ALL = [...Object.values(OPTION_NAMES), 'sync.n1', 'break'].join('=, ');

/** Reads one option, `name=value`. */
export function readOption(word: string, nodes: number): Option {
  const at = word.indexOf('=');
  const name = at < 0 ? word : word.slice(0, at);
  const value = at < 0 ? '' : word.slice(at + 1);
  if (at < 0) return unfit(word, `an option with a value: ${ALL}=`);
  if (name === 'break') return { kind: 'break', switches: value.split(',').map(readSwitch) };
  const nodeSync = /^sync\.n(\d+)$/.exec(name);
  if (nodeSync !== null) return readNodeSync(Number(nodeSync[1]), value, nodes);
  const field = FIELD_NAMES.find((f) => f !== 'nodes' && OPTION_NAMES[f] === name);
  if (field === undefined) return unfit(name, `an option: ${ALL}=`);
  return { kind: 'field', field, value: checked(field, word, readValue(field, value)) };
}

const readSwitch = (word: string): SwitchName =>
  (SWITCH_NAMES as readonly string[]).includes(word) ? (word as SwitchName) : unfit(word, `a switch: ${SWITCH_NAMES.join(', ')}`);

function readNodeSync(node: NodeId, value: string, nodes: number): Option {
  if (node < 1 || node > nodes) return unfit(`sync.n${node}`, `a node of n1 to n${nodes}`);
  if (value === 'same') return { kind: 'node-sync', node, micros: null };
  const micros = readMicros(value) ?? unfit(value, 'a time, as 40ms, or “same”');
  checked('syncMicros', value, micros);
  return { kind: 'node-sync', node, micros };
}

function readValue(field: FieldName, value: string): number | string | boolean {
  const spec = FIELDS[field];
  if (spec.type === 'choice') return value;
  if (spec.type === 'flag')
    return value === 'yes'
      ? true
      : value === 'no'
        ? false
        : unfit(value, `yes or no for ${OPTION_NAMES[field as keyof typeof OPTION_NAMES]}`);
  switch (spec.unit) {
    case 'µs':
      return (value === '0' ? 0 : readMicros(value)) ?? unfit(value, 'a time, as 150us, 3ms or 2s');
    case 'ppm':
      return (value === '0' ? 0 : readPpm(value)) ?? unfit(value, 'a share, as 5% or 300ppm');
    case '%':
      return /^\d{1,3}%?$/.test(value) ? parseInt(value, 10) : unfit(value, 'a share, as 20%');
    case '':
      return /^\d{1,10}$/.test(value) ? Number(value) : unfit(value, 'a whole number');
  }
}

function checked<T extends number | string | boolean>(field: FieldName, word: string, value: T): T {
  const result = checkField(field, value);
  if (result.ok) return value;
  const spec = FIELDS[field];
  const range = spec.type === 'number' ? ` from ${printValue(field, spec.min)} to ${printValue(field, spec.max)}` : '';
  const wanted = spec.type === 'choice' ? spec.choices.join(', ') : `a value${range}`;
  throw new Unfit(`“${word}”; expected ${wanted}`);
}

/** A field's value with its unit, as an option would give it. */
export function printValue(field: FieldName, value: number | string | boolean): string {
  const spec = FIELDS[field];
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string' || spec.type !== 'number') return String(value);
  if (spec.unit === 'µs') return printMicros(value);
  if (spec.unit === 'ppm') return value % 100 === 0 ? `${value / 10_000}%` : `${value}ppm`;
  return `${value}${spec.unit}`;
}

/** The configuration with the option in it. */
export function withOption(config: Config, option: Option): Config {
  switch (option.kind) {
    case 'field':
      return { ...config, [option.field]: option.value };
    case 'break':
      return { ...config, switches: [...new Set([...config.switches, ...option.switches])] };
    case 'node-sync': {
      const nodeSyncMicros = Array.from({ length: config.nodes }, (_, i) =>
        i === option.node - 1 ? option.micros : (config.nodeSyncMicros[i] ?? null),
      );
      return { ...config, nodeSyncMicros };
    }
  }
}

/** A cluster whose every line can be worked out by hand: no load, no jitter. */
export const EXACT: Partial<Config> = { clients: 0, jitterMicros: 0, syncJitterPercent: 0 };
