// The lesson "Why Phase 1 is paid once": what promises are for, how long they hold, and what ends them. Data only; what the prose says of the
// run is proved true by phase-one.test.ts.
import type { Lesson, LessonStop } from '../lesson.ts';
import { rivals } from './phase-one-rivals.ts';

const open: LessonStop = {
  id: 'open',
  title: 'One question for all slots',
  acts: [],
  until: null,
  prose: [
    'Before a leader may propose anything, it must know two things: which votes have been given already, and that no lower ballot will get in its way. *Phase 1* tells it both: a `Prepare` to every node, and promises from a quorum.',
    'n1 stands for election with `1.n1`. As soon as its own promise is synced, its `Prepare` goes to the four others. It asks about every slot from 1 on. Basic Paxos, which decides on one slot at a time, would ask about one.',
  ],
  look: [{ panel: 'stage', nodes: [1], label: 'n1, a candidate' }],
  question: {
    ask: 'For which slots will the promises hold that answer this one Prepare?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'For slot 1; every slot needs its own Phase 1',
        right: false,
        reply:
          'That is Basic Paxos. The promise “I will not vote below `1.n1`” names no slot. Given once, it serves every slot, also those that nobody has thought of yet.',
      },
      {
        text: 'For the eight slots of the window',
        right: false,
        reply: 'The window bounds how many slots a leader may have open at once. A promise names no slot: it holds for all of them.',
      },
      {
        text: 'For every slot, until a quorum promises a higher ballot',
        right: true,
        reply: 'Right. A promise says “I will not vote below `1.n1`”, and names no slot. That is why Multi-Paxos asks once.',
      },
    ],
  },
  task: null,
};

const leads: LessonStop = {
  id: 'leads',
  title: 'What Phase 1 costs',
  acts: [],
  until: 'leader n1',
  prose: [
    'n1 leads `1.n1`: n1, n2 and n3 have promised it, a quorum. The cost: four `Prepare`, four `Promise`, one round trip of 20 ms, and two syncs of 1 ms, of n1 before it asked and of each other node before it answered.',
    'No promise reported a vote, so n1 has nothing to propose again. It waits for commands.',
  ],
  look: [
    { panel: 'stage', nodes: [1, 2, 3], label: 'a quorum has promised' },
    { panel: 'events', label: 'n1 leads, and why' },
  ],
  question: {
    ask: 'You send n1 a command. How many round trips between n1 and the others will it take until n1 knows that it is chosen?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Two: Phase 1 and Phase 2',
        right: false,
        reply:
          'n1 has been through Phase 1, and the promises hold for this slot too. Phase 2 is left: `Accept` there, `Accepted` back. One round trip.',
      },
      {
        text: 'One: Phase 2 alone',
        right: true,
        reply: 'Right. `Accept` there, `Accepted` back: one round trip. Phase 1 was paid before the command came.',
      },
      {
        text: 'None: n1 leads, so it may decide',
        right: false,
        reply: 'A leader proposes; only votes of a quorum make an entry chosen. `Accept` there, `Accepted` back: one round trip.',
      },
    ],
  },
  task: null,
};

const one: LessonStop = {
  id: 'one',
  title: 'One command, one round trip',
  acts: [{ kind: 'command', operation: { op: 'put', key: 'x', value: '1' }, to: 1 }],
  until: 'choice 1 n1',
  prose: [
    'n1 proposed `x=1` in slot 1 with four `Accept` and no `Prepare`. It knew it to be chosen 21 ms later: a round trip of 20 ms, and the 1 ms of a follower’s sync.',
    'n1’s own sync took place meanwhile and cost no time.',
  ],
  look: [
    { panel: 'log', slots: [1], label: 'chosen' },
    { panel: 'events', label: 'Phase 2, and nothing before it' },
  ],
  question: {
    ask: 'Suppose n1 had no command to propose for an hour. Must it run Phase 1 again before the next one?',
    answered: 'at-once',
    options: [
      {
        text: 'Yes: promises become stale',
        right: false,
        reply:
          'A promise has no date. It is on the acceptor’s disk and holds until the acceptor promises a higher ballot: an hour, a year, and across restarts.',
      },
      {
        text: 'No: time plays no part in it',
        right: true,
        reply:
          'Right. The promises are on disks and hold until a quorum promises a higher ballot. From that moment n1 finds no quorum any more, were it a millisecond later.',
      },
      {
        text: 'Yes, unless it holds a lease',
        right: false,
        reply:
          'Leases let a leader answer reads by itself, and keep rivals quiet for a while. The right to propose comes from promises, and these hold until a quorum promises a higher ballot.',
      },
    ],
  },
  task: null,
};

const three: LessonStop = {
  id: 'three',
  title: 'Paid once, used again',
  acts: [
    { kind: 'command', operation: { op: 'put', key: 'x', value: '2' }, to: 1 },
    { kind: 'command', operation: { op: 'put', key: 'y', value: '3' }, to: 1 },
    { kind: 'command', operation: { op: 'put', key: 'z', value: '4' }, to: 1 },
  ],
  until: 'applied 4 on n1',
  prose: [
    'Three more commands, in slots 2, 3 and 4, at the same time: twelve `Accept`, and again no `Prepare`.',
    'Four commands so far, and one Phase 1. Basic Paxos would have run Phase 1 for each: sixteen `Prepare` in place of four, and a second round trip for every command.',
  ],
  look: [{ panel: 'log', slots: [1, 2, 3, 4], label: 'four slots under one ballot' }],
  question: {
    ask: 'Now the network cuts n1 off from the four others, and n2 stands for election with 2.n2. When does n1 lose the power to get anything chosen?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'When it hears of 2.n2',
        right: false,
        reply:
          'n1 has heard nothing, and believes that it leads. But n2, n3 and n4 have promised `2.n2` and will not vote in `1.n1` any more: n1 cannot get a quorum, whatever it believes.',
      },
      {
        text: 'When a quorum has promised 2.n2, whether n1 knows it or not',
        right: true,
        reply: 'Right. n2, n3 and n4 will not vote in `1.n1` any more. n1 believes that it leads, and cannot get a quorum.',
      },
      {
        text: 'When the others have not heard it for a time-out',
        right: false,
        reply:
          'A time-out makes a node stand for election; it takes nothing from n1. What does is a quorum of promises of a higher ballot, which n2 has now.',
      },
    ],
  },
  task: null,
};

export const phaseOne: Lesson = {
  id: 'phase-one',
  title: 'Why Phase 1 is paid once',
  about: 'What the promises of Phase 1 are for, why they serve every later slot, and what alone ends them: a higher ballot, never time.',
  minutes: 6,
  teaches: ['P2', 'P4', 'Q1', 'Q2', 'Q12', 'Q18'],
  scenario: 'cluster 5 exact seed=1\ntimeout n1',
  pace: 0.006,
  stops: [open, leads, one, three, ...rivals],
};
