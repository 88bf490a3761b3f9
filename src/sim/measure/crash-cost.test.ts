// What a power failure would cost, against what it does cost: with Paxos nothing that was acknowledged, with early answers what it said.
import { describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG, type Config } from '../config.ts';
import { makeWorld, type World } from '../world.ts';
import { crashCost } from './crash-cost.ts';

const LOADED: Config = { ...DEFAULT_CONFIG, clients: 8, thinkMicros: 0, checkpointEvery: 0, readPercent: 0 };

/** Commands answered and on no disk, after the power has failed. */
function goneAfter(world: World, answered: readonly string[]): number {
  world.apply({ kind: 'power-failure' }, world.now);
  const kept = new Set<string>();
  for (const n of world.nodes)
    for (let i = 0; i < n.disk.rows.length; i++) {
      const { record } = n.disk.rows.get(i)!;
      if (record.type === 'vote' && record.entry.type === 'commands')
        for (const c of record.entry.commands) kept.add(`${c.session}#${c.sequence}`);
    }
  return answered.filter((a) => !kept.has(a)).length;
}

function run(config: Config, events: number): { readonly world: World; readonly answered: readonly string[] } {
  const world = makeWorld({ config });
  const answered: string[] = [];
  for (let i = 0; i < events; i++)
    for (const n of world.step()!.worldNotes) if (n.kind === 'answered') answered.push(`${n.session}#${n.sequence}`);
  return { world, answered };
}

describe('what a crash of all would cost', () => {
  test('nothing that was acknowledged, where every answer waits for its sync', () => {
    let unacknowledged = 0;
    for (let events = 500; events < 700; events += 7) {
      const { world } = run(LOADED, events);
      const cost = crashCost(world);
      expect(cost.acknowledged).toBe(0);
      unacknowledged += cost.unacknowledged;
    }
    expect(unacknowledged).toBeGreaterThan(0);
  });

  test('as many as are gone when it happens, where answers leave early', () => {
    let most = 0;
    for (let events = 600; events < 2_600; events += 200) {
      const { world, answered } = run({ ...LOADED, syncPolicy: 'background', groupMicros: 200_000, syncMicros: 5_000 }, events);
      const { acknowledged } = crashCost(world);
      expect(goneAfter(world, answered)).toBe(acknowledged);
      most = Math.max(most, acknowledged);
    }
    expect(most).toBeGreaterThan(0);
  });
});
