// "Many commands in one entry", the risk: a leader that dies while it collects, and one that dies when its entry has a single vote elsewhere.
// See batching.ts.
import type { LessonStop } from '../lesson.ts';

const BEGIN = `
cluster 5 exact seed=1 batch=16 batch-time=10ms checkpoint=0
timeout n1
run until follow n5
command x=1 to n1
command y=2 to n1
command z=3 to n1
`;

export const collecting: LessonStop = {
  id: 'collecting',
  title: 'A leader that collects',
  acts: [],
  until: null,
  scenario: `${BEGIN}run 12ms`,
  prose: [
    'Another cluster, 10 ms one way. You have sent `x=1`, `y=2` and `z=3` to n1, which collects: they wait in its memory for 2 ms now, and will go into slot 1 together.',
    'No slot holds them, no vote, no disk.',
  ],
  look: [
    { panel: 'stage', nodes: [1], label: 'three requests wait at n1' },
    { panel: 'clients', label: 'three commands without an answer' },
  ],
  question: {
    ask: 'n1 crashes at this moment. What becomes of the three commands?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'They are lost: nobody will ever run them',
        right: false,
        reply:
          'They are gone from n1, and nobody else had heard of them. But you have no answer, and a client without an answer asks again, under the same number.',
      },
      {
        text: 'They are gone from n1, and take effect when you ask again',
        right: true,
        reply:
          'Right. Nobody else had heard of them. Without an answer you ask again, under the same numbers, and the new leader proposes them.',
      },
      {
        text: 'The next leader finds them in Phase 1',
        right: false,
        reply: 'Promises report votes, and there was no vote for any of them. They are gone with n1’s memory.',
      },
    ],
  },
  task: null,
};

export const again: LessonStop = {
  id: 'again',
  title: 'Asked again, and chosen',
  acts: [{ kind: 'crash', node: 1 }],
  until: 'acknowledged 3',
  pace: 0.04,
  prose: [
    'n3 leads `2.n3`. No promise reported a vote, so slot 1 was free. After 400 ms without an answer you sent all three again; n3 collected them as n1 had done, and all three are chosen in slot 1, as one entry.',
    'Without batching each would have been proposed 2 ms before the crash, and its `Accept` would be on its way. So the time in which commands are in one memory only is longer with batching: by up to the time for which a leader collects.',
  ],
  look: [
    { panel: 'log', slots: [1], label: 'x=1 and two more in slot 1' },
    { panel: 'clients', label: 'three answers' },
  ],
  question: {
    ask: 'The same three commands once more. This time n1 has proposed them, in one entry, and its vote and one other stand on disks: two of five. How many outcomes are possible for the three together, if n1 dies now?',
    answered: 'at-once',
    options: [
      {
        text: 'Two: all three are chosen, or none is',
        right: true,
        reply:
          'Right. A slot holds one entry, whole. Whoever finds the vote proposes the whole entry again; where nobody finds it, the whole entry is missing.',
      },
      {
        text: 'Eight: each is chosen or not',
        right: false,
        reply: 'So it would be in three slots. In one entry they share one slot, its votes and its fate.',
      },
      {
        text: 'One: none is chosen, two of five is no quorum',
        right: false,
        reply: 'Not chosen now. But a new leader that finds the one vote must propose the entry again, and then it is chosen.',
      },
    ],
  },
  task: null,
};

export const oneVote: LessonStop = {
  id: 'one-vote',
  title: 'One entry, two votes',
  acts: [],
  until: null,
  scenario: `${BEGIN}run until proposal 1 n1\ndrop Accept 1 n1 -> n2\ndrop Accept 1 n1 -> n3\ndrop Accept 1 n1 -> n5\nrun until synced 1 on n4`,
  prose: [
    'n1 has proposed the three commands in slot 1 as one entry. Three of its four `Accept` were lost. n4’s vote is synced, and so is n1’s: two of five, and not chosen.',
  ],
  look: [
    { panel: 'log', nodes: [1, 4], slots: [1], label: 'voted on n1 and n4' },
    { panel: 'stage', nodes: [1, 4], label: 'n4’s Accepted on its way' },
  ],
  question: {
    ask: 'n1 crashes now. n3 will stand, and lead with the promises of n2 and n4. What will be in slot 1?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'A no-op: the entry had no quorum',
        right: false,
        reply:
          'n4’s promise reports its vote. With the votes of n1 and n5, of whom n3 has no report, it could have been chosen: so n3 must propose it again.',
      },
      {
        text: 'All three commands',
        right: true,
        reply: 'Right. n4’s promise reports its vote for the whole entry, and n3 must propose what is reported.',
      },
      {
        text: 'x=1 alone: one vote is enough for one command',
        right: false,
        reply: 'A vote is for an entry, whole. Nobody can take a command out of it.',
      },
    ],
  },
  task: {
    ask: 'Crash n1 yourself, and play on until n3 has applied slot 1. Or go on, and the lesson does it.',
    goal: 'applied 1 on n3',
    done: 'n3 has applied the three commands of slot 1.',
  },
};

export const fate: LessonStop = {
  id: 'fate',
  title: 'One fate for all, one answer for each',
  acts: [{ kind: 'crash', node: 1 }],
  until: 'acknowledged 3',
  pace: 0.04,
  prose: [
    'n3 adopted the entry whole, from n4’s report, and it is chosen in slot 1 in `2.n3`. Each command took effect by itself, with a number of its own in the session table: when you asked again after 400 ms, n2 gave the three answers from there and proposed nothing.',
    'Had n3 led with n2 and n5 instead, it would have found no vote, and all three would have waited for you to ask again. Either way nothing that was acknowledged is lost. What batching adds is that more clients share one unknown outcome.',
  ],
  look: [
    { panel: 'events', label: 'n3 adopts the entry; n2 answers from its table' },
    { panel: 'log', slots: [1], label: 'one entry, three commands' },
  ],
  question: {
    ask: 'Last question. A cluster is mostly idle, and busy for an hour a day, when its disks cannot keep up. How should its leader batch?',
    answered: 'at-once',
    options: [
      {
        text: 'Never: batching risks what has been acknowledged',
        right: false,
        reply: 'It does not. An answer waits until the entry is chosen and applied, whatever its size.',
      },
      {
        text: 'With a long time and a large size, always',
        right: false,
        reply: 'Then every command of the idle hours waits for company that does not come.',
      },
      {
        text: 'With a short time, and a size that the busy hour fills',
        right: true,
        reply:
          'Right. In the idle hours a command waits for the short time only. In the busy hour entries fill up within it, and share their messages and syncs.',
      },
    ],
  },
  task: null,
};
