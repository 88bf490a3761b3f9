// Commands as they are typed, and what becomes of the latest ones in a real world.
import { describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '../../sim/config.ts';
import { makeWorld } from '../../sim/world.ts';
import { describe as describeEvent } from '../../trace/describe.ts';
import { projectFrame } from '../../view/project-frame.ts';
import { operationOf, refuseKey, refuseValue, refuseVersion, sayNoLease } from './command.ts';
import { bringUpTo, MAX_RECENT, type RecentCommand } from './recent.ts';
import { answerIn, sayState } from './Recent.tsx';

describe('what is typed', () => {
  test('becomes an operation', () => {
    expect(operationOf({ op: 'put', key: 'x', value: '4', expect: '' })).toEqual({ ok: true, value: { op: 'put', key: 'x', value: '4' } });
    expect(operationOf({ op: 'get', key: 'x', value: '', expect: '' })).toEqual({ ok: true, value: { op: 'get', key: 'x' } });
    expect(operationOf({ op: 'cas', key: 'x', value: '4', expect: '2' })).toEqual({
      ok: true,
      value: { op: 'cas', key: 'x', value: '4', expect: 2 },
    });
  });

  test('is refused with what was found and what was expected', () => {
    expect(refuseKey('')).toBe('Found nothing; expected a key of 1 to 16 characters.');
    expect(refuseKey('a'.repeat(17))).toBe('Found 17 characters; expected a key of at most 16.');
    expect(refuseKey('a b')).toBe('Found a space; expected a key without spaces.');
    expect(refuseValue('v'.repeat(65))).toBe('Found 65 characters; expected a value of at most 64.');
    expect(refuseVersion('two')).toContain('Found “two”');
    expect(refuseVersion('0')).toBe('');
    expect(operationOf({ op: 'cas', key: 'x', value: '4', expect: '-1' }).ok).toBe(false);
  });
});

describe('the latest commands', () => {
  test('wait, are answered, and are forgotten by whoever goes back before them', () => {
    const world = makeWorld({ config: { ...DEFAULT_CONFIG, clients: 0 } });
    for (let i = 0; i < 300; i++) world.step();
    const early = projectFrame(world, { firstSlot: null, slots: 8 }, null, '');
    let recent: readonly RecentCommand[] = [];
    const see = (): void => {
      recent = bringUpTo(recent, projectFrame(world, { firstSlot: null, slots: 8 }, null, ''));
    };
    world.apply({ kind: 'command', operation: { op: 'put', key: 'x', value: '4' } }, world.now);
    see();
    expect(recent).toMatchObject([{ operation: 'x=4', state: 'waiting' }]);
    for (let i = 0; i < 400; i++) world.step();
    see();
    expect(recent).toMatchObject([{ operation: 'x=4', state: 'answered', answer: 'done, version 1' }]);
    world.apply({ kind: 'command', operation: { op: 'get', key: 'x' } }, world.now);
    see();
    expect(recent.map((r) => r.operation)).toEqual(['x?', 'x=4']);
    for (let i = 0; i < 400; i++) world.step();
    see();
    expect(recent[0]).toMatchObject({ state: 'answered', answer: 'x is 4, version 1' });
    expect(bringUpTo(recent, early)).toEqual([]);
  });

  test('an answer is read from the sentence of its event', () => {
    const world = makeWorld({ config: { ...DEFAULT_CONFIG, clients: 0 } });
    for (let i = 0; i < 300; i++) world.step();
    world.apply({ kind: 'command', operation: { op: 'put', key: 'x', value: '4' } }, world.now);
    const sentences: string[] = [];
    for (let i = 0; i < 400; i++) {
      const record = world.step();
      if (record !== null) sentences.push(answerIn(describeEvent(record, world).text));
    }
    expect(sentences.filter((s) => s !== '')).toEqual(['x=4 is done, version 1']);
  });

  test('a read says how it was answered, and a stale one how old it may be', () => {
    const world = makeWorld({ config: { ...DEFAULT_CONFIG, clients: 0 } });
    for (let i = 0; i < 300; i++) world.step();
    world.apply({ kind: 'command', operation: { op: 'get', key: 'x' }, to: 2, mode: 'stale' }, world.now);
    let answer = '';
    for (let i = 0; i < 100 && answer === ''; i++) answer = answerIn(describeEvent(world.step()!, world).text);
    expect(answer).toBe('x is absent, as far as that node knew');
    const [read] = bringUpTo([], projectFrame(world, { firstSlot: null, slots: 8 }, null, ''));
    expect(read).toMatchObject({ operation: 'x?', state: 'answered', mode: 'stale', answer: '' });
    const old = 'You have the answer to you#3 after 20 ms: x is 4, version 1, at least 1 slot ago.';
    expect(answerIn(old)).toBe('x is 4, version 1; at least 1 slot behind');
  });

  test('where the world has no leases, it is said', () => {
    expect(sayNoLease('leader-lease', false, false)).toContain('no leases');
    expect(sayNoLease('follower-lease', true, false)).toContain('no follower leases');
    expect(sayNoLease('follower-lease', true, true)).toBe('');
    expect(sayNoLease('quorum', false, false)).toBe('');
  });

  test('nothing new is the same list', () => {
    const world = makeWorld({ config: DEFAULT_CONFIG });
    const frame = projectFrame(world, { firstSlot: null, slots: 8 }, null, '');
    const recent: readonly RecentCommand[] = [];
    expect(bringUpTo(recent, frame)).toBe(recent);
  });

  test('are bounded, and said in words', () => {
    const of = (n: number): RecentCommand => ({
      id: `you#${n}`,
      operation: 'x?',
      state: 'answered',
      since: n,
      to: 1,
      attempt: 1,
      answer: '',
    });
    const many = Array.from({ length: 20 }, (_, i) => of(20 - i));
    expect(bringUpTo(many, { clients: [], at: 100 })).toHaveLength(MAX_RECENT);
    expect(sayState({ ...of(1), state: 'unknown', to: 2, attempt: 3 })).toBe('unknown: no answer in time, sent again to n2 (attempt 3)');
  });
});
