// A scenario as a world to go on with: its directives are run by the real engine, and what comes out is a run like every other (header,
// journal, how many events lie before the moment at which a person first sees it). Whoever opens it executes those events again.
import { ok, refuse, type Result } from '../base/result.ts';
import type { EventNumber, Micros } from '../base/units.ts';
import type { Violation } from '../sim/events.ts';
import type { JournalEntry, RunHeader } from '../sim/inputs.ts';
import type { Scenario } from './parse-scenario.ts';
import { runBlock } from './run-scenario.ts';
import { readScenario } from './scenario-json.ts';
import { Script } from './script.ts';

export interface OpenedScenario {
  readonly title: string;
  readonly about: string;
  readonly tries: readonly string[];
  readonly header: RunHeader;
  readonly journal: readonly JournalEntry[];
  /** The prologue: events (inputs among them) to execute before the person sees it. */
  readonly startEvent: EventNumber;
  /** The playhead's time then: that of the last of these events, or later, never after the next. */
  readonly startAt: Micros;
  /** What the checks found in the prologue; a world that opens on a violation stands still there. */
  readonly violation: Violation | null;
}

/**
 * A text, or its form in JSON; with another seed, where one is given. Refused, with the place, where it is not a scenario, a condition does not
 * come, or an input cannot take effect.
 */
export function openScenario(text: string, seed?: number): Result<OpenedScenario> {
  const read = readScenario(text);
  if (!read.ok) return read;
  const { value: scenario } = read;
  return open(seed === undefined ? scenario : { ...scenario, config: { ...scenario.config, seed } });
}

function open(scenario: Scenario): Result<OpenedScenario> {
  const script = new Script(scenario.config, false, false);
  for (const block of scenario.blocks) {
    const stuck = runBlock(script, block);
    if (stuck !== null) return refuse(stuck);
  }
  const { header, journal, events, clock, violation } = script.runner;
  const { title, about, tries } = scenario;
  return ok({ title, about, tries, header, journal, startEvent: events, startAt: clock, violation });
}
