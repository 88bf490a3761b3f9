// Who stands, when, and with which ballot: D1, E1–E4.
import { describe, expect, it } from 'vitest';
import type { Effect, TimerName } from './effects.ts';
import { ballot, broken, fire, leader, notes, request, say, sends, up, waits, put } from './testing.ts';

const timer = (out: readonly Effect[], name: TimerName): { min: number; max: number } | undefined => {
  const found = out.find((e) => e.kind === 'timer' && e.timer === name);
  return found?.kind === 'timer' ? { min: found.min, max: found.max } : undefined;
};
const reject = (round: number) => ({ type: 'Reject', refused: ballot(round, 1), promised: ballot(round + 1, 3) }) as const;

describe('an election', () => {
  it('[D1] no Prepare leaves before the candidate’s own promise is synced', () => {
    const out = fire(up(1), 'election');
    expect(sends(out, 'Prepare')).toEqual([]);
    expect(waits(out, 'Prepare').map((w) => [w.to, w.record?.type])).toEqual([
      [2, 'promise'],
      [3, 'promise'],
    ]);
    expect(sends(fire(up(1, broken('reuse-ballot')), 'election'), 'Prepare')).toHaveLength(2);
  });

  it('[D1] a restart never uses a ballot again', () => {
    const record = { type: 'promise', ballot: ballot(3, 1), commitIndex: 0 } as const;
    expect(notes(fire(up(1, {}, [record]), 'election'), 'candidate')[0]!.ballot).toEqual(ballot(4, 1));
  });

  it('[E1] the time-out lies in [T, 2T), a promise restarts it, and the round is one above the highest met', () => {
    const n1 = up(1);
    const out = say(n1, 3, { type: 'Prepare', ballot: ballot(7, 3), firstSlot: 1 });
    expect(timer(out, 'election')).toEqual({ min: 200_000, max: 399_999 });
    expect(notes(fire(n1, 'election'), 'candidate')[0]).toMatchObject({ ballot: ballot(8, 1), why: 'timeout' });
  });

  it('[E2] a refused candidate waits for a growing, bounded time', () => {
    const n1 = up(1);
    const ranges: number[] = [];
    for (let i = 0; i < 7; i++) {
      fire(n1, 'election');
      const out = say(n1, 3, reject(n1.ballot.round));
      expect(notes(out, 'back-off')).toHaveLength(1);
      ranges.push(timer(out, 'election')!.max);
    }
    expect(ranges[1]).toBeGreaterThan(ranges[0]!);
    expect(ranges[6]).toBe(ranges[5]);
  });

  it('[E2] a candidate without a quorum in time backs off as well', () => {
    const n1 = up(1);
    fire(n1, 'election');
    expect(notes(fire(n1, 'candidacy'), 'back-off')).toHaveLength(1);
    expect(n1.role).toBe('follower');
    expect(notes(fire(n1, 'election'), 'candidate')[0]!.why).toBe('retry');
  });

  it('[E3] in lazy mode a time-out makes no candidate, a request does', () => {
    const n1 = up(1, { election: 'lazy' });
    expect(notes(fire(n1, 'election'), 'candidate')).toEqual([]);
    expect(notes(say(n1, 101, request('v')), 'candidate')[0]!.why).toBe('request');
  });

  it('[E3] in lazy mode a node that has promised gives the candidate a time-out to take over, then serves the request itself', () => {
    const n1 = up(1, { election: 'lazy' });
    say(n1, 2, { type: 'Prepare', ballot: ballot(3, 2), firstSlot: 1 });
    expect(notes(say(n1, 101, request('v')), 'queue')).toMatchObject([{ why: 'no-leader' }]);
    expect(n1.role).toBe('follower');
    expect(notes(fire(n1, 'election'), 'candidate')).toMatchObject([{ ballot: ballot(4, 1) }]);
  });

  it('[E3] what waits for the candidate is redirected to it when it leads', () => {
    const n1 = up(1, { election: 'lazy' });
    say(n1, 2, { type: 'Prepare', ballot: ballot(3, 2), firstSlot: 1 });
    say(n1, 101, request('v'));
    const out = say(n1, 2, { type: 'Heartbeat', ballot: ballot(3, 2), commitIndex: 0, sentAt: 0, round: 1 });
    expect(sends(out, 'Redirect')).toMatchObject([{ to: 101, message: { leader: 2 } }]);
  });

  it('[E2] a request does not cut a back-off short; what waits is served when it is over', () => {
    for (const election of ['lazy', 'basic'] as const) {
      const n1 = up(1, { election });
      say(n1, 101, request('v'));
      say(n1, 2, { type: 'Reject', refused: ballot(1, 1), promised: ballot(7, 2) });
      expect(notes(say(n1, 102, request('w', 102_000)), 'queue')).toMatchObject([{ why: 'no-leader', length: 2 }]);
      expect(n1.role).toBe('follower');
      expect(notes(fire(n1, 'election'), 'candidate')).toMatchObject([{ ballot: ballot(8, 1) }]);
    }
  });

  it('[E4] a Basic leader that must still learn what is chosen below its command stays until it has', () => {
    const n1 = up(1, { election: 'basic' });
    const own = waits(say(n1, 101, request('v')), 'Promise')[0]!.message;
    say(n1, 1, own);
    say(n1, 2, { ...own, chosenUpTo: 1, votes: [{ slot: 1, ballot: ballot(0, 2), entry: put('x', '0', 102_000) }] });
    say(n1, 1, { type: 'Accepted', ballot: n1.ballot, slot: 2 });
    say(n1, 2, { type: 'Accepted', ballot: n1.ballot, slot: 2 });
    expect(n1.role).toBe('leader');
    const out = say(n1, 2, { type: 'CatchUpReply', fromSlot: 1, entries: [put('x', '0', 102_000)], commitIndex: 1 });
    expect(notes(out, 'abdicate')).toHaveLength(1);
    expect(sends(out, 'Heartbeat')[0]!.message.commitIndex).toBe(2);
  });

  it('[E4] in Basic mode a leader serves one command and leads no more', () => {
    const n1 = up(1, { election: 'basic' });
    const own = waits(say(n1, 101, request('v')), 'Promise')[0]!.message;
    say(n1, 1, own);
    say(n1, 2, { ...own, votes: [] });
    expect(n1.role).toBe('leader');
    say(n1, 1, { type: 'Accepted', ballot: n1.ballot, slot: 1 });
    const out = say(n1, 2, { type: 'Accepted', ballot: n1.ballot, slot: 1 });
    expect(notes(out, 'abdicate')).toHaveLength(1);
    expect(n1.role).toBe('follower');
    expect(notes(say(n1, 102, request('w', 102_000)), 'candidate')[0]!.ballot.round).toBe(2);
  });

  it('[L6] Prepare is sent again, to those who have not promised, behind the sync of the ballot', () => {
    const n1 = up(1);
    fire(n1, 'election');
    expect(waits(fire(n1, 'resend'), 'Prepare').map((w) => [w.to, w.record])).toEqual([
      [2, null],
      [3, null],
    ]);
  });

  it('[L7] a candidate’s waiting requests go to the leader that it hears of', () => {
    const n1 = up(1);
    fire(n1, 'election');
    say(n1, 101, request('v'));
    const out = say(n1, 3, { type: 'Heartbeat', ballot: ballot(9, 3), commitIndex: 0, sentAt: 0, round: 1 });
    expect(sends(out, 'Redirect')[0]!.message.leader).toBe(3);
  });

  it('small-quorum counts one vote less than a majority', () => {
    const n1 = up(1, broken('small-quorum'));
    const own = waits(fire(n1, 'election'), 'Promise')[0]!.message;
    expect(notes(say(n1, 1, own), 'lead')).toHaveLength(1);
    expect(leader().role).toBe('leader');
  });
});
