// A found run made smaller: inputs are cut out, the world is made plainer, as long as the same invariant is still violated. Cutting shifts all
// that follows, so inputs are replayed at their event numbers as well as they go, and what comes out has a journal of its own that replays exactly.
import { AssertionFailure } from '../../base/assert.ts';
import { Checks } from '../checks/checks.ts';
import { DEFAULT_CONFIG, type Config } from '../config.ts';
import type { EventRecord, Violation } from '../events.ts';
import { FIELD_NAMES } from '../fields.ts';
import type { JournalEntry, RunHeader } from '../inputs.ts';
import { ClientHistory } from '../linearizability/operations.ts';
import { makeWorld, type World } from '../world.ts';
import { judgeWhole } from './judge-whole.ts';

/** A run that ends in a violation. A value. */
export interface Found {
  readonly header: RunHeader;
  readonly journal: readonly JournalEntry[];
  readonly violation: Violation;
  /** As it was searched: only these invariants end the run; absent: any. */
  readonly only?: readonly string[];
}

/** Attempts, at most. */
const MAX_ATTEMPTS = 900;
/** Cut and made plainer, again and again, while that helps; at most so often. */
const MAX_ROUNDS = 4;

/** A smaller run with a violation of the same invariant, or the one given. Deterministic. */
export function shrink(found: Found, maxAttempts = MAX_ATTEMPTS): Found {
  const work = shrinking(found, maxAttempts);
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

/** How far it is. */
export interface Shrinking {
  /** Attempts made, of so many at most. */
  readonly attempts: number;
  readonly most: number;
  /** The smallest so far. */
  readonly best: Found;
}

/** The same in pieces, an attempt each, for whoever shows progress or ends it before. */
export function* shrinking(found: Found, most = MAX_ATTEMPTS): Generator<Shrinking, Found> {
  const budget: Budget = { left: most, most };
  let best = yield* cut(found, budget);
  for (let round = 0; round < MAX_ROUNDS && budget.left > 0; round++) {
    const smaller = yield* cut(yield* plainer(best, budget, found.violation.event), budget);
    if (smaller === best) break;
    best = smaller;
  }
  return best;
}

interface Budget {
  left: number;
  readonly most: number;
}

const progress = ({ left, most }: Budget, best: Found): Shrinking => ({ attempts: most - Math.max(0, left), most, best });

// Ever smaller pieces of the journal are left out (Zeller's ddmin, without its complements).
function* cut(found: Found, budget: Budget): Generator<Shrinking, Found> {
  let best = found;
  for (let size = Math.max(1, best.journal.length >> 1); budget.left > 0; size >>= 1) {
    for (let from = 0; from < best.journal.length && budget.left > 0;) {
      const rest = [...best.journal.slice(0, from), ...best.journal.slice(from + size)];
      const smaller = attempt(best.header, rest, best, budget);
      if (smaller === null) from += size;
      else best = smaller;
      yield progress(budget, best);
    }
    if (size <= 1) break;
  }
  return best;
}

type Change = (c: Config) => Partial<Config>;

/** Whole features first, several fields at a time; what is at its default or off already is no change, and costs no attempt. */
const PLAINER: readonly Change[] = [
  () => ({ lossPpm: 0, duplicatePpm: 0, jitterMicros: 0, syncJitterPercent: 0 }),
  () => ({ lossPpm: 0 }),
  () => ({ duplicatePpm: 0 }),
  () => ({ jitterMicros: 0 }),
  () => ({ syncJitterPercent: 0 }),
  () => ({ nodeSyncMicros: [] }),
  () => ({ groupSize: 1, groupMicros: DEFAULT_CONFIG.groupMicros }),
  () => ({ checkpointEvery: 0 }),
  () => ({ checkpointPolicy: 'own', checkpointMode: 'background', serialiseMicrosPerKib: DEFAULT_CONFIG.serialiseMicrosPerKib }),
  () => ({ batchSize: 1, batchMicros: 0 }),
  () => ({ readPercent: 0 }),
  () => ({ readMode: 'log' }),
  () => ({ leaseMicros: 0, followerLeaseMicros: 0, driftPpm: 0, clockOffsetMicros: 0 }),
  () => ({ followerLeaseMicros: 0 }),
  () => ({ driftPpm: 0 }),
  () => ({ receiveMicros: 0, sendMicros: 0 }),
  () => ({ bandwidthKibPerSecond: 0, delayShape: 'uniform' }),
  () => ({ stallPpm: 0 }),
  () => ({ battery: false, syncPolicy: 'group' }),
  () => ({ load: 'closed' }),
  () => ({ keys: 1, hotPercent: 0 }),
  () => ({ clients: 0 }),
  () => ({ clients: 1 }),
  (c) => ({ clients: c.clients >> 1 }),
  (c) => ({ nodes: Math.min(3, c.nodes) }),
  (c) => ({ nodes: c.nodes - 2 }),
  (c) => ({ nodes: c.nodes - 1 }),
  ...FIELD_NAMES.filter((f) => f !== 'seed' && f !== 'nodes' && f !== 'clients').map((f): Change => () => ({ [f]: DEFAULT_CONFIG[f] })),
];

// A plainer world may take longer to show it, up to `latest`.
function* plainer(found: Found, budget: Budget, latest: number): Generator<Shrinking, Found> {
  let best = found;
  for (const change of PLAINER) {
    const { config: before } = best.header;
    const wanted = change(before);
    const config = { ...before, ...wanted };
    const same = Object.entries(wanted).every(([name, value]) => sameValue(before[name as keyof Config], value));
    if (same || config.nodes < 1 || isOff(before, wanted)) continue;
    best = attempt({ ...best.header, config }, best.journal, best, budget, latest) ?? best;
    yield progress(budget, best);
  }
  return best;
}

const sameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

// A default that would bring something back which has been taken away.
function isOff(c: Config, wanted: Partial<Config>): boolean {
  const names = Object.keys(wanted);
  return names.length === 1 && OFF.some(([name, off]) => name === names[0] && c[name] === off);
}
const OFF: readonly (readonly [keyof Config, number])[] = [
  ['jitterMicros', 0],
  ['syncJitterPercent', 0],
  ['checkpointEvery', 0],
  ['readPercent', 0],
  ['keys', 1],
];

// Replays loosely; smaller only if the violation is of the same invariant and does not come later than it may.
function attempt(
  header: RunHeader,
  journal: readonly JournalEntry[],
  best: Found,
  budget: Budget,
  latest = best.violation.event,
): Found | null {
  if (budget.left-- <= 0) return null;
  const replay = new Replay(header, journal, best.only);
  try {
    while (replay.world.events <= latest) {
      if (!replay.step()) break;
      const { violation } = replay;
      if (violation !== null) return violation.invariant === best.violation.invariant ? replay.found(violation) : null;
    }
  } catch (error) {
    if (!(error instanceof AssertionFailure)) throw error;
    return null;
  }
  const whole = best.violation.invariant === 'I10' ? judgeWhole(replay.history, replay.world) : null;
  return whole === null ? null : replay.found(whole);
}

/** One attempt's run. */
class Replay {
  readonly world: World;
  readonly history = new ClientHistory();
  violation: Violation | null = null;
  private readonly checks: Checks;
  private readonly done: JournalEntry[] = [];
  private readonly journal: readonly JournalEntry[];
  private next = 0;
  private readonly only: readonly string[] | undefined;

  constructor(header: RunHeader, journal: readonly JournalEntry[], only: readonly string[] | undefined) {
    this.only = only;
    this.world = makeWorld(header);
    this.checks = new Checks(this.world);
    this.journal = journal;
  }

  found(violation: Violation): Found {
    const { only } = this;
    const journal = this.done.filter((e) => e.event <= violation.event);
    return { header: this.world.header, journal, violation, ...(only === undefined ? {} : { only }) };
  }

  step(): boolean {
    const { world } = this;
    const entry = this.journal[this.next];
    let record: EventRecord | null;
    if (entry !== undefined && entry.event <= world.events) {
      this.next++;
      this.done.push({ event: world.events, at: world.now, input: entry.input });
      record = world.apply(entry.input, world.now);
    } else record = world.step();
    if (record === null) return false;
    this.history.observe(record);
    const first = this.checks.observe(record, world);
    const { only } = this;
    this.violation = only === undefined ? first : (this.checks.allFound(record.number).find((v) => only.includes(v.invariant)) ?? null);
    return true;
  }
}
