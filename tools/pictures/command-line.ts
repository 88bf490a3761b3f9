// The command line of `npm run pictures`, read: where pictures go, which states, in which forms, and what they are compared with.
import { FORMS, type Form } from './forms.ts';

export interface Options {
  readonly out: string;
  /** Names of states, or how they begin: `dialog-`. Empty: all. */
  readonly only: readonly string[];
  readonly forms: readonly Form[];
  /** A directory of an earlier time, or ''. */
  readonly against: string;
}

export const USAGE = 'npm run pictures -- --out DIR [--only NAME,…] [--forms desk-light,…] [--against DIR]';

/** What to do, or a sentence that says what was not understood. */
export function readOptions(words: readonly string[]): Options | string {
  const given = new Map<string, string>();
  for (let i = 0; i < words.length; i += 2) {
    const [name, value] = [words[i]!, words[i + 1]];
    if (!['--out', '--only', '--forms', '--against'].includes(name)) return `Found ${name}; expected ${USAGE}.`;
    if (value === undefined || value.startsWith('--')) return `${name} has no value; expected ${USAGE}.`;
    given.set(name, value);
  }
  const out = given.get('--out');
  if (out === undefined) return `There is no --out; expected ${USAGE}.`;
  const forms = formsNamed(list(given.get('--forms')));
  if (typeof forms === 'string') return forms;
  return { out, only: list(given.get('--only')), forms, against: given.get('--against') ?? '' };
}

const list = (text = ''): readonly string[] => text.split(',').filter((part) => part !== '');

function formsNamed(names: readonly string[]): readonly Form[] | string {
  if (names.length === 0) return FORMS;
  const unknown = names.find((name) => !FORMS.some((f) => f.name.startsWith(name)));
  if (unknown !== undefined) return `Found the form ${unknown}; expected some of ${FORMS.map((f) => f.name).join(', ')}.`;
  return FORMS.filter((f) => names.some((name) => f.name.startsWith(name)));
}

/** The states that are meant; a sentence where a name fits none. */
export function chosenOf(all: readonly string[], only: readonly string[]): readonly string[] | string {
  const unknown = only.find((name) => !all.some((state) => state.startsWith(name)));
  if (unknown !== undefined) return `No state is called ${unknown}, or begins so; there are ${all.join(', ')}.`;
  return only.length === 0
    ? all
    : all.filter((state) => only.some((name) => state === name || (name.endsWith('-') && state.startsWith(name))));
}
