// Figures beside the model, on real runs: they agree where the model speaks, and are silent where nothing has been measured.
import { describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG, type Config } from '../../sim/config.ts';
import { count, makeCounters } from '../../history/counters.ts';
import { figuresOf } from '../../history/figures.ts';
import { makeWorld } from '../../sim/world.ts';
import { projectFrame } from '../../view/project-frame.ts';
import { costOfRead, figuresBeside, formatRate, modelledConfig, sayLimits } from './beside-model.ts';

function measured(change: Partial<Config>, events: number) {
  const world = makeWorld({
    config: { ...DEFAULT_CONFIG, jitterMicros: 0, syncJitterPercent: 0, readPercent: 0, checkpointEvery: 0, ...change },
  });
  const counters = makeCounters();
  for (let i = 0; i < events; i++) count(counters, world.step()!);
  const recent = figuresOf(counters, world.now);
  return projectFrame(world, { firstSlot: null, slots: 8 }, null, '', { counters: { recent } });
}

const model = (change: Partial<Config>, events = 8_000) => {
  const { cost, speed } = figuresBeside(measured(change, events))!;
  return Object.fromEntries([...cost, ...speed].map((f) => [f.name, [Number.parseFloat(f.measured), Number.parseFloat(f.model)] as const]));
};

describe('figures beside the model', () => {
  test('none before anything is answered', () => {
    expect(figuresBeside(measured({}, 20))).toBeNull();
  });

  test.each([
    ['five nodes', {}],
    ['three nodes, a slow disk', { nodes: 3, syncMicros: 8_000 }],
    ['Basic Paxos, one client', { election: 'basic', clients: 1 }],
    ['a battery-backed cache', { syncMicros: 8_000, battery: true }],
    ['one slow follower', { nodeSyncMicros: [null, 40_000] }],
  ] as const)('agree in a calm world: %s', (_, change) => {
    for (const [name, [found, expected]] of Object.entries(model(change))) {
      if (Number.isNaN(expected)) continue;
      expect(Math.abs(found - expected), `${name}: ${found}, by the model ${expected}`).toBeLessThanOrEqual(expected * 0.1 + 0.05);
    }
  });

  test('the leader’s disk is the leader’s, whoever leads', () => {
    const frame = measured({ nodeSyncMicros: [null, 9_000] }, 2_000);
    const led = { ...frame, leader: { node: 2, ballot: { round: 3, node: 2, text: '3.n2' } } };
    expect(modelledConfig(led).nodeSyncMicros.slice(0, 2)).toEqual([9_000, null]);
    expect(modelledConfig({ ...led, members: [1, 2, 4] }).nodes).toBe(3);
  });

  test('a disk for which nobody waits limits nothing', () => {
    expect(sayLimits(measured({ syncMicros: 8_000, syncPolicy: 'each' }, 20))).toContain('35.7 a second, a full window 125;');
    expect(sayLimits(measured({ syncMicros: 8_000, syncPolicy: 'each', battery: true }, 20))).toContain('50 a second, a full window 400;');
  });

  test('a read costs what its mode says', () => {
    expect(costOfRead('log', 5)).toBe('takes a slot, and 8 messages');
    expect(costOfRead('quorum', 3)).toBe('takes 4 messages, once for all that wait');
    for (const mode of ['leader-lease', 'follower-lease', 'stale'] as const) expect(costOfRead(mode, 5)).toContain('no message');
  });

  test('rates to three figures', () => {
    expect([8, 12.437, 0.25, 12_345.6].map(formatRate)).toEqual(['8', '12.4', '0.25', '12,346']);
  });
});
