// Older trace files read as those of today: one step from each version to the next, line by line, in order. A step knows the syntax of its own
// version and refuses what only a later one has; whether the rest is right is for the reader of today's lines.
import { ok, refuse, type Result } from '../base/result.ts';
import type { JsonObject } from './read-lines.ts';

/** `number`: of the line, from 1. The first line is the header. */
type Step = (line: JsonObject, number: number) => Result<JsonObject>;

/** From version 1 on; the first leads to version 2. */
const STEPS: readonly Step[] = [toVersion2];

/** The line as today's version has it. Requires 1 ≤ version ≤ FILE_VERSION. */
export function upgraded(version: number, line: JsonObject, number: number): Result<JsonObject> {
  let now = line;
  for (const step of STEPS.slice(version - 1)) {
    const next = step(now, number);
    if (!next.ok) return next;
    now = next.value;
  }
  return ok(now);
}

// Version 2 has an author, notes, bookmarks, and the seed beside the configuration.
function toVersion2(line: JsonObject, number: number): Result<JsonObject> {
  if (number > 1)
    return line['type'] === 'bookmark'
      ? refuse(`Line ${number}: found type “bookmark”; expected disk, row, branch, input, digest or end, the lines of version 1.`)
      : ok(line);
  for (const field of ['author', 'notes', 'seed'])
    if (Object.hasOwn(line, field)) return refuse(`Line 1: found a field “${field}”; expected none of that name in version 1.`);
  const { config } = line;
  if (typeof config !== 'object' || config === null || Array.isArray(config) || !Object.hasOwn(config, 'seed'))
    return ok({ ...line, version: 2, author: '', notes: '', seed: 0 });
  const { seed, ...rest } = config as JsonObject;
  return ok({ ...line, version: 2, author: '', notes: '', seed, config: rest });
}
