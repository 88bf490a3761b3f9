import { describe, expect, it } from 'vitest';
import type { RunFrame } from '../worker/protocol.ts';
import { checkKept } from './kept.ts';
import { KEYS, KEY_NAMES, keySpec } from './keys.ts';
import { makeLatest } from './latest.ts';
import { rememberOpened, rememberSaved, useAsking, wouldLose } from './replacing.ts';
import { useSaid } from './said.ts';

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
  const about = { title: 'Calm', author: '', notes: '', bookmarks: [] };
  const run = { session: 's', tipEvent: 1561, acts: 0, readOnly: false, branches: [first], ...about } as unknown as RunFrame;
  const saved = (of: RunFrame): string => {
    useSaid.setState({ run: of });
    rememberSaved();
    return useAsking.getState().saved;
  };
  it('is nothing for a run that only played, and for one that is saved, however far it played since', () => {
    expect(wouldLose(run, '')).toBe('');
    const acted = { ...run, acts: 2 };
    expect(wouldLose(acted, saved(acted))).toBe('');
    expect(wouldLose({ ...acted, tipEvent: 9000 }, saved(acted))).toBe('');
    expect(wouldLose(null, '')).toBe('');
  });
  it('is named otherwise', () => {
    expect(wouldLose({ ...run, acts: 1 }, '')).toBe('1,561 events and what you did in it');
    const acted = { ...run, acts: 2 };
    for (const since of [{ acts: 3 }, { branches: [{ ...first, name: 'Renamed' }] as never }, { notes: 'Look at slot 7.' }])
      expect(wouldLose({ ...acted, ...since }, saved(acted))).not.toBe('');
    expect(wouldLose({ ...run, notes: 'Look at slot 7.' }, '')).toBe('1,561 events and what is written about it');
    expect(wouldLose({ ...run, acts: 1, branches: [first, { id: 2, name: 'Crash n1' }] as never }, saved(run))).toBe(
      '1,561 events, what you did in it and 2 branches',
    );
  });
  it('is nothing when the run has just been opened from its file', () => {
    useSaid.setState({ run });
    rememberOpened();
    const opened = { ...run, session: 't', acts: 4 };
    useSaid.setState({ run: opened });
    expect(wouldLose(opened, useAsking.getState().saved)).toBe('');
    expect(wouldLose({ ...opened, acts: 5 }, useAsking.getState().saved)).not.toBe('');
  });
});

describe('keys', () => {
  it('are each used once', () => {
    const pressed = KEY_NAMES.map((n) => [KEYS[n], keySpec(n)] as const).map(([k, s]) => `${s.ctrl ?? false} ${s.shift ?? false} ${k.key}`);
    expect(new Set(pressed).size).toBe(pressed.length);
  });
});
