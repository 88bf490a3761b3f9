// Changes of membership (M1–M7, A4) and batches (B1, B2): a leader driven by hand.
import { describe, expect, it } from 'vitest';
import type { Effect, MembershipPolicy } from './effects.ts';
import { step, type Node } from './node.ts';
import { ballot, broken, fire, leader, notes, put, request, say, sends, up } from './testing.ts';

const ask = (node: Node, members: readonly number[], policy: MembershipPolicy): Effect[] =>
  step(node, { kind: 'reconfigure', members, policy }, 0);
const vote = (node: Node, from: number, slot: number): Effect[] => say(node, from, { type: 'Accepted', ballot: node.ballot, slot });
/** The leader's own vote and n2's: the slot is chosen. */
const choose = (node: Node, slot: number): Effect[] => [...vote(node, 1, slot), ...vote(node, 2, slot)];
const ack = (node: Node, from: number, appliedIndex: number): Effect[] =>
  say(node, from, { type: 'HeartbeatAck', ballot: node.ballot, sentAt: 0, round: 1, appliedIndex, checkpointIndex: 0 });
const stages = (out: readonly Effect[]): string[] => notes(out, 'membership').map((n) => n.stage);

describe('a change of members', () => {
  it('[M1] [M3] goes through the log; with α-window it governs α slots later', () => {
    const n1 = leader({ alpha: 4, window: 4 });
    expect(notes(ask(n1, [1, 2], 'alpha-window'), 'propose')[0]!.entry).toEqual({ type: 'configuration', members: [1, 2], after: 4 });
    const out = choose(n1, 1);
    expect(notes(out, 'configuration')).toEqual([{ kind: 'configuration', slot: 1, from: 5, members: [1, 2] }]);
  });

  it('[M2] stop-the-world waits until nothing is open, and proposes nothing above it before it is applied', () => {
    const n1 = leader();
    say(n1, 101, request('a'));
    expect(stages(ask(n1, [1, 2], 'stop-the-world'))).toEqual(['asked', 'draining']);
    say(n1, 102, request('b', 102_000));
    expect(n1.queue).toHaveLength(1);
    const drained = choose(n1, 1);
    expect(notes(drained, 'propose').map((p) => p.entry.type)).toEqual(['configuration']);
    expect(n1.queue).toHaveLength(1);
    const applied = choose(n1, 2);
    expect(stages(applied)).toContain('resumed');
    expect(notes(applied, 'propose').map((p) => p.slot)).toEqual([3]);
  });

  it('[M4] proposes under the new members only with promises from a quorum of them', () => {
    const n1 = leader();
    ask(n1, [1, 4, 5], 'stop-the-world');
    ack(n1, 4, 0);
    ack(n1, 5, 0);
    const applied = choose(n1, 1);
    expect(sends(applied, 'Prepare').map((p) => p.to)).toEqual([4, 5]);
    say(n1, 101, request('a'));
    expect(n1.leadership!.proposals.size).toBe(0);
    const known = { slot: 2, ballot: ballot(1, 5), entry: put('x', 'chosen before', 103_000) };
    const out = say(n1, 4, { type: 'Promise', ballot: n1.ballot, firstSlot: 2, votes: [known], chosenUpTo: 0, checkpointIndex: 0 });
    expect(stages(out)).toEqual(['promises', 'resumed']);
    // L3: what a member of the new configuration reports is proposed again; the client's command comes after it.
    expect(notes(out, 'propose').map((p) => [p.slot, p.why])).toEqual([
      [2, 'adopted'],
      [3, 'new'],
    ]);
  });

  it('[M4] with two-memberships proposes at once', () => {
    const n1 = leader(broken('two-memberships'));
    ask(n1, [1, 4, 5], 'stop-the-world');
    ack(n1, 4, 0);
    ack(n1, 5, 0);
    choose(n1, 1);
    say(n1, 101, request('a'));
    expect(n1.leadership!.proposals.size).toBe(1);
  });

  it('[M5] waits until a newcomer has caught up', () => {
    const n1 = leader({ alpha: 1, window: 1 });
    say(n1, 101, request('a'));
    choose(n1, 1);
    say(n1, 101, request('b', 101_000, 2));
    choose(n1, 2);
    expect(stages(ask(n1, [1, 2, 3, 4], 'alpha-window'))).toEqual(['asked']);
    expect(sends(fire(n1, 'heartbeat'), 'Heartbeat').map((h) => h.to)).toEqual([2, 3, 4]);
    expect(stages(ack(n1, 4, 1))).toEqual(['caught-up', 'proposed']);
  });

  it('[M6] a leader that is removed hands over when the new members know', () => {
    const n1 = leader();
    ask(n1, [2, 3], 'stop-the-world');
    choose(n1, 1);
    say(n1, 3, { type: 'Promise', ballot: n1.ballot, firstSlot: 2, votes: [], chosenUpTo: 0, checkpointIndex: 0 });
    expect(n1.role).toBe('leader');
    ack(n1, 2, 1);
    expect(stages(ack(n1, 3, 1))).toEqual(['handed-over']);
    expect(n1.role).toBe('follower');
  });

  it('[M7] one at a time', () => {
    const n1 = leader({ alpha: 4, window: 4 });
    ask(n1, [1, 2], 'alpha-window');
    expect(stages(ask(n1, [1, 3], 'alpha-window'))).toEqual(['refused']);
    choose(n1, 1);
    expect(stages(ask(n1, [1, 3], 'alpha-window'))).toEqual(['refused']); // it does not govern yet
  });

  it('[A4] a removed node is told so, and stands no more; a newcomer is not refused', () => {
    const n2 = up(2);
    const entry = { type: 'configuration', members: [1, 2], after: 1 } as const;
    say(n2, 1, { type: 'Accept', ballot: ballot(1, 1), slot: 1, entry, commitIndex: 0 });
    say(n2, 1, { type: 'Heartbeat', ballot: ballot(1, 1), commitIndex: 1, sentAt: 0, round: 1 });
    const prepare = { type: 'Prepare', ballot: ballot(9, 3), firstSlot: 1 } as const;
    expect(sends(say(n2, 3, prepare), 'Members')[0]!.message).toEqual({ type: 'Members', slot: 1, members: [1, 2] });
    expect(notes(say(n2, 4, { ...prepare, ballot: ballot(9, 4) }), 'promise')).toHaveLength(1);
    const n3 = up(3);
    expect(stages(say(n3, 2, { type: 'Members', slot: 1, members: [1, 2] }))).toEqual(['removed']);
    expect(notes(fire(n3, 'election'), 'candidate')).toEqual([]);
  });

  it('[A4] a member that knows an older configuration is told of the newer one, and asks for what it lacks', () => {
    const n2 = up(2);
    const entry = { type: 'configuration', members: [2, 3], after: 1 } as const;
    say(n2, 1, { type: 'Accept', ballot: ballot(1, 1), slot: 1, entry, commitIndex: 0 });
    say(n2, 1, { type: 'Heartbeat', ballot: ballot(1, 1), commitIndex: 1, sentAt: 0, round: 1 });
    const answer = sends(say(n2, 3, { type: 'Members', slot: 0, members: [1] }), 'Members');
    expect(answer).toMatchObject([{ to: 3, message: { slot: 1, members: [2, 3] } }]);
    expect(sends(say(n2, 3, { type: 'Members', slot: 1, members: [2, 3] }), 'Members')).toEqual([]);
    const n3 = up(3);
    expect(sends(say(n3, 2, answer[0]!.message), 'CatchUpRequest')).toMatchObject([{ to: 2, message: { fromSlot: 1 } }]);
  });
});

describe('a batch', () => {
  it('[B1] is proposed when it is full, or when its time is over', () => {
    const n1 = leader({ batchSize: 2, batchMicros: 5_000 });
    expect(notes(say(n1, 101, request('a')), 'propose')).toEqual([]);
    expect(notes(say(n1, 102, request('b', 102_000)), 'propose')[0]!.entry).toMatchObject({
      commands: [{ session: 101_000 }, { session: 102_000 }],
    });
    say(n1, 103, request('c', 103_000));
    expect(notes(fire(n1, 'batch'), 'propose')).toHaveLength(1);
  });

  it('[B2] answers each command by itself', () => {
    const n1 = leader({ batchSize: 2, batchMicros: 5_000 });
    say(n1, 101, request('a'));
    say(n1, 102, request('b', 102_000));
    expect(sends(choose(n1, 1), 'Reply').map((r) => [r.to, r.message.result.version])).toEqual([
      [101, 1],
      [102, 2],
    ]);
  });
});
