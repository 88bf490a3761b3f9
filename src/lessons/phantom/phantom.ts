// The lesson "The phantom write" (story S1): with rule D5 turned off a client is told “done” too early, and the write is gone; a check stops the
// run where that begins. Then the same story by the rules. Data only; what the prose says of the runs is proved true by phantom.test.ts.
import { YOU } from '../../base/units.ts';
import type { Lesson, LessonStop } from '../lesson.ts';
import { lost } from './phantom-lost.ts';
import { byTheRules } from './phantom-right.ts';

/** Both runs: the leader is cut off while a command is on its way to it. */
const story = (broken: string): string => `
cluster 5 exact seed=17${broken}
timeout n1
run until leader n1
run until follow n5
partition n1 | n2 n3 n4 n5
command x=7 to n1
`;

const open: LessonStop = {
  id: 'open',
  title: 'A leader that answers too early',
  acts: [],
  until: null,
  prose: [
    'One rule is turned off in this run: D5, by which a client is answered only when a quorum has voted. Here the leader answers as soon as it has proposed. That is quick, and whoever answers first and copies afterwards does the same.',
    'n1 leads `1.n1`. A moment ago its links to the four others broke, and nobody has noticed. Your command `x=7` is on its way to n1.',
  ],
  look: [
    { panel: 'bands', label: 'which rule is off' },
    { panel: 'stage', nodes: [1], label: 'n1, cut off, and your request' },
  ],
  question: {
    ask: 'When n1 answers “done”, on how many of the five disks will x=7 be safe?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'On three, a quorum',
        right: false,
        reply: 'That is rule D5, and it is off. n1 answered when it proposed; even its own vote was only written then, and not synced.',
      },
      {
        text: 'On one, its own',
        right: false,
        reply: 'Not even there. n1 answered when it proposed; its own vote was written at that moment, and not yet synced.',
      },
      {
        text: 'On none',
        right: true,
        reply: 'Right. n1 answered when it proposed. Its own vote was written at that moment, not synced, and nobody else had heard of it.',
      },
    ],
  },
  task: null,
};

const stopped: LessonStop = {
  id: 'stopped',
  title: 'Stopped, before any harm is seen',
  acts: [],
  until: 'violation I9',
  prose: [
    'n1 proposed `x=7` in slot 1 and answered in the same breath. Its four `Accept` are on their way into links that are cut.',
    'Nothing is lost yet, and nobody has read the answer. But the check I9 demands that what is answered is chosen, and no quorum has voted. Wherever that is broken, the run stops.',
    'The lesson goes on in spite of it, to see what it leads to.',
  ],
  look: [
    { panel: 'log', nodes: [1], slots: [1], label: 'one vote, written, not synced' },
    { panel: 'events', label: 'the answer, and the check' },
  ],
  question: {
    ask: 'The answer has not even arrived. What is wrong with it already?',
    answered: 'at-once',
    options: [
      {
        text: 'It comes from a leader that is cut off',
        right: false,
        reply:
          'That only makes it easy to see. With whole links it would be as early: the votes come a round trip later, and n1 may die before they do.',
      },
      {
        text: 'Nothing but luck makes it true',
        right: true,
        reply:
          'Right. “Done” means: this stands, whatever minority fails next. Only synced votes of a quorum can promise that, and there is none.',
      },
      {
        text: 'Nothing: n1 will send its Accept again',
        right: false,
        reply: 'If it lives, and if its links come back before another node leads. An answer must hold in the other cases too.',
      },
    ],
  },
  task: null,
};

const told: LessonStop = {
  id: 'told',
  title: 'You have been told “done”',
  acts: [{ kind: 'go-on' }],
  until: 'acknowledged x=7',
  prose: [
    'You have your answer, 20 ms after you asked: `x=7` is done, version 1. If it was an order, you would now ship it.',
    'n1’s own vote has been synced meanwhile. Its four `Accept` are lost. One disk of five holds a vote for `x=7`.',
  ],
  look: [
    { panel: 'clients', clients: [YOU], label: 'the answer that you have' },
    { panel: 'log', slots: [1], label: 'In fact, nothing is chosen' },
  ],
  question: {
    ask: 'n1 crashes now, and the links are mended. What will the next leader find of x=7?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'x=7: it was acknowledged, so it cannot be lost',
        right: false,
        reply:
          'What makes an entry last are the votes of a quorum, not the word of a leader. The only vote is on the disk of a node that is down.',
      },
      {
        text: 'Nothing',
        right: true,
        reply: 'Right. Four nodes are up, none has a vote for `x=7`, and any three of them are a quorum.',
      },
      {
        text: 'That one vote is missing, so it waits for n1',
        right: false,
        reply:
          'The four nodes that are up cannot know that n1 has a vote. A quorum is enough to go on; would they wait for n1, one crash could stop the cluster.',
      },
    ],
  },
  task: null,
};

export const phantom: Lesson = {
  id: 'phantom',
  title: 'The phantom write',
  about: 'A client is told “done” before a quorum has voted, the leader dies, and the write is gone. Then the same story by the rules.',
  minutes: 8,
  teaches: ['P12', 'S1', 'Q15', 'Q19'],
  scenario: story(' break=reply-early').trim(),
  pace: 0.006,
  stops: [open, stopped, told, ...lost, ...byTheRules(`${story('')}run until synced 1 on n1`)],
};
