// A scenario in JSON (SCENARIO.md, In JSON): the same directives as data, for programs that make scenarios. Reading judges the form, writes the
// lines that it means and reads those, so that both forms are bounded and refused alike, and run the same.
import * as v from 'valibot';
import { ok, refuse, type Result } from '../base/result.ts';
import { DEFAULT_CONFIG, type Config } from '../sim/config.ts';
import { check, configSchema, titleSchema } from '../trace/schema.ts';
import { parseScenario, type Block, type Scenario } from './parse-scenario.ts';
import { printCluster } from './print-directive.ts';
import { directiveSteps, readStep } from './scenario-steps.ts';
import { attempt } from './words.ts';

export const SCENARIO_FORMAT = 'synod-scenario';
export const SCENARIO_VERSION = 1;

const MAX_CHARACTERS = 1_000_000;
const MAX_STEPS = 4_000;
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

/** One line of a text: nothing in it can begin another. */
const prose = (max: number) =>
  v.pipe(
    v.string(),
    v.maxLength(max),
    v.check((s) => !CONTROL.test(s), 'found a line’s end or another control character; expected one line'),
  );

const schema = v.strictObject({
  format: v.literal(SCENARIO_FORMAT),
  version: v.literal(SCENARIO_VERSION),
  title: v.exactOptional(v.pipe(titleSchema, prose(200))),
  about: v.exactOptional(prose(2_000)),
  group: v.exactOptional(prose(200)),
  try: v.exactOptional(v.pipe(v.array(prose(2_000)), v.maxLength(50))),
  cluster: v.exactOptional(configSchema),
  steps: v.pipe(v.array(v.unknown()), v.maxLength(MAX_STEPS)),
});
type ScenarioJson = v.InferOutput<typeof schema>;

/** A scenario in either form: JSON where the text begins with a brace. */
export const readScenario = (text: string): Result<Scenario> => (/^\s*\{/.test(text) ? readScenarioJson(text) : parseScenario(text));

/** The scenario, or a sentence with the step, what was found and what was expected. */
export function readScenarioJson(text: string): Result<Scenario> {
  if (text.length > MAX_CHARACTERS) return refuse(`The scenario has ${text.length} characters; expected at most ${MAX_CHARACTERS}.`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return refuse('The scenario begins as JSON does, and is none.');
  }
  const read = check(schema, 'The scenario', parsed);
  return read.ok ? assemble(read.value) : read;
}

function assemble(json: ScenarioJson): Result<Scenario> {
  const lines: string[] = [];
  /** For each line, what to call it. */
  const places: string[] = [];
  const put = (line: string, place: string): void => {
    lines.push(line);
    places.push(place);
  };
  for (const name of ['title', 'group', 'about'] as const) if (json[name] !== undefined) put(`${name} ${json[name]}`, `The ${name}`);
  json.try?.forEach((text, i) => put(`try ${text}`, `Try ${i + 1}`));
  if (json.cluster !== undefined) put(printCluster(json.cluster), 'The cluster');
  for (const [i, step] of json.steps.entries()) {
    const place = `Step ${i + 1}`;
    const line = attempt(place, () => readStep(step));
    if (!line.ok) return line;
    put(line.value, place);
  }
  const parsed = parseScenario(lines.join('\n'));
  const placed = (text: string): string => text.replace(/^Line (\d+)/, (_, n: string) => places[Number(n) - 1]!);
  if (!parsed.ok) return refuse(placed(parsed.error));
  const blocks = parsed.value.blocks.map((b): Block => ({ ...b, steps: b.steps.map((s) => ({ ...s, where: placed(s.where) })) }));
  return ok({ ...parsed.value, blocks });
}

/** The scenario as text in JSON. The output that a golden scenario expects is not in it. */
export function writeScenarioJson(s: Scenario): string {
  const clustered = s.blocks.some((b) => b.steps.some((step) => step.directive.kind === 'cluster'));
  const { steps, ...head } = {
    format: SCENARIO_FORMAT,
    version: SCENARIO_VERSION,
    ...(s.title === '' ? {} : { title: s.title }),
    ...(s.group === '' ? {} : { group: s.group }),
    ...(s.about === '' ? {} : { about: s.about }),
    ...(s.tries.length === 0 ? {} : { try: s.tries }),
    ...(clustered ? { cluster: differing(s.config) } : {}),
    steps: s.blocks.flatMap(directiveSteps),
  };
  const listed = steps.map((step) => `    ${JSON.stringify(step)}`).join(',\n');
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "steps": [${listed === '' ? '' : `\n${listed}\n  `}]\n}\n`;
}

const differing = (config: Config): object => ({
  nodes: config.nodes,
  ...Object.fromEntries(
    Object.entries(config).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(DEFAULT_CONFIG[name as keyof Config])),
  ),
});

/** The scenario as text: what a person reads first, the cluster, then a line a step. */
export function writeScenarioText(s: Scenario): Result<string> {
  const read = readScenarioJson(writeScenarioJson(s));
  return read.ok ? ok(`${read.value.blocks.flatMap((b) => b.source).join('\n')}\n`) : read;
}
