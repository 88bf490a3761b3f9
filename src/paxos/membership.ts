// Changes of membership through the log (M1–M7, A4): asked of the leader, begun when the newcomers have caught up, proposed as an entry, in force
// when it is applied and a quorum of the new members has promised the leader's ballot.
import type { Address, Micros, NodeId, Slot } from '../base/units.ts';
import { rest, restTimer } from './candidate.ts';
import { bitOf, governing, isMember, isQuorum, newestConfiguration, type Configuration } from './configuration.ts';
import type { Effect, MembershipPolicy } from './effects.ts';
import type { Entry } from './entry.ts';
import { mayPropose, propose, sendHeartbeat } from './leader.ts';
import { askForEntries } from './learner.ts';
import type { Members, Prepare } from './messages.ts';
import type { Leadership, Node } from './node.ts';
import { redirectQueue } from './requests.ts';

type Stage = Extract<Effect, { kind: 'membership' }>['stage'];

const say = (stage: Stage, members: readonly NodeId[], out: Effect[]): void => {
  out.push({ kind: 'membership', stage, members });
};

/** M7: one change at a time, until the former governs. Only the leader can begin one. */
export function onReconfigure(node: Node, members: readonly NodeId[], policy: MembershipPolicy, now: Micros, out: Effect[]): void {
  const l = node.leadership;
  const open = l !== null && [...l.unapplied.keys()].some((slot) => slot > node.appliedIndex);
  const underWay = l !== null && (l.change !== null || open || newestConfiguration(node).from > node.commitIndex + 1);
  if (l === null || members.length === 0 || (underWay && !node.settings.broken.has('two-memberships'))) return say('refused', members, out);
  l.change = { members, policy, draining: false, caughtUp: false };
  l.learners = members.filter((m) => !newestConfiguration(node).members.includes(m));
  say('asked', members, out);
  if (l.learners.length > 0) sendHeartbeat(node, now, out);
  progressChange(node, out);
}

/** M2, M3, M5: proposes the change when newcomers have caught up and, stop-the-world, when nothing is open. */
export function progressChange(node: Node, out: Effect[]): void {
  const l = node.leadership;
  if (l === null || l.change === null) return;
  const { change } = l;
  const late = l.learners.some((m) => (l.acks.get(m)?.appliedIndex ?? -1) < node.commitIndex - node.settings.alpha);
  if (late || l.nextSlot <= l.recoverTo) return;
  if (l.learners.some((m) => l.acks.has(m)) && !change.caughtUp) say('caught-up', l.learners, out);
  change.caughtUp = true;
  if (change.policy === 'stop-the-world' && !change.draining) {
    change.draining = true;
    say('draining', change.members, out);
  }
  const drained = l.proposals.size === 0 && l.nextSlot === node.commitIndex + 1;
  if ((change.policy === 'stop-the-world' && !drained) || !mayPropose(node, l, l.nextSlot)) return;
  l.change = null;
  const after = change.policy === 'stop-the-world' ? 1 : node.settings.alpha;
  say('proposed', change.members, out);
  propose(node, l.nextSlot++, { type: 'configuration', members: change.members, after }, 'new', out);
}

/** M1: the entry is applied: from slot + after on, these members govern. Those that no longer matter are let go. */
export function applyConfiguration(node: Node, slot: Slot, entry: Extract<Entry, { type: 'configuration' }>, out: Effect[]): void {
  const from = slot + entry.after;
  const was = isMember(node);
  const gone = newestConfiguration(node).members.filter((m) => !entry.members.includes(m) && !node.retired.includes(m));
  const known = [...node.configurations, { from, slot, members: entry.members }];
  const first = governing({ configurations: known }, slot + 1);
  node.configurations = known.slice(known.indexOf(first));
  if (gone.length > 0) node.retired = [...node.retired, ...gone];
  out.push({ kind: 'configuration', slot, from, members: entry.members });
  if (!entry.members.includes(node.id) && gone.includes(node.id)) say('removed', entry.members, out);
  if (!was && isMember(node)) restTimer(node, out); // M5: a learner no more, it may stand
  const l = node.leadership;
  if (l === null) return;
  l.unapplied.delete(slot);
  l.announces = true;
  l.learners = [];
  askForPromises(node, l, out);
}

// M4: Prepares with the same ballot, to the members of every configuration in force that have not promised it.
function askForPromises(node: Node, l: Leadership, out: Effect[]): void {
  const c = newestConfiguration(node);
  if (isQuorum(node, c, l.promised)) {
    if (c.from === c.slot + 1) say('resumed', c.members, out);
    return;
  }
  const message: Prepare = { type: 'Prepare', ballot: l.ballot, firstSlot: node.commitIndex + 1 };
  for (const to of c.members) if (to !== node.id && (l.promised & bitOf(to)) === 0) out.push({ kind: 'send', to, message });
}

/** M4: a promise came that the newest configuration needed. */
export function promisesCameIn(node: Node, l: Leadership, before: number, out: Effect[]): void {
  const c = newestConfiguration(node);
  if (isQuorum(node, c, before) || !isQuorum(node, c, l.promised)) return;
  say('promises', c.members, out);
  if (c.from === c.slot + 1) say('resumed', c.members, out);
}

/** L6, M4: asks again. */
export function missingPromises(node: Node, out: Effect[]): void {
  const l = node.leadership;
  if (l !== null && !isQuorum(node, newestConfiguration(node), l.promised)) askForPromises(node, l, out);
}

/** M6: a leader that is no member any more leads until the new configuration governs and a quorum of its members has applied it. */
export function handOver(node: Node, now: Micros, out: Effect[]): void {
  const l = node.leadership;
  const c = governing(node, node.commitIndex + 1);
  if (l === null || c.slot === 0 || isMember(node) || l.proposals.size > 0 || !isKnown(node, l, c)) return;
  sendHeartbeat(node, now, out);
  say('handed-over', c.members, out);
  rest(node, out);
  redirectQueue(node, out);
  restTimer(node, out);
}

/** M6: whether a quorum of the configuration's members has acknowledged that it has applied it. */
export function isKnown(node: Node, l: Leadership, c: Configuration): boolean {
  let know = c.members.includes(node.id) ? bitOf(node.id) : 0;
  for (const [n, ack] of l.acks) if (ack.appliedIndex >= c.slot) know |= bitOf(n);
  return isQuorum(node, c, know);
}

/**
 * A4: removed, and had not heard of it: it stands no more. Or a member, and had not heard of that: it asks for what it lacks. Whoever says so of
 * an older configuration is told of the newer one: a member that does not know that it is would refuse the candidate that needs its promise.
 */
export function onMembers(node: Node, from: Address, m: Members, out: Effect[]): void {
  const { slot, members } = newestConfiguration(node);
  if (m.slot < slot) out.push({ kind: 'send', to: from, message: { type: 'Members', slot, members } });
  if (m.slot <= slot) return;
  if (m.members.includes(node.id)) {
    if (m.slot > node.commitIndex) askForEntries(node, from, m.slot, out);
    return;
  }
  node.removedBy = Math.max(node.removedBy, m.slot);
  say('removed', m.members, out);
  if (node.role !== 'follower') rest(node, out);
}

/** M6, A4: a leader may be gone before those who come after it know that they do. Returns whether it will look again. */
export function remindMembers(node: Node, out: Effect[]): boolean {
  const { slot, members } = newestConfiguration(node);
  if (!node.retired.includes(node.id) || members.includes(node.id)) return false;
  node.attempts++;
  for (const to of members) out.push({ kind: 'send', to, message: { type: 'Members', slot, members } });
  return true;
}
