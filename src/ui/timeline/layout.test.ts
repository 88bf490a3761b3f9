import { describe, expect, it } from 'vitest';
import type { Mark } from '../../trace/described.ts';
import type { BranchFrame, Reign } from '../../worker/protocol.ts';
import { formatTick } from '../../view/ticks.ts';
import { layoutBranches, layoutMarks, layoutReigns, leavesAt, sayMarks, trackEnd } from './layout.ts';
import { sayReigns } from './TextTwin.tsx';

/** 1 px a millisecond. */
const x = (at: number): number => at / 1000;
const WIDTH = 1000;

describe('the end of the track', () => {
  it('leaves room to grow, and moves in steps', () => {
    expect(trackEnd(0)).toBe(500_000);
    expect(trackEnd(400_000)).toBe(500_000);
    expect(trackEnd(500_000)).toBe(640_000);
    expect(trackEnd(600_000)).toBe(640_000);
    expect(trackEnd(9_900_000)).toBe(12_500_000);
  });
});

describe('reigns', () => {
  const reign = (from: number, to: number | null, node = 1): Reign => ({ from, to, node, ballot: `1.n${node}` });
  it('stand where they were, the last up to the tip', () => {
    const boxes = layoutReigns([reign(100_000, 400_000), reign(500_000, null, 3)], 620_000, x, WIDTH);
    expect(boxes.map((b) => [b.x, b.width, b.label])).toEqual([
      [100, 300, 'n1 leads 1.n1'],
      [500, 120, 'n3 leads 1.n3'],
    ]);
  });
  it('say less where there is less room, and are left out where there is none', () => {
    const labels = layoutReigns([reign(0, 40_000), reign(50_000, 60_000), reign(70_000, 70_500)], 900_000, x, WIDTH).map((b) => b.label);
    expect(labels).toEqual(['n1', '']);
  });
  it('are cut at the edges of the view', () => {
    const zoomed = (at: number): number => at / 100 - 2000;
    expect(layoutReigns([reign(100_000, 400_000)], 900_000, zoomed, WIDTH)).toMatchObject([{ x: 0, width: 1000 }]);
    expect(layoutReigns([reign(0, 100_000)], 900_000, zoomed, WIDTH)).toEqual([]);
  });
});

describe('marks', () => {
  const mark = (at: number, kind: Mark['kind'], event = at): Mark => ({ at, event, kind, actor: 1, text: `${kind} at ${at}.` });
  it('that would cover one another stand as one, under the sign of the most important', () => {
    const groups = layoutMarks([mark(100_000, 'lost'), mark(104_000, 'crash'), mark(200_000, 'election')], x, WIDTH);
    expect(groups.map((g) => [g.x, g.mark.kind, g.marks.length])).toEqual([
      [100, 'crash', 2],
      [200, 'election', 1],
    ]);
  });
  it('never number more than the pixels have room for', () => {
    const crowd = Array.from({ length: 20_000 }, (_, i) => mark(i * 50, 'lost'));
    const groups = layoutMarks(crowd, x, WIDTH);
    expect(groups.length).toBeLessThanOrEqual(WIDTH / 17);
    expect(groups.reduce((sum, g) => sum + g.marks.length, 0)).toBe(20_000);
    expect(sayMarks(groups[0]!)).toHaveLength(6);
    expect(sayMarks(groups[0]!).at(-1)).toMatch(/^and \d+ more$/);
  });
  it('outside the view are not drawn', () => {
    expect(layoutMarks([mark(5_000_000, 'crash')], x, WIDTH)).toEqual([]);
  });
});

describe('branches', () => {
  const branch = (id: number, forkAt: number, tipAt: number, current = false): BranchFrame => ({
    id,
    name: `branch ${id}`,
    parent: id === 0 ? null : 0,
    forkEvent: 0,
    forkAt,
    tipEvent: 1,
    did: '',
    acts: 0,
    stops: null,
    tipAt,
    current,
  });
  it('stand in lanes in which bar and name keep clear of the next', () => {
    const boxes = layoutBranches(
      [branch(0, 0, 900_000, true), branch(1, 100_000, 300_000), branch(2, 200_000, 700_000), branch(3, 500_000, 600_000)],
      x,
      WIDTH,
    );
    expect(boxes.map((b) => [b.branch.id, b.x, b.width, b.lane])).toEqual([
      [1, 100, 200, 0],
      [2, 200, 500, 1],
      [3, 500, 100, 0],
    ]);
  });
  it('begin where they part from the one shown, whichever of the two left the other', () => {
    const all = [
      { ...branch(0, 0, 900_000), parent: null },
      { ...branch(1, 200_000, 600_000, true), parent: 0 },
      { ...branch(2, 300_000, 500_000), parent: 0 },
      { ...branch(3, 400_000, 500_000), parent: 1 },
      { ...branch(4, 450_000, 500_000), parent: 3 },
    ];
    expect(all.filter((b) => !b.current).map((b) => [b.id, leavesAt(all, b)])).toEqual([
      [0, 200_000],
      [2, 200_000],
      [3, 400_000],
      [4, 400_000],
    ]);
  });
  it('leave room for their names at the right edge', () => {
    const [box] = layoutBranches([branch(1, 990_000, 2_000_000)], x, WIDTH);
    expect(box!.x + box!.width + 136).toBeLessThanOrEqual(WIDTH);
  });
});

describe('words of the track', () => {
  it('write ticks in the unit of their distance', () => {
    expect(formatTick(0, 50_000)).toBe('0');
    expect(formatTick(150_000, 50_000)).toBe('150 ms');
    expect(formatTick(1_500_000, 500_000)).toBe('1.5 s');
    expect(formatTick(12_000_000, 2_000_000)).toBe('12 s');
    expect(formatTick(1_250, 50)).toBe('1.250 ms');
  });
  it('say who led', () => {
    expect(sayReigns({ reigns: [] })).toBe('Nobody has led so far.');
    expect(sayReigns({ reigns: [{ from: 1000, to: null, node: 3, ballot: '1.n3' }] })).toBe(
      'n3 led in ballot 1.n3 from 1.000 ms and leads still.',
    );
  });
});
