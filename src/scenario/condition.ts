// Conditions: what a scenario, a lesson or a person waits for, as data. `parseCondition` reads one (SCENARIO.md, Conditions), `holds` says
// whether it is so just after an event. A *state* holds for as long as it is so; a *moment* holds just after the event that brought it.
// Conditions look at everything, disks of all nodes included: they stand outside the protocol.
import { assertNever } from '../base/assert.ts';
import type { Result } from '../base/result.ts';
import { nameOf, type Address, type NodeId, type Slot } from '../base/units.ts';
import { printBallot, sameBallot, type Ballot } from '../paxos/ballot.ts';
import { printOperation } from '../paxos/entry.ts';
import type { EventRecord, Violation } from '../sim/events.ts';
import type { SimNode } from '../sim/sim-node.ts';
import type { World } from '../sim/world.ts';
import { chosenInFact, slotsOpen } from './facts.ts';
import { MOMENTS, momentHolds, type Moment, type MomentName } from './moments.ts';
import { fits, printPattern, takePattern, type Pattern } from './pattern.ts';
import { attempt, unfit, Words } from './words.ts';

/** Where something must be so: at some node that is up, at every one, or at this one. */
export type Where = 'somewhere' | 'everywhere' | NodeId;

export type Condition =
  | { readonly kind: 'leader'; readonly node: NodeId | null; readonly ballot: Ballot | null }
  | { readonly kind: 'no-leader' }
  | { readonly kind: 'candidate'; readonly node: NodeId | null }
  | { readonly kind: 'promised'; readonly ballot: Ballot; readonly where: Where }
  /** A vote in the slot: in memory at least, `synced`: on disk. */
  | { readonly kind: 'voted'; readonly slot: Slot; readonly where: Where; readonly synced: boolean }
  /** Known chosen. */
  | { readonly kind: 'chosen'; readonly slot: Slot; readonly where: Where }
  /** Chosen by the votes on disks, whoever knows it. */
  | { readonly kind: 'chosen-in-fact'; readonly slot: Slot }
  | { readonly kind: 'applied'; readonly slot: Slot; readonly where: Where }
  | { readonly kind: 'no-op'; readonly slot: Slot }
  | { readonly kind: 'gap'; readonly slot: Slot | null; readonly where: Where }
  /** A leader has at least this many slots open. */
  | { readonly kind: 'open'; readonly slots: number }
  | { readonly kind: 'in-flight'; readonly count: number; readonly pattern: Pattern }
  | { readonly kind: 'unsynced'; readonly node: NodeId | null }
  | { readonly kind: 'all-synced'; readonly node: NodeId | null }
  /** The last row of its disk is torn. */
  | { readonly kind: 'torn'; readonly node: NodeId }
  | { readonly kind: 'status'; readonly node: NodeId; readonly status: SimNode['status'] }
  /** Answers that clients have had, by number or of one operation. */
  | { readonly kind: 'acknowledged'; readonly count: number }
  | { readonly kind: 'acknowledged-operation'; readonly operation: string }
  | { readonly kind: 'unknown-outcome'; readonly client: Address | null }
  | { readonly kind: 'violation'; readonly invariant: string | null }
  | { readonly kind: 'moment'; readonly moment: Moment }
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] };

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
  'leader, no leader, ballot, candidate, promised, voted, synced, chosen, applied, no-op, gap, open, in flight, unsynced, up, crashed, paused, damaged, torn, acknowledged, unknown or violation';

function takeOne(words: Words): Condition {
  const word = words.take(`a condition: ${STATES}, or a moment: ${Object.keys(MOMENTS).join(', ')}`);
  if (Object.hasOwn(MOMENTS, word)) return { kind: 'moment', moment: takeMoment(words, word as MomentName) };
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
    case 'violation':
      return { kind: 'violation', invariant: /^I\d+$/.test(words.peek() ?? '') ? words.take('an invariant') : null };
    default:
      return unfit(word, `a condition: ${STATES}, or a moment: ${Object.keys(MOMENTS).join(', ')}`);
  }
}

const isJoint = (word: string): boolean => word === 'and' || word === 'or' || word === 'within';

function takeWhere(words: Words): Where {
  if (words.takeIf('everywhere')) return 'everywhere';
  return words.takeIf('on') ? words.node() : 'somewhere';
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

/** Whether the condition holds after `record`, with the world as that event left it. `record` null: no event to look at, so no moment holds. */
export function holds(c: Condition, record: EventRecord | null, world: World, violation: Violation | null = null): boolean {
  switch (c.kind) {
    case 'leader':
      return live(world).some((n) => leads(n) && (c.node ?? n.id) === n.id && (c.ballot === null || sameBallot(c.ballot, n.node.ballot)));
    case 'no-leader':
      return !live(world).some(leads);
    case 'candidate':
      return live(world).some((n) => n.node.role === 'candidate' && (c.node ?? n.id) === n.id);
    case 'promised':
      return at(world, c.where, (n) => sameBallot(n.node.promised, c.ballot));
    case 'voted':
      return at(world, c.where, (n) => (c.synced ? hasSyncedVote(n, c.slot) : n.node.log.vote(c.slot) !== undefined));
    case 'chosen':
      return at(world, c.where, (n) => n.node.log.chosen(c.slot) !== undefined);
    case 'chosen-in-fact':
      return chosenInFact(world, c.slot) !== null;
    case 'applied':
      return at(world, c.where, (n) => n.node.appliedIndex >= c.slot);
    case 'no-op':
      return live(world).some((n) => n.node.log.chosen(c.slot)?.type === 'noop');
    case 'gap':
      return at(world, c.where, (n) => hasGap(n, c.slot));
    case 'open':
      return live(world).some((n) => slotsOpen(n) >= c.slots);
    case 'in-flight':
      return world.flights().filter((f) => fits(c.pattern, f)).length >= c.count;
    case 'unsynced':
      return world.nodes.some((n) => (c.node ?? n.id) === n.id && n.disk.durable < n.disk.rows.length);
    case 'all-synced':
      return world.nodes.every((n) => (c.node ?? n.id) !== n.id || n.disk.durable === n.disk.rows.length);
    case 'status':
      return world.nodes.some((n) => n.id === c.node && n.status === c.status);
    case 'torn':
      return world.nodes.some((n) => n.id === c.node && n.disk.rows.get(n.disk.rows.length - 1)?.flaw === 'torn');
    case 'acknowledged':
      return world.sessions.reduce((sum, s) => sum + s.acknowledged, 0) >= c.count;
    case 'acknowledged-operation':
      return world.sessions.some((s) => s.last !== null && printOperation(s.last.operation).split(' ')[0] === c.operation);
    case 'unknown-outcome':
      return world.sessions.some((s) => s.state === 'unknown' && (c.client ?? s.client) === s.client);
    case 'violation':
      return violation !== null && (c.invariant ?? violation.invariant) === violation.invariant;
    case 'moment':
      return record !== null && momentHolds(c.moment, record);
    case 'all':
      return c.of.every((part) => holds(part, record, world, violation));
    case 'any':
      return c.of.some((part) => holds(part, record, world, violation));
    default:
      return assertNever(c);
  }
}

const live = (world: World): readonly SimNode[] => world.nodes.filter((n) => n.status === 'up' || n.status === 'paused');
const leads = (n: SimNode): boolean => n.node.role === 'leader';

function at(world: World, where: Where, is: (n: SimNode) => boolean): boolean {
  const nodes = live(world);
  if (where === 'somewhere') return nodes.some(is);
  return where === 'everywhere' ? nodes.length > 0 && nodes.every(is) : nodes.some((n) => n.id === where && is(n));
}

function hasSyncedVote(n: SimNode, slot: Slot): boolean {
  for (let i = 0; i < n.disk.durable; i++) {
    const { record } = n.disk.rows.get(i)!;
    if (record.type === 'vote' && record.slot === slot) return true;
  }
  return false;
}

// A slot that the node does not know to be chosen, below one that it does.
function hasGap(n: SimNode, slot: Slot | null): boolean {
  const { log, commitIndex } = n.node;
  const first = slot ?? commitIndex + 1;
  if (first <= commitIndex || log.chosen(first) !== undefined) return false;
  for (let above = first + 1; above <= log.last(); above++) if (log.chosen(above) !== undefined) return true;
  return false;
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
