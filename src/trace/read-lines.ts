// Untrusted text as JSON objects, one a line, within bounds: size of the text, of a line, depth of nesting, names of fields. What exceeds
// them is refused with the line before anything is made of it.
import { ok, refuse, type Result } from '../base/result.ts';
import { grouped } from '../base/units.ts';

/** A legitimate trace of a million events is far below this. */
export const MAX_CHARACTERS = 32_000_000;
export const MAX_LINE = 4_000_000;
const MAX_DEPTH = 12;

export type JsonObject = Readonly<Record<string, unknown>>;

/** Hands each line’s object to `take` with its number, from 1; stops at the first refusal. Gives the number of lines. */
export function readLines(text: string, take: (line: JsonObject, number: number) => Result<null>): Result<number> {
  if (text.length > MAX_CHARACTERS)
    return refuse(`The file has ${grouped(text.length)} characters; expected at most ${grouped(MAX_CHARACTERS)}.`);
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0; // a byte order mark, as some editors leave it
  let number = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    number++;
    const object = readLine(text.slice(start, end), number);
    if (!object.ok) return object;
    const taken = take(object.value, number);
    if (!taken.ok) return taken;
    start = end + 1;
  }
  return ok(number);
}

function readLine(line: string, number: number): Result<JsonObject> {
  if (line.length > MAX_LINE)
    return refuse(`Line ${number} has ${grouped(line.length)} characters; expected at most ${grouped(MAX_LINE)}.`);
  if (isTooDeep(line)) return refuse(`Line ${number} is nested more than ${MAX_DEPTH} deep; expected less.`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return refuse(`Line ${number}: found ${quoted(line)}; expected a JSON object.`);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    return refuse(`Line ${number}: found ${quoted(line)}; expected a JSON object.`);
  const strange = strangeIn(parsed);
  if (strange !== null) return refuse(`Line ${number}: found ${strange}.`);
  // The mark that a decoder leaves where bytes are no UTF-8. One that a person typed is written as an escape.
  const mark = line.indexOf('\ufffd');
  if (mark >= 0) return refuse(`Line ${number}: found bytes at character ${mark + 1} that are no text; expected UTF-8.`);
  return ok(parsed as JsonObject);
}

/** What was found, short enough for a sentence, and without characters that could disturb it. */
export function quoted(text: string): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]+/gu, ' ').trim();
  if (clean === '') return 'nothing that can be read';
  return `“${clean.length > 60 ? `${clean.slice(0, 59)}…` : clean}”`;
}

// Before parsing, so that no depth of nesting reaches the parser.
function isTooDeep(line: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < line.length; i++) {
    const c = line.charCodeAt(i);
    if (inString) {
      if (c === 0x5c) i++;
      else if (c === 0x22) inString = false;
    } else if (c === 0x22) inString = true;
    else if (c === 0x7b || c === 0x5b) {
      if (++depth > MAX_DEPTH) return true;
    } else if (c === 0x7d || c === 0x5d) depth--;
  }
  return false;
}

// `__proto__`, `constructor`, … : names that every object has, which a check of known names would let pass. And half characters: text that
// cannot be written to any file again.
function strangeIn(value: unknown): string | null {
  if (typeof value === 'string') return isWhole(value) ? null : `the half of a character in ${quoted(value)}; expected whole ones`;
  if (typeof value !== 'object' || value === null) return null;
  for (const name of Object.keys(value)) {
    if (!Array.isArray(value) && name in Object.prototype) return `a field ${quoted(name)}; expected none of that name`;
    const within = strangeIn((value as Record<string, unknown>)[name]);
    if (within !== null) return within;
  }
  return null;
}

const isWhole = (text: string): boolean => !/\p{Surrogate}/u.test(text);
