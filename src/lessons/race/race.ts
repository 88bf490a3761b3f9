// The lesson "Two clients, one key": consensus puts commands in an order and isolates nobody; what does is a condition that travels with the
// command. Data only; what the prose says of the runs is proved true by race.test.ts.
import { YOU } from '../../base/units.ts';
import type { Lesson, LessonAct, LessonStop } from '../lesson.ts';
import { withCondition } from './race-condition.ts';

const BEGIN = `
cluster 3 exact seed=9
timeout n1
run until leader n1
run until follow n3
command x=10 to n1
run until applied 1 everywhere and acknowledged 1
`.trim();

const READ: LessonAct = { kind: 'command', operation: { op: 'get', key: 'x' }, to: 1 };
const WRITE: LessonAct = { kind: 'command', operation: { op: 'put', key: 'x', value: '11' }, to: 1 };

const open: LessonStop = {
  id: 'open',
  title: 'Two that want to add one',
  acts: [],
  until: null,
  prose: [
    'n1 leads three nodes, with ballot `1.n1`. The key x is 10, at version 1, written in slot 1.',
    'Two clients, A and B, want to add 1 to it. You are both: A is your session you, B your session you/2. The store has no command “add”, so each reads x, adds, and writes the sum. Both begin now, at the same moment.',
  ],
  look: [
    { panel: 'log', slots: [1], label: 'x=10, applied everywhere' },
    { panel: 'stage', nodes: [1], label: 'n1 leads' },
  ],
  question: {
    ask: 'Both reads go through the log. What will A and B be told?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'A is told 10, and B waits until A has written',
        right: false,
        reply: 'Nobody waits for A: the log knows no locks, and does not know that A means to write. Both were told 10.',
      },
      {
        text: 'Both are told 10',
        right: true,
        reply: 'Right. Each read got a slot of its own, one after the other, and nothing was written in between.',
      },
      {
        text: 'One of them is refused: the key is in use',
        right: false,
        reply: 'There is no such thing as a key in use. A read is a command like any other: it gets a slot and an answer.',
      },
    ],
  },
  task: null,
};

const read: LessonStop = {
  id: 'read',
  title: 'Both have read 10',
  acts: [READ, READ],
  until: 'acknowledged 3',
  pace: 0.01,
  prose: [
    'A’s read was chosen in slot 2 and B’s in slot 3, and both were told: x is 10, version 1.',
    'Each adds 1 and gets 11. Each now sends `x=11` to n1, as a plain write.',
  ],
  look: [
    { panel: 'log', slots: [2, 3], label: 'two reads, one after the other' },
    { panel: 'clients', clients: [YOU], label: 'both have their answer' },
  ],
  question: {
    ask: 'Two clients add 1 to 10, and both writes go through the log. What will x be, and what are they told?',
    answered: 'as-it-happens',
    options: [
      {
        text: '12, and both succeed',
        right: false,
        reply: 'The log does not know that 11 was meant as 10 and one. It holds two writes of 11, and x is 11 after both.',
      },
      {
        text: '11, and both succeed',
        right: true,
        reply: 'Right. The log holds two writes of 11, one after the other. Both took effect, and one addition is lost.',
      },
      {
        text: '11, and the second is told that x has changed',
        right: false,
        reply: 'A plain write carries no condition that could fail. It was chosen, applied and acknowledged like the first.',
      },
    ],
  },
  task: null,
};

const lost: LessonStop = {
  id: 'lost',
  title: 'One addition is lost',
  acts: [WRITE, WRITE],
  until: 'acknowledged 5',
  pace: 0.01,
  prose: [
    'A’s `x=11` was chosen in slot 4 and made version 2. B’s was chosen in slot 5 and made version 3. Both were told “done”, and x is 11: a *lost update*.',
    'Nothing broke. Each slot has one entry, every node applies them in the same order, each command took effect once. The history that A and B saw is linearizable: there is an order in which every answer is right, namely that of the slots. Open Checks, and let the whole history be judged.',
  ],
  look: [
    { panel: 'log', slots: [2, 3, 4, 5], label: 'read, read, write, write' },
    { panel: 'checks', label: 'all checks hold' },
  ],
  question: {
    ask: 'Where does the fault lie, then?',
    answered: 'at-once',
    options: [
      {
        text: 'With Paxos: it should have kept B out while A was at work',
        right: false,
        reply:
          'Paxos agrees on an order of commands. That A’s read and A’s write belong together is not in the commands, so no order can respect it.',
      },
      {
        text: 'With A and B: what they meant is not in what they sent',
        right: true,
        reply:
          'Right. “Add 1 to what I have read” became “write 11”. Each single command is ordered; that two of them belong together must be said in the command.',
      },
      {
        text: 'With the leader: it proposed slot 5 before slot 4 was chosen',
        right: false,
        reply:
          'Had it waited, B’s write would have come later and done the same. However wide the window, the order is the same and B’s 11 is stale.',
      },
    ],
  },
  task: null,
};

export const race: Lesson = {
  id: 'race',
  title: 'Two clients, one key',
  about:
    'Consensus orders commands, and locks nothing: how an update is lost though every check holds, and how a condition on the version prevents it.',
  minutes: 7,
  teaches: ['P14', 'Q8'],
  scenario: BEGIN,
  pace: 0.006,
  stops: [open, read, lost, ...withCondition(`${BEGIN}\ncommand x? to n1\ncommand x? to n1\nrun until acknowledged 3`)],
};
