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

/** A number of the table in the unit that a person reads: `1.5 ms`, `2.5 %`, `8`. */
export function formatNumber(name: FieldName, value: number): string {
  const spec = FIELDS[name];
  if (spec.type !== 'number') return String(value);
  if (spec.unit === 'µs') return formatSpan(value);
  if (spec.unit === 'ppm') return `${Number((value / PPM_PER_PERCENT).toPrecision(3))} %`;
  return spec.unit === '%' ? `${value} %` : formatCount(value);
}

export function formatValue(name: FieldName, value: FieldValue): string {
  if (typeof value === 'number') return formatNumber(name, value);
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : value;
}

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

/** The device presets of the disk controls, by sync latency in µs. */
export const DEVICES: readonly { readonly value: string; readonly label: string; readonly micros: number }[] = [
  { value: 'nvme', label: 'NVMe', micros: 100 },
  { value: 'ssd', label: 'SSD', micros: 1000 },
  { value: 'spinning', label: 'Spinning', micros: 8000 },
];

export const deviceOf = (micros: number): string => DEVICES.find((d) => d.micros === micros)?.value ?? '';

/** The sync latency of each node, and whether it is its own or that of all. */
export function nodeSyncs(
  config: Pick<Config, 'nodes' | 'syncMicros' | 'nodeSyncMicros'>,
): readonly { readonly node: number; readonly micros: number; readonly own: boolean }[] {
  return Array.from({ length: config.nodes }, (_, i) => {
    const own = config.nodeSyncMicros[i] ?? null;
    return { node: i + 1, micros: own ?? config.syncMicros, own: own !== null };
  });
}
