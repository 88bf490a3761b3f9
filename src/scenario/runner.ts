// Runs a world for a scenario: events one by one with the checks on, inputs at the scenario's clock, kept as a journal. It says nothing in
// words; who wants to listen gets every record. A violation stops it, as it stops every run.
import type { EventNumber, Micros } from '../base/units.ts';
import type { EventRecord, Flight, Violation } from '../sim/events.ts';
import { Checks } from '../sim/checks/checks.ts';
import type { Input, JournalEntry, RunHeader } from '../sim/inputs.ts';
import { makeWorld, type World } from '../sim/world.ts';
import { holds, type Condition } from './condition.ts';
import { fits, type Pattern } from './pattern.ts';

/** Events that a whole scenario may execute, and those that one wait may take. */
export const MAX_EVENTS = 1_000_000;
export const MAX_WAIT_EVENTS = 100_000;

export type Listener = (record: EventRecord, world: World) => void;

/** Why a run stopped short. */
export type Stop = 'violation' | 'bound' | 'nothing' | 'time';

export class Runner {
  readonly header: RunHeader;
  readonly world: World;
  readonly checks: Checks;
  readonly journal: JournalEntry[] = [];
  violation: Violation | null = null;
  private wentOn = false;
  /** The event just executed. */
  last: EventRecord | null = null;
  /** The scenario's time: that of the last event, or later. */
  clock: Micros = 0;
  private readonly listen: Listener | null;

  constructor(header: RunHeader, listen: Listener | null) {
    this.header = header;
    this.world = makeWorld(header);
    this.checks = new Checks(this.world);
    this.listen = listen;
  }

  get events(): EventNumber {
    return this.world.events;
  }

  /** An input takes effect now. Returns why it could not, or null. */
  input(input: Input): string | null {
    const at = this.clock;
    this.journal.push({ event: this.world.events, at, input });
    const record = this.world.apply(input, at);
    this.observe(record);
    this.wentOn ||= input.kind === 'go-on' && this.violation !== null;
    const refused = record.worldNotes.find((n) => n.kind === 'refused');
    return refused?.kind === 'refused' ? refused.why : null;
  }

  /** Executes everything up to `micros` from now. */
  runFor(micros: Micros): Stop | null {
    const end = this.clock + micros;
    let stop: Stop | null = null;
    for (let next = this.world.nextAt(); stop === null && next !== null && next <= end; next = this.world.nextAt()) stop = this.step();
    if (stop === null) this.clock = end;
    return stop;
  }

  /** Executes events until the condition holds; not even one where it holds already. */
  runUntil(condition: Condition, within: Micros | null): Stop | null {
    return this.until(
      within,
      () => holds(condition, this.last, this.world, this.violation),
      holds(condition, null, this.world, this.violation),
    );
  }

  /** Executes events until one of them has done what `is` looks for. */
  runUntilRecord(is: (record: EventRecord) => boolean): Stop | null {
    return this.until(null, () => is(this.last!), false);
  }

  /** Executes events until a message that fits is sent; returns it. */
  runUntilSent(pattern: Pattern): Flight | Stop {
    let found: Flight | undefined;
    const stop = this.runUntilRecord((r) => (found = r.sent.find((f) => f.from !== f.to && fits(pattern, f))) !== undefined);
    return stop ?? found!;
  }

  /** Executes one event. */
  step(): Stop | null {
    if (this.violation !== null && !this.wentOn) return 'violation';
    if (this.world.events >= MAX_EVENTS) return 'bound';
    const record = this.world.step();
    if (record === null) return 'nothing';
    this.clock = this.world.now;
    this.observe(record);
    return null;
  }

  private until(within: Micros | null, is: () => boolean, already: boolean): Stop | null {
    if (already) return null;
    const end = within === null ? Infinity : this.clock + within;
    for (let n = 0; n < MAX_WAIT_EVENTS; n++) {
      if ((this.world.nextAt() ?? 0) > end) return 'time';
      const stop = this.step();
      if (stop !== null) return stop;
      if (is()) return null;
    }
    return 'bound';
  }

  private observe(record: EventRecord): void {
    this.last = record;
    const found = this.checks.observe(record, this.world);
    this.violation ??= found;
    this.listen?.(record, this.world);
  }
}
