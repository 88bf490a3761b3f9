// The fork tree as rows, where keys lead in it, and what has come of two branches in words.
import { describe, expect, it } from 'vitest';
import type { BranchFrame, Outcome } from '../../worker/protocol.ts';
import { outcomeRows } from './Outcomes.tsx';
import { comparedWith, countWithin, layoutTree, sayPlace, stepIn } from './tree.ts';

const branch = (id: number, parent: number | null, forkAt: number, tipAt: number, current = false): BranchFrame => ({
  ...{ id, name: `b${id}`, parent, forkAt, tipAt, current, did: '', acts: 0, stops: null },
  ...{ forkEvent: forkAt / 1000, tipEvent: tipAt / 1000 },
});

/** 1 ─┬─ 2 ── 4 · └─ 3, of which 3 leaves later. */
const BRANCHES = [
  branch(1, null, 0, 100_000),
  branch(2, 1, 20_000, 50_000),
  branch(3, 1, 60_000, 200_000, true),
  branch(4, 2, 30_000, 40_000),
];

describe('the tree', () => {
  const rows = layoutTree(BRANCHES);
  it('has parents above their children, the one that leaves last first', () => {
    expect(rows.map((r) => [r.branch.id, r.depth, r.parentRow])).toEqual([
      [1, 0, null],
      [3, 1, 0],
      [2, 1, 0],
      [4, 2, 2],
    ]);
    expect(rows.map((r) => [r.from, r.to])).toEqual([
      [0, 0.5],
      [0.3, 1],
      [0.1, 0.25],
      [0.15, 0.2],
    ]);
  });
  it('draws no line across another: below a stem stands nothing that begins before it', () => {
    for (const { row, parentRow, from } of rows)
      for (const between of rows.slice((parentRow ?? row) + 1, row)) expect(between.from).toBeGreaterThanOrEqual(from);
  });
  it('is walked by arrows', () => {
    const led = (from: number, key: string): number | undefined => stepIn(rows, from, key)?.branch.id;
    expect([led(0, 'ArrowDown'), led(1, 'ArrowUp'), led(0, 'ArrowRight'), led(3, 'ArrowLeft')]).toEqual([3, 1, 3, 2]);
    expect([led(0, 'ArrowUp'), led(0, 'ArrowLeft'), led(3, 'ArrowRight'), led(3, 'ArrowDown'), led(1, 'x')]).toEqual(
      Array(5).fill(undefined),
    );
    expect([led(1, 'Home'), led(1, 'End')]).toEqual([1, 4]);
  });
  it('says of a branch where it begins and ends, what goes with it, and with what it is compared', () => {
    expect(sayPlace(rows[2]!, rows)).toBe('From event 20 of “b1” to 50: 20.000 to 50.000 ms.');
    expect(sayPlace(rows[0]!, rows)).toBe('From the beginning to event 100: 100.000 ms.');
    expect([countWithin(BRANCHES, 1), countWithin(BRANCHES, 2), countWithin(BRANCHES, 4)]).toEqual([3, 1, 0]);
    expect([comparedWith(BRANCHES, 2), comparedWith(BRANCHES, 3), comparedWith([BRANCHES[0]!], 1)]).toEqual([3, 1, null]);
  });
});

describe('outcomes', () => {
  const outcome: Outcome = {
    ...{ event: 10, at: 1000, leader: null, chosen: 0, acknowledged: 2, elections: 1, messages: 9, violation: '' },
    nodes: [{ node: 1, status: 'up', promised: '1.n1', applied: 4, digest: '00ab' }],
  };
  it('stand side by side in the same words', () => {
    const other: Outcome = {
      ...outcome,
      leader: { node: 2, ballot: '2.n2' },
      violation: 'I1: two entries.',
      nodes: [
        { node: 1, status: 'crashed', promised: '', applied: 0, digest: '' },
        { node: 2, status: 'paused', promised: '2.n2', applied: 0, digest: '00' },
      ],
    };
    const rows = new Map(outcomeRows(outcome, other).map((r) => [r.what, r.sides]));
    expect(rows.get('Leads')).toEqual(['nobody', 'n2 in ballot 2.n2']);
    expect(rows.get('n1')).toEqual(['promised 1.n1; applied up to slot 4, digest 00ab', 'crashed; nothing promised']);
    expect(rows.get('n2')).toEqual(['not there', 'paused; promised 2.n2; nothing applied']);
    expect(rows.get('Checks')).toEqual(['hold', 'I1: two entries.']);
  });
});
