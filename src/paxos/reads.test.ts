// Reads that go around the log (Q1–Q5), and the leases that some of them stand on.
import { describe, expect, it } from 'vitest';
import type { Effect } from './effects.ts';
import type { Message, ReadMode } from './messages.ts';
import { step, type Node } from './node.ts';
import { ballot, broken, leader, notes, put, request, say, sends, up } from './testing.ts';

const read = (mode: ReadMode, session = 105_000): Message => ({
  type: 'Request',
  session,
  sequence: 1,
  operation: { op: 'get', key: 'x' },
  mode,
});
const at = (node: Node, now: number, from: number, message: Message): Effect[] => step(node, { kind: 'message', from, message }, now);
const ack = (node: Node, now: number, from: number, round: number, sentAt: number): Effect[] =>
  at(node, now, from, { type: 'HeartbeatAck', ballot: node.ballot, sentAt, round, appliedIndex: 0, checkpointIndex: 0 });
const vote = (node: Node, from: number, slot: number, now = 0): Effect[] =>
  at(node, now, from, { type: 'Accepted', ballot: node.ballot, slot });

/** A leader that has applied x = a. */
function leaderWithX(change: Parameters<typeof leader>[0] = {}): Node {
  const n1 = leader(change);
  say(n1, 101, request('a'));
  vote(n1, 1, 1);
  vote(n1, 2, 1);
  return n1;
}

describe('a read', () => {
  it('[Q1] through the log is a command', () => {
    expect(notes(say(leaderWithX(), 105, read('log')), 'propose')).toHaveLength(1);
  });

  it('[Q2] waits for acknowledgements of a heartbeat sent after it came', () => {
    const n1 = leaderWithX();
    const out = say(n1, 105, read('quorum'));
    const { round } = sends(out, 'Heartbeat')[0]!.message;
    expect(sends(out, 'Reply')).toEqual([]);
    expect(sends(ack(n1, 0, 2, round - 1, 0), 'Reply')).toEqual([]); // sent before the read came
    const answer = sends(ack(n1, 0, 2, round, 0), 'Reply')[0]!.message;
    expect(answer).toMatchObject({ result: { version: 1, value: 'a' }, appliedIndex: 1, mode: 'quorum' });
  });

  it('[Q2] waits until what Phase 1 found is chosen', () => {
    const n1 = leader({}, [{ slot: 1, ballot: ballot(1, 2), entry: put('x', 'old', 103_000) }]);
    const { round } = sends(say(n1, 105, read('quorum')), 'Heartbeat')[0]!.message;
    expect(sends(ack(n1, 0, 2, round, 0), 'Reply')).toEqual([]);
    vote(n1, 1, 1);
    expect(sends(vote(n1, 2, 1), 'Reply').map((r) => r.message.result)).toContainEqual({ version: 1, value: 'old' });
  });

  it('[Q2] with read-without-quorum asks nobody', () => {
    expect(sends(say(leaderWithX(broken('read-without-quorum')), 105, read('quorum')), 'Reply')).toHaveLength(1);
  });

  it('[Q5] stale is answered anywhere, with how far behind it is', () => {
    const n2 = up(2);
    say(n2, 1, { type: 'Accept', ballot: ballot(1, 1), slot: 1, entry: put('x', 'a'), commitIndex: 0 });
    const answer = sends(say(n2, 105, read('stale')), 'Reply')[0]!.message;
    expect(answer).toMatchObject({ result: { version: 0 }, appliedIndex: 0, behind: 1 });
  });
});

describe('a leader’s lease', () => {
  const leased = { leaseMicros: 100_000, driftBoundPpm: 100_000 };

  it('[Q3] lasts from when a quorum was asked, shortened by ε', () => {
    const n1 = leaderWithX(leased);
    ack(n1, 10_000, 2, 1, 5_000);
    expect(sends(at(n1, 94_999, 105, read('leader-lease')), 'Reply')).toHaveLength(1); // 5,000 + 0.9 × 100,000
    expect(sends(at(n1, 95_000, 105, read('leader-lease', 106_000)), 'Reply')).toEqual([]);
    const careless = leaderWithX({ ...leased, ...broken('no-drift-bound') });
    ack(careless, 10_000, 2, 1, 5_000);
    expect(sends(at(careless, 104_999, 105, read('leader-lease')), 'Reply')).toHaveLength(1);
  });

  it('[Q3] whoever acknowledged refuses every other candidate, and does not stand, for longer by ε', () => {
    const n2 = up(2, leased);
    at(n2, 1_000, 1, { type: 'Heartbeat', ballot: ballot(1, 1), commitIndex: 0, sentAt: 0, round: 1 });
    const prepare = { type: 'Prepare', ballot: ballot(2, 3), firstSlot: 1 } as const;
    expect(notes(at(n2, 110_999, 3, prepare), 'promise')).toEqual([]); // 1,000 + 1.1 × 100,000
    expect(notes(step(n2, { kind: 'timer', timer: 'election' }, 110_999), 'candidate')).toEqual([]);
    expect(notes(at(n2, 111_000, 3, prepare), 'promise')).toHaveLength(1);
  });

  it('[Q3] after a restart it waits one whole lease', () => {
    const n2 = up(2, leased, [{ type: 'promise', ballot: ballot(1, 1), commitIndex: 0 }]);
    const prepare = { type: 'Prepare', ballot: ballot(2, 3), firstSlot: 1 } as const;
    expect(notes(at(n2, 109_999, 3, prepare), 'promise')).toEqual([]);
    expect(notes(at(n2, 110_000, 3, prepare), 'promise')).toHaveLength(1);
  });
});

describe('a follower’s lease', () => {
  const leased = { leaseMicros: 100_000, followerLeaseMicros: 20_000 };

  it('[Q4] is granted while the leader’s own outlasts it, and holds slots back', () => {
    const n1 = leaderWithX(leased);
    ack(n1, 0, 2, 1, 0);
    const ask = { type: 'LeaseRequest', ballot: n1.ballot, sentAt: 7 } as const;
    expect(sends(at(n1, 80_001, 3, ask), 'LeaseGrant')).toEqual([]); // its own ends before
    expect(sends(at(n1, 10_000, 3, ask), 'LeaseGrant')[0]!.message).toMatchObject({ sentAt: 7, commitIndex: 1 });
    at(n1, 10_000, 101, { ...request('b', 101_000, 2) });
    vote(n1, 1, 2, 11_000);
    expect(notes(vote(n1, 2, 2, 11_000), 'chosen')).toEqual([]); // a quorum, but not the holder
    expect(notes(vote(n1, 3, 2, 12_000), 'chosen')).toHaveLength(1);
  });

  it('[Q4] runs out: then the leader goes on without the holder', () => {
    const n1 = leaderWithX(leased);
    ack(n1, 0, 2, 1, 0);
    at(n1, 10_000, 3, { type: 'LeaseRequest', ballot: n1.ballot, sentAt: 7 });
    at(n1, 10_000, 101, { ...request('b', 101_000, 2) });
    vote(n1, 1, 2, 11_000);
    vote(n1, 2, 2, 11_000);
    expect(notes(step(n1, { kind: 'timer', timer: 'lease' }, 30_000), 'chosen')).toHaveLength(1);
  });

  it('[Q4] lets the follower answer when it has applied what it had voted for', () => {
    const n3 = up(3, leased);
    const accept = (slot: number, commitIndex: number) =>
      ({ type: 'Accept', ballot: ballot(1, 1), slot, entry: put('x', String(slot), 101_000, slot), commitIndex }) as const;
    say(n3, 1, accept(1, 0));
    say(n3, 1, accept(2, 1));
    const asked = at(n3, 5_000, 105, read('follower-lease'));
    expect(sends(asked, 'LeaseRequest')[0]).toMatchObject({ to: 1, message: { sentAt: 5_000 } });
    const granted = at(n3, 9_000, 1, { type: 'LeaseGrant', ballot: ballot(1, 1), sentAt: 5_000, commitIndex: 1 });
    expect(sends(granted, 'Reply')).toEqual([]); // it has voted for slot 2 and not applied it
    const out = at(n3, 10_000, 1, { type: 'Heartbeat', ballot: ballot(1, 1), commitIndex: 2, sentAt: 0, round: 2 });
    expect(sends(out, 'Reply')[0]!.message).toMatchObject({ result: { value: '2' }, mode: 'follower-lease' });
    expect(sends(at(n3, 25_000, 106, read('follower-lease', 106_000)), 'LeaseRequest')).toHaveLength(1); // 5,000 + 20,000: over
  });
});
