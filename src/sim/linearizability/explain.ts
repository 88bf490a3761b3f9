// The smallest part of a history that no order explains: what a person has to look at. It ends at the earliest answer that cannot be right, and
// begins as late as the contradiction stands whatever happened before.
import { moment, nameOf, YOU } from '../../base/units.ts';
import { printOperation, type OperationResult } from '../../paxos/entry.ts';
import { linearize } from './linearize.ts';
import { ABSENT, type KeyState } from './model.ts';
import type { ClientOperation } from './operations.ts';

/** A part of one key's history that is not linearizable, whatever came before it. */
export interface Window {
  readonly key: string;
  /** In order of their sending; the last answer is `last`'s. */
  readonly operations: readonly ClientOperation[];
  /** The operation whose answer fits no order. */
  readonly last: ClientOperation;
  readonly says: string;
  readonly facts: readonly [string, string];
}

const fails = (operations: readonly ClientOperation[], initial: KeyState): boolean => {
  const verdict = linearize(operations, initial);
  return !verdict.linearizable && !verdict.gaveUp;
};

/** Requires operations of one key that are not linearizable from `initial`. */
export function smallestWindow(key: string, operations: readonly ClientOperation[], initial: KeyState = ABSENT): Window {
  const last = earliestBadAnswer(operations, initial);
  const until = upTo(operations, last.answered!);
  const since = latestBeginning(until);
  const inside = since === null ? until : from(until, since);
  const needed = withoutIdle(inside, since === null ? initial : null, last);
  return { key, operations: needed, last, ...explain(key, needed, last) };
}

// What is known at the event of an answer: what is answered later is not answered yet.
function upTo(operations: readonly ClientOperation[], event: number): ClientOperation[] {
  const sent = operations.filter((o) => o.invoked < event);
  return sent.map((o) => (o.answered !== null && o.answered > event ? { ...o, answered: null, answeredAt: null, result: null } : o));
}

// What was not over before the event.
const from = (operations: readonly ClientOperation[], event: number): ClientOperation[] =>
  operations.filter((o) => o.answered === null || o.answered >= event);

// A history that cannot be explained cannot be explained by going on: so the earliest answer is found by halving.
function earliestBadAnswer(operations: readonly ClientOperation[], initial: KeyState): ClientOperation {
  const answered = operations.filter((o) => o.answered !== null).sort((a, b) => a.answered! - b.answered!);
  let low = 0;
  let high = answered.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fails(upTo(operations, answered[middle]!.answered!), initial)) high = middle;
    else low = middle + 1;
  }
  return answered[low]!;
}

// The latest event from which on the contradiction stands though nothing is known of the state before; null: it needs the beginning.
function latestBeginning(operations: readonly ClientOperation[]): number | null {
  const events = operations.map((o) => o.answered ?? o.invoked).sort((a, b) => a - b);
  if (!fails(operations, null)) return null;
  let low = 0;
  let high = events.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fails(from(operations, events[middle]!), null)) low = middle;
    else high = middle - 1;
  }
  return events[low]!;
}

// Operations that change nothing can be left out one by one: what is left is wrong without them. One of unknown outcome whose value another was
// shown did change something, and belongs to the story.
function withoutIdle(operations: readonly ClientOperation[], initial: KeyState, last: ClientOperation): ClientOperation[] {
  let left = [...operations];
  for (const o of operations) {
    const idle = o.operation.op === 'get' || o.result?.ok === false || (o.result === null && !isShown(o, operations));
    if (!idle || (o.session === last.session && o.sequence === last.sequence)) continue;
    const without = left.filter((x) => x !== o);
    if (fails(without, initial)) left = without;
  }
  return left;
}

const isShown = ({ operation: o }: ClientOperation, operations: readonly ClientOperation[]): boolean =>
  (o.op === 'put' || o.op === 'cas') && operations.some((other) => other.operation.op === 'get' && other.result?.value === o.value);

function explain(key: string, operations: readonly ClientOperation[], last: ClientOperation): { says: string; facts: [string, string] } {
  const many = operations.length === 1 ? 'this operation' : `these ${operations.length} operations`;
  const others = operations.filter((o) => o.answered !== null && o !== last);
  const before = others.filter((o) => o.answered! < last.invoked).at(-1) ?? others.at(-1) ?? operations.find((o) => o !== last);
  return {
    says: `The clients’ history of ${key} is not linearizable: no order of ${many} explains ${last.client === YOU ? 'your last' : `${nameOf(last.client)}’s`} answer.`,
    facts: [before === undefined ? `Nothing had been written to ${key}.` : sentence(before), sentence(last)],
  };
}

/** `c1 sent x=4 at 1.200 and was answered version 3 at 31.004.` */
export function sentence(o: ClientOperation): string {
  const you = o.client === YOU;
  const sent = `${you ? 'You' : nameOf(o.client)} sent ${printOperation(o.operation)} at ${moment(o.invokedAt)}`;
  return o.result === null
    ? `${sent} and ${you ? 'have' : 'has'} no answer: its outcome is unknown.`
    : `${sent} and ${you ? 'were' : 'was'} answered ${printResult(o.result)} at ${moment(o.answeredAt!)}.`;
}

export function printResult(r: OperationResult): string {
  const state = r.version === 0 ? 'absent' : `version ${r.version}`;
  const value = r.value === undefined ? state : `${r.value} (${state})`;
  return r.ok === false ? `“no”, ${value}` : value;
}
