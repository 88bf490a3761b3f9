// Every statement that "Why Phase 1 is paid once" makes about its run, held against the run of the real engine at that stop.
import { describe, expect, it } from 'vitest';
import { printBallot } from '../../paxos/ballot.ts';
import type { MessageType } from '../../paxos/messages.ts';
import type { EventRecord } from '../../sim/events.ts';
import type { World } from '../../sim/world.ts';
import { phaseOne } from './phase-one.ts';
import { entry, leads, same, synced, told, vote } from '../reading-testing.ts';
import { runTo, unproved, type AtStop, type Proof } from '../testing.ts';

/** How many messages of a type were sent, by whom; each to another node. */
const sent = (records: readonly EventRecord[], type: MessageType, from: number): number =>
  records.flatMap((r) => r.sent).filter((f) => f.message.type === type && f.from === from && f.to !== from).length;
const timeOf = (at: AtStop, pattern: RegExp): number => at.records[at.told.findIndex((t) => pattern.test(t))]!.at;
const promised = (w: World, node: number): string => printBallot(w.node(node).node.promised);

const PROOFS: Readonly<Record<string, Readonly<Record<string, Proof>>>> = {
  open: {
    'n1 stands for election with 1.n1.': ({ world: w }) => w.node(1).node.role === 'candidate' && promised(w, 1) === '1.n1',
    'It asks about every slot from 1 on.': ({ world: w }) => w.node(1).node.candidacy!.firstSlot === 1,
  },
  leads: {
    'n1 leads 1.n1: n1, n2 and n3 have promised it, a quorum.': (at) =>
      leads(at.world, 1, '1.n1') && at.told.at(-1)!.startsWith('n1 leads 1.n1: n1, n2 and n3 promised it, a quorum.'),
    'The cost: four Prepare, four Promise, one round trip of 20 ms, and two syncs of 1 ms, of n1 before it asked and of each other node before it answered.':
      ({ world: w, records }) =>
        sent(records, 'Prepare', 1) === 4 &&
        [2, 3, 4, 5].every((n) => sent(records, 'Promise', n) === 1) &&
        w.now === 22_000 &&
        w.config.delayMicros === 10_000 &&
        w.config.syncMicros === 1_000,
    'No promise reported a vote, so n1 has nothing to propose again.': ({ world: w }) => w.node(1).node.leadership!.reported.size === 0,
    'You send n1 a command.': 'reasoning',
    'How many round trips between n1 and the others will it take until n1 knows that it is chosen?': 'reasoning',
  },
  one: {
    'n1 proposed x=1 in slot 1 with four Accept and no Prepare.': ({ world: w, records }) =>
      entry(w, 1, 1) === 'x=1' && sent(records, 'Accept', 1) === 4 && sent(records, 'Prepare', 1) === 4,
    'It knew it to be chosen 21 ms later: a round trip of 20 ms, and the 1 ms of a follower’s sync.': (at) =>
      at.world.now - timeOf(at, /^n1 proposes x=1/) === 21_000,
    'n1’s own sync took place meanwhile and cost no time.': (at) =>
      timeOf(at, /^n1’s own vote in slot 1 is synced/) < at.world.now - 10_000,
    'Suppose n1 had no command to propose for an hour.': 'reasoning',
  },
  three: {
    'Three more commands, in slots 2, 3 and 4, at the same time: twelve Accept, and again no Prepare.': (at) =>
      same(
        [2, 3, 4].map((s) => entry(at.world, 1, s)),
        ['x=2', 'y=3', 'z=4'],
      ) &&
      sent(at.records, 'Accept', 1) === 16 &&
      sent(at.records, 'Prepare', 1) === 4 &&
      timeOf(at, /^n1 proposes x=2/) === timeOf(at, /^n1 proposes z=4/),
    'Now the network cuts n1 off from the four others, and n2 stands for election with 2.n2.': 'reasoning',
    'When does n1 lose the power to get anything chosen?': 'reasoning',
  },
  'two-leaders': {
    'n2 leads 2.n2: n2, n3 and n4 have promised it.': (at) =>
      leads(at.world, 2, '2.n2') &&
      told(at, /^n2 leads 2\.n2: n2, n3 and n4 promised it/) &&
      [2, 3, 4, 5].every((n) => promised(at.world, n) === '2.n2'),
    'n1 is cut off, has heard nothing of it, and still believes that it leads 1.n1.': ({ world: w }) =>
      leads(w, 1, '1.n1') && [2, 3, 4, 5].every((n) => w.isCut(1, n) && w.isCut(n, 1)),
    'n2 paid Phase 1 anew, as every new leader must, and again with one Prepare for all open slots: it asked from slot 2 on.': (at) =>
      sent(at.records, 'Prepare', 2) === 4 && told(at, /^n2 stands for election with 2\.n2: .*votes from slot 2 on/),
    'Votes were reported in slots 2, 3 and 4, so it proposes their entries again under its own ballot.': (at) =>
      at.told.at(-1)!.includes('It adopts x=2 in slot 2, y=3 in slot 3 and z=4 in slot 4'),
    'You send y=6 to n1, which believes that it leads.': 'reasoning',
  },
  cannot: {
    'n1 has proposed y=6 in slot 5 under 1.n1, and votes for it itself.': ({ world: w }) => vote(w, 1, 5) === '1.n1 y=6',
    'If one did, n2, n3, n4 and n5 would refuse it: they have promised 2.n2.': ({ world: w }) =>
      [2, 3, 4, 5].every((n) => promised(w, n) === '2.n2'),
    'What will n1 hear from the others?': 'reasoning',
  },
  'steps-down': {
    'n1’s heartbeat got across, and n2, n3, n4 and n5 refused it: each has promised 2.n2, and 1.n1 is lower.': (at) =>
      at.told.filter((t) => /^n[2-5] refuses n1’s Heartbeat: it has promised 2\.n2, and 1\.n1 is lower\.$/.test(t)).length === 4,
    'Their Reject names 2.n2, and n1 stopped leading.': (at) =>
      at.told.at(-1) === 'n1 stops leading 1.n1: it has met the higher ballot 2.n2.' && at.world.node(1).node.role === 'follower',
    'It did not tell you that y=6 has failed.': ({ world: w, records }) =>
      w.sessions[0]!.state === 'waiting' && sent(records.slice(-25), 'Redirect', 1) === 0,
    'The outcome is unknown, to n1 as well.': ({ world: w }) =>
      same(synced(w, 1, 5), ['1.n1 y=6']) && [2, 3, 4, 5].every((n) => vote(w, n, 5) === ''),
    'You will send y=6 again under the same number, to n2 this time.': 'reasoning',
    'Must n2 run Phase 1 before it can propose it?': 'reasoning',
  },
  again: {
    'After 400 ms without an answer you sent y=6 to n2.': (at) =>
      at.world.config.clientTimeoutMicros === 400_000 &&
      told(at, /^You have no answer in time: whether y=6 took effect is unknown\. The same request, you#2, goes to n2\.$/),
    'It proposed it in slot 5 under 2.n2, with four Accept and no Prepare; all five nodes voted, n1 too.': ({ world: w, records }) =>
      entry(w, 2, 5) === 'y=6' &&
      sent(records, 'Prepare', 2) === 4 &&
      sent(records, 'Accept', 2) === 16 &&
      [1, 2, 3, 4, 5].every((n) => synced(w, n, 5).includes('2.n2 y=6')),
  },
};

describe('Why Phase 1 is paid once', () => {
  phaseOne.stops.forEach((stop, i) => {
    it(`says what is so at “${stop.title}”`, () => {
      expect(unproved(stop, runTo(phaseOne, i), PROOFS[stop.id] ?? {})).toEqual([]);
    });
  });

  it('counts right at the end: five commands, two candidacies, two leaders', () => {
    const { world, records } = runTo(phaseOne, phaseOne.stops.length - 1);
    const notes = records.flatMap((r) => r.notes);
    expect(world.sessions.reduce((sum, s) => sum + s.acknowledged, 0)).toBe(5);
    expect(notes.filter((n) => n.kind === 'candidate')).toHaveLength(2);
    expect(notes.filter((n) => n.kind === 'lead')).toHaveLength(2);
  });
});
