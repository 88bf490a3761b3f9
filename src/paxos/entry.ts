// What a slot of the log may hold, and how it is written in a few characters. Values, never changed.
import { assert, assertNever } from '../base/assert.ts';
import { nameOf, type NodeId, type SessionId } from '../base/units.ts';

export type Operation =
  | { readonly op: 'put'; readonly key: string; readonly value: string }
  | { readonly op: 'get'; readonly key: string }
  | { readonly op: 'delete'; readonly key: string }
  /** Puts `value` if the key's version is `expect` (0: the key is absent). */
  | { readonly op: 'cas'; readonly key: string; readonly expect: number; readonly value: string };

/** S1: a command is known by its session and its number there, from 1. */
export interface Command {
  readonly session: SessionId;
  readonly sequence: number;
  readonly operation: Operation;
}

export type Entry =
  | { readonly type: 'noop' }
  | { readonly type: 'commands'; readonly commands: readonly Command[] }
  /** M1: these members govern from `after` slots on (M2: 1, M3: α). */
  | { readonly type: 'configuration'; readonly members: readonly NodeId[]; readonly after: number };

export const NOOP: Entry = { type: 'noop' };

/** What an operation returned: the key's version after it, its value (get), and whether it took hold (cas). */
export interface OperationResult {
  readonly version: number;
  readonly value?: string;
  readonly ok?: boolean;
}

/**
 * A session is a number: client and place among the client’s sessions, a thousand places in a block. A run that begins from the disks of others
 * opens new sessions behind all of theirs, so that a client may come to more than a thousand: they stand in the next block, and never run into
 * another client’s (S1).
 */
const SESSIONS_IN_BLOCK = 1000;
const BLOCK = 1_000_000;
/** The highest client that a session can be of; all blocks hold it. */
const LAST_CLIENT = BLOCK / SESSIONS_IN_BLOCK - 1;

export function sessionOf(client: number, nth: number): SessionId {
  const session = Math.floor(nth / SESSIONS_IN_BLOCK) * BLOCK + client * SESSIONS_IN_BLOCK + (nth % SESSIONS_IN_BLOCK);
  assert(client <= LAST_CLIENT && Number.isSafeInteger(session), 'a session has a number of its own', { client, nth });
  return session;
}
export const clientOfSession = (session: SessionId): number => Math.floor((session % BLOCK) / SESSIONS_IN_BLOCK);
/** Its place among the sessions of its client, from 0. */
export const nthOfSession = (session: SessionId): number => Math.floor(session / BLOCK) * SESSIONS_IN_BLOCK + (session % SESSIONS_IN_BLOCK);

/** Sessions are printed by their client: `c1`, or `c1/2` for its second session. */
export function printSession(session: SessionId): string {
  const nth = nthOfSession(session);
  return nth === 0 ? nameOf(clientOfSession(session)) : `${nameOf(clientOfSession(session))}/${nth + 1}`;
}

/** `x=4`, `x?` (get), `x×` (delete), `x=4 if v2` (compare and set). */
export function printOperation(o: Operation): string {
  switch (o.op) {
    case 'put':
      return `${o.key}=${o.value}`;
    case 'get':
      return `${o.key}?`;
    case 'delete':
      return `${o.key}×`;
    case 'cas':
      return `${o.key}=${o.value} if v${o.expect}`;
    default:
      return assertNever(o);
  }
}

/** `x=4`, `x=4 +2` for a batch of three, `∅` for a no-op, `{n1 n2 n3}` for a configuration. */
export function printEntry(entry: Entry): string {
  switch (entry.type) {
    case 'noop':
      return '∅';
    case 'commands': {
      const first = printOperation(entry.commands[0]!.operation);
      return entry.commands.length === 1 ? first : `${first} +${entry.commands.length - 1}`;
    }
    case 'configuration':
      return `{${entry.members.map(nameOf).join(' ')}}`;
    default:
      return assertNever(entry);
  }
}

/** Whether two entries say the same; by identity first, since entries are shared. */
export function sameEntry(a: Entry, b: Entry): boolean {
  if (a === b) return true;
  if (a.type === 'noop' || b.type === 'noop') return a.type === b.type;
  if (a.type === 'configuration' || b.type === 'configuration')
    return a.type === 'configuration' && b.type === 'configuration' && a.after === b.after && a.members.join() === b.members.join();
  return (
    a.commands.length === b.commands.length &&
    a.commands.every((c, i) => {
      const d = b.commands[i]!;
      return c.session === d.session && c.sequence === d.sequence && sameOperation(c.operation, d.operation);
    })
  );
}

function sameOperation(a: Operation, b: Operation): boolean {
  if (a.op !== b.op || a.key !== b.key) return false;
  if (a.op === 'put') return a.value === (b as typeof a).value;
  return a.op !== 'cas' || (a.value === (b as typeof a).value && a.expect === (b as typeof a).expect);
}
