// One configuration measured: a cluster of its own, begun with nothing, runs for a while that is left out, and then for the time that counts. And
// the configurations of a sweep: the same but for one setting. Virtual time only, so the figures are the same on every machine. It changes no run.
import type { Micros } from '../../base/units.ts';
import type { Config, FieldName } from '../config.ts';
import type { EventRecord } from '../events.ts';
import { makeWorld, type World } from '../world.ts';
import { crashCost } from './crash-cost.ts';
import { Meter } from './meter.ts';
import { foresee, type Foreseen } from './model.ts';

export type SettingValue = number | string;

/** Which setting is varied, on which configuration, and for how long each is measured. */
export interface Sweep {
  readonly base: Config;
  readonly field: FieldName;
  readonly values: readonly SettingValue[];
  /** Left out, at least: three election time-outs are waited for in any case. */
  readonly warmUpMicros: Micros;
  readonly spanMicros: Micros;
}

/** What was measured of one value. Rates are of virtual time; null: nothing was answered. */
export interface SweepPoint {
  readonly value: SettingValue;
  readonly warmUpMicros: Micros;
  /** Shorter than was asked for where so long a time would have had too many events. */
  readonly spanMicros: Micros;
  /** Of the whole run, with the warm-up: the world that a person opens has the same. */
  readonly events: number;
  readonly digest: number;
  readonly answered: number;
  readonly perSecond: number;
  readonly p50Micros: Micros | null;
  readonly p99Micros: Micros | null;
  /** Messages between nodes for each command answered, by phase. */
  readonly phase1: number | null;
  readonly phase2: number | null;
  /** Heartbeats, leases, and what tells of chosen slots. */
  readonly others: number | null;
  /** Of the messages of both phases, those of Phase 1. 0 to 1. */
  readonly phase1Share: number | null;
  readonly candidacies: number;
  readonly elections: number;
  /** Records that one crash would have taken: the mean over nodes and over the moments looked at. */
  readonly unsynced: number;
  /** Commands answered that a power failure would have taken, at the worst of these moments. */
  readonly gone: number;
  readonly model: Foreseen;
}

/** A world that has had so many events is not measured further: at 300,000 events a second that takes ten seconds. */
export const MOST_EVENTS = 3_000_000;
/** At how many moments of the measured time it is asked what a crash would cost. */
const LOOKS = 20;
/** Events between two yields. */
const PIECE = 500;

/** The configuration with that value. A window beyond α would not open: α follows (M3). */
export function configAt(base: Config, field: FieldName, value: SettingValue): Config {
  const config = { ...base, [field]: value };
  return field === 'window' ? { ...config, alpha: Math.max(config.alpha, config.window) } : config;
}

export const warmUpOf = (asked: Micros, { electionTimeoutMicros }: Config): Micros => Math.max(asked, 3 * electionTimeoutMicros);

/** Yields the virtual time reached. */
export function* measureValue(sweep: Sweep, value: SettingValue): Generator<Micros, SweepPoint> {
  const config = configAt(sweep.base, sweep.field, value);
  const world = makeWorld({ config });
  const warmUpMicros = warmUpOf(sweep.warmUpMicros, config);
  yield* runUntil(world, warmUpMicros, () => undefined);
  const meter = new Meter();
  const crash = { records: 0, gone: 0 };
  const from = world.now;
  for (let look = 1; look <= LOOKS && world.events < MOST_EVENTS; look++) {
    yield* runUntil(world, warmUpMicros + Math.round((sweep.spanMicros * look) / LOOKS), (record) => meter.observe(record));
    for (const n of world.nodes) crash.records += (n.disk.rows.length - n.disk.durable) / (world.nodes.length * LOOKS);
    crash.gone = Math.max(crash.gone, crashCost(world).acknowledged);
  }
  const spanMicros = world.events < MOST_EVENTS ? sweep.spanMicros : world.now - from;
  return { value, warmUpMicros, ...figures(world, meter, spanMicros), unsynced: crash.records, gone: crash.gone, model: foresee(config) };
}

function* runUntil(world: World, at: Micros, see: (record: EventRecord) => void): Generator<Micros, void> {
  while (world.events < MOST_EVENTS && (world.nextAt() ?? Infinity) <= at) {
    see(world.step()!);
    if (world.events % PIECE === 0) yield world.now;
  }
}

function figures(
  world: World,
  meter: Meter,
  spanMicros: Micros,
): Omit<SweepPoint, 'value' | 'warmUpMicros' | 'unsynced' | 'gone' | 'model'> {
  const { answered, candidacies, elections, messages } = meter;
  const [p50Micros, p99Micros] = meter.latencyAt(50, 99) as [Micros | null, Micros | null];
  const each = (n: number): number | null => (answered === 0 ? null : n / answered);
  const both = messages.phase1 + messages.phase2;
  return {
    spanMicros,
    events: world.events,
    digest: world.digest(),
    answered,
    perSecond: spanMicros === 0 ? 0 : (answered * 1_000_000) / spanMicros,
    p50Micros,
    p99Micros,
    phase1: each(messages.phase1),
    phase2: each(messages.phase2),
    others: each(messages.heartbeat + messages.learning),
    phase1Share: both === 0 ? null : messages.phase1 / both,
    candidacies,
    elections,
  };
}
