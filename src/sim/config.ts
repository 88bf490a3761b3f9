// The world's configuration: flat, each field one sentence of the fault model, with its unit, its range and whether it can change in a
// running world (as a journalled input) or needs a new one. Controls, schema, scenarios and documentation are all made from this table.
import type { Micros, NodeId } from '../base/units.ts';
import { refuse, ok, type Result } from '../base/result.ts';
import { SWITCH_NAMES, type SwitchName } from '../paxos/switches.ts';

export interface Config {
  readonly seed: number;
  readonly nodes: number;
  readonly election: 'eager' | 'lazy' | 'basic';
  readonly electionTimeoutMicros: Micros;
  readonly heartbeatMicros: Micros;
  readonly resendMicros: Micros;
  readonly catchUpMicros: Micros;
  readonly window: number;
  readonly delayMicros: Micros;
  readonly jitterMicros: Micros;
  readonly lossPpm: number;
  readonly duplicatePpm: number;
  readonly fifo: boolean;
  readonly syncMicros: Micros;
  readonly syncJitterPercent: number;
  readonly groupSize: number;
  readonly groupMicros: Micros;
  readonly clients: number;
  readonly thinkMicros: Micros;
  readonly clientTimeoutMicros: Micros;
  readonly readPercent: number;
  readonly keys: number;
  /** Sync latency of single nodes, where it differs from `syncMicros`; index = node − 1, null = as the others. */
  readonly nodeSyncMicros: readonly (Micros | null)[];
  readonly switches: readonly SwitchName[];
}

/** The fields with one value each; the two lists are checked apart. */
export type FieldName = Exclude<keyof Config, 'nodeSyncMicros' | 'switches'>;

interface NumberField {
  readonly type: 'number';
  readonly unit: 'µs' | '%' | 'ppm' | '';
  readonly min: number;
  readonly max: number;
}
interface ChoiceField {
  readonly type: 'choice';
  readonly choices: readonly string[];
}
interface FlagField {
  readonly type: 'flag';
}
export type FieldSpec = (NumberField | ChoiceField | FlagField) & {
  readonly label: string;
  /** One sentence: what it does. */
  readonly does: string;
  /** Whether it takes effect in the running world. Otherwise it needs a new one. */
  readonly live: boolean;
  readonly group: 'cluster' | 'network' | 'disks' | 'clients';
};

const micros = (min: number, max: number): NumberField => ({ type: 'number', unit: 'µs', min, max });
const count = (min: number, max: number): NumberField => ({ type: 'number', unit: '', min, max });
const ppm: NumberField = { type: 'number', unit: 'ppm', min: 0, max: 900_000 };
const percent = (max: number): NumberField => ({ type: 'number', unit: '%', min: 0, max });

export const FIELDS: Readonly<Record<FieldName, FieldSpec>> = {
  seed: {
    ...count(0, 4_294_967_295),
    label: 'Seed',
    does: 'Every random choice of the run follows from it.',
    live: false,
    group: 'cluster',
  },
  nodes: {
    ...count(1, 9),
    label: 'Nodes',
    does: 'How many nodes the cluster has; a majority of them is a quorum.',
    live: false,
    group: 'cluster',
  },
  election: {
    type: 'choice',
    choices: ['eager', 'lazy', 'basic'],
    label: 'Election',
    does: 'Eager: a follower that hears no leader stands. Lazy: the first request starts Phase 1. Basic: every command runs both phases.',
    live: false,
    group: 'cluster',
  },
  electionTimeoutMicros: {
    ...micros(5_000, 10_000_000),
    label: 'Election time-out',
    does: 'T: a follower that hears no leader for a time drawn from T to 2T stands for election.',
    live: true,
    group: 'cluster',
  },
  heartbeatMicros: {
    ...micros(1_000, 5_000_000),
    label: 'Heartbeat',
    does: 'How often a leader says that it is there.',
    live: true,
    group: 'cluster',
  },
  resendMicros: {
    ...micros(2_000, 10_000_000),
    label: 'Send again after',
    does: 'How long a node waits for an answer before it sends a message again.',
    live: true,
    group: 'cluster',
  },
  catchUpMicros: {
    ...micros(1_000, 10_000_000),
    label: 'Ask after',
    does: 'How long a follower waits for an entry that it was told is chosen before it asks for it.',
    live: true,
    group: 'cluster',
  },
  window: {
    ...count(1, 64),
    label: 'Window α',
    does: 'How many slots beyond the commit index a leader may have open.',
    live: true,
    group: 'cluster',
  },
  delayMicros: { ...micros(10, 5_000_000), label: 'Delay', does: 'How long a message travels, one way.', live: true, group: 'network' },
  jitterMicros: {
    ...micros(0, 5_000_000),
    label: 'Jitter',
    does: 'Each message takes up to this much more or less; messages overtake one another.',
    live: true,
    group: 'network',
  },
  lossPpm: { ...ppm, label: 'Loss', does: 'How many messages in a million are lost on the way.', live: true, group: 'network' },
  duplicatePpm: { ...ppm, label: 'Duplication', does: 'How many messages in a million arrive twice.', live: true, group: 'network' },
  fifo: {
    type: 'flag',
    label: 'In order',
    does: 'Messages on one link arrive in the order in which they were sent.',
    live: true,
    group: 'network',
  },
  syncMicros: {
    ...micros(1, 5_000_000),
    label: 'Sync latency, all nodes',
    does: 'How long a sync takes. NVMe about 0.1 ms, SSD 1 ms, spinning disk 5–10 ms.',
    live: true,
    group: 'disks',
  },
  syncJitterPercent: {
    ...percent(95),
    label: 'Sync jitter',
    does: 'Each sync takes up to this much more or less.',
    live: true,
    group: 'disks',
  },
  groupSize: {
    ...count(1, 256),
    label: 'Group commit, records',
    does: 'A sync starts when this many records wait (1: at once, whenever the disk is idle).',
    live: true,
    group: 'disks',
  },
  groupMicros: {
    ...micros(0, 1_000_000),
    label: 'Group commit, time',
    does: 'A sync starts at the latest this long after the first record of a group was written.',
    live: true,
    group: 'disks',
  },
  clients: {
    ...count(0, 32),
    label: 'Clients',
    does: 'How many clients send commands, one after another (closed loop).',
    live: true,
    group: 'clients',
  },
  thinkMicros: {
    ...micros(0, 10_000_000),
    label: 'Think time',
    does: 'How long a client waits after an answer before it sends its next command.',
    live: true,
    group: 'clients',
  },
  clientTimeoutMicros: {
    ...micros(5_000, 60_000_000),
    label: 'Client time-out',
    does: 'After this long without an answer a client sends the same request again, to another node.',
    live: true,
    group: 'clients',
  },
  readPercent: {
    ...percent(100),
    label: 'Reads',
    does: 'Which share of the clients’ commands are reads (through the log).',
    live: true,
    group: 'clients',
  },
  keys: { ...count(1, 26), label: 'Keys', does: 'How many different keys the clients use.', live: true, group: 'clients' },
};

export const FIELD_NAMES = Object.keys(FIELDS) as readonly FieldName[];

/** PROTOCOL.md, Defaults: a world that a person can follow. */
export const DEFAULT_CONFIG: Config = {
  seed: 42,
  nodes: 5,
  election: 'eager',
  electionTimeoutMicros: 200_000,
  heartbeatMicros: 50_000,
  resendMicros: 60_000,
  catchUpMicros: 25_000,
  window: 8,
  delayMicros: 10_000,
  jitterMicros: 2_000,
  lossPpm: 0,
  duplicatePpm: 0,
  fifo: false,
  syncMicros: 1_000,
  syncJitterPercent: 10,
  groupSize: 1,
  groupMicros: 2_000,
  clients: 2,
  thinkMicros: 20_000,
  clientTimeoutMicros: 400_000,
  readPercent: 20,
  keys: 4,
  nodeSyncMicros: [],
  switches: [],
};

/** The members of a new cluster: n1 to n`nodes`. */
export const initialMembers = (nodes: number): readonly NodeId[] => Array.from({ length: nodes }, (_, i) => i + 1);

/** Whether `value` may stand in `field`; the refusal names field, found and expected. */
export function checkField(field: FieldName, value: unknown): Result<number | string | boolean> {
  const spec = FIELDS[field];
  const found = JSON.stringify(value) ?? 'nothing';
  if (spec.type === 'flag') return typeof value === 'boolean' ? ok(value) : refuse(`${field} is ${found}; expected true or false.`);
  if (spec.type === 'choice')
    return typeof value === 'string' && spec.choices.includes(value)
      ? ok(value)
      : refuse(`${field} is ${found}; expected one of ${spec.choices.join(', ')}.`);
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= spec.min && value <= spec.max) return ok(value);
  return refuse(`${field} is ${found}; expected a whole number from ${spec.min} to ${spec.max}${spec.unit && ` ${spec.unit}`}.`);
}

/** A whole configuration from something untrusted: missing fields take their defaults, unknown ones are refused. */
export function checkConfig(found: unknown): Result<Config> {
  if (typeof found !== 'object' || found === null || Array.isArray(found))
    return refuse(`The configuration is ${JSON.stringify(found) ?? 'missing'}; expected an object.`);
  const config: Record<string, unknown> = { ...DEFAULT_CONFIG };
  for (const [name, value] of Object.entries(found)) {
    const checked = checkAny(name, value);
    if (!checked.ok) return checked;
    config[name] = checked.value;
  }
  return ok(config as unknown as Config);
}

function checkAny(name: string, value: unknown): Result<unknown> {
  if (name === 'nodeSyncMicros') return checkNodeSync(value);
  if (name === 'switches') return checkSwitches(value);
  if (!Object.hasOwn(FIELDS, name))
    return refuse(`The configuration has a field ${JSON.stringify(name)}; expected ${FIELD_NAMES.join(', ')}.`);
  return checkField(name as FieldName, value);
}

function checkNodeSync(value: unknown): Result<unknown> {
  const fits = (v: unknown): boolean => v === null || checkField('syncMicros', v).ok;
  if (Array.isArray(value) && value.length <= 99 && value.every(fits)) return ok(value);
  return refuse(`nodeSyncMicros is ${JSON.stringify(value)}; expected a list of sync latencies in µs, or null, one for each node.`);
}

function checkSwitches(value: unknown): Result<unknown> {
  if (Array.isArray(value) && value.every((v) => (SWITCH_NAMES as readonly unknown[]).includes(v))) return ok([...new Set(value)]);
  return refuse(`switches is ${JSON.stringify(value)}; expected a list of ${SWITCH_NAMES.join(', ')}.`);
}
