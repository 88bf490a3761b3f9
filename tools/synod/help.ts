// What `npm run synod` says of itself: one description a command, from which the help of each and of all is made. COMMANDS.md says the same at length.
import { EXPORTS } from '../../src/trace/exports/exports.ts';

export const EXIT = { done: 0, found: 1, usage: 2, refused: 3, broken: 70, interrupted: 130, terminated: 143 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** Not a text for another tool, but the run with all that plays it. */
export const HTML = 'html';
/** The picture of one moment. */
export const SVG = 'svg';
export const FORMATS: readonly string[] = [...EXPORTS.map((e) => e.id), SVG, HTML];
const PICTURE = 'The cluster and its log at one moment, for a slide or a page.';
const PAGE = 'A page in one file that plays the run anywhere, with no network.';

export interface Command {
  /** What stands after its name. */
  readonly usage: string;
  readonly does: string;
  /** How many files it takes: at least, at most. */
  readonly files: readonly [number, number];
  readonly options: readonly OptionName[];
  /** Words of the usage that need a sentence. */
  readonly words: readonly Word[];
  /** When it ends with 1. */
  readonly found: string;
}

export type OptionName =
  '--seed' | '--until' | '--branch' | '--every' | '--event' | '--format' | '--out' | '--events' | '--json' | '--progress';
type Word = 'SCENARIO' | 'TRACE' | 'CHALLENGE' | 'EVENTS' | 'FORMAT';

export const COMMANDS = {
  run: {
    usage: 'SCENARIO [--seed N] [--until T] [--out FILE]',
    does: 'execute a scenario and write its trace',
    files: [1, 1],
    options: ['--seed', '--until', '--out', '--progress'],
    words: ['SCENARIO'],
    found: 'an invariant does not hold; the trace is written all the same',
  },
  verify: {
    usage: 'TRACE…',
    does: 'execute traces again and compare their digests',
    files: [1, Infinity],
    options: ['--progress'],
    words: ['TRACE'],
    found: 'the digests of a trace differ',
  },
  export: {
    usage: 'TRACE --format FORMAT [--branch B] [--every T] [--event N] [--out FILE]',
    does: 'write what another tool opens',
    files: [1, 1],
    options: ['--format', '--branch', '--every', '--event', '--out', '--progress'],
    words: ['TRACE', 'FORMAT'],
    found: 'never',
  },
  show: {
    usage: 'TRACE [--events] [--branch B] [--out FILE]',
    does: 'a summary, or every event in a sentence',
    files: [1, 1],
    options: ['--events', '--branch', '--out', '--progress'],
    words: ['TRACE'],
    found: 'an invariant does not hold in the run, or its digests differ',
  },
  grade: {
    usage: 'CHALLENGE TRACE… [--json]',
    does: 'judge traces by a challenge: a table, and JSON',
    files: [2, Infinity],
    options: ['--json', '--progress'],
    words: ['CHALLENGE', 'TRACE', 'SCENARIO'],
    found: 'a trace does not reach every goal, or cannot be judged; the others are',
  },
  check: {
    usage: 'EVENTS',
    does: 'check event lines by a checker that knows nothing of Synod',
    files: [1, 1],
    options: ['--progress'],
    words: ['EVENTS'],
    found: 'a rule of safety does not hold',
  },
  scenario: {
    usage: 'SCENARIO [--json] [--out FILE]',
    does: 'write a scenario as text, or as JSON',
    files: [1, 1],
    options: ['--json', '--out'],
    words: ['SCENARIO'],
    found: 'never',
  },
} as const satisfies Readonly<Record<string, Command>>;
export type CommandName = keyof typeof COMMANDS;
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];

const WORDS: Readonly<Record<Word, string>> = {
  SCENARIO: `a scenario’s file, text or JSON (src/scenario/SCENARIO.md), world:ID for a ready world (world:? names them), or - for standard input`,
  TRACE: `a trace’s file (src/trace/FORMAT.md), a SCENARIO as the run that it opens with, or - for standard input`,
  CHALLENGE: `a file with the lines: title …, from SCENARIO, goal CONDITION (one or more; SCENARIO.md, Conditions),
             by T (virtual time, if there is a limit). Lines that begin with # say nothing`,
  EVENTS: `event lines (src/trace/EVENTS.md), of any length, or - for standard input`,
  FORMAT: FORMATS.join(', '),
};

const OPTIONS: Readonly<Record<OptionName, string>> = {
  '--seed': '--seed N      another seed than the scenario’s',
  '--until': '--until T     go on to this virtual time: 500ms, 2.5s',
  '--branch': '--branch B    this branch of the trace, by name or number; the current one otherwise',
  '--every': '--every T     the stretch of one line of csv (100ms)',
  '--event': '--event N     the moment of svg: after so many events; the last one otherwise. Of html: where it opens',
  '--format': '--format F    in which form',
  '--out': '--out FILE    write there, whole or not at all; standard output otherwise, or with -',
  '--events': '--events      every event, not only the landmarks',
  '--json': '--json        JSON alone: of grade without the table, of scenario its form in JSON',
  '--progress': '--progress    say on standard error how far it is, though it is no terminal',
};

const codes = (found: string): string =>
  `Exit codes
  0    done, and nothing is wrong
${found === 'never' ? '' : `  1    ${found}\n`}  2    the command line was not understood
  3    a file could not be read or written, or is not what it should be
  70   Synod itself failed, which is a bug; what it says of it goes to standard error
  130  interrupted (Ctrl-C); 143: terminated. No file is left half written`;

const listed = (words: readonly Word[]): string => words.map((w) => `  ${w.padEnd(9)}  ${WORDS[w]}`).join('\n');

/** The help of one command. */
export function helpOf(name: CommandName): string {
  const { usage, does, options, words, found }: Command = COMMANDS[name];
  const known = options.length === 0 ? [] : [options.map((o) => `  ${OPTIONS[o]}`).join('\n'), ''];
  const formats =
    name === 'export'
      ? [
          [...EXPORTS, { id: SVG, sentence: PICTURE }, { id: HTML, sentence: PAGE }]
            .map((e) => `  ${e.id.padEnd(9)}  ${e.sentence}`)
            .join('\n'),
          '',
        ]
      : [];
  return [`npm run synod -- ${name} ${usage}`, `  ${does}`, '', listed(words), '', ...formats, ...known, codes(found)].join('\n');
}

/** The help of all. */
export const HELP = [
  'npm run synod -- COMMAND …',
  '',
  ...COMMAND_NAMES.map((name) => `  ${name} ${COMMANDS[name].usage}\n      ${COMMANDS[name].does}`),
  '',
  listed(['SCENARIO', 'TRACE', 'CHALLENGE', 'EVENTS', 'FORMAT']),
  '',
  ...Object.values(OPTIONS).map((text) => `  ${text}`),
  '  --help        this, or the help of one command',
  '',
  codes('something is: digests differ, a goal is not reached, a rule or an invariant does not hold'),
].join('\n');
