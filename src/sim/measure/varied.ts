// What can be varied in a sweep, over which values if nobody says others, and sweeps that are worth making: each answers one question. Data and its
// bounds; words for a person are made of `fields.ts`.
import { refuse, ok, type Result } from '../../base/result.ts';
import { checkField, type Config, type FieldName } from '../config.ts';
import { FIELDS } from '../fields.ts';
import type { SettingValue } from './sweep.ts';

/** Values of one sweep, at most. */
export const MOST_VALUES = 16;
/** Bounds of the times, in µs. */
export const SPAN_BOUNDS = { min: 100_000, max: 120_000_000 } as const;
export const WARM_UP_BOUNDS = { min: 0, max: 60_000_000 } as const;

type Usual = readonly SettingValue[] | ((c: Config) => readonly SettingValue[]);

const millis = (...values: readonly number[]): readonly number[] => values.map((v) => v * 1000);
const percents = (...values: readonly number[]): readonly number[] => values.map((v) => v * 10_000);

/** What an election time-out has to outlast: the time between two heartbeats, or a round trip with its sync. */
const needed = (c: Config): number => Math.max(c.heartbeatMicros, 2 * (c.delayMicros + c.jitterMicros) + c.syncMicros);

const USUAL: Readonly<Partial<Record<FieldName, Usual>>> = {
  electionTimeoutMicros: (c) => parts(needed(c), [40, 50, 60, 70, 80, 100, 150, 200, 400], 5_000, 10_000_000),
  heartbeatMicros: (c) => parts(c.electionTimeoutMicros, [5, 10, 25, 50, 75, 100, 125, 150], 1_000, 5_000_000),
  syncMicros: millis(0.1, 0.5, 1, 2, 5, 10, 20),
  syncPolicy: ['each', 'group', 'early', 'background'],
  groupSize: [1, 2, 4, 8, 16, 32],
  groupMicros: millis(0, 1, 2, 5, 10, 20),
  delayMicros: millis(0.1, 1, 5, 10, 20, 50),
  jitterMicros: millis(0, 1, 2, 5, 10, 20),
  lossPpm: percents(0, 1, 2, 5, 10, 20),
  window: [1, 2, 4, 8, 16, 32],
  batchSize: [1, 2, 4, 8, 16],
  nodes: [1, 3, 5, 7, 9],
  election: ['eager', 'lazy', 'basic'],
  sendMicros: [0, 50, 100, 200, 500],
  receiveMicros: [0, 50, 100, 200, 500],
  checkpointEvery: [0, 10, 50, 100, 500],
  clients: [1, 2, 4, 8, 16, 32],
  thinkMicros: millis(0, 5, 10, 20, 50, 100),
  readPercent: [0, 20, 50, 80, 100],
};

/** The settings that can be varied. */
export const VARIED = Object.keys(USUAL) as readonly FieldName[];

export function usualValues(field: FieldName, config: Config): readonly SettingValue[] {
  const usual = USUAL[field] ?? [];
  return typeof usual === 'function' ? usual(config) : usual;
}

/** So many per cent of `whole`, to two figures, within bounds; each once. */
function parts(whole: number, percents: readonly number[], min: number, max: number): readonly number[] {
  const rounded = percents.map((p) => Math.min(max, Math.max(min, Number(((whole * p) / 100).toPrecision(2)))));
  return [...new Set(rounded)];
}

/** The values as a sweep takes them: each fits, once, numbers by size. Or the sentence that says why not. */
export function checkValues(field: FieldName, values: readonly unknown[]): Result<readonly SettingValue[]> {
  if (!VARIED.includes(field)) return refuse(`${field} cannot be varied; expected one of ${VARIED.join(', ')}.`);
  if (values.length === 0 || values.length > MOST_VALUES)
    return refuse(`Found ${values.length} values for ${field}; expected 1 to ${MOST_VALUES}.`);
  for (const value of values) {
    const checked = checkField(field, value);
    if (!checked.ok) return checked;
  }
  const each = [...new Set(values as readonly SettingValue[])];
  return ok(FIELDS[field].type === 'number' ? (each as number[]).sort((a, b) => a - b) : each);
}

/** Clients that keep the cluster busy, so that what it can do shows. */
export const BUSY: Partial<Config> = { clients: 16, thinkMicros: 0, load: 'closed' };

/** A sweep that is worth making. */
export interface Question {
  readonly id: 'churn' | 'sync' | 'window' | 'nodes' | 'group';
  readonly title: string;
  /** In a few words. */
  readonly asks: string;
  /** What it shows, a sentence. */
  readonly says: string;
  readonly field: FieldName;
  readonly busy: boolean;
  /** Other settings of it, beside the run's. */
  readonly also: Partial<Config>;
}

export const QUESTIONS: readonly Question[] = [
  {
    id: 'churn',
    title: 'Time-out against churn',
    asks: 'Where it is shorter than the network needs',
    says: 'Where the time-out is shorter than the network needs, followers take a living leader for dead: throughput falls, and a command costs what it costs in Basic Paxos, or more.',
    field: 'electionTimeoutMicros',
    busy: false,
    also: { election: 'eager' },
  },
  {
    id: 'sync',
    title: 'Sync latency',
    asks: 'What a slower disk costs',
    says: 'Every vote waits for a disk: what does a slower one cost, in latency and in throughput?',
    field: 'syncMicros',
    busy: true,
    also: {},
  },
  {
    id: 'window',
    title: 'Window',
    asks: 'What more open slots at once bring',
    says: 'With more slots open at once throughput rises by as much, until something else is the limit; latency stays.',
    field: 'window',
    busy: true,
    also: {},
  },
  {
    id: 'nodes',
    title: 'Nodes',
    asks: 'What each further node costs',
    says: 'Each node costs two more messages for a command, 2(n − 1) in all; latency hardly notices.',
    field: 'nodes',
    busy: true,
    also: {},
  },
  {
    id: 'group',
    title: 'Group commit',
    asks: 'One sync for each record, or one for all',
    says: 'One sync for each record, or one for all that waits, on a spinning disk in a quick network; and two unsafe policies, with what they take back in a crash.',
    field: 'syncPolicy',
    busy: true,
    also: { syncMicros: 8_000, battery: false, delayMicros: 1_000, jitterMicros: 0 },
  },
];
