// The acceptor's rules, one by one, and what is held until it is on disk.
import { describe, expect, it } from 'vitest';
import { ballot, broken, notes, put, say, sends, up, waits } from './testing.ts';

const prepare = (round: number, node: number, firstSlot = 1) => ({ type: 'Prepare', ballot: ballot(round, node), firstSlot }) as const;
const accept = (round: number, node: number, slot: number, value: string, commitIndex = 0) =>
  ({ type: 'Accept', ballot: ballot(round, node), slot, entry: put('x', value), commitIndex }) as const;

describe('an acceptor', () => {
  it('[A1] promises a higher ballot, answers the same again, refuses a lower one', () => {
    const n2 = up(2);
    expect(waits(say(n2, 1, prepare(2, 1)), 'Promise')).toHaveLength(1);
    expect(n2.promised).toEqual(ballot(2, 1));
    expect(waits(say(n2, 1, prepare(2, 1)), 'Promise')).toHaveLength(1);
    const refused = sends(say(n2, 3, prepare(1, 3)), 'Reject')[0]!;
    expect(refused.message).toEqual({ type: 'Reject', refused: ballot(1, 3), promised: ballot(2, 1) });
    expect(n2.promised).toEqual(ballot(2, 1));
  });

  it('[A1] orders ballots by round, then by node', () => {
    const n2 = up(2);
    say(n2, 3, prepare(1, 3));
    expect(sends(say(n2, 1, prepare(1, 1)), 'Reject')).toHaveLength(1);
    expect(waits(say(n2, 1, prepare(2, 1)), 'Promise')).toHaveLength(1);
  });

  it('[A2] reports every vote from firstSlot on, and how far it knows the log to be chosen', () => {
    const n2 = up(2);
    for (const [slot, value] of [
      [1, 'a'],
      [2, 'b'],
      [4, 'd'],
    ] as const)
      say(n2, 1, accept(1, 1, slot, value, 1));
    const { message } = waits(say(n2, 3, prepare(2, 3, 2)), 'Promise')[0]!;
    expect(message.votes.map((v) => [v.slot, v.ballot])).toEqual([
      [2, ballot(1, 1)],
      [4, ballot(1, 1)],
    ]);
    expect(message.chosenUpTo).toBe(1);
  });

  it('[A3] votes at or above its promise, and the vote raises the promise', () => {
    const n2 = up(2);
    expect(waits(say(n2, 1, accept(3, 1, 5, 'a')), 'Accepted')[0]!.message).toEqual({ type: 'Accepted', ballot: ballot(3, 1), slot: 5 });
    expect(n2.promised).toEqual(ballot(3, 1));
    expect(sends(say(n2, 3, accept(2, 3, 5, 'b')), 'Reject')).toHaveLength(1);
    expect(n2.log.vote(5)!.ballot).toEqual(ballot(3, 1));
  });

  it('[A3] keeps votes per slot; a higher ballot replaces the vote of its slot only', () => {
    const n2 = up(2);
    say(n2, 1, accept(1, 1, 1, 'a'));
    say(n2, 1, accept(1, 1, 2, 'b'));
    say(n2, 3, accept(2, 3, 2, 'c'));
    expect([n2.log.vote(1)!.ballot, n2.log.vote(2)!.ballot]).toEqual([ballot(1, 1), ballot(2, 3)]);
  });

  it('[A5] a heartbeat names the leader and raises no promise', () => {
    const n2 = up(2);
    const beat = { type: 'Heartbeat', ballot: ballot(4, 3), commitIndex: 0, sentAt: 0, round: 1 } as const;
    const out = say(n2, 3, beat);
    expect(sends(out, 'HeartbeatAck')).toHaveLength(1);
    expect(notes(out, 'follow')).toEqual([{ kind: 'follow', leader: 3, ballot: ballot(4, 3) }]);
    expect([n2.leader, n2.promised.round]).toEqual([3, 0]);
    say(n2, 1, prepare(5, 1));
    expect(sends(say(n2, 3, beat), 'Reject')).toHaveLength(1);
  });

  it('[D2] a promise waits for its record', () => {
    const out = say(up(2), 1, prepare(1, 1));
    expect(sends(out, 'Promise')).toEqual([]);
    expect(waits(out, 'Promise')[0]!.record).toMatchObject({ type: 'promise', ballot: ballot(1, 1) });
    const early = say(up(2, broken('promise-before-sync')), 1, prepare(1, 1));
    expect(sends(early, 'Promise')).toHaveLength(1);
  });

  it('[D3] an Accepted waits for the vote, and a repeated one for what is being synced', () => {
    const n2 = up(2);
    const out = say(n2, 1, accept(1, 1, 1, 'a'));
    expect(sends(out, 'Accepted')).toEqual([]);
    expect(waits(out, 'Accepted')[0]!.record).toMatchObject({ type: 'vote', slot: 1 });
    expect(waits(say(n2, 1, accept(1, 1, 1, 'a')), 'Accepted')[0]!.record).toBeNull();
    expect(sends(say(up(2, broken('vote-before-sync')), 1, accept(1, 1, 1, 'a')), 'Accepted')).toHaveLength(1);
  });

  it('[D4] a refusal waits for nothing', () => {
    const n2 = up(2);
    const out = [...say(n2, 1, prepare(2, 1)), ...say(n2, 3, prepare(1, 3))];
    expect(sends(out, 'Reject')).toHaveLength(1);
    expect(waits(out, 'Reject')).toEqual([]);
  });
});
