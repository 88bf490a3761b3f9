// A run at one moment: the world, its checks, what has been counted, and the place in the journal. Steps through the journal: an entry whose
// turn it is takes effect, otherwise the world's next event happens. Knows no branches, keeps no history.
import type { EventNumber, Micros } from '../base/units.ts';
import { Checks } from '../sim/checks/checks.ts';
import type { EventRecord, Violation } from '../sim/events.ts';
import type { JournalEntry, RunHeader } from '../sim/inputs.ts';
import { makeWorld, type World } from '../sim/world.ts';
import { cloneCounters, count, makeCounters, type Counters } from './counters.ts';

/** One owner; `clone()` gives an independent copy that shares what does not change. */
export class Moment {
  readonly world: World;
  readonly checks: Checks;
  readonly counters: Counters;
  /** The event just executed; null before the first. */
  record: EventRecord | null = null;
  /** What the checks found first, from the event on at which it shows. */
  violation: Violation | null = null;
  /** Somebody has read that, and the run goes on all the same. */
  wentOn = false;
  /** How many entries of the journal have taken effect. */
  private taken = 0;

  private constructor(world: World, checks: Checks, counters: Counters) {
    this.world = world;
    this.checks = checks;
    this.counters = counters;
  }

  /** Before the first event. */
  static first(header: RunHeader): Moment {
    const world = makeWorld(header);
    return new Moment(world, new Checks(world), makeCounters());
  }

  /** Events executed so far. */
  get event(): EventNumber {
    return this.world.events;
  }

  /** The time of the last event. */
  get at(): Micros {
    return this.world.now;
  }

  /** Whether the next event is an entry of the journal. */
  actsNext(journal: readonly JournalEntry[]): boolean {
    return journal[this.taken]?.event === this.world.events;
  }

  /** Whether the violation stops the run here: nobody has gone on past it, and the journal does not say so next. */
  stops(journal: readonly JournalEntry[]): boolean {
    return this.violation !== null && !this.wentOn && !(this.actsNext(journal) && journal[this.taken]!.input.kind === 'go-on');
  }

  /** When the next event happens: an entry of the journal, or the world's own; null where neither is there. */
  nextAt(journal: readonly JournalEntry[]): Micros | null {
    return this.actsNext(journal) ? journal[this.taken]!.at : this.world.nextAt();
  }

  /**
   * Executes the next event; null where nothing is scheduled. `journal`: the branch's, from the run's beginning.
   * @throws AssertionFailure, or whatever a bug of the engine throws; the moment is of no use then.
   */
  step(journal: readonly JournalEntry[]): EventRecord | null {
    const { world } = this;
    const entry = journal[this.taken];
    let record: EventRecord | null;
    if (entry !== undefined && entry.event === world.events) {
      this.taken++;
      record = world.apply(entry.input, entry.at);
      this.wentOn ||= entry.input.kind === 'go-on';
    } else record = world.step();
    if (record === null) return null;
    this.record = record;
    count(this.counters, record);
    // The checks go on looking past a violation: what is chosen in fact is theirs to say.
    const found = this.checks.observe(record, world);
    this.violation ??= found;
    return record;
  }

  clone(): Moment {
    const copy = new Moment(this.world.clone(), this.checks.clone(), cloneCounters(this.counters));
    copy.record = this.record;
    copy.violation = this.violation;
    copy.wentOn = this.wentOn;
    copy.taken = this.taken;
    return copy;
  }
}
