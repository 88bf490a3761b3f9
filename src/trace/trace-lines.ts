// The forms of a trace file's lines in the version of today, and of the header, which is checked in pieces so that each refusal names its field.
import * as v from 'valibot';
import { ok, type Result } from '../base/result.ts';
import type { Config } from '../sim/config.ts';
import type { JsonObject } from './read-lines.ts';
import { authorSchema, bookmarkSchema, check, configSchema, eventSchema, LIMITS, nodeSchema, notesSchema, titleSchema } from './schema.ts';
import { TRACE_FORMAT } from './version.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(LIMITS.events));

const headerForm = v.strictObject({
  format: v.literal(TRACE_FORMAT),
  version: count,
  engine: count,
  title: titleSchema,
  author: authorSchema,
  notes: notesSchema,
  scripted: v.exactOptional(count),
  seed: count,
  config: v.unknown(),
});
export const diskLine = v.strictObject({ type: v.literal('disk'), node: nodeSchema });
export const bookmarkLine = v.strictObject({ type: v.literal('bookmark'), ...bookmarkSchema.entries });
export const digestLine = v.strictObject({
  type: v.literal('digest'),
  branch: count,
  event: eventSchema,
  digest: v.pipe(v.string(), v.regex(/^[0-9a-f]{14}$/, 'expected 14 hexadecimal digits')),
});
export const endLine = v.strictObject({ type: v.literal('end'), current: count, lines: count });

export interface TraceHeader extends Omit<v.InferOutput<typeof headerForm>, 'config' | 'seed'> {
  readonly config: Config;
}

/** The header, its seed put where the engine has it: in the configuration. */
export function checkHeader(line: JsonObject, where: string): Result<TraceHeader> {
  const header = check(headerForm, where, line);
  if (!header.ok) return header;
  const { seed, config: found, ...rest } = header.value;
  const isObject = typeof found === 'object' && found !== null && !Array.isArray(found);
  const config = isObject && !Object.hasOwn(found, 'seed') ? { ...found, seed } : isObject ? { ...found, seed: 'a second time' } : found;
  const checked = check(v.object({ config: configSchema }), where, { config });
  return checked.ok ? ok({ ...rest, config: checked.value.config }) : checked;
}
