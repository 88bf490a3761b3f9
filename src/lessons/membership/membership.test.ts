// Every statement that "Who counts" makes about its runs, held against the runs of the real engine at that stop.
import { describe, expect, it } from 'vitest';
import { governing, isMember, membersInForce } from '../../paxos/configuration.ts';
import { chosenInFact, membershipOf } from '../../scenario/facts.ts';
import type { World } from '../../sim/world.ts';
import { membership } from './membership.ts';
import { applied, counters, entry, knows, leads, same, synced, told, vote } from '../reading-testing.ts';
import { runTo, unproved, type AtStop, type Proof } from '../testing.ts';

const indexOf = (at: AtStop, pattern: RegExp): number => at.told.findLastIndex((t) => pattern.test(t));
const timeOf = (at: AtStop, pattern: RegExp): number => at.records[indexOf(at, pattern)]!.at;
const answeredAfter = (at: AtStop, command: string): string =>
  new RegExp(`after (\\S+) ms: ${command} is done`).exec(at.told[indexOf(at, new RegExp(`ms: ${command} is done`))] ?? '')?.[1] ?? '';
const voters = (w: World, slot: number, of: string): number[] => w.nodes.map((n) => n.id).filter((n) => synced(w, n, slot).includes(of));
const members = (w: World, node: number, slot: number): readonly number[] => governing(w.node(node).node, slot).members;
/** `4 of 3`: how many votes n1 or another has counted in a slot at its last count, and how many it needs. */
const lastCount = (at: AtStop, node: number, slot: number): string =>
  at.records
    .filter((r) => r.actor === node)
    .flatMap((r) => r.notes)
    .flatMap((n) => (n.kind === 'count' && n.slot === slot ? [`${n.count} of ${n.needed}`] : []))
    .at(-1) ?? '';

const PROOFS: Readonly<Record<string, Readonly<Record<string, Proof>>>> = {
  open: {
    'n1, n2 and n3 are the members: quorums are counted over them, two of three.': ({ world: w }) =>
      same(membersInForce(w.node(1).node), [1, 2, 3]) && membershipOf(w.node(4).node) === 'learner',
    'n1 leads 1.n1.': ({ world: w }) => leads(w, 1, '1.n1'),
    'Slots 1 to 5 are chosen; slots 1 to 3 have been cut off every log, and a checkpoint covers them.': ({ world: w }) =>
      same(applied(w, 1), [5]) && [1, 2, 3].every((n) => w.node(n).node.log.floor === 3 && w.node(n).node.checkpoint?.index === 3),
    'n4 has been added, with an empty disk.': ({ world: w }) => same(applied(w, 4), [0]) && w.node(4).disk.rows.length === 1,
    'You ask n1 to make n1, n2, n3 and n4 the members.': 'reasoning',
    'What will n1 do first?': 'reasoning',
  },
  learner: {
    'n4 hears n1’s heartbeats now.': ({ world: w }) => w.node(4).node.leader === 1,
    'It asked for the log from slot 1 on.': (at) => told(at, /^n4 asks n1 for the chosen entries from slot 1 on/),
    'n1 has slots 1 to 3 no longer, and gave it its checkpoint: the state, the session table, the members.': (at) =>
      told(at, /^n1 sends n4 its checkpoint of slot 3 \(358 bytes\): its log no longer holds what n4 asks for\.$/),
    'n4 has installed it and asks for slots 4 and 5.': (at) =>
      same(applied(at.world, 4), [3]) &&
      at.told.at(-1)!.includes('It asks n1 for the chosen entries from slot 4 on: it knows that up to slot 5'),
    'When n4 has caught up, n1 admits no more commands, waits until no slot is open, and proposes the new members.': 'reasoning',
    'You send f=6 now.': 'reasoning',
    'It will have been proposed, and not be chosen yet, when n4 has caught up.': 'reasoning',
  },
  draining: {
    'n4 has told n1 that it has applied slot 3.': ({ world: w }) => w.node(1).node.leadership!.acks.get(4)?.appliedIndex === 3,
    'From now on n1 admits no command.': ({ world: w }) => w.node(1).node.leadership!.change!.draining,
    'f=6 is open in slot 6.': ({ world: w }) =>
      vote(w, 1, 6) === '1.n1 f=6' && !knows(w, 1, 6) && w.node(1).node.leadership!.proposals.size === 1,
    'Until it is chosen, n1 proposes nothing else.': 'reasoning',
    'You send g=8 now.': 'reasoning',
    'An answer takes 41 ms here when nothing is in its way.': (at) =>
      ['a=1', 'b=2', 'c=3', 'd=4', 'e=5'].every((c) => answeredAfter(at, c) === '41'),
  },
  resumed: {
    'n1, n2 and n3 chose f=6 in slot 6 and the new members in slot 7.': ({ world: w }) =>
      same(voters(w, 6, '1.n1 f=6'), [1, 2, 3]) &&
      same(voters(w, 7, '1.n1 {n1 n2 n3 n4}'), [1, 2, 3]) &&
      entry(w, 1, 7) === '{n1 n2 n3 n4}',
    'These govern from slot 8 on.': (at) =>
      told(at, /From slot 8 on n1, n2, n3 and n4 are the members, right after/) && same(members(at.world, 1, 8), [1, 2, 3, 4]),
    'n1 had admitted nothing for 34 ms; Numbers shows it.': (at) => Math.round(counters(at).pauseMicros! / 1000) === 34,
    'Your g=8 took 65 ms.': (at) => Math.round(Number(answeredAfter(at, 'g=8'))) === 65,
    'In slot 8 three votes were needed, of four members: four bear the loss of one, as three do.': (at) => lastCount(at, 1, 8) === '3 of 3',
    'n4 has yet to apply slot 7 and still calls itself a learner; its vote in slot 8 is worth what the others’ are.': ({ world: w }) =>
      membershipOf(w.node(4).node) === 'learner' && members(w, 1, 8).includes(4) && same(synced(w, 4, 8), ['1.n1 g=8']),
    'Now n1 is to leave, by another policy: chosen in slot i, the new members govern from slot i + α on, and α is 4 here.': ({
      world: w,
    }) => w.config.alpha === 4,
  },
  window: {
    'The new members, n2, n3 and n4, are chosen in slot 9 and govern from slot 13 on.': ({ world: w }) =>
      entry(w, 1, 9) === '{n2 n3 n4}' && same(members(w, 1, 13), [2, 3, 4]) && same(members(w, 1, 12), [1, 2, 3, 4]),
    'n1 has proposed h=10, i=11 and j=12 in slots 10 to 12 as soon as they came.': ({ world: w }) =>
      same(
        [10, 11, 12].map((s) => vote(w, 1, s)),
        ['1.n1 h=10', '1.n1 i=11', '1.n1 j=12'],
      ) && w.node(1).node.queue.length === 0,
    'So none proposes in slot 13 before it has applied slot 9, and knows who votes there.': ({ world: w }) => same(applied(w, 1), [9]),
    'n1 still leads, and you send it k=13, which will go to slot 13.': ({ world: w }) => leads(w, 1, '1.n1') && vote(w, 1, 13) === '',
  },
  removed: {
    'Your four commands were answered after 41 or 42 ms: the change itself paused nothing.': (at) =>
      same(
        ['h=10', 'i=11', 'j=12', 'k=13'].map((c) => answeredAfter(at, c)),
        ['41', '42', '42', '41'],
      ) && counters(at).pauseMicros === 0,
    'n1 led until the new members governed and a quorum of them had applied that.': (at) =>
      told(at, /^n1 leads no longer: it is no member, and a quorum of n2, n3 and n4 has applied that\.$/) &&
      membershipOf(at.world.node(1).node) === 'removed',
    'What costs time is that the leader left: for 330 ms nobody led, until n2 had waited out its time-out and been elected.': (at) =>
      Math.round((at.world.now - timeOf(at, /^n1 leads no longer/)) / 1000) === 330 && leads(at.world, 2, '2.n2'),
    'Suppose n1, n2 and n3 are replaced by n3, n4 and n5, and for a while both memberships count.': 'reasoning',
  },
  two: {
    'n1 led a change from n1, n2 and n3 to n3, n4 and n5.': (at) => told(at, /^n1 is asked to make n3, n4 and n5 the members/),
    'Chosen in slot 1, the new ones govern from slot 3 on; α is 2 here.': ({ world: w }) =>
      w.config.alpha === 2 && same(members(w, 1, 3), [3, 4, 5]) && same(w.config.switches, ['two-memberships']),
    'In slot 3 n4 and n5 voted for b=3, and you have your answer.': (at) =>
      [4, 5].every((n) => same(synced(at.world, n, 3), ['1.n1 b=3'])) && answeredAfter(at, 'b=3') !== '',
    'n2 has heard nothing of all this.': (at) => same(applied(at.world, 2), [0]) && synced(at.world, 2, 1).length === 0,
    'n1 crashed, and n2 leads 2.n2 by the promises of n2 and n3: two of the three old members.': (at) =>
      at.told.at(-1)!.startsWith('n2 leads 2.n2: n2 and n3 promised it, a quorum.') && at.world.node(1).status === 'crashed',
    'n3 reported slots 1 and 2, and n2 proposes them again.': (at) =>
      at.told.at(-1)!.includes('It adopts {n3 n4 n5} in slot 1 and a=2 in slot 2: the highest ballot reported was 1.n1, by n3.'),
    'In slot 3 n3 has not voted.': ({ world: w }) => vote(w, 3, 3) === '',
    'You send n2 a command, c=4.': 'reasoning',
    'Once n2 has applied slot 1, it knows the new members.': 'reasoning',
    'What will it propose in slot 3?': 'reasoning',
  },
  violated: {
    'n2 proposes c=4 in slot 3, where b=3 is chosen, and a check stops the run.': ({ world: w, runner }) =>
      vote(w, 2, 3) === '2.n2 c=4' && runner.violation?.invariant === 'I5',
    'The quorum that made n2 the leader, n2 and n3, and the quorum that chose b=3, n4 and n5, have no node in common.': ({ world: w }) =>
      [4, 5].every((n) => vote(w, n, 3) === '1.n1 b=3') && [2, 3].every((n) => !synced(w, n, 3).includes('1.n1 b=3')),
    'So nobody could warn n2.': ({ world: w }) => vote(w, 3, 3) === '',
    'What must n2 do before it proposes anything in slot 3?': 'reasoning',
  },
  rule: {
    'The right world again, and the same story up to n2’s election.': (at) =>
      at.world.config.switches.length === 0 &&
      told(at, /^n2 leads 2\.n2: n2 and n3 promised it, a quorum\. It adopts \{n3 n4 n5\} in slot 1/),
    'When n2 had applied slot 1 it asked the new members n4 and n5, in the middle of its reign and with its own ballot, 2.n2: rule M4.': (
      at,
    ) =>
      same(
        at.records
          .slice(indexOf(at, /^n2 leads 2\.n2/) + 1)
          .flatMap((r) => r.sent)
          .flatMap((f) => (f.message.type === 'Prepare' && f.from === 2 && f.message.ballot.round === 2 ? [f.to] : [])),
        [4, 5],
      ),
    'Both promised and reported b=3.': (at) =>
      same(
        at.records
          .flatMap((r) => r.sent)
          .flatMap((f) =>
            f.message.type === 'Promise' && f.message.ballot.round === 2 && f.message.votes.some((v) => v.slot === 3) ? [f.from] : [],
          ),
        [4, 5],
      ),
    'n2 proposed it again in slot 3, and put c=4 into slot 4.': (at) =>
      entry(at.world, 2, 3) === 'b=3' && entry(at.world, 2, 4) === 'c=4' && answeredAfter(at, 'c=4') !== '',
  },
};

describe('Who counts', () => {
  membership.stops.forEach((stop, i) => {
    it(`says what is so at “${stop.title}”`, () => {
      expect(unproved(stop, runTo(membership, i), PROOFS[stop.id] ?? {})).toEqual([]);
    });
  });

  it('counts n1’s own vote in slot 13 for nothing, as the replies say', () => {
    const at = runTo(membership, 5);
    const own = at.records
      .flatMap((r) => r.notes)
      .flatMap((n) => (n.kind === 'count' && n.slot === 13 ? [`n${n.by} ${n.count} of ${n.needed}`] : []));
    expect(own).toEqual(['n1 0 of 2', 'n2 1 of 2', 'n3 2 of 2']);
    expect(at.world.nodes.filter((n) => isMember(n.node)).map((n) => n.id)).toEqual([2, 3, 4]);
  });

  it('has chosen b=3 in slot 3 by the new members alone, before n2 leads', () => {
    const { world } = runTo(membership, 6);
    expect([voters(world, 3, '1.n1 b=3'), chosenInFact(world, 3) !== null]).toEqual([[1, 4, 5], true]);
  });
});
