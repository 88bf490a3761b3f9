// A scenario's text, read: blocks of lines, each with the output that it is expected to give (SCENARIO.md, Form). Nothing is run here.
// Text may come from a stranger's file, so its size is bounded.
import { ok, refuse, type Result } from '../base/result.ts';
import { DEFAULT_CONFIG, type Config } from '../sim/config.ts';
import { takeDirective, type Directive } from './directive.ts';
import { attempt, Words } from './words.ts';

export interface Step {
  /** Where it stands, for sentences: `Line 7`, or, in JSON, `Step 3`. */
  readonly where: string;
  readonly directive: Directive;
}

/** Lines without an empty one between them. */
export interface Block {
  /** Comments and directives as they stand. */
  readonly source: readonly string[];
  readonly steps: readonly Step[];
  /** What stands under `----`; null where there is no `----`. */
  readonly expected: readonly string[] | null;
}

export interface Scenario {
  readonly title: string;
  /** What it is about: a sentence or two. */
  readonly about: string;
  readonly group: string;
  /** What a person might try. */
  readonly tries: readonly string[];
  readonly config: Config;
  readonly blocks: readonly Block[];
}

const MAX_TEXT = 200_000;
const MAX_STEPS = 2_000;
const RULE = '----';

/** The scenario, or a sentence with line, found and wanted. */
export function parseScenario(text: string): Result<Scenario> {
  if (text.length > MAX_TEXT) return refuse(`The scenario has ${text.length} characters; expected at most ${MAX_TEXT}.`);
  const reader: Reading = { nodes: DEFAULT_CONFIG.nodes, steps: [], begun: false };
  const blocks: Block[] = [];
  for (const lines of splitBlocks(text)) {
    const block = readBlock(lines, reader);
    if (!block.ok) return block;
    blocks.push(block.value);
  }
  if (reader.steps.length > MAX_STEPS) return refuse(`The scenario has ${reader.steps.length} directives; expected at most ${MAX_STEPS}.`);
  return ok(assemble(blocks, reader.steps));
}

interface Reading {
  nodes: number;
  readonly steps: Step[];
  /** A directive that acts has been read: too late for `cluster`. */
  begun: boolean;
}

type NumberedLine = readonly [line: number, text: string];

function splitBlocks(text: string): NumberedLine[][] {
  const blocks: NumberedLine[][] = [[]];
  text.split(/\r?\n/).forEach((line, i) => {
    if (line.trim() === '') blocks.push([]);
    else blocks.at(-1)!.push([i + 1, line]);
  });
  return blocks.filter((b) => b.length > 0);
}

function readBlock(lines: readonly NumberedLine[], reading: Reading): Result<Block> {
  const rule = lines.findIndex(([, l]) => l.trim() === RULE);
  const commands = rule < 0 ? lines : lines.slice(0, rule);
  const steps: Step[] = [];
  for (const [line, text] of commands) {
    if (text.trim().startsWith('#')) continue;
    const step = readLine(line, text, reading);
    if (!step.ok) return step;
    steps.push(step.value);
    reading.steps.push(step.value);
  }
  const expected = rule < 0 ? null : lines.slice(rule + 1).map(([, l]) => l.trimEnd());
  return ok({ source: commands.map(([, l]) => l.trimEnd()), steps, expected });
}

function readLine(line: number, text: string, reading: Reading): Result<Step> {
  const read = attempt(`Line ${line}`, () => takeDirective(new Words(text, reading.nodes), reading.nodes));
  if (!read.ok) return read;
  const directive = read.value;
  if (directive.kind === 'cluster') {
    if (reading.begun)
      return refuse(`Line ${line}: found a second cluster, or one after something has happened; expected it once, at the beginning.`);
    reading.nodes = directive.config.nodes;
  }
  if (directive.kind === 'input' && directive.input.kind === 'add-node') reading.nodes++;
  if (directive.kind !== 'head' && directive.kind !== 'trace') reading.begun = true;
  return ok({ where: `Line ${line}`, directive });
}

function assemble(blocks: readonly Block[], steps: readonly Step[]): Scenario {
  const directives = steps.map((s) => s.directive);
  const heads = (name: string): string[] => directives.flatMap((d) => (d.kind === 'head' && d.name === name ? [d.text] : []));
  const cluster = directives.find((d) => d.kind === 'cluster');
  return {
    title: heads('title').join(' '),
    about: heads('about').join(' '),
    group: heads('group').join(' '),
    tries: heads('try'),
    config: cluster?.kind === 'cluster' ? cluster.config : DEFAULT_CONFIG,
    blocks,
  };
}
