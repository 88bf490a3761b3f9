// The second half of "Two clients, one key": the same race with compare-and-set, in a run of its own. See race.ts.
import { YOU } from '../../base/units.ts';
import type { LessonStop } from '../lesson.ts';

const anew = (scenario: string): LessonStop => ({
  id: 'anew',
  title: 'Once more, with a condition',
  acts: [],
  until: null,
  scenario,
  prose: [
    'A new run, at the same point: A and B have both read x, and both were told 10, version 1.',
    'This time each sends `x=11 if v1`: write 11, but only if x is still at version 1. That is *compare-and-set*. A’s goes to n2, and takes the way round by a redirect; B’s goes straight to n1.',
  ],
  look: [
    { panel: 'log', slots: [1, 2, 3], label: 'the same three slots' },
    { panel: 'clients', clients: [YOU], label: 'both have read version 1' },
  ],
  question: {
    ask: 'Both carry the same condition, and at this moment it is true for both. What will happen?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Both fail: each stands in the other’s way',
        right: false,
        reply: 'The first in the log finds version 1, and nothing stands in its way. Only the second finds that x has changed.',
      },
      {
        text: 'Both succeed: each condition was true when it was sent',
        right: false,
        reply:
          'A condition is not tested when it is sent, nor when it is proposed, but when its slot is applied. By then the first had made version 2.',
      },
      {
        text: 'The first in the log succeeds, the second is told no',
        right: true,
        reply: 'Right. The condition is tested when the slot is applied, on every node alike. The second found version 2.',
      },
    ],
  },
  task: null,
});

const one: LessonStop = {
  id: 'one',
  title: 'One wins, the other is told',
  acts: [
    { kind: 'command', operation: { op: 'cas', key: 'x', expect: 1, value: '11' }, to: 2 },
    { kind: 'command', operation: { op: 'cas', key: 'x', expect: 1, value: '11' }, to: 1 },
  ],
  until: 'acknowledged 5',
  pace: 0.01,
  prose: [
    'B’s command was first, in slot 4: x was at version 1, and is 11 now, version 2. A’s came in slot 5, and was told: nothing changed, x has version 2, not 1.',
    'A’s command was chosen and applied like every other. Its answer is no, on all nodes alike, for all apply slot 4 first. Nobody waited for a lock, and a client that dies holds none. Versions rise and never return, so the condition cannot be fooled by a value that comes back.',
  ],
  look: [
    { panel: 'events', label: 'A’s answer, and why' },
    { panel: 'log', slots: [4, 5], label: 'chosen both, one without effect' },
  ],
  question: {
    ask: 'A still wants to add its 1. What must it do?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Send x=11 if v2: it knows the version now',
        right: false,
        reply:
          'The condition would hold, and x would be 11 once more: B’s addition would be lost after all. A must compute anew from what x is now, so it reads first.',
      },
      {
        text: 'Read again, and compute anew',
        right: true,
        reply:
          'Right. A new version means a new value, and 11 was computed from the old one. A reads, adds, and tries with the version that it has just read.',
      },
      {
        text: 'Send the same request again under the same number, as after a time-out',
        right: false,
        reply:
          'It would get the same answer from the session table: “no” is the outcome of that request, and known. A new attempt is a new request.',
      },
    ],
  },
  task: null,
};

const again: LessonStop = {
  id: 'again',
  title: 'Read again, from what is there now',
  acts: [{ kind: 'command', operation: { op: 'get', key: 'x' }, to: 1 }],
  until: 'acknowledged 6',
  pace: 0.01,
  prose: [
    'A has read x in slot 6: 11, version 2. It adds 1 and gets 12.',
    'If somebody else writes x before A’s next command is applied, A is told no again, and does the same once more. This is *optimistic concurrency*: no lock, and a retry where somebody was quicker. It is cheap where few want the same key, and costly where many do.',
  ],
  look: [{ panel: 'clients', clients: [YOU], label: 'x=11, version 2' }],
  question: {
    ask: 'What does A send?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'x=12 if v2',
        right: true,
        reply: 'Right. The value that follows from what it has read, and the version that it has read it at.',
      },
      {
        text: 'x=12: it has just read, nobody can be quicker now',
        right: false,
        reply: 'Between its read and its write there is always time for somebody else. Without the condition A would undo that.',
      },
      {
        text: 'x=12 if v1: that was its version',
        right: false,
        reply: 'Version 1 is gone for good, so that is told no for ever. The condition names the version from which 12 was computed: 2.',
      },
    ],
  },
  task: {
    ask: 'Send it yourself: N, then compare-and-set of x to 12 at version 2; and play on. Or go on, and the lesson does it.',
    goal: 'acknowledged x=12',
    done: 'You have the answer. If it says done, both additions are there.',
  },
};

const both: LessonStop = {
  id: 'both',
  title: 'Both additions are there',
  acts: [{ kind: 'command', operation: { op: 'cas', key: 'x', expect: 2, value: '12' }, to: 1 }],
  until: 'acknowledged 7 and applied 7 everywhere',
  pace: 0.01,
  prose: [
    'The key x is 12, at version 3, on all three nodes. B’s addition is in slot 4 and A’s in slot 7.',
    'The log gave an order, and the condition made use of it: whoever comes second in it is told so. Consensus orders, and does not lock. What belongs together must travel in one command, or carry a condition that notices what came between.',
  ],
  look: [{ panel: 'log', slots: [4, 5, 6, 7], label: 'yes, no, read, yes' }],
  question: {
    ask: 'Last question. Two doctors are on call, a=1 and b=1, and one must stay. Each reads both keys, sees the other on call, and takes itself off: “a=0 if a is unchanged”, “b=0 if b is unchanged”. Is that safe?',
    answered: 'at-once',
    options: [
      {
        text: 'Yes: each write has a condition',
        right: false,
        reply:
          'Each condition watches the key that is written, and nobody else writes that one. Both hold, and nobody is on call. What was read must be watched.',
      },
      {
        text: 'Yes: the log puts them in an order',
        right: false,
        reply: 'It does, and both succeed in either order: neither condition mentions the key that the other writes. Nobody is on call.',
      },
      {
        text: 'No: neither condition watches the key that the other writes',
        right: true,
        reply: 'Right. Both succeed, and nobody is on call. The two facts must share a key and its version, or one command must test both.',
      },
    ],
  },
  task: null,
};

export const withCondition = (scenario: string): readonly LessonStop[] => [anew(scenario), one, again, both];
