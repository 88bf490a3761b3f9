// npm run pictures: the built page in every state that a person can bring it to, in every form it must look right in, as PNG; what a machine can
// judge of them is printed, and with --against which differ from those of an earlier time, so that only these need to be looked at again.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { requireBrowser } from './browser.mjs';
import { chosenOf, readOptions, type Options } from './pictures/command-line.ts';
import { STATES } from './pictures/states.ts';
import { take, type Outcome, type Work } from './pictures/take.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PORT = Number(process.env['SYNOD_PORT'] ?? 4175);
const BASE = '/courses/paxos/';
const ARGS = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

/** Resolves once it listens. */
function serve(): Promise<ChildProcess> {
  const server = spawn(process.execPath, [join(ROOT, 'tools/serve.mjs'), String(PORT), BASE], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    server.stdout.once('data', () => resolve(server));
    server.once('exit', () => reject(new Error(`The built page could not be served on port ${PORT}; SYNOD_PORT names another.`)));
  });
}

async function takeAll(options: Options, names: readonly string[]): Promise<boolean> {
  const server = await serve();
  const browser = await chromium.launch({ executablePath: await requireBrowser(), args: ARGS });
  const work: Work = { ...options, browser, address: `http://127.0.0.1:${PORT}${BASE}` };
  const lines: string[] = [];
  const totals = { taken: 0, failures: 0, differs: 0 };
  try {
    for (const name of names) {
      const outcome = await take(work, name, STATES[name]!);
      lines.push(...report(name, outcome));
      totals.taken += outcome.taken;
      totals.failures += outcome.failures.length;
      totals.differs += outcome.differs.length;
    }
  } finally {
    await browser.close();
    server.kill();
  }
  await writeFile(join(options.out, 'seen.txt'), `${lines.join('\n')}\n`);
  const compared = options.against === '' ? '' : `; ${totals.differs} differ from ${options.against}`;
  console.log(`${totals.taken} pictures of ${names.length} states in ${options.out}${compared}; ${totals.failures} states not reached.`);
  return totals.failures === 0;
}

function report(name: string, { failures, seen, differs }: Outcome): readonly string[] {
  const lines = [
    ...failures.map((f) => `NOT REACHED ${f}`),
    ...[...seen].map(([what, forms]) => `${name}: ${what} [${forms.join(' ')}]`),
    ...differs,
  ];
  for (const line of lines) console.log(line);
  return lines;
}

const options = readOptions(process.argv.slice(2));
if (typeof options === 'string') refuse(options);
const names = chosenOf(Object.keys(STATES), options.only);
if (typeof names === 'string') refuse(names);
if (!existsSync(join(ROOT, 'dist/index.html'))) refuse('There is no built page in dist; run npm run build first.');
await mkdir(options.out, { recursive: true });
process.exitCode = (await takeAll(options, names)) ? 0 : 1;
