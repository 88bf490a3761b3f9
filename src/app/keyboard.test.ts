import { describe, expect, it } from 'vitest';
import { KEY_NAMES, keySpec } from '../state/keys.ts';
import type { FlightFrame } from '../view/frame.ts';
import { flightAfter } from './key-acts.ts';
import { keptBy, readKey, type KeyPress } from './keyboard.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  ...more,
});

describe('reading keys', () => {
  it('finds every name of the table', () => {
    expect(readKey(press(' '))).toEqual({ act: 'play' });
    expect(readKey(press('ArrowLeft'))).toEqual({ act: 'back' });
    expect(readKey(press('M', { shiftKey: true }))).toEqual({ act: 'messageBack' });
    expect(readKey(press('z', { ctrlKey: true }))).toEqual({ act: 'undo' });
    expect(readKey(press('z', { metaKey: true }))).toEqual({ act: 'undo' });
    expect(readKey(press('z'))).toEqual({ act: 'sleep' });
    expect(readKey(press('F6'))).toEqual({ act: 'panels' });
    expect(readKey(press('Escape'))).toEqual({ act: 'clear' });
    expect(KEY_NAMES).toContain('panels');
  });

  it('has no key that two things are done by', () => {
    const pressed = KEY_NAMES.map((name) => keySpec(name)).map(
      ({ key, shift, ctrl }) => `${ctrl ? 'Ctrl ' : ''}${shift ? '⇧ ' : ''}${key}`,
    );
    expect(pressed.filter((key, i) => pressed.indexOf(key) !== i)).toEqual([]);
  });

  it('takes digits for nodes, and with Shift for drawers', () => {
    expect(readKey(press('3'))).toEqual({ act: 'node', node: 3 });
    expect(readKey(press('0'))).toBeNull();
    expect(readKey(press('!', { code: 'Digit1', shiftKey: true }))).toEqual({ act: 'drawer', drawer: 0 });
    expect(readKey(press('(', { code: 'Digit8', shiftKey: true }))).toEqual({ act: 'drawer', drawer: 7 });
    expect(readKey(press(')', { code: 'Digit9', shiftKey: true }))).toEqual({ act: 'drawer', drawer: 8 });
    expect(readKey(press('=', { code: 'Digit0', shiftKey: true }))).toBeNull();
  });

  it('takes a symbol as printed, whatever it needs on the keyboard at hand', () => {
    expect(readKey(press('?', { code: 'Slash', shiftKey: true }))).toEqual({ act: 'keys' });
    // A German keyboard: / is Shift 7, [ is AltGr 8.
    expect(readKey(press('/', { code: 'Digit7', shiftKey: true }))).toEqual({ act: 'filter' });
    expect(readKey(press('[', { code: 'Digit8', ctrlKey: true, altKey: true }))).toEqual({ act: 'slower' });
  });

  it('leaves the browser’s own keys alone', () => {
    expect(readKey(press('r', { ctrlKey: true }))).toBeNull();
    expect(readKey(press('s', { metaKey: true }))).toBeNull();
    expect(readKey(press('ArrowLeft', { altKey: true }))).toBeNull();
    expect(readKey(press('z', { ctrlKey: true, shiftKey: true }))).toBeNull();
    expect(readKey(press('e', { ctrlKey: true, altKey: true }))).toBeNull();
  });

  it('repeats steps while the key is held, and nothing else', () => {
    expect(readKey(press('ArrowRight', { repeat: true }))).toEqual({ act: 'event' });
    expect(readKey(press('x', { repeat: true }))).toBeNull();
    expect(readKey(press(' ', { repeat: true }))).toBeNull();
  });
});

/** An element that is inside whatever the selector names. */
const inside = (...names: string[]): Pick<Element, 'closest'> => ({
  closest: ((selector: string) => (selector.split(', ').some((s) => names.includes(s)) ? ({} as Element) : null)) as Element['closest'],
});

describe('what the focused element keeps', () => {
  it('is everything in menus and dialogs, and all but Escape and F6 in text', () => {
    expect(keptBy(inside('[role=menu]'), 'x', false)).toBe(true);
    expect(keptBy(inside('[role=dialog]'), 'Escape', false)).toBe(true);
    expect(keptBy(inside('textarea'), 'x', false)).toBe(true);
    expect(keptBy(inside('textarea'), 'Escape', false)).toBe(false);
  });
  it('is the arrows of a slider, and no letters', () => {
    expect(keptBy(inside('[role=slider]'), 'ArrowLeft', false)).toBe(true);
    expect(keptBy(inside('[role=slider]'), 'Home', true)).toBe(true);
    expect(keptBy(inside('[role=slider]'), 'x', false)).toBe(false);
  });
  it('is the space bar of a button reached by keys, not of one that was clicked', () => {
    expect(keptBy(inside('button'), ' ', false)).toBe(true);
    expect(keptBy(inside('button'), ' ', true)).toBe(false);
    expect(keptBy(inside('button'), 'ArrowLeft', false)).toBe(false);
    expect(keptBy(inside(), ' ', false)).toBe(false);
  });
});

describe('the next message under way', () => {
  const flights = [
    { id: 7, arrivesAt: 30 },
    { id: 8, arrivesAt: 10 },
    { id: 9, arrivesAt: 20 },
  ] as FlightFrame[];
  const at = (flight: number) => ({ kind: 'flight', flight }) as const;
  it('goes by arrival, around', () => {
    expect(flightAfter(flights, null, 1)).toBe(8);
    expect(flightAfter(flights, null, -1)).toBe(7);
    expect(flightAfter(flights, at(8), 1)).toBe(9);
    expect(flightAfter(flights, at(7), 1)).toBe(8);
    expect(flightAfter(flights, at(8), -1)).toBe(7);
    expect(flightAfter(flights, at(99), 1)).toBe(8);
    expect(flightAfter([], null, 1)).toBeNull();
  });
});
