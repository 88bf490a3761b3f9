// A film's own time: exact at both ends, one picture after another, and sentences that can be read.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Captions, HOLD_SECONDS, momentOf, movingPictures, picturesOf, secondsOf, type Caption } from './film.ts';

const plan = fc.record({
  from: fc.integer({ min: 0, max: 10_000_000 }),
  length: fc.integer({ min: 0, max: 5_000_000 }),
  speed: fc.constantFrom(0.002, 0.01, 0.05, 0.1, 1, 10),
  fps: fc.constantFrom(5, 10, 20, 24, 30, 60),
});

describe('a film', () => {
  it('begins at its first moment, ends at its last, and never goes back', () => {
    fc.assert(
      fc.property(plan, ({ from, length, speed, fps }) => {
        const p = { from, to: from + length, speed, fps };
        const last = movingPictures(p) - 1;
        expect(momentOf(p, 0)).toBe(from);
        expect(momentOf(p, last)).toBe(from + length);
        for (const k of [1, 2, last >> 1, last].filter((n) => n > 0 && n <= last))
          expect(momentOf(p, k)).toBeGreaterThanOrEqual(momentOf(p, k - 1));
        expect(secondsOf(p)).toBeGreaterThanOrEqual(length / 1e6 / speed);
      }),
    );
  });

  it('shows 200 ms at a twentieth in four seconds, and holds the last picture', () => {
    const p = { from: 1_000_000, to: 1_200_000, speed: 0.05, fps: 30 };
    expect(movingPictures(p)).toBe(121);
    expect(picturesOf(p)).toBe(121 + HOLD_SECONDS * 30);
    expect(momentOf(p, 60)).toBe(1_100_000);
  });
});

describe('sentences below a film', () => {
  const say = (text: string, interest: Caption['interest'] = 'notable'): Caption => ({ at: 0, text, interest });
  const shownAt = (c: Captions, seconds: number): string | undefined => c.at(seconds)?.text;

  it('stay long enough to be read; of those that came meanwhile the newest follows', () => {
    const c = new Captions();
    c.say(say('first'));
    expect(shownAt(c, 0)).toBe('first');
    c.say(say('second'));
    c.say(say('third'));
    expect(shownAt(c, 1)).toBe('first');
    expect(shownAt(c, 2)).toBe('third');
  });

  it('a landmark comes at once, and is not pushed away by what is only notable', () => {
    const c = new Captions();
    c.say(say('first'));
    expect(shownAt(c, 0)).toBe('first');
    c.say(say('n1 crashes', 'landmark'));
    c.say(say('something else'));
    expect(shownAt(c, 0.1)).toBe('n1 crashes');
  });

  it('routine is told where nothing else has been for a while', () => {
    const c = new Captions();
    c.say(say('first'));
    expect(shownAt(c, 0)).toBe('first');
    c.say(say('a heartbeat', 'routine'));
    expect(shownAt(c, 2)).toBe('first');
    expect(shownAt(c, 3.1)).toBe('a heartbeat');
  });
});
