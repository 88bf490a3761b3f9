// The ready worlds: each opens through the real engine at the moment that its title promises (its own `expect` says which), goes on from
// there without a violation, and the broken ones with the one that they are there for.
import { describe, expect, it } from 'vitest';
import { Checks } from '../sim/checks/checks.ts';
import type { EventRecord, Violation } from '../sim/events.ts';
import { makeWorld, type World } from '../sim/world.ts';
import { holds, parseCondition } from './condition.ts';
import { openScenario, type OpenedScenario } from './open-scenario.ts';
import { parseScenario } from './parse-scenario.ts';
import { DEFAULT_WORLD, WORLDS } from './worlds.ts';

const BROKEN: Readonly<Record<string, string>> = {
  phantom: 'I9',
  'own-value': 'I5',
  'stale-checkpoint': 'I12',
  'lease-no-bound': 'I11',
  'read-asks-nobody': 'I10',
  'runs-twice': 'I8',
};
/** What comes after the opening, if nobody does anything: condition by condition. */
const COMES: Readonly<Record<string, readonly string[]>> = {
  calm: ['election', 'applied 3 everywhere'],
  'nine-nodes': ['applied 8 everywhere'],
  'leader-dies': ['chosen 7 in fact', 'candidacy', 'filling 8', 'adoption 9', 'applied 9 everywhere', 'retry', 'acknowledged 9'],
  duelling: ['refusal', 'step-down n5', 'election n1', 'acknowledged 2'],
  paused: ['step-down n1', 'refusal', 'acknowledged 8'],
  churn: ['election', 'election', 'step-down', 'election', 'acknowledged 5'],
  lazy: ['candidacy', 'election', 'acknowledged 3'],
  basic: ['election', 'acknowledged 3', 'candidacy', 'election', 'acknowledged 4'],
  'lost-accept': ['resend', 'applied 8 everywhere'],
  minority: ['retry', 'acknowledged 8'],
  'one-way': ['step-down n1', 'election n2', 'acknowledged 12'],
  'catch-up': ['catch-up n4', 'applied 16 everywhere'],
  lossy: ['loss any', 'acknowledged 12'],
  'heavy-tail': ['election', 'step-down n1', 'acknowledged 20'],
  'slow-disk': ['acknowledged 20'],
  'group-commit': ['acknowledged 60'],
  'torn-tail': ['acknowledged 10'],
  'power-failure': ['candidacy', 'election', 'acknowledged 14'],
  'client-retries': ['duplicate or answer c1', 'acknowledged 8'],
  busy: ['acknowledged 30'],
  phantom: ['violation I9'],
  'own-value': ['violation I5'],
  'phantom-right': ['election', 'unknown you', 'acknowledged x=7'],
  'sync-bottleneck': ['unknown', 'acknowledged 40'],
  'slow-follower': ['offer', 'installed n5', 'truncated 24 on n5'],
  'retried-request': ['adoption 1 n2', 'retry you', 'acknowledged x=1'],
  'checkpoints-own': ['checkpointed', 'truncation', 'truncated 20 everywhere'],
  'checkpoints-coordinated': ['checkpointed', 'arrival CheckpointDone', 'truncation', 'truncated 10 everywhere'],
  'checkpoint-idle': ['checkpointing n1', 'checkpointing n2 or checkpointing n3', 'truncated 40 on n1'],
  'checkpoint-pause': ['checkpointed', 'acknowledged 40'],
  'narrow-link': ['installed n5', 'applied 36 everywhere'],
  recovery: ['acknowledged 40'],
  'members-pause': ['configuration', 'resumption', 'member n6', 'removed n5'],
  'members-window': ['proposal', 'configuration', 'configuration {n1 n2 n3 n4 n6} governs', 'member n6'],
  'leader-leaves': ['configuration', 'handover n1', 'election', 'removed n1', 'acknowledged 12'],
  'read-modes': ['read', 'acknowledged 20'],
  'lease-drift': ['lease-refusal', 'election', 'leader n2 or leader n3'],
  'follower-lease': ['read', 'acknowledged 30'],
  epochs: ['proposal', 'acknowledged 120'],
  'leader-busy': ['acknowledged 60'],
  'past-capacity': ['unknown', 'retry'],
  'disk-spinning': ['acknowledged 60'],
  'disk-ssd': ['acknowledged 60'],
  'disk-nvme': ['acknowledged 60'],
  'disk-battery': ['acknowledged 60'],
  'disk-full': ['acknowledged 20'],
  'damaged-record': ['acknowledged 20'],
  'lost-disk': ['acknowledged 20'],
  race: ['acknowledged 5'],
  'runs-twice': ['retry you', 'violation I8'],
  'read-asks-nobody': ['violation I10'],
  'stale-checkpoint': ['violation I12'],
  'lease-no-bound': ['violation I11'],
  'early-answers': ['acknowledged 30'],
};

const opened = (text: string): OpenedScenario => {
  const o = openScenario(text);
  if (!o.ok) throw new Error(o.error);
  return o.value;
};

/** As the worker opens it: header and journal, executed up to the start. */
function executed(o: OpenedScenario): { world: World; checks: Checks; violation: Violation | null } {
  const world = makeWorld(o.header);
  const checks = new Checks(world);
  let violation: Violation | null = null;
  const journal = [...o.journal];
  while (world.events < o.startEvent) {
    const next = journal[0]?.event === world.events ? journal.shift()! : null;
    const record = next === null ? world.step()! : world.apply(next.input, next.at);
    violation ??= checks.observe(record, world);
  }
  return { world, checks, violation };
}

describe('the list', () => {
  it('has a title, a group, a sentence and something to try for each, and the scenario reads them alike', () => {
    for (const w of WORLDS) {
      const s = parseScenario(w.text);
      if (!s.ok) throw new Error(`${w.id}: ${s.error}`);
      expect([s.value.title, s.value.group, s.value.about, s.value.tries]).toEqual([w.title, w.group, w.about, w.tries]);
      expect(
        w.title !== '' && w.group !== '' && w.about.endsWith('.') && w.tries.length >= 2 && w.tries.every((t) => t.endsWith('.')),
      ).toBe(true);
    }
    expect(new Set(WORLDS.map((w) => w.id)).size).toBe(WORLDS.length);
    expect(Object.keys(COMES).sort()).toEqual(WORLDS.map((w) => w.id).sort());
    const groups = WORLDS.map((w) => w.group).filter((g, i, all) => g !== all[i - 1]);
    expect(new Set(groups).size, 'worlds of a group stand together').toBe(groups.length);
  });
});

describe('each world', () => {
  it.each(WORLDS.map((w) => [w.id, w] as const))('%s opens where it says, and goes on as it should', (id, w) => {
    const o = opened(w.text);
    expect(o.violation).toBeNull();
    const { world, checks, violation } = executed(o);
    expect(violation).toBeNull();
    expect(o.startAt).toBeGreaterThanOrEqual(world.now);
    expect(o.startAt).toBeLessThanOrEqual(world.nextAt()!);
    const found = goOn(world, checks, COMES[id]!);
    expect(found?.invariant ?? 'none').toBe(BROKEN[id] ?? 'none');
  });

  it('the first one has something in flight; within two seconds at 1/20 somebody stands, and is elected', () => {
    const o = opened(DEFAULT_WORLD.text);
    const { world } = executed(o);
    expect(world.flights().length).toBeGreaterThan(3);
    expect(world.nextAt()! - o.startAt).toBeLessThan(5_000);
    expect(o.header.config.nodes).toBe(5);
    expect(o.header.config.clients).toBe(2);
    while (!world.nodes.some((n) => n.status === 'up' && n.node.role === 'leader')) world.step();
    expect(world.now - o.startAt).toBeLessThan(100_000);
  });
});

describe('unsafe by configuration', () => {
  it('early answers: pulling the plug takes votes that have been sent', () => {
    const { world, checks } = executed(opened(WORLDS.find((w) => w.id === 'early-answers')!.text));
    for (let i = 0; i < 200; i++) expect(checks.observe(world.step()!, world)).toBeNull();
    while (world.nodes.every((n) => n.disk.durable === n.disk.rows.length)) expect(checks.observe(world.step()!, world)).toBeNull();
    expect(checks.observe(world.apply({ kind: 'power-failure' }, world.now), world)?.invariant).toMatch(/^I[49]$/);
  });

  it('a battery that has failed: a crash takes what the node has sent', () => {
    const { world, checks } = executed(opened(WORLDS.find((w) => w.id === 'disk-battery')!.text));
    expect(checks.observe(world.apply({ kind: 'battery-failure', node: 2 }, world.now), world)).toBeNull();
    expect(checks.observe(world.apply({ kind: 'crash', node: 2 }, world.now), world)?.invariant).toMatch(/^I[49]$/);
  });
});

/** At least 5,000 events, in which the conditions come one after another; ends at a violation. */
function goOn(world: World, checks: Checks, comes: readonly string[]): Violation | null {
  const left = comes.map((text) => {
    const c = parseCondition(text);
    if (!c.ok) throw new Error(c.error);
    return c.value;
  });
  let found: Violation | null = null;
  for (let i = 0; i < 5_000 && found === null; i++) {
    const record: EventRecord = world.step()!;
    found = checks.observe(record, world);
    while (left.length > 0 && holds(left[0]!, record, world, found)) left.shift();
  }
  expect(left, 'everything came in its order').toEqual([]);
  return found;
}
