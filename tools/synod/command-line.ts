// The command line of `npm run synod`, read: its words as options, or a sentence that says what was not understood. Nothing is done here.
import { readMicros } from '../../src/scenario/words.ts';
import { exportNamed, type ExportId } from '../../src/trace/exports/exports.ts';
import { COMMAND_NAMES, COMMANDS, FORMATS, HELP, helpOf, HTML, SVG, type Command, type CommandName, type OptionName } from './help.ts';

export { EXIT, HTML, SVG, type Exit } from './help.ts';

export interface Options {
  readonly command: CommandName;
  readonly files: readonly string[];
  readonly seed: number | null;
  readonly until: number | null;
  readonly every: number;
  readonly event: number | null;
  readonly format: ExportId | typeof HTML | typeof SVG | null;
  readonly out: string | null;
  readonly branch: string | null;
  readonly events: boolean;
  readonly json: boolean;
  readonly progress: boolean;
}

type Draft = { -readonly [K in keyof Options]: Options[K] } & { files: string[] };

/** What to do, what to say, or what was not understood. */
export type Understood =
  | { readonly kind: 'do'; readonly options: Options }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'wrong'; readonly why: string; readonly see: string };

export function readCommandLine(args: readonly string[]): Understood {
  const [word, ...rest] = args;
  const command = COMMAND_NAMES.find((c) => c === (word === 'help' ? rest[0] : word));
  if (args.includes('--help') || args.includes('-h') || word === undefined || word === 'help')
    return { kind: 'help', text: command === undefined ? HELP : helpOf(command) };
  if (command === undefined)
    return { kind: 'wrong', why: `${word} is not a command; expected one of ${COMMAND_NAMES.join(', ')}.`, see: '--help' };
  const options = readOptions(command, rest);
  return typeof options === 'string' ? { kind: 'wrong', why: options, see: `${command} --help` } : { kind: 'do', options };
}

const FLAGS = ['events', 'json', 'progress'] as const;

function readOptions(name: CommandName, words: readonly string[]): Options | string {
  const command: Command = COMMANDS[name];
  const o: Draft = { ...NONE, command: name, files: [] };
  let named = false; // after `--`, a name may begin as an option does
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const flag = FLAGS.find((f) => word === `--${f}`);
    if (word === '--' && !named) named = true;
    else if (named || !word.startsWith('--')) o.files.push(word);
    else if (!(command.options as readonly string[]).includes(word)) return `${word} is no option of ${name}.`;
    else if (flag !== undefined) o[flag] = true;
    else {
      const wrong = takeValue(o, word as OptionName, words[++i]);
      if (wrong !== null) return wrong;
    }
  }
  return misfit(o, command) ?? o;
}

const NONE: Omit<Options, 'command' | 'files'> = {
  seed: null,
  until: null,
  every: 100_000,
  event: null,
  format: null,
  out: null,
  branch: null,
  events: false,
  json: false,
  progress: false,
};

function misfit({ command, files, format, branch }: Options, { files: [least, most] }: Command): string | null {
  if (files.length < least || files.length > most)
    return `${command} has ${files.length} ${files.length === 1 ? 'file' : 'files'}; expected ${least}${most > least ? ' or more' : ''}.`;
  if (files.filter((f) => f === '-').length > 1) return 'Standard input is named twice; it can be read once.';
  if (format === HTML && branch !== null) return '--branch is no option of html: the page has every branch.';
  if (command === 'export' && format === null) return `export has no --format; expected one of ${FORMATS.join(', ')}.`;
  return null;
}

function takeValue(o: Draft, name: OptionName, value: string | undefined): string | null {
  const found = value ?? 'missing';
  if (name === '--seed') {
    if (!/^\d{1,9}$/.test(found)) return `--seed is ${found}; expected a whole number up to 999999999.`;
    o.seed = Number(found);
  } else if (name === '--event') {
    if (!/^\d{1,9}$/.test(found)) return `--event is ${found}; expected a whole number up to 999999999.`;
    o.event = Number(found);
  } else if (name === '--format') {
    const format = found === HTML || found === SVG ? found : exportNamed(found)?.id;
    if (format === undefined) return `--format is ${found}; expected one of ${FORMATS.join(', ')}.`;
    o.format = format;
  } else if (name === '--out' || name === '--branch') {
    if (value === undefined) return `${name} is missing its ${name === '--out' ? 'file' : 'name'}.`;
    o[name === '--out' ? 'out' : 'branch'] = value;
  } else {
    const micros = readMicros(found);
    if (micros === null || (name === '--every' && micros === 0)) return `${name} is ${found}; expected a time like 500ms or 2.5s.`;
    o[name === '--until' ? 'until' : 'every'] = micros;
  }
  return null;
}
