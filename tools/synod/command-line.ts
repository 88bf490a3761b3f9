// The command line of `npm run synod`: its help, its exit codes, and the reading of its words. Nothing is done here.
import { EXPORTS, exportNamed, type ExportId } from '../../src/trace/exports/exports.ts';
import { readMicros } from '../../src/scenario/words.ts';

export const EXIT = { done: 0, found: 1, usage: 2, refused: 3 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** Not a text for another tool, but the run with all that plays it. */
export const HTML = 'html';
const FORMATS: readonly string[] = [...EXPORTS.map((e) => e.id), HTML];

export const HELP = `npm run synod -- COMMAND …

  run SCENARIO [--seed N] [--until T] [--out FILE]   execute a scenario and write its trace
  verify TRACE…                                      execute traces again and compare their digests
  export TRACE --format FORMAT [--out FILE]          write what another tool opens
  show TRACE [--events]                              a summary, or every event in a sentence
  grade CHALLENGE TRACE… [--json]                    judge traces by a challenge: a table, and JSON
  check EVENTS                                       check event lines by a checker that knows nothing of Synod

  SCENARIO   a scenario’s file (src/scenario/SCENARIO.md), world:ID for a ready world, or - for standard input
  TRACE      a trace’s file (src/trace/FORMAT.md), a scenario as above, or - for standard input
  CHALLENGE  a file with the lines: title …, from SCENARIO, goal CONDITION (one or more; SCENARIO.md, Conditions),
             by T (virtual time, if there is a limit). Lines that begin with # say nothing
  FORMAT     events (src/trace/EVENTS.md), shiviz, chrome (Perfetto), mermaid, history (of the clients), csv (metrics),
             html (a page in one file that plays the run anywhere, with no network)

  --seed N    another seed than the scenario’s
  --until T   go on to this virtual time: 500ms, 2.5s
  --every T   the stretch of one line of csv (100ms)
  --out FILE  write there, whole or not at all; standard output otherwise

Exit codes: 0 done, and nothing is wrong. 1 something is: digests differ, a goal is not reached, a rule or an invariant does not hold.
2 the command line was not understood. 3 a file could not be read or written, or is not what it should be.`;

export interface Options {
  readonly command: string;
  readonly files: readonly string[];
  readonly seed: number | null;
  readonly until: number | null;
  readonly every: number;
  readonly format: ExportId | typeof HTML | null;
  readonly out: string | null;
  readonly events: boolean;
  readonly json: boolean;
}

/** How many files a command takes: at least, at most. */
const FILES: Readonly<Record<string, readonly [number, number]>> = {
  run: [1, 1],
  verify: [1, Infinity],
  export: [1, 1],
  show: [1, 1],
  grade: [2, Infinity],
  check: [1, 1],
};

/** The options that a command knows. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  run: ['--seed', '--until', '--out'],
  verify: [],
  export: ['--format', '--every', '--out'],
  show: ['--events'],
  grade: ['--json'],
  check: [],
};

type Draft = { -readonly [K in keyof Options]: Options[K] } & { files: string[] };

/** The options, `help`, or a sentence that says what was not understood. */
export function readCommandLine(args: readonly string[], commands: readonly string[]): Options | string {
  const [command, ...rest] = args;
  if (command === undefined || args.includes('--help') || args.includes('-h')) return 'help';
  if (!commands.includes(command)) return `${command} is not a command; expected one of ${commands.join(', ')}.`;
  const o: Draft = { command, files: [], seed: null, until: null, every: 100_000, format: null, out: null, events: false, json: false };
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i]!;
    if (!word.startsWith('--')) o.files.push(word);
    else if (!KNOWN[command]!.includes(word)) return `${word} is no option of ${command}.`;
    else if (word === '--events' || word === '--json') o[word === '--json' ? 'json' : 'events'] = true;
    else {
      const wrong = takeValue(o, word, rest[++i]);
      if (wrong !== null) return wrong;
    }
  }
  const [least, most] = FILES[command]!;
  if (o.files.length < least || o.files.length > most)
    return `${command} has ${o.files.length} files; expected ${least}${most > least ? ' or more' : ''}.`;
  if (command === 'export' && o.format === null) return `export has no --format; expected one of ${FORMATS.join(', ')}.`;
  return o;
}

function takeValue(o: Draft, name: string, value: string | undefined): string | null {
  const found = value ?? 'missing';
  if (name === '--seed') {
    if (!/^\d{1,9}$/.test(found)) return `--seed is ${found}; expected a whole number up to 999999999.`;
    o.seed = Number(found);
  } else if (name === '--format') {
    const format = found === HTML ? HTML : exportNamed(found)?.id;
    if (format === undefined) return `--format is ${found}; expected one of ${FORMATS.join(', ')}.`;
    o.format = format;
  } else if (name === '--out') {
    if (value === undefined) return '--out is missing its file.';
    o.out = value;
  } else {
    const micros = readMicros(found);
    if (micros === null || (name === '--every' && micros === 0)) return `${name} is ${found}; expected a time like 500ms or 2.5s.`;
    o[name === '--until' ? 'until' : 'every'] = micros;
  }
  return null;
}
