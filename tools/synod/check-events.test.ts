// The engine held against a checker that knows nothing of it: clean runs of random worlds and of the ready worlds pass, and each broken rule that
// shows in the lines is refused for its own reason. The seeds of broken worlds are such as the search finds something in.
import { describe, expect, it } from 'vitest';
import { SWITCH_NAMES, type SwitchName } from '../../src/paxos/switches.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import { WORLDS } from '../../src/scenario/worlds.ts';
import { runSeed } from '../../src/sim/search/run-seed.ts';
import { EventLines } from '../../src/trace/exports/event-lines.ts';
import { execute, type Course } from '../../src/trace/exports/executed.ts';
import { written } from '../../src/trace/exports/writer.ts';
import { checkEvents, RULES, type CheckedEvents } from './check-events.ts';

const PATIENCE = { timeout: 120_000 };
const judge = (course: Course): CheckedEvents => checkEvents(written(new EventLines(course.header), execute(course)));

describe('clean runs', () => {
  it('of random worlds with random faults pass every rule', PATIENCE, () => {
    for (let seed = 1; seed <= 40; seed++) expect([seed, judge(runSeed(seed)).problems]).toEqual([seed, []]);
  });

  it('of the ready worlds pass, but for those that break a rule on purpose', PATIENCE, () => {
    const broken: Record<string, readonly string[]> = {};
    for (const w of WORLDS) {
      const opened = openScenario(w.text);
      if (!opened.ok) throw new Error(opened.error);
      const { header, journal, startEvent } = opened.value;
      const { problems, undecided } = judge({ header, journal, events: startEvent + 1500 });
      expect([w.id, undecided]).toEqual([w.id, []]);
      if (problems.length > 0) broken[w.id] = problems.map((p) => p.rule);
    }
    expect(broken).toEqual({
      phantom: ['answered-early'],
      'runs-twice': ['linearizability', 'exactly-once'],
      'read-asks-nobody': ['linearizability'],
      'stale-checkpoint': ['checkpoint'],
      'own-value': ['adoption'],
      'early-answers': ['sent-before-sync', 'quorum'],
    });
  });
});

const REASONS: readonly (readonly [name: SwitchName, rule: string, firstSeed?: number])[] = [
  ['promise-before-sync', 'sent-before-sync'],
  ['vote-before-sync', 'sent-before-sync'],
  ['own-value', 'adoption'],
  ['skip-phase-1', 'quorum'],
  ['small-quorum', 'quorum'],
  ['reuse-ballot', 'sent-before-sync'],
  ['ignore-promise', 'promise-order'],
  ['reply-early', 'answered-early'],
  ['checkpoint-past-chosen', 'checkpoint'],
  ['truncate-early', 'cut-before-sync'],
  ['forget-sessions', 'exactly-once'],
  ['apply-past-gap', 'order'],
  ['no-dedup', 'exactly-once'],
  ['amnesia', 'durability'],
  ['read-without-quorum', 'linearizability', 84],
  ['believe-commit-index', 'agreement', 88],
  ['two-memberships', 'quorum', 111],
];

describe('broken worlds', () => {
  for (const [name, rule, firstSeed = 1] of REASONS)
    it(`${name} is refused: ${RULES[rule]}`, PATIENCE, () => {
      const found = new Set<string>();
      for (let seed = firstSeed; seed < firstSeed + 40 && !found.has(rule); seed++) {
        const run = runSeed(seed, { switches: [name], maxEvents: 1500 });
        if (run.kind !== 'failed') for (const p of judge(run).problems) found.add(p.rule);
      }
      expect([...found]).toContain(rule);
    });
});

// A leader whose clock is slow is cut off; its lease, without the bound on drift, outlasts the election of another, which writes.
const leased = (broken: string): string => `
cluster n1 n2 n3 exact election=lazy lease=400ms drift=20% seed=3 ${broken}
timeout n3
run until leader n3
run 40ms
command x=1 to n3
run until acknowledged 1
run 40ms
partition n3 | n1 n2
run 330ms
timeout n2
run 30ms
command x=2 to n2
run until acknowledged 2
command x? leader-lease to n3
`;

describe('a lease without the bound on drift', () => {
  it(`no-drift-bound is refused: ${RULES['linearizability']}`, () => {
    for (const [broken, rules] of [
      ['break=no-drift-bound', ['linearizability']],
      ['', []],
    ] as const) {
      const opened = openScenario(leased(broken));
      if (!opened.ok) throw new Error(opened.error);
      const { header, journal, startEvent } = opened.value;
      expect(judge({ header, journal, events: startEvent + 200 }).problems.map((p) => p.rule)).toEqual(rules);
    }
  });

  it('every rule that can be turned off is refused somewhere here', () => {
    expect([...REASONS.map(([name]) => name), 'no-drift-bound'].sort()).toEqual([...SWITCH_NAMES].sort());
  });
});

describe('lines that are none', () => {
  it('are refused', () => {
    const [header, first, second] = [...written(new EventLines(runSeed(1).header), execute(runSeed(1)))];
    const rules = (lines: readonly string[]): readonly string[] => checkEvents(lines).problems.map((p) => p.rule);
    expect(rules([header!, first!, second!])).toEqual([]);
    for (const lines of [[], ['x'], [first!], [header!, second!, first!], [header!, '{"event":1'], [header!, 'null']])
      expect(rules(lines)).toEqual(['format']);
  });
});
