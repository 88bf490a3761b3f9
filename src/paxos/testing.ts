// For the tests of this folder: a node driven by hand, one input at a time, and short ways to read what it wants done.
import type { SwitchName } from './switches.ts';
import type { Effect, Note, NoteKind, TimerName } from './effects.ts';
import type { Entry } from './entry.ts';
import type { Message, MessageType } from './messages.ts';
import { step, type Node } from './node.ts';
import type { DiskRecord } from './records.ts';
import { recoverNode } from './recovery.ts';
import type { Settings } from './settings.ts';

export const settings = (change: Partial<Settings> = {}): Settings => ({
  members: [1, 2, 3],
  election: 'eager',
  electionTimeoutMicros: 200_000,
  heartbeatMicros: 50_000,
  resendMicros: 60_000,
  catchUpMicros: 25_000,
  window: 8,
  alpha: 8,
  batchSize: 1,
  batchMicros: 0,
  checkpointEvery: 0,
  checkpointPolicy: 'own',
  checkpointMode: 'background',
  serialiseMicrosPerKib: 100,
  checkpointWaitMicros: 400_000,
  leaseMicros: 0,
  followerLeaseMicros: 0,
  driftBoundPpm: 0,
  broken: new Set(),
  ...change,
});

export const broken = (...names: SwitchName[]): Partial<Settings> => ({ broken: new Set(names) });

/** A node that comes up with these records behind its identity. */
export function up(id: number, change: Partial<Settings> = {}, records: readonly DiskRecord[] = []): Node {
  const node = recoverNode(id, settings(change), [{ type: 'identity', node: id, incarnation: 1 }, ...records], null);
  step(node, { kind: 'start' }, 0);
  return node;
}

export const say = (node: Node, from: number, message: Message): Effect[] => step(node, { kind: 'message', from, message }, 0);
export const fire = (node: Node, timer: TimerName): Effect[] => step(node, { kind: 'timer', timer }, 0);

export const ballot = (round: number, node: number): { readonly round: number; readonly node: number } => ({ round, node });
export const put = (key: string, value: string, session = 101_000, sequence = 1): Entry => ({
  type: 'commands',
  commands: [{ session, sequence, operation: { op: 'put', key, value } }],
});
export const request = (value: string, session = 101_000, sequence = 1): Message => ({
  type: 'Request',
  session,
  sequence,
  operation: { op: 'put', key: 'x', value },
  mode: 'log',
});

/** Messages that leave at once. */
export const sends = <T extends MessageType>(
  effects: readonly Effect[],
  type: T,
): { to: number; message: Extract<Message, { type: T }> }[] =>
  effects.flatMap((e) =>
    e.kind === 'send' && e.message.type === type ? [{ to: e.to, message: e.message as Extract<Message, { type: T }> }] : [],
  );

/** Messages that wait for a write, with the record they wait for. */
export const waits = <T extends MessageType>(
  effects: readonly Effect[],
  type: T,
): { record: DiskRecord | null; to: number; message: Extract<Message, { type: T }> }[] =>
  effects.flatMap((e) =>
    e.kind === 'write'
      ? e.then.flatMap((o) =>
          o.message.type === type ? [{ record: e.record, to: o.to, message: o.message as Extract<Message, { type: T }> }] : [],
        )
      : [],
  );

export const notes = <K extends NoteKind>(effects: readonly Effect[], kind: K): Extract<Note, { kind: K }>[] =>
  effects.flatMap((e) => (e.kind === kind ? [e as Extract<Note, { kind: K }>] : []));

/** A leader of 1.n1 among three, by its own promise and n2's. */
export function leader(change: Partial<Settings> = {}, votes: Extract<Message, { type: 'Promise' }>['votes'] = [], chosenUpTo = 0): Node {
  const n1 = up(1, change);
  const own = waits(fire(n1, 'election'), 'Promise')[0]!.message;
  say(n1, 1, own);
  say(n1, 2, { type: 'Promise', ballot: ballot(1, 1), firstSlot: 1, votes, chosenUpTo, checkpointIndex: 0 });
  return n1;
}
