import { describe, expect, it } from 'vitest';
import type { RunFrame } from '../worker/protocol.ts';
import { checkKept } from './kept.ts';
import { KEYS, KEY_NAMES, keySpec } from './keys.ts';
import { makeLatest } from './latest.ts';
import { wouldLose } from './replacing.ts';

describe('what is kept on the device', () => {
  it('takes fields that fit and leaves out the others, each by itself', () => {
    expect(checkKept({ theme: 'dark', presenter: 'yes', closed: ['log', 'nonsense'], layout: { main: { stage: 58 } }, extra: 1 })).toEqual({
      theme: 'dark',
      layout: { main: { stage: 58 } },
    });
    expect(checkKept(null)).toEqual({});
    expect(checkKept('x')).toEqual({});
  });
});

describe('latest wins', () => {
  it('makes the first call and the newest of those that came meanwhile', async () => {
    const made: number[] = [];
    const finish: (() => void)[] = [];
    const call = makeLatest((n: number) => {
      made.push(n);
      return new Promise<void>((resolve) => finish.push(resolve));
    });
    const all = Promise.all([call(1), call(2), call(3)]);
    finish[0]!();
    await Promise.resolve();
    await Promise.resolve();
    finish[1]!();
    await all;
    expect(made).toEqual([1, 3]);
  });

  it('goes on after a failure', async () => {
    const call = makeLatest((n: number) => (n === 1 ? Promise.reject(new Error('no')) : Promise.resolve()));
    await expect(call(1)).rejects.toThrow('no');
    await expect(call(2)).resolves.toBeUndefined();
  });
});

describe('what a new run would take', () => {
  const first = { id: 1, name: 'First run' };
  const run = { session: 's', tipEvent: 1561, acts: 0, readOnly: false, branches: [first] } as unknown as RunFrame;
  it('is nothing for a run that only played, and for one that is saved', () => {
    expect(wouldLose(run, '')).toBe('');
    expect(wouldLose({ ...run, acts: 2 }, 's 2 1 First run')).toBe('');
    expect(wouldLose({ ...run, acts: 2, tipEvent: 9000 }, 's 2 1 First run')).toBe('');
    expect(wouldLose(null, '')).toBe('');
  });
  it('is named otherwise', () => {
    expect(wouldLose({ ...run, acts: 1 }, '')).toBe('1,561 events and what you did in it');
    expect(wouldLose({ ...run, acts: 3 }, 's 2 1 First run')).not.toBe('');
    expect(wouldLose({ ...run, acts: 2, branches: [{ ...first, name: 'Renamed' }] as never }, 's 2 1 First run')).not.toBe('');
    expect(wouldLose({ ...run, acts: 1, branches: [first, { id: 2, name: 'Crash n1' }] as never }, 's 0 1 First run')).toBe(
      '1,561 events, what you did in it and 2 branches',
    );
  });
});

describe('keys', () => {
  it('are each used once', () => {
    const pressed = KEY_NAMES.map((n) => [KEYS[n], keySpec(n)] as const).map(([k, s]) => `${s.ctrl ?? false} ${s.shift ?? false} ${k.key}`);
    expect(new Set(pressed).size).toBe(pressed.length);
  });
});
