// Conditions as words: read from a text, and printed as one would write them. The words are documented in SCENARIO.md, Conditions.
import { assertNever } from '../base/assert.ts';
import { nearestWord } from '../base/nearest.ts';
import type { Result } from '../base/result.ts';
import { nameOf, type Address, type Slot } from '../base/units.ts';
import { printBallot } from '../paxos/ballot.ts';
import type { Condition, Where } from './condition.ts';
import { MOMENTS, type Moment, type MomentName } from './moments.ts';
import { printPattern, takePattern } from './pattern.ts';
import { attempt, unfit, Words } from './words.ts';

/** `gap 14`, `applied 14 everywhere`, `leader n3 and open 3`. `nodes`: how many the cluster has, where known. */
export function parseCondition(text: string, nodes?: number): Result<Condition> {
  return attempt(`“${text.trim()}”`, () => {
    const words = new Words(text, nodes);
    const condition = takeCondition(words);
    words.end();
    return condition;
  });
}

/** Reads a condition; stops before a word that cannot belong to it. `and` binds tighter than `or`. */
export function takeCondition(words: Words): Condition {
  return takeJoined(words, 'or', 'any', () => takeJoined(words, 'and', 'all', () => takeOne(words)));
}

function takeJoined(words: Words, joint: string, kind: 'all' | 'any', take: () => Condition): Condition {
  const of = [take()];
  while (words.takeIf(joint)) of.push(take());
  return of.length === 1 ? of[0]! : { kind, of };
}

const STATES =
  'leader, no leader, ballot, candidate, promised, voted, synced, chosen, applied, no-op, gap, open, in flight, unsynced, up, crashed, paused, damaged, torn, acknowledged, unknown, checkpoint, truncated, configuration, member, learner, removed, lease, full or violation';

/** What could stand there: what was perhaps meant, or otherwise all of it. */
function wanted(found: string): string {
  const near = nearestWord(found, [...STATES.split(/, | or /), ...Object.keys(MOMENTS)]);
  return near === null ? `a condition: ${STATES}, or a moment: ${Object.keys(MOMENTS).join(', ')}` : `a condition, perhaps “${near}”`;
}

function takeOne(words: Words): Condition {
  const word = words.take(wanted(''));
  if (Object.hasOwn(MOMENTS, word) && word !== 'configuration') return { kind: 'moment', moment: takeMoment(words, word as MomentName) };
  switch (word) {
    case 'leader':
      return { kind: 'leader', node: words.nodeIf(), ballot: null };
    case 'no':
      if (!words.takeIf('leader')) unfit(words.peek(), 'leader, after “no”');
      return { kind: 'no-leader' };
    case 'ballot':
      return { kind: 'leader', node: null, ballot: words.ballot() };
    case 'candidate':
      return { kind: 'candidate', node: words.nodeIf() };
    case 'promised':
      return { kind: 'promised', ballot: words.ballot(), where: takeWhere(words) };
    case 'voted':
    case 'synced':
      return word === 'synced' && !/^\d+$/.test(words.peek() ?? '')
        ? { kind: 'all-synced', node: words.nodeIf() }
        : { kind: 'voted', slot: words.slot(), where: takeWhere(words), synced: word === 'synced' };
    case 'chosen': {
      const slot = words.slot();
      return words.takeIf('in', 'fact') ? { kind: 'chosen-in-fact', slot } : { kind: 'chosen', slot, where: takeWhere(words) };
    }
    case 'applied':
      return { kind: 'applied', slot: words.slot(), where: takeWhere(words) };
    case 'no-op':
    case 'noop':
      return takeNoop(words);
    case 'gap':
      return { kind: 'gap', slot: words.slotIf(), where: takeWhere(words) };
    case 'open':
      return takeOpen(words);
    case 'in':
      if (!words.takeIf('flight')) unfit(words.peek(), 'flight, after “in”');
      return { kind: 'in-flight', count: words.count('how many messages', 0, 1_000_000), pattern: takePattern(words) };
    case 'unsynced':
      return { kind: 'unsynced', node: words.nodeIf() };
    case 'up':
    case 'crashed':
    case 'paused':
    case 'damaged':
      return { kind: 'status', node: words.node(), status: word };
    case 'torn':
      return { kind: 'torn', node: words.node() };
    case 'acknowledged':
      return takeAcknowledged(words);
    case 'unknown':
      return { kind: 'unknown-outcome', client: words.peek() === undefined || isJoint(words.peek()!) ? null : words.address() };
    case 'checkpoint':
      return { kind: 'checkpoint', ...takeNodeAndSlot(words) };
    case 'truncated':
      return { kind: 'truncated', ...takeNodeAndSlot(words) };
    case 'configuration':
      return takeConfiguration(words);
    case 'member':
    case 'learner':
    case 'removed':
      return { kind: 'membership', node: words.node(), is: word };
    case 'lease':
      return { kind: 'lease', node: words.nodeIf() };
    case 'full':
      return { kind: 'disk-is-full', node: words.node() };
    case 'violation':
      return { kind: 'violation', invariant: /^I\d+$/.test(words.peek() ?? '') ? words.take('an invariant') : null };
    default:
      return unfit(word, wanted(word));
  }
}

const isJoint = (word: string): boolean => word === 'and' || word === 'or' || word === 'within';

function takeWhere(words: Words): Where {
  if (words.takeIf('everywhere')) return 'everywhere';
  return words.takeIf('on') ? words.node() : 'somewhere';
}

// `n1 50`, `50 on n1`, `50 everywhere`, `50`.
function takeNodeAndSlot(words: Words): { readonly slot: Slot; readonly where: Where } {
  const node = words.nodeIf();
  const slot = words.slot();
  return { slot, where: node ?? takeWhere(words) };
}

// `configuration {n1 n2 n4} governs [where]`; without braces the moment at which one is applied, of a slot or a node.
function takeConfiguration(words: Words): Condition {
  if (words.peek()?.startsWith('{') !== true) return { kind: 'moment', moment: takeMoment(words, 'configuration') };
  let text = '';
  do text += ` ${words.take('members in braces, as {n1 n2 n4}')}`;
  while (!text.endsWith('}'));
  const members = text
    .replace(/[{}]/g, ' ')
    .trim()
    .split(/\s+/)
    .map((w) => new Words(w).node());
  if (!words.takeIf('governs')) unfit(words.peek(), 'governs, after the members');
  return { kind: 'governs', members, where: takeWhere(words) };
}

// With a slot a state, without one the moment at which any no-op is chosen.
function takeNoop(words: Words): Condition {
  const slot = words.slotIf();
  return slot === null
    ? { kind: 'moment', moment: { name: 'no-op-chosen', who: null, slot: null, pattern: null } }
    : { kind: 'no-op', slot };
}

function takeOpen(words: Words): Condition {
  const slots = words.count('how many slots', 1, 64);
  words.takeIf('slots');
  return { kind: 'open', slots };
}

function takeAcknowledged(words: Words): Condition {
  const word = words.take('how many answers, or an operation as x=4');
  if (!/^\d+$/.test(word)) return { kind: 'acknowledged-operation', operation: word };
  return { kind: 'acknowledged', count: Number(word) };
}

function takeMoment(words: Words, name: MomentName): Moment {
  const takes = MOMENTS[name];
  if (takes === 'pattern') return { name, who: null, slot: null, pattern: takePattern(words) };
  const slot = takes === 'slot' ? words.slotIf() : null;
  const next = words.peek();
  const who = next === undefined || !/^(n\d+|c\d+|you)$/.test(next) ? null : words.address();
  return { name, who, slot, pattern: null };
}

/** The condition as one would write it. */
export function printCondition(c: Condition): string {
  const node = (n: Address | null): string => (n === null ? '' : ` ${nameOf(n)}`);
  const where = (w: Where): string => (w === 'somewhere' ? '' : w === 'everywhere' ? ' everywhere' : ` on ${nameOf(w)}`);
  switch (c.kind) {
    case 'leader':
      return c.ballot === null ? `leader${node(c.node)}` : `ballot ${printBallot(c.ballot)}`;
    case 'no-leader':
      return 'no leader';
    case 'candidate':
    case 'unsynced':
      return `${c.kind}${node(c.node)}`;
    case 'promised':
      return `promised ${printBallot(c.ballot)}${where(c.where)}`;
    case 'voted':
      return `${c.synced ? 'synced' : 'voted'} ${c.slot}${where(c.where)}`;
    case 'chosen':
    case 'applied':
      return `${c.kind} ${c.slot}${where(c.where)}`;
    case 'chosen-in-fact':
      return `chosen ${c.slot} in fact`;
    case 'no-op':
      return `no-op ${c.slot}`;
    case 'gap':
      return `gap${c.slot === null ? '' : ` ${c.slot}`}${where(c.where)}`;
    case 'open':
      return `open ${c.slots}`;
    case 'in-flight':
      return `in flight ${c.count} ${printPattern(c.pattern)}`;
    case 'all-synced':
      return `synced${node(c.node)}`;
    case 'torn':
      return `torn ${nameOf(c.node)}`;
    case 'status':
      return `${c.status} ${nameOf(c.node)}`;
    case 'acknowledged':
      return `acknowledged ${c.count}`;
    case 'acknowledged-operation':
      return `acknowledged ${c.operation}`;
    case 'unknown-outcome':
      return `unknown${node(c.client)}`;
    case 'checkpoint':
    case 'truncated':
      return `${c.kind} ${c.slot}${where(c.where)}`;
    case 'governs':
      return `configuration {${c.members.map(nameOf).join(' ')}} governs${where(c.where)}`;
    case 'membership':
      return `${c.is} ${nameOf(c.node)}`;
    case 'lease':
      return `lease${node(c.node)}`;
    case 'disk-is-full':
      return `full ${nameOf(c.node)}`;
    case 'violation':
      return c.invariant === null ? 'violation' : `violation ${c.invariant}`;
    case 'moment':
      return printMoment(c.moment);
    case 'all':
      return c.of.map(printCondition).join(' and ');
    case 'any':
      return c.of.map(printCondition).join(' or ');
    default:
      return assertNever(c);
  }
}

function printMoment(m: Moment): string {
  const parts: string[] = [m.name === 'no-op-chosen' ? 'no-op' : m.name];
  if (m.slot !== null) parts.push(String(m.slot));
  if (m.who !== null) parts.push(nameOf(m.who));
  if (m.pattern !== null) parts.push(printPattern(m.pattern));
  return parts.join(' ');
}
