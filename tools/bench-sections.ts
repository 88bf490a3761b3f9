// What the bench measures, wherever it runs: a bare heap loop, the world, the world with checks, and both with history, in turns; and seeks. For
// Node and for a worker of the browser alike: only the platform's clock is used, nothing of files or pages.
import { Heap } from '../src/base/heap.ts';
import { below, makeStream } from '../src/base/prng.ts';
import { Timeline } from '../src/history/timeline.ts';
import { Checks } from '../src/sim/checks/checks.ts';
import { DEFAULT_CONFIG, type Config } from '../src/sim/config.ts';
import type { Agenda, Scheduled } from '../src/sim/agenda.ts';
import { makeWorld } from '../src/sim/world.ts';

/** The run that is measured: the default cluster under a load that keeps its window busy. */
export const CONFIG: Config = { ...DEFAULT_CONFIG, clients: 6, thinkMicros: 2_000, lossPpm: 1_000 };

export interface Measure {
  readonly events: number;
  readonly rounds: number;
}

/** What ARCHITECTURE.md §4 designs for. `value` is filled in by the measurement. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The design's bound, and whether it holds; absent where there is none. */
  readonly aim?: string;
  readonly holds?: boolean;
}

// Nanoseconds an event, by section; the sections take turns, so that a slow moment of the machine hits all alike.
const SECTIONS: readonly (readonly [string, (events: number) => void])[] = [
  ['bare heap loop', bareHeap],
  ['world', worldAlone],
  ['world and checks', worldAndChecks],
  ['world, checks and history', withHistory],
];

export function perEvent({ events, rounds }: Measure): Figure[] {
  const nanos = SECTIONS.map(() => [] as number[]);
  for (const [, run] of SECTIONS) run(Math.min(events, 20_000)); // warm
  for (let round = 0; round < rounds; round++)
    SECTIONS.forEach(([, run], i) => {
      planOf(events);
      const began = performance.now();
      run(events);
      nanos[i]!.push(((performance.now() - began) * 1e6) / events);
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

/** The plans are not the run's memory. */
export const forgetPlans = (): void => plans.clear();

/** Seeks to random events, as the scrubber does, each followed by one step. */
export function seeking({ events }: Pick<Measure, 'events'>): Figure[] {
  const timeline = new Timeline({ config: CONFIG });
  const count = Math.max(events, 100_000);
  for (let i = 0; i < count; i++) timeline.forward();
  return seeksIn(timeline, `${Math.round(count / 1000)} thousand events`, 1000);
}

export function seeksIn(timeline: Timeline, length: string, seeks: number): Figure[] {
  const stream = makeStream(2, 'bench');
  const took: number[] = [];
  for (let i = 0; i < seeks; i++) {
    const event = below(stream, timeline.tipEvent);
    const began = performance.now();
    timeline.seek(event);
    timeline.forward();
    took.push(performance.now() - began);
  }
  timeline.seek(timeline.tipEvent);
  return seekFigures(`seek in ${length}`, took);
}

/** Of so many milliseconds each. */
export function seekFigures(name: string, millis: readonly number[]): Figure[] {
  const took = [...millis].sort((a, b) => a - b);
  const seeks = took.length;
  const [p50, p95] = [took[seeks >> 1]!, took[Math.floor(seeks * 0.95)]!];
  return [
    { name: `${name}, p50`, value: p50, unit: 'ms' },
    { name: `${name}, p95`, value: p95, unit: 'ms', aim: 'at most 10', holds: p95 <= 10 },
  ];
}
