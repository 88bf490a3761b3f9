// "Five ways to read", the middle: a leader that is cut off, with its lease and without it. See reads.ts.
import type { LessonStop } from '../lesson.ts';

export const cut: LessonStop = {
  id: 'cut',
  title: 'A leader that is cut off',
  acts: [
    { kind: 'partition', groups: [[1], [2, 3, 4, 5]] },
    { kind: 'command', operation: { op: 'get', key: 'x' }, to: 1, mode: 'quorum' },
    { kind: 'command', operation: { op: 'get', key: 'x' }, to: 1, mode: 'leader-lease' },
  ],
  until: 'acknowledged 12',
  prose: [
    'The network has cut n1 off from the four others; you reach both sides. You asked n1 for x twice. Under its lease it answered alone, after 20 ms: x is 2. By a quorum round it has no answer, for its heartbeats do not arrive.',
    'The answer is right. n2 to n5 have acknowledged a heartbeat of n1, and whoever does that is *bound*: it refuses every other candidate, and does not stand itself, until n1’s lease is over.',
  ],
  look: [
    { panel: 'clients', label: 'one read answered, one waiting' },
    { panel: 'stage', nodes: [1, 2, 3, 4, 5], label: 'n1, cut off from the four others' },
  ],
  question: {
    ask: 'At this moment n2’s election time-out fires. With n3, n4 and n5 it would have a quorum. What does it do?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'It stands, and leads with n3 and n4',
        right: false,
        reply:
          'Then n2 could have a new value chosen while n1 answers with the old one. That is what the lease excludes: n2 has acknowledged n1’s heartbeat, and waits until the lease is over.',
      },
      {
        text: 'It stands, and n3, n4 and n5 refuse',
        right: false,
        reply: 'They would. But n2 is bound as they are, and does not even stand before n1’s lease is over.',
      },
      {
        text: 'Nothing, until n1’s lease is over',
        right: true,
        reply: 'Right. It has acknowledged n1’s heartbeat, and by that has given up standing, for the time of a lease on its own clock.',
      },
    ],
  },
  task: null,
};

export const leads: LessonStop = {
  id: 'leads',
  title: 'First the lease ends, then another leads',
  acts: [{ kind: 'campaign', node: 2 }],
  until: 'leader n2',
  pace: 0.03,
  prose: [
    'n1’s lease ended at 523 ms: it lasts 300 ms from when n1 sent the last heartbeat that a quorum acknowledged. n2 was bound until 533 ms, for it counts from when it *heard* that heartbeat. Then it stood, and since 555 ms it leads `2.n2`.',
    'That is the price of a lease: for so long after a leader is lost, nobody else can lead, and nothing is written.',
  ],
  look: [
    { panel: 'events', label: 'n2 does not stand; then it does' },
    { panel: 'stage', nodes: [1, 2], label: 'two that believe they lead, one lease that is over' },
  ],
  question: {
    ask: 'n1 has heard nothing of this, and believes that it leads. What can it still do?',
    answered: 'at-once',
    options: [
      {
        text: 'Get an entry chosen in 1.n1',
        right: false,
        reply:
          'For that it needs votes of a quorum, and n2 to n5 have promised `2.n2`. Slots are protected by ballots, with or without leases.',
      },
      {
        text: 'Answer reads alone, as before',
        right: false,
        reply: 'Its lease is over by its own clock, and it looks at that clock for each read.',
      },
      {
        text: 'Give stale answers, and nothing else',
        right: true,
        reply:
          'Right. It has no lease, and no quorum acknowledges it. A stale read needs neither, and promises nothing but a state that once was.',
      },
    ],
  },
  task: {
    ask: 'Try it: send `x=3` to n2 and have it answered; then read x at n1, in any way (the drawer Clients).',
    goal: 'acknowledged x=3',
    done: '`x=3` is done. Now ask n1.',
  },
};

export const three: LessonStop = {
  id: 'three',
  title: 'One side has x=3',
  acts: [{ kind: 'command', operation: { op: 'put', key: 'x', value: '3' }, to: 2 }],
  until: 'acknowledged x=3',
  prose: [
    '`x=3` is chosen in slot 6, in `2.n2`, and you have been told so. n1’s state machine still says that x is 2, and n1 still believes that it leads.',
  ],
  look: [
    { panel: 'log', nodes: [1, 2], slots: [6], label: 'x=3, and nothing of it on n1' },
    { panel: 'stage', nodes: [1, 2], label: 'who believes to lead' },
  ],
  question: {
    ask: 'You ask n1 for x: under its lease, by a quorum round, and stale. Which answers do you get?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Three times 2: n1 knows no better',
        right: false,
        reply:
          'By what it knows it would say so. But the rules let it say so only with a lease that lasts, or after a quorum has acknowledged it, and n1 has neither.',
      },
      {
        text: '2 to the stale read, and no answer to the others',
        right: true,
        reply: 'Right. Without a lease n1 would have to ask a quorum, and gets none. The stale read asks nobody.',
      },
      {
        text: '3: it learns the newest value first',
        right: false,
        reply: 'From whom? Every link between n1 and the others is cut. It cannot even learn that there is something newer.',
      },
    ],
  },
  task: null,
};

export const silent: LessonStop = {
  id: 'silent',
  title: 'Rather no answer than an old one',
  acts: [
    { kind: 'command', operation: { op: 'get', key: 'x' }, to: 1, mode: 'leader-lease' },
    { kind: 'command', operation: { op: 'get', key: 'x' }, to: 1, mode: 'quorum' },
    { kind: 'command', operation: { op: 'get', key: 'x' }, to: 1, mode: 'stale' },
  ],
  until: 'acknowledged 14',
  prose: [
    'The stale read was answered after 20 ms: x is 2, which is no longer so. Its mark said: as new as n1 has heard of. A node can count only the slots that it knows it lacks.',
    'The two others wait. n1’s lease is over, so that even the read under the lease needs a quorum now; and no acknowledgement comes. A client that waits long enough asks another node.',
  ],
  look: [
    { panel: 'clients', label: 'reads without an answer' },
    { panel: 'events', label: 'what n1 said to each' },
  ],
  question: {
    ask: 'All this rests on two clocks: n1’s, by which its lease ends, and n2’s, by which n2 is bound. So far both ran true. Suppose n1’s runs slow.',
    answered: 'as-it-happens',
    options: [
      {
        text: 'No harm: a lease is given up when a higher ballot is heard of',
        right: false,
        reply: 'A leader that is cut off hears of nothing. It has only its clock, and if that runs slow, its lease seems to last.',
      },
      {
        text: 'n1 may believe in its lease while n2 already leads',
        right: true,
        reply: 'Right. By its slow clock little time has passed. It answers alone, while another has new values chosen.',
      },
      {
        text: 'n1 gives its lease up too early',
        right: false,
        reply: 'That is a clock that runs fast, and harmless. By a slow one little time has passed, and the lease seems to last.',
      },
    ],
  },
  task: null,
};
