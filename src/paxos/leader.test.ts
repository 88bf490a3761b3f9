// From promises to a leader, from votes to a choice: L1–L7, R1, D3, D5.
import { describe, expect, it } from 'vitest';
import type { Effect } from './effects.ts';
import { NOOP } from './entry.ts';
import type { Node } from './node.ts';
import { ballot, broken, fire, leader, notes, put, request, say, sends, up, waits } from './testing.ts';

const promise = (votes: [number, number, string][] = [], chosenUpTo = 0, round = 1) => ({
  type: 'Promise' as const,
  ballot: ballot(round, 1),
  firstSlot: 1,
  votes: votes.map(([slot, r, value]) => ({ slot, ballot: ballot(r, 3), entry: put('x', value) })),
  chosenUpTo,
  checkpointIndex: 0,
});
const accepted = (slot: number, round = 1) => ({ type: 'Accepted', ballot: ballot(round, 1), slot }) as const;

/** n1 of five, standing with 5.n1; the promises arrive. */
function elected(...promises: ReturnType<typeof promise>[]): { n1: Node; out: Effect[] } {
  const n1 = up(1, { members: [1, 2, 3, 4, 5] });
  n1.roundSeen = 4;
  const own = waits(fire(n1, 'election'), 'Promise')[0]!.message;
  say(n1, 1, own);
  const out = promises.map((p, i) => say(n1, 2 + i, { ...p, ballot: ballot(5, 1) })).flat();
  return { n1, out };
}

describe('a leader', () => {
  it('[L1] needs promises from a quorum; one node’s counts once', () => {
    const n1 = up(1, { members: [1, 2, 3, 4, 5] });
    const own = waits(fire(n1, 'election'), 'Promise')[0]!.message;
    say(n1, 1, own);
    say(n1, 2, promise());
    say(n1, 2, promise());
    expect(n1.role).toBe('candidate');
    expect(notes(say(n1, 3, promise()), 'lead')[0]!.quorum).toEqual([1, 2, 3]);
  });

  it('[L1] with skip-phase-1 leads without a promise', () => {
    const n1 = up(1, broken('skip-phase-1'));
    expect(notes(fire(n1, 'election'), 'lead')[0]!.quorum).toEqual([]);
  });

  it('[L2] learns what is chosen already, proposes nothing there, and after a time-out re-proposes it', () => {
    const { n1, out } = elected(
      promise(
        [
          [1, 2, 'a'],
          [2, 3, 'b'],
        ],
        2,
      ),
      promise(),
    );
    expect(sends(out, 'CatchUpRequest')).toEqual([{ to: 2, message: { type: 'CatchUpRequest', fromSlot: 1 } }]);
    expect(notes(out, 'propose')).toEqual([]);
    const later = fire(n1, 'learn');
    expect(notes(later, 'propose').map((p) => [p.slot, p.why, p.entry])).toEqual([
      [1, 'adopted', put('x', 'a')],
      [2, 'adopted', put('x', 'b')],
    ]);
  });

  it('[L3] adopts the highest-ballot vote reported, fills the rest with no-ops, up to the highest slot seen', () => {
    const { out } = elected(
      promise([
        [1, 2, 'old'],
        [3, 2, 'c'],
      ]),
      promise([[1, 3, 'new']]),
    );
    expect(notes(out, 'propose').map((p) => [p.slot, p.why, p.entry, p.reporters])).toEqual([
      [1, 'adopted', put('x', 'new'), [3]],
      [2, 'filled', NOOP, undefined],
      [3, 'adopted', put('x', 'c'), [2]],
    ]);
  });

  it('[L4] proposes in the next free slots, at most α beyond the commit index', () => {
    const n1 = leader({ window: 2 });
    for (let i = 1; i <= 3; i++) say(n1, 100 + i, request('v', (100 + i) * 1000));
    expect([...n1.leadership!.proposals.keys()]).toEqual([1, 2]);
    expect(n1.queue).toHaveLength(1);
    say(n1, 1, accepted(1));
    const out = say(n1, 2, accepted(1));
    expect(notes(out, 'propose').map((p) => p.slot)).toEqual([3]);
  });

  it('[L5] proposes one entry for a repeated request, in one slot', () => {
    const n1 = leader();
    say(n1, 101, request('v'));
    const out = say(n1, 101, request('v'));
    expect(notes(out, 'known')[0]!.why).toBe('in-flight');
    expect(n1.leadership!.proposals.size).toBe(1);
  });

  it('[L6] sends again what has been open for an interval, to those who have not answered', () => {
    const n1 = leader();
    say(n1, 101, request('v'));
    say(n1, 1, accepted(1));
    expect(sends(fire(n1, 'resend'), 'Accept')).toEqual([]);
    expect(sends(fire(n1, 'resend'), 'Accept').map((s) => s.to)).toEqual([2, 3]);
  });

  it('[L7] steps down on a higher ballot; a request not proposed is redirected, one proposed stays unanswered', () => {
    const n1 = leader({ window: 1 });
    say(n1, 101, request('a', 101_000));
    say(n1, 102, request('b', 102_000));
    const out = say(n1, 2, { type: 'Reject', refused: ballot(1, 1), promised: ballot(2, 3) });
    expect(notes(out, 'step-down')[0]).toMatchObject({ was: 'leader', seen: ballot(2, 3) });
    expect(sends(out, 'Redirect').map((s) => s.to)).toEqual([102]);
    expect(sends(out, 'Reply')).toEqual([]);
  });

  it('[R1] a slot is chosen by votes of a quorum in one ballot, each node’s counted once', () => {
    const n1 = leader();
    say(n1, 101, request('v'));
    expect(notes(say(n1, 2, accepted(1)), 'chosen')).toEqual([]);
    expect(notes(say(n1, 2, accepted(1)), 'chosen')).toEqual([]);
    expect(notes(say(n1, 3, { type: 'Accepted', ballot: ballot(9, 9), slot: 1 }), 'chosen')).toEqual([]);
    expect(notes(say(n1, 3, accepted(1)), 'chosen')).toHaveLength(1);
  });

  it('[D3] sends Accept at once, and counts its own vote when that is synced', () => {
    const n1 = leader();
    const out = say(n1, 101, request('v'));
    expect(sends(out, 'Accept').map((s) => s.to)).toEqual([2, 3]);
    expect(waits(out, 'Accepted').map((w) => w.to)).toEqual([1]);
    expect(n1.leadership!.proposals.get(1)!.votes).toBe(0);
  });

  it('[D5] answers the client when a quorum has voted, not before', () => {
    const n1 = leader();
    expect(sends(say(n1, 101, request('v')), 'Reply')).toEqual([]);
    say(n1, 1, accepted(1));
    expect(sends(say(n1, 2, accepted(1)), 'Reply')).toHaveLength(1);
    expect(sends(say(leader(broken('reply-early')), 101, request('v')), 'Reply')).toHaveLength(1);
  });
});
