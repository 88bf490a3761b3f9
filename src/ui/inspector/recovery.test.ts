import { describe, expect, it } from 'vitest';
import type { Mark } from '../../trace/described.ts';
import { lastReturn } from './LastRecovery.tsx';
import { stepAfter } from './use-recovery.ts';

describe('a recovery, walked by keys', () => {
  it('goes by one, by ten, to the ends, and not beyond', () => {
    expect(stepAfter('ArrowDown', 3, 5)).toBe(4);
    expect(stepAfter('ArrowDown', 4, 5)).toBe(4);
    expect(stepAfter('ArrowLeft', 0, 5)).toBe(0);
    expect(stepAfter('PageDown', 3, 50)).toBe(13);
    expect([stepAfter('Home', 3, 5), stepAfter('End', 3, 5)]).toEqual([0, 4]);
    expect(stepAfter('x', 3, 5)).toBeNull();
  });
});

describe('the last time a node came back', () => {
  const mark = (event: number, kind: Mark['kind'], actor: number): Mark => ({ event, kind, actor, at: event * 10, text: '' });
  const marks = [mark(5, 'restart', 2), mark(9, 'restart', 3), mark(20, 'power-failure', 0), mark(30, 'restart', 2)];
  it('is its own restart, or the power’s failure, before the moment shown', () => {
    expect(lastReturn(marks, 2, 31)?.event).toBe(30);
    expect(lastReturn(marks, 2, 30)?.event).toBe(20);
    expect(lastReturn(marks, 2, 20)?.event).toBe(5);
    expect(lastReturn(marks, 3, 9)).toBeUndefined();
  });
});
