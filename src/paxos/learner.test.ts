// Learning, applying, answering, recovering: R2–R4, S1–S4, D7, D8.
import { describe, expect, it } from 'vitest';
import { Machine } from './machine.ts';
import { recoverNode } from './recovery.ts';
import type { Operation } from './entry.ts';
import { ballot, broken, fire, leader, notes, put, request, say, sends, settings, up } from './testing.ts';
import { step } from './node.ts';

const accept = (round: number, slot: number, value: string, commitIndex = 0) =>
  ({ type: 'Accept', ballot: ballot(round, 1), slot, entry: put('x', value, 101_000, slot), commitIndex }) as const;
const beat = (round: number, commitIndex: number) =>
  ({ type: 'Heartbeat', ballot: ballot(round, 1), commitIndex, sentAt: 0, round: 1 }) as const;

describe('a learner', () => {
  it('[R2] takes its own votes of the leader’s ballot as chosen, and asks for the rest', () => {
    const n2 = up(2);
    say(n2, 1, accept(1, 1, 'a'));
    say(n2, 3, { ...accept(1, 2, 'old'), ballot: ballot(1, 3) });
    const out = say(n2, 1, beat(2, 2));
    expect(notes(out, 'chosen')).toEqual([]); // both votes are of other ballots than 2.n1
    expect(sends(fire(n2, 'catch-up'), 'CatchUpRequest')[0]!.message.fromSlot).toBe(1);
    const reply = { type: 'CatchUpReply', fromSlot: 1, entries: [put('x', 'a'), put('x', 'b')], commitIndex: 2 } as const;
    expect(notes(say(n2, 1, reply), 'chosen').map((c) => c.how)).toEqual(['catch-up', 'catch-up']);
  });

  it('[R2] with believe-commit-index takes any vote as chosen', () => {
    const n2 = up(2, broken('believe-commit-index'));
    say(n2, 1, accept(1, 1, 'a'));
    expect(notes(say(n2, 1, beat(2, 1)), 'chosen')).toHaveLength(1);
  });

  it('[R3] applies in slot order, never past a gap', () => {
    const n2 = up(2);
    say(n2, 1, accept(1, 2, 'b'));
    say(n2, 1, beat(1, 2));
    expect(n2.appliedIndex).toBe(0);
    const out = say(n2, 1, accept(1, 1, 'a', 2));
    expect(notes(out, 'apply').map((a) => a.slot)).toEqual([1, 2]);
    const careless = up(2, broken('apply-past-gap'));
    say(careless, 1, accept(1, 2, 'b'));
    expect(notes(say(careless, 1, beat(1, 2)), 'apply').map((a) => a.slot)).toEqual([2]);
  });

  it('[R4] the node that got the request answers, when it has applied it', () => {
    const n1 = leader();
    say(n1, 101, request('v'));
    say(n1, 1, { type: 'Accepted', ballot: ballot(1, 1), slot: 1 });
    const out = say(n1, 3, { type: 'Accepted', ballot: ballot(1, 1), slot: 1 });
    expect(sends(out, 'Reply')[0]).toMatchObject({ to: 101, message: { sequence: 1, result: { version: 1 }, appliedIndex: 1 } });
  });

  it('[S2] a request answered before is answered again from the table', () => {
    const n1 = leader();
    say(n1, 101, request('v'));
    for (const from of [1, 2]) say(n1, from, { type: 'Accepted', ballot: ballot(1, 1), slot: 1 });
    const out = say(n1, 101, request('v'));
    expect(notes(out, 'known')[0]!.why).toBe('answered');
    expect(sends(out, 'Reply')).toHaveLength(1);
    expect(n1.leadership!.proposals.size).toBe(0);
  });
});

describe('the state machine', () => {
  const run = (m: Machine, operation: Operation, session = 1, sequence = 1) => m.apply({ session, sequence, operation }, true).result;

  it('[S1] knows a command by session and number', () => {
    const m = new Machine();
    run(m, { op: 'put', key: 'x', value: 'a' }, 1, 1);
    run(m, { op: 'put', key: 'x', value: 'b' }, 2, 1);
    expect(m.get('x')).toEqual({ value: 'b', version: 2 });
  });

  it('[S2] a repeated number changes nothing; with the rule off it does', () => {
    const m = new Machine();
    const command = { session: 1, sequence: 1, operation: { op: 'put', key: 'x', value: 'a' } } as const;
    expect(m.apply(command, true).repeated).toBe(false);
    expect(m.apply(command, true)).toEqual({ result: { version: 1 }, repeated: true });
    expect(m.apply(command, false).result).toEqual({ version: 2 });
  });

  it('[S3] sessions are part of the digest', () => {
    const a = new Machine();
    const b = new Machine();
    run(a, { op: 'put', key: 'x', value: 'v' }, 1, 1);
    run(b, { op: 'put', key: 'x', value: 'v' }, 2, 1);
    expect(a.digest()).not.toBe(b.digest());
  });

  it('[S4] get, put, delete, compare-and-set; versions rise and never come again', () => {
    const m = new Machine();
    expect(run(m, { op: 'get', key: 'x' }, 1, 1)).toEqual({ version: 0 });
    expect(run(m, { op: 'cas', key: 'x', expect: 0, value: 'a' }, 1, 2)).toEqual({ version: 1, ok: true });
    expect(run(m, { op: 'cas', key: 'x', expect: 0, value: 'b' }, 1, 3)).toEqual({ version: 1, ok: false });
    expect(run(m, { op: 'delete', key: 'x' }, 1, 4)).toEqual({ version: 0, ok: true });
    expect(run(m, { op: 'put', key: 'x', value: 'c' }, 1, 5)).toEqual({ version: 3 });
    expect(run(m, { op: 'get', key: 'x' }, 1, 6)).toEqual({ version: 3, value: 'c' });
  });
});

describe('recovery', () => {
  it('[D7] takes the largest ballot of any record as promised, and replays what it knew chosen', () => {
    const n2 = up(2, {}, [
      { type: 'promise', ballot: ballot(1, 1), commitIndex: 0 },
      { type: 'vote', ballot: ballot(3, 3), slot: 1, entry: put('x', 'a'), commitIndex: 0 },
      { type: 'vote', ballot: ballot(3, 3), slot: 2, entry: put('x', 'b', 101_000, 2), commitIndex: 1 },
    ]);
    expect(n2.promised).toEqual(ballot(3, 3));
    expect([n2.commitIndex, n2.appliedIndex, n2.machine.get('x')!.value]).toEqual([1, 1, 'a']);
  });

  it('[D7] a learned entry counts before a vote of the same slot', () => {
    const n2 = up(2, {}, [
      { type: 'vote', ballot: ballot(1, 1), slot: 1, entry: put('x', 'voted'), commitIndex: 0 },
      { type: 'learned', slot: 1, entry: put('x', 'chosen'), commitIndex: 0 },
      { type: 'promise', ballot: ballot(2, 3), commitIndex: 1 },
    ]);
    expect(n2.machine.get('x')!.value).toBe('chosen');
  });

  it('[D7] [D8] a damaged or emptied disk never votes', () => {
    for (const damage of ['record 3 is damaged', null]) {
      const n2 = recoverNode(2, settings(), [], damage);
      step(n2, { kind: 'start' }, 0);
      const out = say(n2, 1, { type: 'Prepare', ballot: ballot(1, 1), firstSlot: 1 });
      expect(out).toEqual([{ kind: 'ignore', what: 'Prepare', why: 'damaged' }]);
    }
    const forgetful = recoverNode(2, settings(broken('amnesia')), [], null);
    expect(forgetful.damage).toBeNull();
  });
});
