// Conditions: what a scenario, a lesson or a person waits for, as data, and whether it is so just after an event (SCENARIO.md, Conditions).
// A *state* holds for as long as it is so; a *moment* holds just after the event that brought it. Conditions look at everything, disks of
// all nodes included: they stand outside the protocol. Reading and printing: condition-words.ts.
import { assertNever } from '../base/assert.ts';
import type { Address, NodeId, Slot } from '../base/units.ts';
import { sameBallot, type Ballot } from '../paxos/ballot.ts';
import { governing } from '../paxos/configuration.ts';
import { printOperation } from '../paxos/entry.ts';
import type { EventRecord, Violation } from '../sim/events.ts';
import type { SimNode } from '../sim/sim-node.ts';
import type { World } from '../sim/world.ts';
import { chosenInFact, holdsLease, membershipOf, slotsOpen, syncedVotes, type Membership } from './facts.ts';
import { momentHolds, type Moment } from './moments.ts';
import { fits, type Pattern } from './pattern.ts';

export { parseCondition, printCondition } from './condition-words.ts';

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
  /** Its newest durable checkpoint is at this index or later. */
  | { readonly kind: 'checkpoint'; readonly slot: Slot; readonly where: Where }
  /** Its log is cut up to this slot. */
  | { readonly kind: 'truncated'; readonly slot: Slot; readonly where: Where }
  /** Exactly these are the members of its newest configuration, and that governs its next slot. */
  | { readonly kind: 'governs'; readonly members: readonly NodeId[]; readonly where: Where }
  /** It is a member of a configuration in force, by its own account; a learner: not yet; removed: no more. */
  | { readonly kind: 'membership'; readonly node: NodeId; readonly is: Membership }
  /** It may answer reads alone. */
  | { readonly kind: 'lease'; readonly node: NodeId | null }
  | { readonly kind: 'disk-is-full'; readonly node: NodeId }
  | { readonly kind: 'violation'; readonly invariant: string | null }
  | { readonly kind: 'moment'; readonly moment: Moment }
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] };

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
      return at(world, c.where, (n) => (c.synced ? syncedVotes(n, c.slot).length > 0 : n.node.log.vote(c.slot) !== undefined));
    case 'chosen':
      return at(world, c.where, (n) => c.slot <= n.node.commitIndex || n.node.log.chosen(c.slot) !== undefined);
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
    case 'checkpoint':
      return at(world, c.where, (n) => (n.node.checkpoint?.index ?? 0) >= c.slot);
    case 'truncated':
      return at(world, c.where, (n) => n.node.log.floor >= c.slot);
    case 'governs':
      return at(world, c.where, (n) => governing(n.node, n.node.commitIndex + 1).members.join() === c.members.join());
    case 'membership':
      return live(world).some((n) => n.id === c.node && membershipOf(n.node) === c.is);
    case 'lease':
      return live(world).some((n) => (c.node ?? n.id) === n.id && holdsLease(world, n));
    case 'disk-is-full':
      return world.nodes.some((n) => n.id === c.node && n.disk.full);
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

// A slot that the node does not know to be chosen, below one that it does.
function hasGap(n: SimNode, slot: Slot | null): boolean {
  const { log, commitIndex } = n.node;
  const first = slot ?? commitIndex + 1;
  if (first <= commitIndex || log.chosen(first) !== undefined) return false;
  for (let above = first + 1; above <= log.last(); above++) if (log.chosen(above) !== undefined) return true;
  return false;
}
