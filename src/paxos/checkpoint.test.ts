// Checkpoints: when they are taken, what they hold, when the log is cut, how a node that lags gets one (C1–C6, D6, R5, L2).
import { describe, expect, it } from 'vitest';
import { freeze, type Checkpoint } from './checkpoint.ts';
import type { Effect } from './effects.ts';
import { step, type Node } from './node.ts';
import { recoverNode } from './recovery.ts';
import { ballot, broken, fire, notes, put, say, sends, settings, up, waits } from './testing.ts';

const accept = (slot: number, value: string, commitIndex: number, round = 1) =>
  ({ type: 'Accept', ballot: ballot(round, 1), slot, entry: put('x', value, 101_000, slot), commitIndex }) as const;

/** n2, having applied slots 1 to `applied` under n1. */
function follower(applied: number, change: Parameters<typeof up>[1] = {}): Node {
  const n2 = up(2, change);
  for (let slot = 1; slot <= applied; slot++) say(n2, 1, accept(slot, String(slot), slot - 1));
  say(n2, 1, { type: 'Heartbeat', ballot: ballot(1, 1), commitIndex: applied, sentAt: 0, round: 1 });
  return n2;
}

const saved = (out: readonly Effect[]): Checkpoint => waits(out, 'CheckpointSaved')[0]!.message.checkpoint;
/** Takes the checkpoint that is being serialised, to the end. */
function finish(node: Node): Effect[] {
  const checkpoint = saved(fire(node, 'checkpoint'));
  return say(node, node.id, { type: 'CheckpointSaved', checkpoint });
}

describe('a checkpoint', () => {
  it('[C1] [C3] is taken every so many applied slots, at the applied index', () => {
    const n2 = follower(3, { checkpointEvery: 3 });
    expect(n2.taking?.index).toBe(3);
    expect(follower(2, { checkpointEvery: 3 }).taking).toBeNull();
  });

  it('[C1] with checkpoint-past-chosen holds what was only voted for', () => {
    const n2 = follower(3, { checkpointEvery: 3, ...broken('checkpoint-past-chosen') });
    say(n2, 1, accept(4, 'never chosen', 3));
    expect(freeze(n2).index).toBe(4);
  });

  it('[C2] [S3] holds state, sessions, configurations and digest', () => {
    const checkpoint = freeze(follower(3));
    expect(checkpoint).toMatchObject({ index: 3, configurations: [{ from: 1, slot: 0, members: [1, 2, 3] }], retired: [] });
    expect(checkpoint.state.items).toEqual([['x', '3', 3]]);
    expect(checkpoint.state.sessions).toEqual([[101_000, 3, { version: 3 }]]);
    expect(freeze(follower(3, broken('forget-sessions'))).state.sessions).toEqual([]);
  });

  it('[D6] cuts the log when it is synced, not when it is written', () => {
    const n2 = follower(3, { checkpointEvery: 3 });
    const written = fire(n2, 'checkpoint');
    expect(notes(written, 'truncate')).toEqual([]);
    expect(n2.log.floor).toBe(0);
    const out = say(n2, 2, { type: 'CheckpointSaved', checkpoint: saved(written) });
    expect(notes(out, 'truncate')).toEqual([{ kind: 'truncate', index: 3 }]);
    expect(n2.log.vote(3)).toBeUndefined();
    const hasty = follower(3, { checkpointEvery: 3, ...broken('truncate-early') });
    expect(notes(fire(hasty, 'checkpoint'), 'truncate')).toHaveLength(1);
  });

  it('[C4] coordinated: the leader names the index, waits for all, or after the bound for a quorum', () => {
    const n2 = follower(3, { checkpointEvery: 3, checkpointPolicy: 'coordinated' });
    expect(n2.taking).toBeNull(); // it does not take one of its own accord
    say(n2, 1, { type: 'CheckpointAt', ballot: ballot(1, 1), index: 3 });
    expect(sends(finish(n2), 'CheckpointDone')[0]).toEqual({ to: 1, message: { type: 'CheckpointDone', index: 3 } });
    expect(n2.log.floor).toBe(0);
    say(n2, 1, { type: 'Truncate', ballot: ballot(1, 1), index: 3 });
    expect(n2.log.floor).toBe(3);
    const without = follower(3, { checkpointPolicy: 'coordinated' });
    say(without, 1, { type: 'Truncate', ballot: ballot(1, 1), index: 3 });
    expect(without.log.floor).toBe(0); // P9: it has no checkpoint
  });

  it('[C5] blocks the node, runs beside it, or waits for quiet', () => {
    const busy = (mode: 'blocking' | 'background'): Effect[] => {
      const n2 = follower(2, { checkpointEvery: 3, checkpointMode: mode, serialiseMicrosPerKib: 1024 });
      say(n2, 1, accept(3, '3', 2));
      return say(n2, 1, { type: 'Heartbeat', ballot: ballot(1, 1), commitIndex: 3, sentAt: 0, round: 2 });
    };
    const bytes = notes(busy('blocking'), 'checkpoint')[0]!.bytes;
    expect(busy('blocking').find((e) => e.kind === 'busy')).toEqual({ kind: 'busy', micros: bytes });
    expect(busy('background').some((e) => e.kind === 'busy')).toBe(false);
    const idle = follower(3, { checkpointEvery: 3, checkpointMode: 'idle' });
    expect(idle.taking).toBeNull();
    fire(idle, 'checkpoint-idle');
    expect(idle.taking?.index).toBe(3);
  });
});

describe('a node that lags', () => {
  it('[R5] is given the checkpoint where its next slot is gone', () => {
    const n2 = follower(3, { checkpointEvery: 3 });
    finish(n2);
    const out = say(n2, 3, { type: 'CatchUpRequest', fromSlot: 2 });
    expect(sends(out, 'InstallCheckpoint')[0]!.message.checkpoint.index).toBe(3);
    expect(sends(say(n2, 3, { type: 'CatchUpRequest', fromSlot: 2 }), 'InstallCheckpoint')).toEqual([]); // it is on its way
  });

  it('[C6] installs it in one record; votes above it stay', () => {
    const checkpoint = freeze(follower(3));
    const n3 = up(3);
    say(n3, 1, accept(1, '1', 0));
    say(n3, 1, accept(4, '4', 0));
    const out = say(n3, 2, { type: 'InstallCheckpoint', checkpoint });
    expect(n3).toMatchObject({ appliedIndex: 3, commitIndex: 3 });
    expect(n3.machine.digest()).toBe(checkpoint.digest);
    expect(waits(out, 'CheckpointSaved')[0]!.record).toMatchObject({ type: 'checkpoint', ballot: ballot(1, 1) });
    expect(out).toContainEqual({ kind: 'busy', micros: Math.ceil((checkpoint.bytes * n3.settings.serialiseMicrosPerKib) / 1024) });
    const synced = say(n3, 3, { type: 'CheckpointSaved', checkpoint });
    expect(sends(synced, 'Installed')).toEqual([{ to: 2, message: { type: 'Installed', index: 3 } }]);
    expect(n3.log.vote(1)).toBeUndefined();
    expect(n3.log.vote(4)).toBeDefined();
  });
});

describe('recovery', () => {
  it('[D7] takes the newest checkpoint and the votes behind it; the promise is never lowered', () => {
    const checkpoint = freeze(follower(3));
    const node = recoverNode(
      2,
      settings(),
      [
        { type: 'identity', node: 2, incarnation: 1 },
        { ...accept(2, 'old', 0), type: 'vote' },
        { type: 'checkpoint', checkpoint, ballot: ballot(7, 3), commitIndex: 3 },
        { ...accept(4, '4', 3), type: 'vote' },
      ],
      null,
    );
    expect(node).toMatchObject({ promised: ballot(7, 3), appliedIndex: 3, commitIndex: 3 });
    expect(node.log.vote(2)).toBeUndefined();
    expect(node.log.vote(4)).toBeDefined();
  });
});

describe('a new leader', () => {
  const promise = (votes: readonly never[], chosenUpTo: number, checkpointIndex: number) =>
    ({ type: 'Promise', ballot: ballot(1, 1), firstSlot: 1, votes, chosenUpTo, checkpointIndex }) as const;

  it('[L2] never proposes in slots that a checkpoint covers, nor anywhere before it knows them', () => {
    const n1 = up(1);
    say(n1, 1, waits(fire(n1, 'election'), 'Promise')[0]!.message);
    const out = say(n1, 2, promise([], 5, 5));
    expect(sends(out, 'CatchUpRequest')[0]).toEqual({ to: 2, message: { type: 'CatchUpRequest', fromSlot: 1 } });
    step(
      n1,
      {
        kind: 'message',
        from: 100,
        message: { type: 'Request', session: 100_000, sequence: 1, operation: { op: 'get', key: 'x' }, mode: 'log' },
      },
      0,
    );
    expect(n1.leadership!.proposals.size).toBe(0);
    expect(notes(fire(n1, 'learn'), 'propose')).toEqual([]);
  });
});
