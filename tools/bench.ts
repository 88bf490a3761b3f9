// npm run bench: what an event costs, beside a bare heap loop of as many event objects in the same run, so that the figures are ratios and
// hold on any machine. Sections are measured in turns, several rounds each; the best round is told, the others were disturbed. --json for machines, --quick for a glance.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Heap } from '../src/base/heap.ts';
import { below, makeStream } from '../src/base/prng.ts';
import { Timeline } from '../src/history/timeline.ts';
import { Checks } from '../src/sim/checks/checks.ts';
import { DEFAULT_CONFIG, type Config } from '../src/sim/config.ts';
import type { Agenda, Scheduled } from '../src/sim/agenda.ts';
import { makeWorld } from '../src/sim/world.ts';

const USAGE = `npm run bench -- [--events N] [--rounds N] [--quick] [--json]`;

/** The run that is measured: the default cluster under a load that keeps its window busy. */
const CONFIG: Config = { ...DEFAULT_CONFIG, clients: 6, thinkMicros: 2_000, lossPpm: 1_000 };

interface Options {
  readonly events: number;
  readonly rounds: number;
  readonly json: boolean;
}

/** What ARCHITECTURE.md §4 designs for. `value` is filled in by the measurement. */
interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The design's bound, and whether it holds; absent where there is none. */
  readonly aim?: string;
  readonly holds?: boolean;
}

function main(): void {
  const options = readOptions(process.argv.slice(2));
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n\n${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const figures = [...perEvent(options), ...flatness(options), ...seeking(options)];
  process.stdout.write(
    options.json ? `${JSON.stringify({ node: process.version, ...options, figures }, null, 1)}\n` : table(options, figures),
  );
}

function readOptions(args: readonly string[]): Options | string {
  let options: Options = { events: 100_000, rounds: 7, json: false };
  for (let i = 0; i < args.length; i++) {
    const name = args[i]!;
    if (name === '--json') options = { ...options, json: true };
    else if (name === '--quick') options = { ...options, events: 30_000, rounds: 3 };
    else if (name === '--events' || name === '--rounds') {
      const value = Number(args[++i]);
      const least = name === '--events' ? 1000 : 1;
      if (!Number.isSafeInteger(value) || value < least)
        return `${name} is ${args[i] ?? 'missing'}; expected a whole number from ${least}.`;
      options = name === '--events' ? { ...options, events: value } : { ...options, rounds: value };
    } else return `${name} is not an option.`;
  }
  return options;
}

// Nanoseconds an event, by section; the sections take turns, so that a slow moment of the machine hits all alike.
const SECTIONS: readonly (readonly [string, (events: number) => void])[] = [
  ['bare heap loop', bareHeap],
  ['world', worldAlone],
  ['world and checks', worldAndChecks],
  ['world, checks and history', withHistory],
  // The worker with IndexedDB is measured in a browser, beside the same bare loop there: a section of its own joins here.
];

function perEvent({ events, rounds }: Options): Figure[] {
  const nanos = SECTIONS.map(() => [] as number[]);
  for (const [, run] of SECTIONS) run(Math.min(events, 20_000)); // warm
  for (let round = 0; round < rounds; round++)
    SECTIONS.forEach(([, run], i) => {
      planOf(events);
      const began = process.hrtime.bigint();
      run(events);
      nanos[i]!.push(Number(process.hrtime.bigint() - began) / events);
    });
  const [bare, world, checked, whole] = nanos.map((n) => Math.min(...n)) as [number, number, number, number];
  const figures: Figure[] = [];
  SECTIONS.forEach(([name], i) => {
    const ns = [bare, world, checked, whole][i]!;
    figures.push({ name, value: ns, unit: 'ns an event' }, { name: `${name}, events a second`, value: 1e9 / ns, unit: 'events/s' });
  });
  return [
    ...figures,
    { name: 'world : bare loop', value: world / bare, unit: '×' },
    { name: 'world and checks : bare loop', value: checked / bare, unit: '×' },
    { name: 'world, checks and history : bare loop', value: whole / bare, unit: '×', aim: 'at most 8', holds: whole / bare <= 8 },
    {
      name: 'checks, share of that',
      value: (checked - world) / whole,
      unit: '',
      aim: 'at most 0.5',
      holds: (checked - world) / whole <= 0.5,
    },
    { name: 'history, share of that', value: (whole - checked) / whole, unit: '' },
  ];
}

/** What a run put into its queue, and at which event: the plan of the bare loop. */
interface Plan {
  readonly scheduled: readonly Scheduled[];
  /** Up to which of them had been scheduled when event i was over. */
  readonly upTo: readonly number[];
}
const plans = new Map<number, Plan>();

// The queue of a real run, listened to.
function planOf(events: number): Plan {
  const known = plans.get(events);
  if (known !== undefined) return known;
  const world = makeWorld({ config: CONFIG });
  const { queue } = (world as unknown as { agenda: Agenda }).agenda as unknown as { queue: Heap<Scheduled> };
  const scheduled: Scheduled[] = [...queue.all()];
  const upTo = [scheduled.length];
  const push = queue.push.bind(queue);
  queue.push = (item) => {
    scheduled.push(item);
    push(item);
  };
  for (let i = 0; i < events; i++) {
    world.step();
    upTo.push(scheduled.length);
  }
  plans.set(events, { scheduled, upTo });
  return plans.get(events)!;
}

// The same events, made anew, pushed when the run pushed them and popped in order: what no simulation can do without.
function bareHeap(events: number): void {
  const { scheduled, upTo } = planOf(events);
  const heap = new Heap<Scheduled>();
  let next = 0;
  let popped = 0;
  for (let i = 0; i <= events; i++) {
    for (; next < upTo[i]!; next++) heap.push(madeAnew(scheduled[next]!));
    popped += heap.pop()!.sequence & 1;
  }
  if (popped < 0) throw new Error('unreachable, but the loop has a result');
}

function madeAnew(s: Scheduled): Scheduled {
  const { at, rank, sequence, cause, what } = s;
  if (what.kind === 'timer') return { at, rank, sequence, cause, what: { kind: 'timer', node: what.node, timer: what.timer } };
  if (what.kind === 'client') return { at, rank, sequence, cause, what: { kind: 'client', session: what.session, what: what.what } };
  if (what.kind === 'arrival') return { at, rank, sequence, cause, what: { kind: 'arrival', client: what.client } };
  if (what.kind !== 'deliver') return { at, rank, sequence, cause, what: { kind: what.kind, node: what.node } };
  const { id, from, to, message, sentAt, endsAt, arrivesAt, fate, sentBy } = what.flight;
  return {
    at,
    rank,
    sequence,
    cause,
    what: { kind: 'deliver', flight: { id, from, to, message, sentAt, endsAt, arrivesAt, fate, sentBy } },
  };
}

function worldAlone(events: number): void {
  const world = makeWorld({ config: CONFIG });
  for (let i = 0; i < events; i++) world.step();
}

function worldAndChecks(events: number): void {
  const world = makeWorld({ config: CONFIG });
  const checks = new Checks(world);
  for (let i = 0; i < events; i++) if (checks.observe(world.step()!, world) !== null) throw new Error('a check spoke in a sound world');
}

function withHistory(events: number): void {
  const timeline = new Timeline({ config: CONFIG });
  for (let i = 0; i < events; i++) timeline.forward();
}

/** Whether late events cost more than early ones: the last tenth of a run ten times as long, beside its second tenth. */
function flatness({ events }: Options): Figure[] {
  plans.clear(); // its memory is not the run's
  const timeline = new Timeline({ config: CONFIG });
  const tenths: number[] = [];
  for (let tenth = 0; tenth < 10; tenth++) {
    const began = process.hrtime.bigint();
    for (let i = 0; i < events; i++) timeline.forward();
    tenths.push(Number(process.hrtime.bigint() - began) / events);
  }
  collectGarbage();
  const heap = process.memoryUsage().heapUsed;
  const late = median(tenths.slice(7)) / median(tenths.slice(1, 4));
  const million = `${((10 * events) / 1e6).toFixed(1)} million events`;
  return [
    { name: `last three tenths : early three tenths of ${million}`, value: late, unit: '×', aim: 'at most 1.2', holds: late <= 1.2 },
    ...seeksIn(timeline, million, 400),
    { name: `heap with ${million} behind`, value: heap / 1e6, unit: 'MB', aim: 'at most 200', holds: heap <= 200e6 },
  ];
}

// What is measured is what a run keeps, not what it has thrown away.
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  gc();
}

/** Seeks to random events, as the scrubber does, each followed by one step. */
function seeking({ events }: Options): Figure[] {
  const timeline = new Timeline({ config: CONFIG });
  const count = Math.max(events, 100_000);
  for (let i = 0; i < count; i++) timeline.forward();
  return seeksIn(timeline, `${Math.round(count / 1000)} thousand events`, 1000);
}

function seeksIn(timeline: Timeline, length: string, seeks: number): Figure[] {
  const stream = makeStream(2, 'bench');
  const took: number[] = [];
  for (let i = 0; i < seeks; i++) {
    const event = below(stream, timeline.tipEvent);
    const began = process.hrtime.bigint();
    timeline.seek(event);
    timeline.forward();
    took.push(Number(process.hrtime.bigint() - began) / 1e6);
  }
  timeline.seek(timeline.tipEvent);
  took.sort((a, b) => a - b);
  const [p50, p95] = [took[seeks >> 1]!, took[Math.floor(seeks * 0.95)]!];
  return [
    { name: `seek in ${length}, p50`, value: p50, unit: 'ms' },
    { name: `seek in ${length}, p95`, value: p95, unit: 'ms', aim: 'at most 10', holds: p95 <= 10 },
  ];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}

function table(options: Options, figures: readonly Figure[]): string {
  const width = Math.max(...figures.map((f) => f.name.length));
  const lines = figures.map((f) => {
    const value = f.value >= 100 ? Math.round(f.value).toLocaleString('en') : f.value.toFixed(2);
    const aim = f.aim === undefined ? '' : `   (aim: ${f.aim}${f.holds === true ? '' : ', not reached'})`;
    return `${f.name.padEnd(width)}  ${value.padStart(10)} ${f.unit}${aim}`;
  });
  return `Node ${process.version}, ${options.events} events a section, best of ${options.rounds} rounds\n${lines.join('\n')}\n`;
}

main();
