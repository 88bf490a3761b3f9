// One seed of the search: a random world, a fault programme, and at the end a calm in which every request must be answered and all replicas
// must become one (liveness). The outcome holds the journal, so that whatever was found can be replayed to the event.
import { AssertionFailure } from '../../base/assert.ts';
import { makeStream, below } from '../../base/prng.ts';
import { ms, YOU } from '../../base/units.ts';
import type { SwitchName } from '../../paxos/switches.ts';
import { Checks } from '../checks/checks.ts';
import type { EventRecord, Violation } from '../events.ts';
import type { Input, JournalEntry, RunHeader } from '../inputs.ts';
import { ClientHistory } from '../linearizability/operations.ts';
import { makeWorld, type World } from '../world.ts';
import { Chaos, membersOf } from './chaos.ts';
import { Coverage } from './coverage.ts';
import { drawConfig } from './draw-config.ts';
import { judgeWhole } from './judge-whole.ts';
import { calmingInputs } from './settings.ts';

export interface SearchOptions {
  readonly switches: readonly SwitchName[];
  /** Events under fire, at most; the calm comes on top. */
  readonly maxEvents: number;
  /** Only these invariants end the run; absent: any. For asking whether a certain check would find it, were the others silent. */
  readonly only?: readonly string[];
}

export interface Outcome {
  readonly seed: number;
  /** held: nothing found. violation: a check spoke. stuck: the calm brought no end. failed: an assertion in the engine. */
  readonly kind: 'held' | 'violation' | 'stuck' | 'failed';
  readonly violation: Violation | null;
  /** What was found, in a sentence; empty where nothing was. */
  readonly why: string;
  readonly header: RunHeader;
  readonly journal: readonly JournalEntry[];
  readonly events: number;
  readonly digest: number;
  readonly chosen: number;
  readonly tried: Readonly<Record<string, number>>;
  /** Coverage marks that it came to, and how often. */
  readonly coverage: Readonly<Record<string, number>>;
}

export const SEARCH_DEFAULTS: SearchOptions = { switches: [], maxEvents: 1500 };

/** Bounds of the calm: far above what a sound cluster needs. */
const CALM_MICROS = ms(120_000);
const CALM_EVENTS = 60_000;
const PROBES = 3;

/** Runs a seed to its end or to the first thing found. */
export function runSeed(seed: number, options: SearchOptions = SEARCH_DEFAULTS): Outcome {
  const run = new Search(seed, options);
  try {
    run.underFire();
    if (run.violation === null) run.calm();
    run.judgeHistory();
  } catch (error) {
    if (!(error instanceof AssertionFailure)) throw error;
    run.failure = error.message;
  }
  return run.outcome();
}

class Search {
  readonly world: World;
  readonly checks: Checks;
  private readonly history = new ClientHistory();
  private readonly coverage = new Coverage();
  violation: Violation | null = null;
  failure = '';
  stuck = '';
  private readonly journal: JournalEntry[] = [];
  private readonly seed: number;
  private readonly chaos: Chaos;
  private readonly length: number;
  private readonly only: readonly string[] | undefined;

  constructor(seed: number, options: SearchOptions) {
    this.seed = seed;
    this.only = options.only;
    this.world = makeWorld({ config: drawConfig(seed, options.switches) });
    this.checks = new Checks(this.world);
    this.chaos = new Chaos(seed, options.switches);
    this.length = (options.maxEvents >> 2) + below(makeStream(seed, 'search length'), options.maxEvents - (options.maxEvents >> 2) + 1);
  }

  underFire(): void {
    while (this.world.events < this.length && this.violation === null) {
      const record = this.step();
      if (record === null || this.violation !== null) return;
      for (const input of this.chaos.after(record, this.world)) {
        this.apply(input);
        if (this.violation !== null) return;
      }
    }
  }

  /** Liveness: calm; all clients get on; then, without load, every request is answered, a few more are, and all nodes apply what is chosen. */
  calm(): void {
    for (const input of calmingInputs(this.world)) if (this.violation === null) this.apply(input);
    const before = new Map(this.world.sessions.map((s) => [s.id, s.acknowledged]));
    const loaded = this.world.sessions.filter((s) => s.client !== YOU && s.client - YOU <= this.world.config.clients);
    this.until(() => loaded.every((s) => s.acknowledged > before.get(s.id)!), 'clients do not get on, though the world is calm');
    if (this.goesOn()) this.apply({ kind: 'set', field: 'clients', value: 0 });
    this.until(() => this.allAnswered(), 'a request stays unanswered');
    for (let i = 0; i < PROBES && this.goesOn(); i++) {
      const members = membersOf(this.world);
      const up = this.world.nodes.filter((n) => n.status === 'up' && members.includes(n.id));
      this.apply({ kind: 'command', operation: { op: 'put', key: 'z', value: String(i) }, to: up[i % up.length]!.id });
      this.until(() => this.allAnswered(), 'a request sent in the calm stays unanswered');
    }
    if (this.goesOn()) this.until(() => this.converged(), 'the replicas do not become one');
  }

  /** I10, whole: what all clients saw, from the first request to the last. */
  judgeHistory(): void {
    if (this.violation !== null || (this.only !== undefined && !this.only.includes('I10'))) return;
    this.violation = judgeWhole(this.history, this.world);
  }

  outcome(): Outcome {
    const { seed, world, violation, failure, stuck } = this;
    const kind = violation !== null ? 'violation' : failure !== '' ? 'failed' : stuck !== '' ? 'stuck' : 'held';
    const why = violation?.says ?? (failure || stuck);
    const { header, events } = world;
    return {
      seed,
      kind,
      violation,
      why,
      header,
      journal: this.journal,
      events,
      digest: world.digest(),
      chosen: this.checks.lastChosen(),
      tried: this.checks.tried,
      coverage: this.coverage.counts,
    };
  }

  private goesOn(): boolean {
    return this.violation === null && this.stuck === '';
  }

  private until(holds: () => boolean, otherwise: string): void {
    const { world } = this;
    const lastAt = world.now + CALM_MICROS;
    const lastEvent = world.events + CALM_EVENTS;
    while (this.goesOn() && !holds()) {
      if (world.now > lastAt || world.events > lastEvent || this.step() === null) this.stuck = otherwise;
    }
  }

  private allAnswered(): boolean {
    return this.world.sessions.every((s) => s.state === 'idle');
  }

  private converged(): boolean {
    const last = this.checks.lastChosen();
    const members = membersOf(this.world);
    return this.world.nodes.every((n) => n.status !== 'up' || !members.includes(n.id) || this.checks.appliedBy(n.id) === last);
  }

  private step(): EventRecord | null {
    const record = this.world.step();
    if (record !== null) this.observe(record);
    return record;
  }

  private apply(input: Input): void {
    const { now, events } = this.world;
    this.journal.push({ event: events, at: now, input });
    this.observe(this.world.apply(input, now));
  }

  private observe(record: EventRecord): void {
    this.history.observe(record);
    this.coverage.observe(record, this.world);
    const violation = this.checks.observe(record, this.world);
    if (violation === null || this.only === undefined) this.violation = violation;
    else this.violation = this.checks.allFound(record.number).find((v) => this.only!.includes(v.invariant)) ?? null;
  }
}

/** Runs a journal again, with checks, up to `events` events or the first violation. */
export function replayRun(
  header: RunHeader,
  journal: readonly JournalEntry[],
  events: number,
): { readonly violation: Violation | null; readonly digest: number } {
  const world = makeWorld(header);
  const checks = new Checks(world);
  let next = 0;
  while (world.events < events) {
    const entry = journal[next];
    const record = entry !== undefined && entry.event === world.events ? world.apply(entry.input, entry.at) : world.step();
    if (entry !== undefined && record !== null && record.number === entry.event) next++;
    if (record === null) break;
    const violation = checks.observe(record, world);
    if (violation !== null) return { violation, digest: world.digest() };
  }
  return { violation: null, digest: world.digest() };
}
