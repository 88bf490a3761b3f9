// The verdict on histories made by hand, on random small ones against trying every order, and on real runs with and without a rule.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operation, OperationResult } from '../../paxos/entry.ts';
import type { SwitchName } from '../../paxos/switches.ts';
import { DEFAULT_CONFIG } from '../config.ts';
import { makeWorld } from '../world.ts';
import { checkHistory, checkOperations } from './check.ts';
import { linearize } from './linearize.ts';
import { ABSENT, runOn, type KeyState } from './model.ts';
import { ClientHistory, type ClientOperation } from './operations.ts';

type Row = readonly [client: number, operation: Operation, invoked: number, answered: number | null, result: OperationResult | null];

const rows = (...list: Row[]): ClientOperation[] =>
  list.map(([client, operation, invoked, answered, result], i) => ({
    client: 100 + client,
    session: (100 + client) * 1000,
    sequence: i + 1,
    operation,
    invoked,
    invokedAt: invoked * 1000,
    answered,
    answeredAt: answered === null ? null : answered * 1000,
    result,
    mode: 'log',
  }));

const put = (value: string): Operation => ({ op: 'put', key: 'x', value });
const get: Operation = { op: 'get', key: 'x' };

describe('histories made by hand', () => {
  it('takes a read that overlaps a write either way', () => {
    expect(checkOperations(rows([1, put('1'), 0, 10, { version: 1 }], [2, get, 2, 5, { version: 0 }])).window).toBeNull();
    expect(checkOperations(rows([1, put('1'), 0, 10, { version: 1 }], [2, get, 2, 5, { version: 1, value: '1' }])).window).toBeNull();
  });

  it('refuses a read that misses a write answered before it was sent', () => {
    const { window } = checkOperations(rows([1, put('1'), 0, 3, { version: 1 }], [2, get, 4, 6, { version: 0 }]));
    expect(window!.says).toBe('The clients’ history of x is not linearizable: no order of these 2 operations explains c2’s answer.');
    expect(window!.facts).toEqual([
      'c1 sent x=1 at 0.000 and was answered version 1 at 3.000.',
      'c2 sent x? at 4.000 and was answered absent at 6.000.',
    ]);
  });

  it('refuses two reads that see a write come and go', () => {
    const history = rows([1, put('1'), 0, 20, { version: 1 }], [2, get, 2, 4, { version: 1, value: '1' }], [3, get, 5, 7, { version: 0 }]);
    expect(checkOperations(history).window!.last.client).toBe(103);
  });

  it('lets an operation of unknown outcome happen late, or never', () => {
    const lost: Row = [1, put('1'), 0, null, null];
    expect(checkOperations(rows(lost, [2, get, 5, 6, { version: 0 }])).window).toBeNull();
    expect(checkOperations(rows(lost, [2, get, 5, 6, { version: 0 }], [2, get, 7, 8, { version: 1, value: '1' }])).window).toBeNull();
    expect(checkOperations(rows(lost, [2, get, 5, 6, { version: 1, value: '1' }], [2, get, 7, 8, { version: 0 }])).window).not.toBeNull();
  });

  it('shows the smallest part: not what came before, nor reads that do not matter', () => {
    const before = Array.from({ length: 30 }, (_, i): Row => [1, put(String(i)), i * 10, i * 10 + 5, { version: i + 1 }]);
    const idle = Array.from({ length: 5 }, (_, i): Row => [3, get, 290 + i * 2, 291 + i * 2, { version: 30, value: '29' }]);
    const history = rows(...before, ...idle, [2, get, 400, 401, { version: 29, value: '28' }]);
    const { window } = checkOperations(history);
    expect(window!.operations).toHaveLength(2);
    expect(window!.operations.map((o) => o.result!.value)).toEqual(['29', '28']);
  });
});

describe('beside trying every order', () => {
  const operation = fc.oneof(
    fc.constantFrom<Operation>(
      get,
      put('1'),
      put('2'),
      { op: 'delete', key: 'x' },
      { op: 'cas', key: 'x', expect: 0, value: '3' },
      { op: 'cas', key: 'x', expect: 1, value: '4' },
    ),
  );
  const result = fc.record(
    { version: fc.integer({ min: 0, max: 3 }), value: fc.constantFrom('1', '2', '3', '4') },
    { requiredKeys: ['version'] },
  );
  const row = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 6 }), operation, fc.option(result), fc.boolean());

  it('gives the same verdict on small histories', () => {
    const seen = { yes: 0, no: 0 };
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), (list) => {
        const history = rows(
          ...list.map(([at, length, o, r, okay], i): Row => [
            i,
            o,
            at,
            r === null ? null : at + length,
            r === null ? null : fitted(o, r, okay),
          ]),
        );
        const verdict = linearize(history, ABSENT).linearizable;
        seen[verdict ? 'yes' : 'no']++;
        expect(verdict).toBe(someOrderFits(history, ABSENT));
      }),
      { numRuns: 3000, seed: 7 },
    );
    expect(seen.yes).toBeGreaterThan(100);
    expect(seen.no).toBeGreaterThan(100);
  });
});

// Results of the shape that the operation gives, right or wrong.
function fitted(o: Operation, r: { version: number; value?: string }, okay: boolean): OperationResult {
  if (o.op === 'get') return r.version === 0 ? { version: 0 } : { version: r.version, value: r.value ?? '1' };
  if (o.op === 'put') return { version: r.version };
  return o.op === 'delete' ? { version: 0, ok: okay } : { version: r.version, ok: okay };
}

// Every order of every set that holds all answered operations: slow and plain.
function someOrderFits(left: readonly ClientOperation[], state: KeyState): boolean {
  if (left.every((o) => o.answered === null)) return true;
  const firstAnswer = Math.min(...left.map((o) => o.answered ?? Infinity));
  return left.some((o) => {
    if (o.invoked >= firstAnswer) return false; // something else was answered before it was sent
    const next = runOn(state, o.operation, o.result);
    return (
      next !== undefined &&
      someOrderFits(
        left.filter((x) => x !== o),
        next,
      )
    );
  });
}

describe('real runs', () => {
  function run(switches: readonly SwitchName[], seed: number, faults: boolean): ClientHistory {
    const world = makeWorld({
      config: { ...DEFAULT_CONFIG, seed, switches, clients: 6, thinkMicros: 1000, keys: 2, readPercent: 40, lossPpm: faults ? 30_000 : 0 },
    });
    const history = new ClientHistory();
    for (let i = 0; i < 8000; i++) {
      const crash = faults && i % 1500 === 1400 ? world.nodes.find((n) => n.status === 'up' && n.node.role === 'leader') : undefined;
      const back = world.nodes.find((n) => n.status === 'crashed');
      if (crash !== undefined) history.observe(world.apply({ kind: 'crash', node: crash.id }, world.now));
      else if (i % 1500 === 700 && back !== undefined) history.observe(world.apply({ kind: 'restart', node: back.id }, world.now));
      else history.observe(world.step()!);
    }
    return history;
  }

  it('are linearizable with every rule in force', () => {
    for (let seed = 1; seed <= 6; seed++) {
      const verdict = checkHistory(run([], seed, true));
      expect(verdict.operations).toBeGreaterThan(100);
      expect(verdict).toMatchObject({ window: null, undecided: [] });
    }
  });

  it('are not, somewhere, when clients are answered before a quorum has voted', () => {
    const found = Array.from({ length: 12 }, (_, i) => checkHistory(run(['reply-early'], i + 1, true)).window).filter((w) => w !== null);
    expect(found.length).toBeGreaterThan(0);
  });

  it('judges ten thousand operations on ten keys', () => {
    const world = makeWorld({
      config: { ...DEFAULT_CONFIG, clients: 20, thinkMicros: 0, keys: 10, readPercent: 50, lossPpm: 10_000, window: 32 },
    });
    const history = new ClientHistory();
    while (world.sessions.reduce((n, s) => n + s.acknowledged, 0) < 10_000) history.observe(world.step()!);
    const verdict = checkHistory(history);
    expect(verdict.operations).toBeGreaterThanOrEqual(10_000);
    expect(verdict).toMatchObject({ keys: 10, window: null, undecided: [] });
  });
});
