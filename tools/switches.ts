// npm run switches: for every break-it switch, which invariant catches it, after how many seeds (the median of several searches, each starting at
// another seed), and how small the found history becomes. Exit 1 where a search does not find it within its seeds. All figures are measured.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { SWITCH_NAMES, SWITCHES, type SwitchName } from '../src/paxos/switches.ts';
import { runSeed, SEARCH_DEFAULTS } from '../src/sim/search/run-seed.ts';
import { shrink, type Found } from '../src/sim/search/shrink.ts';

const USAGE = `npm run switches -- [--searches N] [--switch NAME] [--jobs N] [--json]

  --searches N   searches for each switch (20)
  --switch NAME  one of them: ${SWITCH_NAMES.join(', ')}
  --jobs N       processes (2)
  --json         the result as JSON`;

/** A search begins so many seeds after the one before it, and runs so many at most. */
const APART = 10_000;
const MOST_SEEDS = 2_000;
/** Of so many searches the histories are made smaller; the smallest is told. */
const MINIMISED = 5;

interface Options {
  readonly searches: number;
  readonly switches: readonly SwitchName[];
  readonly jobs: number;
  readonly json: boolean;
}

interface Row {
  readonly name: SwitchName;
  /** Invariant → in how many of the searches it spoke first. */
  readonly caughtBy: Readonly<Record<string, number>>;
  /** Of each search, sorted; null: not found. */
  readonly seeds: readonly (number | null)[];
  readonly median: number | null;
  /** Of the smallest history. */
  readonly smallest: { readonly invariant: string; readonly events: number; readonly inputs: number; readonly seed: number } | null;
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n\n${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const rows: Row[] = [];
  const left = [...options.switches];
  const work = async (): Promise<void> => {
    for (let name = left.shift(); name !== undefined; name = left.shift()) rows.push(await measureApart(name, options.searches));
  };
  await Promise.all(Array.from({ length: options.jobs }, work));
  rows.sort((a, b) => SWITCH_NAMES.indexOf(a.name) - SWITCH_NAMES.indexOf(b.name));
  process.stdout.write(options.json ? `${JSON.stringify(rows, null, 1)}\n` : table(rows, options.searches));
  process.exitCode = rows.every((r) => r.seeds.every((s) => s !== null)) ? 0 : 1;
}

function readOptions(args: readonly string[]): Options | string {
  let o: Options = { searches: 20, switches: SWITCH_NAMES, jobs: 2, json: false };
  for (let i = 0; i < args.length; i++) {
    const name = args[i]!;
    if (name === '--json') o = { ...o, json: true };
    else if (name === '--switch') {
      const value = args[++i] ?? 'missing';
      if (!Object.hasOwn(SWITCHES, value)) return `--switch is ${value}; expected one of ${SWITCH_NAMES.join(', ')}.`;
      o = { ...o, switches: [value as SwitchName] };
    } else if (name === '--searches' || name === '--jobs') {
      const value = Number(args[++i]);
      const most = name === '--jobs' ? 64 : 100;
      if (!Number.isSafeInteger(value) || value < 1 || value > most) return `${name} is ${args[i] ?? 'missing'}; expected 1 to ${most}.`;
      o = name === '--jobs' ? { ...o, jobs: value } : { ...o, searches: value };
    } else return `${name} is not an option.`;
  }
  return o;
}

// In a process of its own, so that several run side by side.
function measureApart(name: SwitchName, searches: number): Promise<Row> {
  const child = fork(fileURLToPath(import.meta.url), ['--as-job', name, String(searches)], { execArgv: process.execArgv });
  return new Promise((resolve, reject) => {
    child.on('message', (row: Row) => {
      if (process.stderr.isTTY) process.stderr.write(`${name}: ${row.median ?? 'not found'}\n`);
      resolve(row);
    });
    child.on('exit', (code) => {
      if (code !== 0) reject(new Error(`the search for ${name} ended with ${code}`));
    });
  });
}

function measure(name: SwitchName, searches: number): Row {
  const seeds: (number | null)[] = [];
  const caughtBy: Record<string, number> = {};
  let smallest: Row['smallest'] = null;
  for (let search = 0; search < searches; search++) {
    const first = 1 + search * APART;
    const found = searchFrom(first, name);
    seeds.push(found === null ? null : found.seed - first + 1);
    if (found === null) continue;
    const { invariant } = found.run.violation;
    caughtBy[invariant] = (caughtBy[invariant] ?? 0) + 1;
    if (search >= MINIMISED) continue;
    const small = shrink(found.run);
    const it = { invariant, events: small.violation.event + 1, inputs: small.journal.length, seed: found.seed };
    if (smallest === null || it.events < smallest.events) smallest = it;
  }
  seeds.sort((a, b) => (a ?? Infinity) - (b ?? Infinity));
  return { name, caughtBy, seeds, median: seeds[(seeds.length - 1) >> 1] ?? null, smallest };
}

function searchFrom(first: number, name: SwitchName): { readonly seed: number; readonly run: Found } | null {
  for (let seed = first; seed < first + MOST_SEEDS; seed++) {
    const { header, journal, violation } = runSeed(seed, { ...SEARCH_DEFAULTS, switches: [name] });
    if (violation !== null) return { seed, run: { header, journal, violation } };
  }
  return null;
}

function table(rows: readonly Row[], searches: number): string {
  const head = ['switch', 'caught by', 'seeds until found: median', 'most', 'smallest history: events', 'inputs', 'by', 'seed'];
  const cells = rows.map((r) => {
    const by = Object.entries(r.caughtBy).sort((a, b) => b[1] - a[1]);
    const { smallest: s } = r;
    const most = r.seeds.at(-1);
    return [
      r.name,
      by.map(([id, n]) => `${id} ${n}`).join(', '),
      String(r.median ?? `not within ${MOST_SEEDS}`),
      String(most ?? `not within ${MOST_SEEDS}`),
      ...(s === null ? ['', '', '', ''] : [String(s.events), String(s.inputs), s.invariant, String(s.seed)]),
    ];
  });
  const line = (c: readonly string[]): string => `| ${c.join(' | ')} |`;
  const lines = [line(head), line(head.map(() => '---')), ...cells.map(line)];
  return `Of ${searches} searches each; histories made smaller of the first ${Math.min(searches, MINIMISED)}.\n\n${lines.join('\n')}\n`;
}

if (process.argv[2] === '--as-job') {
  process.send!(measure(process.argv[3] as SwitchName, Number(process.argv[4])));
  process.disconnect();
} else await main();
