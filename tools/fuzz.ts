// npm run fuzz: runs seeds of random worlds with random faults under the checks and demands that every request be answered in the end.
// Exit 0: nothing found. 1: something found, printed with seed, event, invariant, explanation and the facts. 2: not understood.
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SWITCH_NAMES, SWITCHES, type SwitchName } from '../src/paxos/switches.ts';
import { MARKS } from '../src/sim/search/coverage.ts';
import { runSeed, SEARCH_DEFAULTS, type Outcome } from '../src/sim/search/run-seed.ts';
import { shrink, type Found } from '../src/sim/search/shrink.ts';
import { countOutcome, emptyTally, marksByCount, mergeTallies, type Tally } from '../src/sim/search/tally.ts';
import { foundTitle, toScenario } from '../src/scenario/write-scenario.ts';

const USAGE = `npm run fuzz -- [--seeds 1..10000] [--switch NAME] [--jobs N] [--minutes M] [--events N] [--all] [--minimize] [--out FILE] [--json]

  --seeds A..B   the seeds to run (1..1000)
  --switch NAME  run deliberately broken worlds: ${SWITCH_NAMES.join(', ')}
  --jobs N       processes (1)
  --events N     events under fire in one seed, at most (${SEARCH_DEFAULTS.maxEvents})
  --all          go on after something is found, and count what is found by which check
  --minutes M    begins no more seeds after so long
  --minimize     prints what was found, made smaller, as a scenario
  --out FILE     writes that scenario; where FILE ends in .json, header, inputs and violation
  --json         the result as JSON on standard output`;

interface Options {
  readonly first: number;
  readonly last: number;
  readonly switches: readonly SwitchName[];
  readonly jobs: number;
  readonly maxEvents: number;
  readonly all: boolean;
  /** Null: until all seeds are run. */
  readonly minutes: number | null;
  readonly minimize: boolean;
  readonly out: string | null;
  readonly json: boolean;
}

type FromJob = { readonly kind: 'tally'; readonly job: number; readonly tally: Tally; readonly done: boolean };
type ToJob = { readonly kind: 'go'; readonly job: number; readonly options: Options } | { readonly kind: 'limit'; readonly seed: number };

const REPORT_EVERY = 25;

function main(): void {
  const options = readOptions(process.argv.slice(2));
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n\n${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  void runJobs(options).then((tally) => finish(options, tally));
}

/** The options, or what was not understood. */
function readOptions(args: readonly string[]): Options | string {
  const options = {
    first: 1,
    last: 1000,
    switches: [] as SwitchName[],
    jobs: 1,
    maxEvents: SEARCH_DEFAULTS.maxEvents,
    all: false,
    minutes: null as number | null,
    minimize: false,
    out: null as string | null,
    json: false,
  };
  for (let i = 0; i < args.length; i++) {
    const name = args[i]!;
    if (name === '--all') options.all = true;
    else if (name === '--json') options.json = true;
    else if (name === '--minimize') options.minimize = true;
    else {
      const wrong = readValue(options, name, args[++i]);
      if (wrong !== null) return wrong;
    }
  }
  return options;
}

function readValue(
  o: { first: number; last: number; switches: SwitchName[]; jobs: number; maxEvents: number; minutes: number | null; out: string | null },
  name: string,
  value: string | undefined,
): string | null {
  const number = value !== undefined && /^\d{1,10}$/.test(value) ? Number(value) : null;
  switch (name) {
    case '--seeds': {
      const range = /^(\d{1,10})\.\.(\d{1,10})$/.exec(value ?? '');
      if (range === null || Number(range[1]) > Number(range[2])) return `--seeds is ${value ?? 'missing'}; expected a range like 1..1000.`;
      o.first = Number(range[1]);
      o.last = Number(range[2]);
      return null;
    }
    case '--switch':
      if (value === undefined || !Object.hasOwn(SWITCHES, value))
        return `--switch is ${value ?? 'missing'}; expected one of ${SWITCH_NAMES.join(', ')}.`;
      o.switches.push(value as SwitchName);
      return null;
    case '--jobs':
      if (number === null || number < 1 || number > 64) return `--jobs is ${value ?? 'missing'}; expected 1 to 64.`;
      o.jobs = number;
      return null;
    case '--events':
      if (number === null || number < 100 || number > 1_000_000) return `--events is ${value ?? 'missing'}; expected 100 to 1000000.`;
      o.maxEvents = number;
      return null;
    case '--minutes':
      if (number === null || number < 1 || number > 10_000) return `--minutes is ${value ?? 'missing'}; expected 1 to 10000.`;
      o.minutes = number;
      return null;
    case '--out':
      if (value === undefined) return '--out is missing its file.';
      o.out = value;
      return null;
    default:
      return `${name} is not an option.`;
  }
}

// Job i runs the seeds first + i, first + i + jobs, …; when one finds something, the others go on only to the seeds below it.
function runJobs(options: Options): Promise<Tally> {
  const tallies = Array.from({ length: options.jobs }, emptyTally);
  const began = Date.now();
  let running = options.jobs;
  return new Promise((resolve) => {
    const children = tallies.map((_, job) => {
      const child = fork(fileURLToPath(import.meta.url), ['--as-job'], { execArgv: process.execArgv });
      child.on('message', (m: FromJob) => {
        tallies[job] = m.tally;
        const { worst } = m.tally;
        if (worst !== null && !options.all) for (const c of children) c.send({ kind: 'limit', seed: worst.seed } satisfies ToJob);
        showProgress(options, mergeTallies(tallies), began);
        if (m.done && --running === 0) {
          for (const c of children) c.disconnect();
          resolve(mergeTallies(tallies));
        }
      });
      child.on('exit', (code) => {
        if (code !== 0) throw new Error(`job ${job} ended with ${code}`);
      });
      child.send({ kind: 'go', job, options } satisfies ToJob);
      return child;
    });
  });
}

function asJob(): void {
  let limit = Infinity;
  process.on('message', (m: ToJob) => {
    if (m.kind === 'limit') limit = Math.min(limit, m.seed);
    else {
      if (m.options.minutes !== null) setTimeout(() => (limit = -1), m.options.minutes * 60_000).unref();
      runSlice(m.options, m.job, m.options.first + m.job, emptyTally(), () => limit);
    }
  });
}

// A few seeds at a time, so that a limit from the other jobs is heard.
function runSlice(options: Options, job: number, from: number, tally: Tally, limit: () => number): void {
  let seed = from;
  for (
    let i = 0;
    i < REPORT_EVERY && seed <= options.last && seed < limit() && (options.all || tally.worst === null);
    i++, seed += options.jobs
  )
    countOutcome(tally, runSeed(seed, { switches: options.switches, maxEvents: options.maxEvents }), options.switches.length > 0);
  const done = seed > options.last || seed >= limit() || (!options.all && tally.worst !== null);
  process.send!({ kind: 'tally', job, tally, done } satisfies FromJob);
  if (!done) setImmediate(() => runSlice(options, job, seed, tally, limit));
}

function showProgress(options: Options, t: Tally, began: number): void {
  const total = options.last - options.first + 1;
  const seconds = (Date.now() - began) / 1000;
  const line = `${t.seeds} of ${total} seeds · ${(t.events / 1e6).toFixed(1)} million events · ${t.chosen} slots chosen · ${seconds.toFixed(0)} s`;
  process.stderr.write(process.stderr.isTTY ? `\r${line}` : t.seeds % 500 === 0 || t.seeds === total ? `${line}\n` : '');
}

function finish(options: Options, t: Tally): void {
  if (process.stderr.isTTY) process.stderr.write('\n');
  const o = t.worst;
  process.exitCode = o === null ? 0 : 1;
  const small = o?.violation ? shrink({ header: o.header, journal: o.journal, violation: o.violation }) : null;
  const scenario = small === null ? null : asScenario(o!, small);
  if (options.out !== null && o !== null) {
    const asJson = scenario === null || options.out.endsWith('.json');
    const found = small ?? { header: o.header, journal: o.journal, why: o.why };
    writeFileSync(options.out, asJson ? JSON.stringify(found, null, 1) : scenario);
  }
  const { worst: _, ...rest } = t;
  if (options.json) {
    const first = o && {
      seed: o.seed,
      kind: o.kind,
      event: o.violation?.event ?? o.events,
      violation: o.violation,
      why: o.why,
      header: o.header,
      journal: o.journal,
      small,
      scenario,
    };
    process.stdout.write(`${JSON.stringify({ ...rest, switches: options.switches, first }, null, 1)}\n`);
    return;
  }
  process.stdout.write(`${inWords(options, t, small?.journal.length ?? null, small?.violation.event ?? null)}\n`);
  if (options.minimize && scenario !== null) process.stdout.write(`\n${scenario}`);
}

// As a person would read it, or, in words, why that cannot be.
function asScenario(o: Outcome, small: Found): string {
  const written = toScenario(small, foundTitle(small, o.seed));
  return written.ok ? written.value : `# No scenario: ${written.error}\n`;
}

function inWords(options: Options, t: Tally, smallInputs: number | null, smallEvent: number | null): string {
  const o = t.worst;
  const broken = options.switches.map((s) => `${s}: ${SWITCHES[s]}`);
  const ran = `${t.seeds} seeds, ${t.events} events, ${t.inputs} faults and other inputs, ${t.chosen} slots chosen.`;
  if (o === null)
    return [
      ...broken,
      `Nothing found in ${ran}`,
      `Tried: ${Object.entries(t.tried)
        .map(([id, n]) => `${id} ${n}`)
        .join(' · ')}.`,
      ...coverageLines(t),
    ].join('\n');
  const lines = [
    ...broken,
    `Found in seed ${o.seed} (${o.header.config.nodes} nodes, ${o.header.config.election} elections), after ${ran}`,
  ];
  if (o.violation !== null) {
    const { invariant, event, says, facts, slot, nodes } = o.violation;
    lines.push(
      `${invariant} violated at event ${event}${slot === null ? '' : `, slot ${slot}`}, by ${nodes.map((n) => `n${n}`).join(' ')}: ${says}`,
      `  ${facts[0]}`,
      `  ${facts[1]}`,
    );
  } else lines.push(`${o.kind} at event ${o.events}: ${o.why}.`);
  if (smallInputs !== null)
    lines.push(
      `Made smaller: ${smallInputs} inputs instead of ${o.journal.length}, violated at event ${smallEvent} (--minimize prints it, --out FILE writes it).`,
    );
  if (options.all)
    lines.push(...Object.entries(t.found).map(([by, f]) => `${by}: ${f.count} seeds, the first ${f.seed}`), ...coverageLines(t));
  return lines.join('\n');
}

// The corners that the search came to, the seldom ones first.
function coverageLines(t: Tally): string[] {
  const counted = marksByCount(t);
  const never = counted.filter(([, n]) => n === 0).length;
  return [
    `Coverage: ${MARKS.length - never} of ${MARKS.length} marks.`,
    ...counted.map(([mark, n]) => `${String(n).padStart(10)}  ${mark}`),
  ];
}

if (process.argv.includes('--as-job')) asJob();
else main();
