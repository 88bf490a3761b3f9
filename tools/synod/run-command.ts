// npm run synod -- run: a scenario executed, and on to a moment of virtual time; what comes out is a trace. And scenario: its other form.
import { printDigest } from '../../src/base/digest.ts';
import { onlyTitle } from '../../src/history/about.ts';
import type { Run } from '../../src/history/run.ts';
import { openScenario, type OpenedScenario } from '../../src/scenario/open-scenario.ts';
import { readScenario, writeScenarioJson, writeScenarioText } from '../../src/scenario/scenario-json.ts';
import type { Violation } from '../../src/sim/events.ts';
import type { World } from '../../src/sim/world.ts';
import { writeTrace, type DigestAt } from '../../src/trace/trace-file.ts';
import { EXIT, type Exit, type Options } from './command-line.ts';
import { executing, Refusal, scenarioText } from './files.ts';
import { say, writeTexts } from './output.ts';
import { paced, type Pace } from './pace.ts';
import { sayViolation } from './verdicts.ts';

/** Events between two digests of a trace. */
const DIGEST_EVERY = 500;
/** Events that one run may have. */
const MAX_EVENTS = 10_000_000;

interface Traced {
  readonly run: Run;
  readonly digests: readonly DigestAt[];
  readonly violation: Violation | null;
}

/** Executes a scenario, and on to `--until`; writes the trace. */
export async function runCommand({ files, seed, until, out, progress }: Options): Promise<Exit> {
  const opened = openScenario(scenarioText(files[0]!), seed ?? undefined);
  if (!opened.ok) throw new Refusal(`${files[0]!}: ${opened.error}`);
  const { run, digests, violation } = await paced('run', progress, async (pace) => {
    const made = await traced(opened.value, until, pace);
    await writeTexts(out, [writeTrace(made.run, new Map([[0, made.digests]]))], pace);
    return made;
  });
  const last = digests.at(-1);
  say(`${run.title}: ${run.branches[0]!.tip} events, digest ${last === undefined ? 'none' : printDigest(last.digest)}`);
  if (violation !== null) say(sayViolation(violation));
  return violation === null ? EXIT.done : EXIT.found;
}

/** The scenario executed to where it opens, and on to `until`, with its digests. */
export async function traced(s: OpenedScenario, until: number | null, pace: Pace): Promise<Traced> {
  const { header, journal } = s;
  const digests: DigestAt[] = [];
  let violation: Violation | null = null;
  let world: World | null = null;
  let tip = 0;
  for (const e of executing({ header, journal, events: Infinity }, pace, until)) {
    world = e.world;
    violation ??= e.violation;
    tip = world.events;
    if (tip % DIGEST_EVERY === 0) digests.push({ event: tip, digest: world.digest() });
    if (
      (violation !== null && !goesOn(journal, violation)) ||
      tip >= MAX_EVENTS ||
      (tip >= s.startEvent && (world.nextAt() ?? Infinity) > (until ?? 0))
    )
      break;
    if (pace.due()) await pace.rest();
  }
  if (world !== null && digests.at(-1)?.event !== tip) digests.push({ event: tip, digest: world.digest() });
  const branches = [{ id: 0, name: 'main', parent: null, forkEvent: 0, tip }];
  const done = journal.filter((e) => e.event < tip);
  const run = { ...onlyTitle(s.title), header: { ...header, scripted: done.length }, branches, journal: new Map([[0, done]]), current: 0 };
  return { run, digests, violation };
}

const goesOn = (journal: OpenedScenario['journal'], { event }: Violation): boolean =>
  journal.some((j) => j.input.kind === 'go-on' && j.event > event);

/** The scenario as text, or as JSON. Nothing is run. */
export async function scenarioCommand({ files, json, out, progress }: Options): Promise<Exit> {
  const read = readScenario(scenarioText(files[0]!));
  const written = read.ok && !json ? writeScenarioText(read.value) : read;
  if (!written.ok) throw new Refusal(`${files[0]!}: ${written.error}`);
  const text = typeof written.value === 'string' ? written.value : writeScenarioJson(written.value);
  await paced('scenario', progress, (pace) => writeTexts(out, [text], pace));
  return EXIT.done;
}
