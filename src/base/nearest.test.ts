import { expect, test } from 'vitest';
import { nearestWord } from './nearest.ts';

const WORDS = ['leader', 'lease', 'gap', 'chosen', 'violation'];

test.each([
  ['leder', 'leader'],
  ['Leader', 'leader'],
  ['choosen', 'chosen'],
  ['chsoen', 'chosen'],
  ['gpa', 'gap'],
  ['violatoin', 'violation'],
  ['happy', null],
  ['x', null],
  ['', null],
])('“%s” may have meant %s', (word, meant) => expect(nearestWord(word, WORDS)).toBe(meant));
