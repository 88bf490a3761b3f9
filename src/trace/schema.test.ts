// What is read back from outside has its form, or is refused with the place: checkpoints, changes of members, inputs (trace-refusals.test.ts: files).
import { describe, expect, it } from 'vitest';
import type { DiskRecord } from '../paxos/records.ts';
import { makeWorld } from '../sim/world.ts';
import { DEFAULT_CONFIG } from '../sim/config.ts';
import { check, inputSchema, LIMITS, recordSchema } from './schema.ts';

const world = makeWorld({ config: { ...DEFAULT_CONFIG, seed: 12, nodes: 3, checkpointEvery: 6 } });
while (world.events < 1500) world.step();
const records: DiskRecord[] = world.nodes.flatMap((n) => Array.from({ length: n.disk.rows.length }, (_, i) => n.disk.rows.get(i)!.record));
const found = records.find((r) => r.type === 'checkpoint')!;

const said = (record: unknown): string => {
  const checked = check(recordSchema, 'The record', record);
  return checked.ok ? 'read' : checked.error;
};
const changed = (change: object): unknown => ({ ...found, checkpoint: { ...found.checkpoint, ...change } });
const { state } = found.checkpoint;

describe('a record read back', () => {
  it('is what was written: every record of a run with checkpoints', () => {
    for (const r of records) expect(check(recordSchema, 'r', JSON.parse(JSON.stringify(r)))).toEqual({ ok: true, value: r });
  });

  it.each<[string, object]>([
    ['an index below 0', { index: -1 }],
    ['a fraction of a digest', { digest: 0.5 }],
    ['no configuration', { configurations: [] }],
    ['a member that is none', { configurations: [{ from: 1, slot: 0, members: [LIMITS.nodes + 1] }] }],
    ['a size without end', { bytes: 1e300 }],
    ['a key of a megabyte', { state: { ...state, items: [['x'.repeat(1_000_000), '1', 1]] } }],
    ['a value that is none', { state: { ...state, items: [['x', 1, 1]] } }],
    ['a reply that is none', { state: { ...state, sessions: [[101_000, 1, { version: 1, value: 7 }]] } }],
    ['too many keys', { state: { ...state, items: Array.from({ length: LIMITS.itemsOfCheckpoint + 1 }, () => ['x', '1', 1]) } }],
    ['a field more', { more: 1 }],
  ])('is refused with %s, at its place', (_, change) => {
    expect(said(changed(change))).toMatch(/^The record, at checkpoint\..*\.$/s);
    expect(said(changed(change)).length).toBeLessThan(400);
  });
});

describe('an input read back', () => {
  it.each<[unknown, boolean]>([
    [{ kind: 'stall', node: 1, micros: 5 }, true],
    [{ kind: 'stall', node: 1 }, false],
    [{ kind: 'fill-disk', node: 15 }, true],
    [{ kind: 'battery-failure', node: 16 }, false],
    [{ kind: 'add-node' }, true],
    [{ kind: 'add-node', node: 4 }, false],
    [{ kind: 'reconfigure', members: [1, 2, 4], policy: 'alpha-window' }, true],
    [{ kind: 'reconfigure', members: [], policy: 'alpha-window' }, false],
    [{ kind: 'reconfigure', members: [1], policy: 'whenever' }, false],
    [{ kind: 'command', operation: { op: 'get', key: 'x' }, mode: 'stale' }, true],
    [{ kind: 'command', operation: { op: 'get', key: 'x' }, mode: 'fresh' }, false],
  ])('%j', (input, fits) => {
    expect(check(inputSchema, 'The input', input).ok).toBe(fits);
  });
});
