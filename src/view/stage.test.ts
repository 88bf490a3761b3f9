// The stage's geometry and its words: cards that never overlap, ways that are functions of time, sentences that say what is seen.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, type Config } from '../sim/config.ts';
import { makeWorld, type World } from '../sim/world.ts';
import type { FlightFrame, FlightShape } from './frame.ts';
import { freeWay, layoutStage, type Box, type StageLayout } from './layout.ts';
import { pathOf, pointOn, progressOf, svgPath, threePlaces, visibilityOf, type Ground } from './motion.ts';
import { ballotColour, shapeOutline, SHAPES } from './palette.ts';
import { projectFrame } from './project-frame.ts';
import { clientSentence, leaderSentence, stageText } from './stage-text.ts';

const ids = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);
const SIZES = [
  { width: 690, height: 510, text: 12 },
  { width: 1060, height: 760, text: 13.5 },
  { width: 1060, height: 740, text: 18 },
  { width: 366, height: 340, text: 12 },
  { width: 1100, height: 420, text: 12 },
  { width: 480, height: 640, text: 12 },
];
const meet = (a: Box, b: Box): boolean => Math.abs(a.x - b.x) < (a.w + b.w) / 2 && Math.abs(a.y - b.y) < (a.h + b.h) / 2;

function expectApart(l: StageLayout): void {
  const boxes = [...l.nodes.values(), ...l.clients];
  boxes.forEach((a, i) => {
    expect(a.x - a.w / 2).toBeGreaterThanOrEqual(0);
    expect(a.x + a.w / 2).toBeLessThanOrEqual(l.width);
    expect(a.y - a.h / 2).toBeGreaterThanOrEqual(0);
    expect(a.y + a.h / 2).toBeLessThanOrEqual(l.height);
    for (const b of boxes.slice(i + 1)) expect(meet(a, b)).toBe(false);
  });
}

describe('layout', () => {
  it('keeps cards and clients inside and apart, at every size, for one to nine nodes', () => {
    for (const size of SIZES)
      for (const n of ids(9)) for (const clients of [0, 1, 2, 5, 20]) expectApart(layoutStage(size, ids(n), clients));
  });

  it('tells everything in words for five nodes on a desk, and keeps the log on a phone', () => {
    expect(layoutStage(SIZES[0]!, ids(5), 2).detail).toBe('full');
    expect(layoutStage(SIZES[2]!, ids(5), 2).detail).toBe('full');
    expect(layoutStage(SIZES[3]!, ids(5), 2).detail).toBe('medium');
  });

  it('leaves messages a way to be seen on', () => {
    for (const size of SIZES) {
      const l = layoutStage(size, ids(5), 2);
      const boxes = [...l.nodes.values()];
      boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => expect(freeWay(a, b)).toBeGreaterThan(size.text * 1.8)));
    }
  });

  it('counts the clients that have no place', () => {
    const l = layoutStage(SIZES[0]!, ids(5), 32);
    expect(l.clients.length - 1 + l.hiddenClients).toBe(32);
    expect(layoutStage(SIZES[0]!, ids(5), 2).hiddenClients).toBe(0);
  });

  it('is total: any size, however small', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 40 }),
        (width, height, n, c) => {
          const l = layoutStage({ width, height, text: 12 }, ids(n), c);
          for (const b of [...l.nodes.values(), ...l.clients]) expect(Number.isFinite(b.x + b.y + b.w + b.h)).toBe(true);
          expect(l.nodes.size).toBe(n);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('motion', () => {
  const a: Box = { x: 0, y: 0, w: 100, h: 60 };
  const b: Box = { x: 400, y: 0, w: 100, h: 60 };
  const ground: Ground = { centre: { x: 200, y: 0 }, gap: 0, boxes: [a, b] };
  const way = (from: Box, to: Box, answer: boolean, slot = 3, shape: FlightShape = 'phase2') =>
    pathOf({ answer, slot, shape }, from, to, ground);

  it('a question and its answer pass on different sides', () => {
    const there = pointOn(way(a, b, false), 0.5);
    const back = pointOn(way(b, a, true), 0.5);
    expect(Math.sign(there.y)).toBe(-Math.sign(back.y));
  });

  it('a question and an answer of the same direction do not cover one another, nor do neighbouring slots', () => {
    const heights = [way(a, b, false, 3), way(a, b, false, 4), way(a, b, false, 5), way(a, b, true, 3)].map((p) => pointOn(p, 0.5).y);
    expect(new Set(heights.map((h) => Math.round(h))).size).toBe(4);
  });

  it('begins and ends at the cards’ edges', () => {
    const p = way(a, b, false);
    expect(pointOn(p, 0)).toEqual({ x: p.x0, y: p.y0 });
    expect(p.x0).toBeCloseTo(50, 0);
    expect(p.x1).toBeCloseTo(350, 0);
    expect(svgPath(p)).toMatch(/^M[\d. -]+Q[\d. -]+$/);
  });

  it('keeps clear of a card that stands between', () => {
    const between: Box = { x: 200, y: -20, w: 80, h: 60 };
    const path = pathOf({ answer: false, slot: 0, shape: 'phase1' }, a, b, { centre: { x: 200, y: 300 }, gap: 6, boxes: [a, b, between] });
    for (let p = 0; p <= 1; p += 0.05) expect(meet({ ...pointOn(path, p), w: 1, h: 1 }, between)).toBe(false);
  });

  it('goes on with virtual time alone; one that is lost stops and fades', () => {
    const f = { sentAt: 1000, arrivesAt: 11_000 };
    expect([0, 1000, 6000, 11_000, 20_000].map((t) => progressOf(f, t))).toEqual([0, 0, 0.5, 1, 1]);
    const lost = { ...f, lostAt: 6000 };
    expect(progressOf(lost, 20_000)).toBe(0.5);
    expect(visibilityOf(lost, 1000)).toBe(1);
    expect(visibilityOf(lost, 6000)).toBe(0);
    expect(visibilityOf(f, 99_999)).toBe(1);
  });

  it('stands at three places with reduced motion', () => {
    expect(new Set(Array.from({ length: 101 }, (_, i) => threePlaces(i / 100)))).toEqual(new Set([1 / 6, 1 / 2, 5 / 6]));
  });
});

describe('signs', () => {
  it('a ballot has its owner’s colour; what has none is ink; every shape is its own', () => {
    expect(ballotColour({ node: 3 })).toBe('var(--n3)');
    expect(ballotColour(null)).toBe('var(--ink-2)');
    expect(new Set(SHAPES.map((s) => shapeOutline(s, 8))).size).toBe(SHAPES.length);
  });
});

describe('the stage in sentences', () => {
  const world = (change: Partial<Config> = {}): World => makeWorld({ config: { ...DEFAULT_CONFIG, ...change } });
  const look = (w: World) => projectFrame(w, { firstSlot: null, slots: 12 }, null, '');

  it('says who leads, who is down, what is cut, what flies, who waits', () => {
    const w = world();
    while (look(w).leader === null || w.node(1).node.commitIndex < 5) w.step();
    const leader = look(w).leader!;
    expect(leaderSentence(look(w))).toBe(`n${leader.node} leads ballot ${leader.ballot.text}`);
    const other = (leader.node % 5) + 1;
    w.apply({ kind: 'cut', from: leader.node, to: other }, w.now);
    while (w.flights().length < 3) w.step();
    const text = stageText(look(w)).join('\n');
    expect(text).toContain(`Cut, one way: n${leader.node} to n${other}.`);
    expect(text).toMatch(/messages are under way: .+ from n\d to n\d/);
    expect(text).toMatch(/c\d(: last answer: | waits for .+ sent to n\d)/);
    w.apply({ kind: 'crash', node: leader.node }, w.now);
    expect(leaderSentence(look(w))).toBe('Nobody leads');
    expect(stageText(look(w)).join('\n')).toMatch(new RegExp(`n${leader.node}, crashed`));
    expect(text).not.toMatch(/undefined|NaN|\[object/);
  });

  it('counts promises while somebody stands', () => {
    const w = world();
    while (!look(w).nodes.some((n) => (n.promises?.from.length ?? 0) > 0)) w.step();
    expect(leaderSentence(look(w))).toMatch(/^n\d stands for 1\.n\d: 1 of 3 promises$/);
  });

  it('an unknown outcome is called so', () => {
    const w = world({ lossPpm: 400_000 });
    let c = null;
    while (c === null) {
      w.step();
      c = look(w).clients.find((x) => x.state === 'unknown') ?? null;
    }
    expect(clientSentence(c, w.now)).toMatch(/its outcome is unknown\. It was sent again, under the same number, to n\d: attempt \d/);
  });

  it('every flight has a name', () => {
    const w = world();
    for (let i = 0; i < 500; i++) w.step();
    const flights: readonly FlightFrame[] = look(w).flights;
    expect(flights.every((f) => f.label.length < 40)).toBe(true);
  });
});
