// How a field of the configuration is shown and chosen: in which unit, on which scale, in which steps. The fields themselves, their ranges
// and their sentences stand in sim/config.ts; values stay in the table's own units here.
import { type Config, type FieldName } from '../../sim/config.ts';
import { FIELDS, type FieldSpec } from '../../sim/fields.ts';
import { formatCount, formatSpan } from '../kit/format.ts';

export type FieldValue = number | string | boolean;
export type FieldGroup = FieldSpec['group'];

const PPM_PER_PERCENT = 10_000;
/** From this ratio of the ends of a range on, equal ways along a slider are equal factors. */
const LOG_FROM_RATIO = 100;

/** The fields of a group, in the table's order. `live`: those that take effect at once, or those that need a new world. */
export function fieldsOf(group: FieldGroup, live: boolean): readonly FieldName[] {
  return (Object.keys(FIELDS) as FieldName[]).filter((name) => FIELDS[name].group === group && FIELDS[name].live === live);
}

/** The fields of a group without a heading of their own come first, under ''. */
export function partsOf(group: FieldGroup, live: boolean): readonly { readonly part: string; readonly fields: readonly FieldName[] }[] {
  const parts = new Map<string, FieldName[]>();
  for (const name of fieldsOf(group, live)) {
    const part = FIELDS[name].part ?? '';
    parts.set(part, [...(parts.get(part) ?? []), name]);
  }
  return [...parts].map(([part, fields]) => ({ part, fields }));
}

/** What 0 stands for, where it is not a quantity. */
const ZERO: Partial<Record<FieldName, string>> = {
  checkpointEvery: 'never',
  leaseMicros: 'none',
  followerLeaseMicros: 'none',
  bandwidthKibPerSecond: 'no limit',
  batchMicros: 'no wait',
};

/** A number of the table in the unit that a person reads: `1.5 ms`, `2.5 %`, `8`. */
export function formatNumber(name: FieldName, value: number): string {
  const spec = FIELDS[name];
  if (spec.type !== 'number') return String(value);
  if (value === 0 && ZERO[name] !== undefined) return ZERO[name];
  if (spec.unit === 'µs') return formatSpan(value);
  if (spec.unit === 'ppm') return `${Number((value / PPM_PER_PERCENT).toPrecision(3))} %`;
  return spec.unit === '%' ? `${value} %` : formatCount(value);
}

export function formatValue(name: FieldName, value: FieldValue): string {
  if (typeof value === 'number') return formatNumber(name, value);
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : choiceLabel(name, value).toLowerCase();
}

interface Choice {
  readonly label: string;
  readonly says: string;
}

/** Choices that need more than their name. */
const CHOICES: Partial<Record<FieldName, Readonly<Record<string, Choice>>>> = {
  readMode: {
    log: { label: 'Through the log', says: 'Takes a slot and a round of votes, as a write does.' },
    quorum: { label: 'Leader, asking a quorum', says: 'No slot; one round trip in which a quorum confirms that it still leads.' },
    'leader-lease': { label: 'Leader’s lease', says: 'The leader answers alone while its lease lasts; otherwise it asks a quorum.' },
    'follower-lease': { label: 'Follower’s lease', says: 'A follower answers alone while the leader’s grant lasts.' },
    stale: { label: 'At once, perhaps stale', says: 'Any node, from what it has applied: a state of the past, never a wrong one.' },
  },
  syncPolicy: {
    group: { label: 'Group', says: 'One sync for all that is written; answers wait for it.' },
    each: { label: 'Each record', says: 'One sync for every record; answers wait for theirs.' },
    early: { label: 'Early · unsafe', says: 'Answers leave before the sync: a crash takes back what was said. Not Paxos.' },
    background: { label: 'Background · unsafe', says: 'Answers leave at once, syncs come now and then. Not Paxos.' },
  },
};

export const choiceLabel = (name: FieldName, choice: string): string =>
  CHOICES[name]?.[choice]?.label ?? choice[0]!.toUpperCase() + choice.slice(1);
export const choiceSays = (name: FieldName, choice: string): string => CHOICES[name]?.[choice]?.says ?? '';

export interface SliderShape {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly scale: 'linear' | 'log';
}

/** The slider of a number field. A range that begins at 0 gets its smallest step as the lowest of a logarithmic scale. */
export function sliderShape(name: FieldName): SliderShape {
  const spec = FIELDS[name];
  if (spec.type !== 'number') return { min: 0, max: 0, step: 1, scale: 'linear' };
  const step = stepOf(spec.unit, spec.min);
  const ratio = spec.max / Math.max(spec.min, step);
  return { min: spec.min, max: spec.max, step, scale: spec.unit !== '%' && ratio >= LOG_FROM_RATIO ? 'log' : 'linear' };
}

function stepOf(unit: string, min: number): number {
  if (unit === 'ppm') return 100;
  if (unit !== 'µs') return 1;
  return min === 0 ? 100 : Math.min(min, 1000);
}

export interface Device {
  readonly value: string;
  readonly label: string;
  readonly micros: number;
  readonly battery: boolean;
}

/** The device presets of the disk controls. */
export const DEVICES: readonly Device[] = [
  { value: 'nvme', label: 'NVMe', micros: 100, battery: false },
  { value: 'ssd', label: 'SSD', micros: 1000, battery: false },
  { value: 'spinning', label: 'Spinning', micros: 8000, battery: false },
  { value: 'battery', label: 'Battery', micros: 8000, battery: true },
];

export const deviceOf = ({ syncMicros, battery }: Pick<Config, 'syncMicros' | 'battery'>): string =>
  DEVICES.find((d) => d.micros === syncMicros && d.battery === battery)?.value ?? '';

/** The sync latency of each node, and whether it is its own or that of all. */
export function nodeSyncs(
  config: Pick<Config, 'nodes' | 'syncMicros' | 'nodeSyncMicros'>,
  nodes = config.nodes,
): readonly { readonly node: number; readonly micros: number; readonly own: boolean }[] {
  return Array.from({ length: nodes }, (_, i) => {
    const own = config.nodeSyncMicros[i] ?? null;
    return { node: i + 1, micros: own ?? config.syncMicros, own: own !== null };
  });
}
