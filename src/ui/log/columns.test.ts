// Which slots the grid shows, and where keys take its focus.
import { describe, expect, test } from 'vitest';
import {
  columnsThatFit,
  firstToShow,
  gapOwner,
  gapSlots,
  lastFirst,
  MAX_COLUMNS,
  MIN_COLUMNS,
  moveFirst,
  moveFocus,
  nearest,
  nextGap,
  nodeOfRow,
  partShown,
} from './columns.ts';

describe('columns', () => {
  test('as many as fit beside the labels, within bounds', () => {
    expect(columnsThatFit(480, 74, 37)).toBe(10);
    expect(columnsThatFit(120, 74, 37)).toBe(MIN_COLUMNS);
    expect(columnsThatFit(9000, 74, 37)).toBe(MAX_COLUMNS);
    expect(columnsThatFit(0, 0, 37)).toBe(0);
  });

  test('a part of a longer frame: the later slots while following, the earlier otherwise', () => {
    expect(partShown(20, 16, 10, true)).toEqual({ offset: 6, count: 10 });
    expect(partShown(20, 16, 10, false)).toEqual({ offset: 0, count: 10 });
    expect(partShown(20, 8, 10, true)).toEqual({ offset: 0, count: 8 });
  });
});

describe('moving the stretch', () => {
  test('back and on by slots; at the far end it follows again', () => {
    expect(lastFirst(52, 10)).toBe(46);
    expect(moveFirst(46, -8, 52, 10)).toBe(38);
    expect(moveFirst(3, -8, 52, 10)).toBe(1);
    expect(moveFirst(38, 2, 52, 10)).toBe(40);
    expect(moveFirst(38, 8, 52, 10)).toBeNull();
  });

  test('to a slot out of sight, a little way in', () => {
    expect(firstToShow(45, 40, 10)).toBe(40);
    expect(firstToShow(12, 40, 10)).toBe(9);
    expect(firstToShow(1, 40, 10)).toBe(1);
  });

  test('gaps are gone through in order, around', () => {
    expect(nextGap([13, 15], null)).toBe(13);
    expect(nextGap([13, 15], 13)).toBe(15);
    expect(nextGap([13, 15], 15)).toBe(13);
  });
});

test('gaps are the leader’s, and those that any node shows', () => {
  const cell = (state: 'gap' | 'voted') => ({ state, ballot: null, text: '', noop: false, command: '' });
  const log = {
    gaps: [9],
    first: 12,
    rows: [
      { node: 1, cells: [cell('voted'), cell('voted')] },
      { node: 4, cells: [cell('voted'), cell('gap')] },
    ],
  };
  expect(gapSlots(log)).toEqual([9, 13]);
  expect(gapOwner(log, 13)).toBe(4);
  expect(gapOwner(log, 9)).toBeNull();
});

describe('focus', () => {
  const move = (key: string, row = 2, slot = 10) => moveFocus({ row, slot }, key, 7, 8, 10);

  test('arrows move by one cell and stay within rows and log', () => {
    expect(move('ArrowRight')).toEqual({ row: 2, slot: 11 });
    expect(move('ArrowLeft', 2, 1)).toEqual({ row: 2, slot: 1 });
    expect(move('ArrowUp', 0)).toEqual({ row: 0, slot: 10 });
    expect(move('ArrowDown', 6)).toEqual({ row: 6, slot: 10 });
  });

  test('ends and pages', () => {
    expect(move('Home')).toEqual({ row: 2, slot: 8 });
    expect(move('End')).toEqual({ row: 2, slot: 17 });
    expect(move('PageDown')).toEqual({ row: 2, slot: 20 });
    expect(move('PageUp')).toEqual({ row: 2, slot: 1 });
    expect(move('x')).toBeNull();
  });

  test('comes to the nearest cell that is shown', () => {
    expect(nearest({ row: 9, slot: 2 }, 7, 8, 10)).toEqual({ row: 6, slot: 8 });
    expect(nearest({ row: 1, slot: 99 }, 7, 8, 10)).toEqual({ row: 1, slot: 17 });
  });

  test('rows below the second belong to nodes', () => {
    expect(nodeOfRow(0, [1, 2])).toBeNull();
    expect(nodeOfRow(1, [1, 2])).toBeNull();
    expect(nodeOfRow(3, [1, 2])).toBe(2);
  });
});
