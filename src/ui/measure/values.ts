// The values of a sweep as a person writes and reads them: in the unit of the setting, with commas between. What does not fit is refused in a
// sentence. Pure.
import { refuse, type Result } from '../../base/result.ts';
import type { FieldName } from '../../sim/config.ts';
import { FIELDS } from '../../sim/fields.ts';
import type { SettingValue } from '../../sim/measure/sweep.ts';
import { checkValues, MOST_VALUES } from '../../sim/measure/varied.ts';
import { choiceLabel, formatNumber } from '../controls/field-values.ts';

/** The unit in which values are written, and how many of the table's own are one of it. */
export function unitOf(field: FieldName): { readonly unit: string; readonly factor: number } {
  const spec = FIELDS[field];
  if (spec.type !== 'number') return { unit: '', factor: 1 };
  if (spec.unit === 'µs') return { unit: 'ms', factor: 1000 };
  return spec.unit === 'ppm' ? { unit: '%', factor: 10_000 } : { unit: spec.unit, factor: 1 };
}

/** With its unit: `12.5 ms`, `never`, `Each record`. */
export const sayValue = (field: FieldName, value: SettingValue): string =>
  typeof value === 'number' ? formatNumber(field, value) : choiceLabel(field, value);

/** As it is written in the list: `12.5`, `each`. */
export const writeValue = (field: FieldName, value: SettingValue): string =>
  typeof value === 'number' ? String(Number((value / unitOf(field).factor).toFixed(4))) : value;

export const writeValues = (field: FieldName, values: readonly SettingValue[]): string =>
  values.map((v) => writeValue(field, v)).join(', ');

export function readValues(field: FieldName, text: string): Result<readonly SettingValue[]> {
  const words = text.split(/[\s,;]+/).filter((w) => w !== '');
  if (words.length === 0) return refuse(`Found nothing; expected ${expected(field)}.`);
  if (words.length > MOST_VALUES) return refuse(`Found ${words.length} values; expected at most ${MOST_VALUES}.`);
  const values: SettingValue[] = [];
  for (const word of words) {
    const value = readOne(field, word);
    if (value === null || !checkValues(field, [value]).ok)
      return refuse(`Found “${word.slice(0, 40)}”; expected ${expected(field)}, with commas between them.`);
    values.push(value);
  }
  return checkValues(field, values);
}

function readOne(field: FieldName, word: string): SettingValue | null {
  if (FIELDS[field].type !== 'number') return word.toLowerCase();
  if (!/^\d+(\.\d+)?$/.test(word)) return null;
  // The table's values are whole: 0.1 ms is 100 µs, and not a hair more.
  const value = Math.round(Number(word) * unitOf(field).factor * 1000) / 1000;
  return Number.isSafeInteger(value) ? value : null;
}

function expected(field: FieldName): string {
  const spec = FIELDS[field];
  if (spec.type === 'choice') return `some of ${spec.choices.join(', ')}`;
  if (spec.type === 'flag') return 'on or off';
  const { unit, factor } = unitOf(field);
  const [min, max] = [spec.min, spec.max].map((n) => (n / factor).toLocaleString('en'));
  return `${unit === '' ? 'whole numbers' : 'numbers'} from ${min} to ${max}${unit === '' ? '' : ` ${unit}`}`;
}

/** What may be written: shown beneath the field. */
export const sayExpected = (field: FieldName): string => `${capital(expected(field))}, at most ${MOST_VALUES} of them.`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
