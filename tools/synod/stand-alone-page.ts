// npm run synod -- export --format html: a run as a stand-alone page. The template is the one in dist/; where there is none, the app is built first.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fillPage, TEMPLATE_NAME } from '../../src/trace/stand-alone.ts';
import { readTrace, TRACE_FORMAT, writeTrace } from '../../src/trace/trace-file.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import { Refusal, scenarioText } from './files.ts';
import type { Pace } from './pace.ts';
import { traced } from './run-command.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TEMPLATE = `${ROOT}dist/${TEMPLATE_NAME}`;

/** The page with the run of a trace’s file, or of a scenario as it opens. `event`: the moment at which it opens; null: at the start, playing. */
export async function standAlonePage(name: string, event: number | null, branch: string | null, pace: Pace): Promise<string> {
  if (branch !== null)
    throw new Refusal('html holds all branches of the run, and opens the current one: --branch is for the other formats.');
  const { trace, title } = await traceOf(name, pace);
  const filled = fillPage(readTemplate(), { trace, title, event, embed: false });
  if (!filled.ok) throw new Refusal(`${TEMPLATE}: ${filled.error} Build it anew: npm run build.`);
  return filled.value;
}

async function traceOf(name: string, pace: Pace): Promise<{ readonly trace: string; readonly title: string }> {
  const text = scenarioText(name);
  if (!name.startsWith('world:') && text.slice(0, 200).includes(TRACE_FORMAT)) {
    const read = readTrace(text);
    if (!read.ok) throw new Refusal(`${name}: ${read.error}`);
    return { trace: text, title: read.value.run.title };
  }
  const opened = openScenario(text);
  if (!opened.ok) throw new Refusal(`${name}: ${opened.error}`);
  const { run, digests } = await traced(opened.value, null, pace);
  return { trace: writeTrace(run, new Map([[0, digests]])), title: run.title };
}

function readTemplate(): string {
  if (!existsSync(TEMPLATE)) buildApp();
  return readFileSync(TEMPLATE, 'utf8');
}

// Its words go where progress goes: standard output may be the page.
function buildApp(): void {
  process.stderr.write('The app is built, once, for the template of the page.\n');
  const { status } = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0 || !existsSync(TEMPLATE)) throw new Refusal('The app could not be built; npm run build says why.');
}
