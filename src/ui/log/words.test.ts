// The log grid in words, on a moment of a real world.
import { describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '../../sim/config.ts';
import { makeWorld } from '../../sim/world.ts';
import { projectFrame } from '../../view/project-frame.ts';
import type { CellFrame } from '../../view/frame.ts';
import { sameCell } from './Cell.tsx';
import { governFrom, roleWord, sayCell, sayGoverns, sayRow, sayTruth, sayWindow, shortEntry } from '../../view/log-words.ts';

const cell = (part: Partial<CellFrame>): CellFrame => ({
  state: 'voted',
  ballot: { round: 3, node: 3, text: '3.n3' },
  text: 'x=4',
  noop: false,
  command: '',
  ...part,
});

describe('a cell', () => {
  test('says who, where, how sure and in which ballot', () => {
    expect(sayCell(cell({}), 13, 2)).toBe('n2, slot 13: voted for x=4 in ballot 3.n3; the vote is synced.');
    expect(sayCell(cell({ state: 'written' }), 13, 2)).toContain('a crash would take it');
    expect(sayCell(cell({ state: 'gap', ballot: null, text: '' }), 14, 4)).toContain('a gap');
    expect(sayCell(cell({ state: 'applied', noop: true, text: '∅' }), 14, 4)).toBe(
      'n4, slot 14: has applied a no-op (∅), chosen in ballot 3.n3.',
    );
    expect(sayTruth(cell({ state: 'chosen' }), 13)).toBe('In fact, slot 13: x=4 is chosen in ballot 3.n3.');
  });

  test('names the members of a configuration by their numbers, and says the whole in words', () => {
    expect(shortEntry('{n1 n2 n3 n4 n6}')).toBe('12346');
    expect(shortEntry('{n1 n2 n3 n4 n5 n6 n7}')).toBe('7 n');
    expect(sayCell(cell({ text: '{n1 n2 n4}' }), 13, 2)).toContain('voted for the configuration {n1 n2 n4} in ballot');
  });

  test('says who governs its slot, where members change', () => {
    const members = [
      { from: 1, members: [1, 2, 3] },
      { from: 9, members: [1, 2, 4] },
    ];
    expect(sayGoverns({ members }, 8)).toBe(' n1, n2 and n3 govern it.');
    expect(sayGoverns({ members }, 9)).toBe(' n1, n2 and n4 govern it, from slot 9 on.');
    expect(sayGoverns({}, 9)).toBe('');
    expect(governFrom({ members, first: 4, count: 8 })).toEqual([9]);
    expect(governFrom({ members, first: 10, count: 8 })).toEqual([]);
  });

  test('is cut where it is long', () => {
    expect(shortEntry('x=82')).toBe('x=82');
    expect(shortEntry('x=27 if v0')).toBe('x=27…');
  });

  test('is the same by value', () => {
    expect(sameCell(cell({}), cell({}))).toBe(true);
    expect(sameCell(cell({}), cell({ state: 'chosen' }))).toBe(false);
    expect(sameCell(cell({}), cell({ ballot: null }))).toBe(false);
  });
});

describe('a moment', () => {
  const world = makeWorld({ config: DEFAULT_CONFIG });
  for (let i = 0; i < 1500; i++) world.step();
  const frame = projectFrame(world, { firstSlot: null, slots: 12 }, null, '');

  test('each row is a sentence that says how far it is applied', () => {
    for (const n of frame.nodes) expect(sayRow(n, frame.log)).toContain(`n${n.id} has applied up to slot ${n.appliedIndex}`);
  });

  test('the window follows the commit index', () => {
    expect(sayWindow(frame.log)).toBe(`window ${frame.log.commitIndex + 1}–${frame.log.windowEnd}`);
  });

  test('the leader is named', () => {
    expect(frame.nodes.map((n) => roleWord(n, false)).filter((w) => w === 'leads')).toHaveLength(1);
    expect(roleWord({ ...frame.nodes[0]!, status: 'crashed' }, false)).toBe('crashed');
  });
});
