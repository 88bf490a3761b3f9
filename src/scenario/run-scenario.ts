// Runs a scenario from end to end and prints what it gives: the golden tests, and the command line. The text comes back with every block's
// output under it, so that a file compares with itself.
import { ok, type Result } from '../base/result.ts';
import type { EventNumber } from '../base/units.ts';
import type { Violation } from '../sim/events.ts';
import type { JournalEntry, RunHeader } from '../sim/inputs.ts';
import type { Block, Scenario } from './parse-scenario.ts';
import { readScenario } from './scenario-json.ts';
import { Script, Stuck } from './script.ts';

export interface ScenarioRun {
  /** The text again, with the output under each block that has directives. */
  readonly output: string;
  readonly header: RunHeader;
  readonly journal: readonly JournalEntry[];
  /** Events executed. */
  readonly events: EventNumber;
  readonly violation: Violation | null;
  /** Why it ended early: a sentence with the line; null: it did not. */
  readonly stuck: string | null;
}

/** Refused where the text is not a scenario; one that gets stuck is a run that says so. */
export function runScenario(text: string): Result<ScenarioRun> {
  const parsed = readScenario(text);
  return parsed.ok ? ok(run(parsed.value)) : parsed;
}

function run(scenario: Scenario): ScenarioRun {
  const script = new Script(scenario.config, true, asksForEvents(scenario));
  const output: string[] = [];
  let stuck: string | null = null;
  for (const block of scenario.blocks) {
    if (output.length > 0) output.push('');
    output.push(...block.source);
    if (stuck !== null || block.steps.length === 0) continue;
    stuck = runBlock(script, block);
    const lines = [...script.take(), ...(stuck === null ? [] : [`stuck: ${stuck}`])];
    if (lines.length > 0 || block.expected !== null) output.push('----', ...lines);
  }
  const { header, journal, events, violation } = script.runner;
  return { output: `${output.join('\n')}\n`, header, journal, events, violation, stuck };
}

export const asksForEvents = (scenario: Scenario): boolean =>
  scenario.blocks.some((b) => b.steps.some(({ directive: d }) => d.kind === 'show' && d.show === 'events'));

/** Carries a block out; returns why it got stuck, or null. */
export function runBlock(script: Script, block: Block): string | null {
  for (const { where, directive } of block.steps)
    try {
      script.do(directive);
    } catch (error) {
      if (error instanceof Stuck) return `${where}: ${error.message}`;
      throw error;
    }
  return null;
}
