// What each field of the configuration means: one sentence of the fault model, with its unit, its range, and whether it can change in a running
// world (as a journalled input) or needs a new one. Controls, schema, scenarios and documentation are all made from this table.
import type { FieldName } from './config.ts';

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
  /** A heading inside the group; none: the group's first fields. */
  readonly part?: string;
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
    label: 'Window',
    does: 'How many slots beyond the commit index a leader may have open.',
    live: true,
    group: 'cluster',
  },
  alpha: {
    ...count(1, 64),
    label: 'α',
    does: 'No slot is proposed in that lies further than this beyond the commit index; a new configuration governs so many slots after its own.',
    live: false,
    group: 'cluster',
  },
  batchSize: {
    ...count(1, 64),
    label: 'Batch, commands',
    does: 'How many commands the leader puts into one entry at most.',
    live: true,
    group: 'cluster',
    part: 'Batching',
  },
  batchMicros: {
    ...micros(0, 1_000_000),
    label: 'Batch, time',
    does: 'How long the leader waits for a batch to fill.',
    live: true,
    group: 'cluster',
    part: 'Batching',
  },
  checkpointEvery: {
    ...count(0, 100_000),
    label: 'Checkpoint every',
    does: 'After how many applied slots a checkpoint is taken (0: never).',
    live: true,
    group: 'cluster',
    part: 'Checkpoints',
  },
  checkpointPolicy: {
    type: 'choice',
    choices: ['own', 'coordinated'],
    label: 'Whose checkpoint',
    does: 'Own: each node by itself, and cuts its log when it is saved. Coordinated: the leader names a slot and says when logs are cut.',
    live: true,
    group: 'cluster',
    part: 'Checkpoints',
  },
  checkpointMode: {
    type: 'choice',
    choices: ['blocking', 'background', 'idle'],
    label: 'How it is taken',
    does: 'Blocking: the node does nothing else meanwhile. Background: a frozen copy is written. Idle: in the background, when nothing has been applied for a while.',
    live: true,
    group: 'cluster',
    part: 'Checkpoints',
  },
  serialiseMicrosPerKib: {
    ...micros(0, 1_000_000),
    label: 'Serialising 1 KiB',
    does: 'How long a node needs to serialise a KiB of state for a checkpoint, and to install a KiB of one.',
    live: true,
    group: 'cluster',
    part: 'Checkpoints',
  },
  checkpointWaitMicros: {
    ...micros(1_000, 60_000_000),
    label: 'Waits at most',
    does: 'Coordinated: how long the leader waits for slow nodes before it cuts with a quorum. Idle: how long a checkpoint is put off.',
    live: true,
    group: 'cluster',
    part: 'Checkpoints',
  },
  leaseMicros: {
    ...micros(0, 10_000_000),
    label: 'Leader lease',
    does: 'How long an acknowledged heartbeat holds off other candidates, so that the leader may answer reads alone (0: no leases).',
    live: false,
    group: 'cluster',
    part: 'Leases and clocks',
  },
  followerLeaseMicros: {
    ...micros(0, 10_000_000),
    label: 'Follower lease',
    does: 'How long a follower may answer reads when the leader has granted it a lease (0: none).',
    live: false,
    group: 'cluster',
    part: 'Leases and clocks',
  },
  driftPpm: {
    type: 'number',
    unit: 'ppm',
    min: 0,
    max: 500_000,
    label: 'Clock drift',
    does: 'By how much a clock may run fast or slow; each node draws its own rate. Leases allow for it (ε).',
    live: false,
    group: 'cluster',
    part: 'Leases and clocks',
  },
  clockOffsetMicros: {
    ...micros(0, 60_000_000),
    label: 'Clock offset',
    does: 'By how much clocks may differ at the start. Nothing in the protocol depends on it.',
    live: false,
    group: 'cluster',
    part: 'Leases and clocks',
  },
  receiveMicros: {
    ...micros(0, 100_000),
    label: 'To handle a message',
    does: 'Processor time for each message received; a node handles one at a time.',
    live: true,
    group: 'cluster',
    part: 'Processor',
  },
  sendMicros: {
    ...micros(0, 100_000),
    label: 'To send a message',
    does: 'Processor time for each message sent.',
    live: true,
    group: 'cluster',
    part: 'Processor',
  },
  delayShape: {
    type: 'choice',
    choices: ['uniform', 'heavy'],
    label: 'Shape of delays',
    does: 'Uniform: within the jitter. Heavy: most messages are quick, and one in sixteen takes many times as long.',
    live: true,
    group: 'network',
  },
  bandwidthKibPerSecond: {
    ...count(0, 10_000_000),
    label: 'Bandwidth, KiB/s',
    does: 'How much one link carries in a second, one message after another (0: no limit). Large checkpoints take their time.',
    live: true,
    group: 'network',
  },
  delayMicros: { ...micros(10, 5_000_000), label: 'Delay', does: 'How long a message travels, one way.', live: true, group: 'network' },
  jitterMicros: {
    ...micros(0, 5_000_000),
    label: 'Jitter',
    does: 'Each message takes up to this much more or less; messages overtake one another.',
    live: true,
    group: 'network',
  },
  lossPpm: { ...ppm, label: 'Loss', does: 'Which share of the messages is lost on the way.', live: true, group: 'network' },
  duplicatePpm: { ...ppm, label: 'Duplication', does: 'Which share of the messages arrives twice.', live: true, group: 'network' },
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
  syncPolicy: {
    type: 'choice',
    choices: ['group', 'each', 'early', 'background'],
    label: 'Sync policy',
    does: 'Group: one sync for all that is written. Each: one sync for every record. Early: answers before the sync (unsafe). Background: answers at once and syncs now and then (unsafe).',
    live: true,
    group: 'disks',
  },
  battery: {
    type: 'flag',
    label: 'Battery-backed cache',
    does: 'What is written is safe at once, as long as the battery works.',
    live: true,
    group: 'disks',
  },
  stallPpm: { ...ppm, label: 'Stalls', does: 'Which share of the syncs takes much longer.', live: true, group: 'disks' },
  stallMicros: {
    ...micros(0, 10_000_000),
    label: 'Length of a stall',
    does: 'How much longer such a sync takes.',
    live: true,
    group: 'disks',
  },
  load: {
    type: 'choice',
    choices: ['closed', 'open'],
    label: 'Load',
    does: 'Closed: a client sends its next command after an answer. Open: commands come at a rate, answered or not.',
    live: true,
    group: 'clients',
  },
  openPerSecond: {
    ...count(1, 100_000),
    label: 'Open load, commands/s',
    does: 'How many commands each client sends in a second on average, whatever the answers.',
    live: true,
    group: 'clients',
  },
  readMode: {
    type: 'choice',
    choices: ['log', 'quorum', 'leader-lease', 'follower-lease', 'stale'],
    label: 'How reads are answered',
    does: 'Through the log; by the leader after asking a quorum; under the leader’s lease; by a follower under a lease; or at once and perhaps stale.',
    live: true,
    group: 'clients',
  },
  hotPercent: {
    ...percent(100),
    label: 'Hot key',
    does: 'Which share of the commands goes to the first key.',
    live: true,
    group: 'clients',
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
  readPercent: { ...percent(100), label: 'Reads', does: 'Which share of the clients’ commands are reads.', live: true, group: 'clients' },
  keys: { ...count(1, 26), label: 'Keys', does: 'How many different keys the clients use.', live: true, group: 'clients' },
};

export const FIELD_NAMES = Object.keys(FIELDS) as readonly FieldName[];
