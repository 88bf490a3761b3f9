// The world's configuration: flat; what each field means is in `fields.ts`. Checked wherever it comes from outside.
import type { Micros, NodeId } from '../base/units.ts';
import { refuse, ok, type Result } from '../base/result.ts';
import type { ReadMode } from '../paxos/messages.ts';
import { FIELD_NAMES, FIELDS } from './fields.ts';
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
  readonly alpha: number;
  readonly batchSize: number;
  readonly batchMicros: Micros;
  readonly checkpointEvery: number;
  readonly checkpointPolicy: 'own' | 'coordinated';
  readonly checkpointMode: 'blocking' | 'background' | 'idle';
  readonly serialiseMicrosPerKib: Micros;
  readonly checkpointWaitMicros: Micros;
  readonly leaseMicros: Micros;
  readonly followerLeaseMicros: Micros;
  readonly driftPpm: number;
  readonly clockOffsetMicros: Micros;
  readonly receiveMicros: Micros;
  readonly sendMicros: Micros;
  readonly delayShape: 'uniform' | 'heavy';
  readonly bandwidthKibPerSecond: number;
  readonly syncPolicy: 'group' | 'each' | 'early' | 'background';
  readonly battery: boolean;
  readonly stallPpm: number;
  readonly stallMicros: Micros;
  readonly load: 'closed' | 'open';
  readonly openPerSecond: number;
  readonly readMode: ReadMode;
  readonly hotPercent: number;
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
  alpha: 8,
  batchSize: 1,
  batchMicros: 0,
  checkpointEvery: 50,
  checkpointPolicy: 'own',
  checkpointMode: 'background',
  serialiseMicrosPerKib: 1_000,
  checkpointWaitMicros: 400_000,
  leaseMicros: 0,
  followerLeaseMicros: 0,
  driftPpm: 0,
  clockOffsetMicros: 0,
  receiveMicros: 0,
  sendMicros: 0,
  delayShape: 'uniform',
  bandwidthKibPerSecond: 0,
  syncPolicy: 'group',
  battery: false,
  stallPpm: 0,
  stallMicros: 100_000,
  load: 'closed',
  openPerSecond: 20,
  readMode: 'log',
  hotPercent: 0,
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

/** Policies that let a message leave before its record is synced: with one of them the world is not Paxos (D2, D3). */
export const answersEarly = (c: Config): boolean => c.syncPolicy === 'early' || c.syncPolicy === 'background';

/** Whether `value` may stand in `field`; the refusal names field, found and expected. */
export function checkField(field: FieldName, value: unknown): Result<number | string | boolean> {
  const spec = FIELDS[field];
  const found = said(value);
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
    return refuse(`The configuration is ${said(found)}; expected an object.`);
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
    return refuse(
      `The configuration has a field ${said(name)}; expected one of its ${FIELD_NAMES.length + 2}, such as seed, nodes and election.`,
    );
  return checkField(name as FieldName, value);
}

function checkNodeSync(value: unknown): Result<unknown> {
  const fits = (v: unknown): boolean => v === null || checkField('syncMicros', v).ok;
  if (Array.isArray(value) && value.length <= 99 && value.every(fits)) return ok(value);
  return refuse(`nodeSyncMicros is ${said(value)}; expected a list of sync latencies in µs, or null, one for each node.`);
}

function checkSwitches(value: unknown): Result<unknown> {
  if (Array.isArray(value) && value.every((v) => (SWITCH_NAMES as readonly unknown[]).includes(v))) return ok([...new Set(value)]);
  return refuse(`switches is ${said(value)}; expected a list of ${SWITCH_NAMES.join(', ')}.`);
}

// What was found may be megabytes long.
const MAX_SAID = 80;
function said(found: unknown): string {
  const text = JSON.stringify(found) ?? 'missing';
  return text.length > MAX_SAID ? `${text.slice(0, MAX_SAID)}…` : text;
}
