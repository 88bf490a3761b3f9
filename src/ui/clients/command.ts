// A command as the person types it: what may stand in each field, and the operation that comes of it. Pure.
import { ok, refuse, type Result } from '../../base/result.ts';
import type { Operation } from '../../paxos/entry.ts';
import type { ReadMode } from '../../paxos/messages.ts';

export const MAX_KEY = 16;
export const MAX_VALUE = 64;
const MAX_VERSION = 1_000_000_000;

export interface Typed {
  readonly op: Operation['op'];
  readonly key: string;
  readonly value: string;
  /** Compare-and-set: the version that the key must have; 0: it must be absent. */
  readonly expect: string;
}

export const needsValue = (op: Operation['op']): boolean => op === 'put' || op === 'cas';

/** What is wrong with a field, or ''. */
export function refuseKey(key: string): string {
  return refuseText(key, MAX_KEY, 'a key');
}

export function refuseValue(value: string): string {
  return refuseText(value, MAX_VALUE, 'a value');
}

function refuseText(text: string, most: number, what: string): string {
  if (text === '') return `Found nothing; expected ${what} of 1 to ${most} characters.`;
  if (text.length > most) return `Found ${text.length} characters; expected ${what} of at most ${most}.`;
  const odd = /[\s\p{C}]/u.exec(text);
  if (odd !== null) return `Found ${odd[0].trim() === '' ? 'a space' : 'a sign that cannot be seen'}; expected ${what} without spaces.`;
  return '';
}

export function refuseVersion(expect: string): string {
  const n = Number(expect);
  if (/^\d+$/.test(expect.trim()) && n <= MAX_VERSION) return '';
  return `Found ${expect.trim() === '' ? 'nothing' : `“${expect}”`}; expected a version: a whole number, 0 where the key must be absent.`;
}

/** The operation, or the first refusal. */
export function operationOf({ op, key, value, expect }: Typed): Result<Operation> {
  const refusal = refuseKey(key) || (needsValue(op) ? refuseValue(value) : '') || (op === 'cas' ? refuseVersion(expect) : '');
  if (refusal !== '') return refuse(refusal);
  switch (op) {
    case 'put':
      return ok({ op, key, value });
    case 'cas':
      return ok({ op, key, value, expect: Number(expect) });
    default:
      return ok({ op, key });
  }
}

/** Where the world has no such lease, what a read that asks for it meets instead (Q3, Q4). */
export function sayNoLease(mode: ReadMode, leader: boolean, follower: boolean): string {
  if (mode === 'leader-lease' && !leader) return ' This world has no leases: the quorum is asked each time.';
  if (mode === 'follower-lease' && !(leader && follower)) return ' This world has no follower leases: no follower can answer so.';
  return '';
}
