// The end of "The phantom write": the same story with every rule on, in a run of its own, and the retry under an idempotency key. See phantom.ts.
import { YOU } from '../../base/units.ts';
import type { LessonStop } from '../lesson.ts';

const right = (scenario: string): LessonStop => ({
  id: 'right',
  title: 'The same story, by the rules',
  acts: [],
  until: null,
  scenario,
  prose: [
    'A new run has begun: the same cluster, the same cut, the same command. The one difference is that rule D5 is on.',
    'n1 has proposed `x=7` in slot 1. Its own vote is synced, one of the three that it needs, and it has told you nothing.',
  ],
  look: [
    { panel: 'clients', clients: [YOU], label: 'no answer' },
    { panel: 'log', nodes: [1], slots: [1], label: 'one vote, synced' },
  ],
  question: {
    ask: 'n1 crashes now, as before, and you never hear from it. What should you do?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Take x=7 for failed',
        right: false,
        reply:
          'You cannot know that. A vote for it is on a disk; a later leader may find it, and then it takes effect though you took it for failed.',
      },
      {
        text: 'Send it again as a new request',
        right: false,
        reply:
          'Then nobody can tell the two apart. If the first takes effect after all, the command runs twice: no harm for `x=7`, a second charge for a payment.',
      },
      {
        text: 'Send the same request again, under the same number',
        right: true,
        reply:
          'Right. Whoever has applied that number already gives the old answer and changes nothing. So asking again is safe, whatever became of the first attempt.',
      },
    ],
  },
  task: null,
});

const retry: LessonStop = {
  id: 'retry',
  title: 'The same request, under its key',
  acts: [{ kind: 'crash', node: 1 }, { kind: 'heal' }],
  until: 'retry',
  pace: 0.08,
  prose: [
    'n1 is down, and n2 leads `2.n2`, by the promises of the same three nodes. For 400 ms you had no answer: the outcome of `x=7` is unknown.',
    'So the same request goes out again, to n2: your session, and number 1 in it, printed you#1. The two together are the *idempotency key*. It is made by the client, stays the same however often it asks, and travels with the command into the log.',
  ],
  look: [
    { panel: 'clients', clients: [YOU], label: 'unknown, asked again as you#1' },
    { panel: 'stage', nodes: [2], label: 'the request, on its way to n2' },
  ],
  question: {
    ask: 'Meanwhile n1 comes back, with its vote for x=7 from your first attempt. How often will x=7 take effect?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Once',
        right: true,
        reply: 'Right. And were it chosen in two slots, the second would be known by its session and number, and change nothing.',
      },
      {
        text: 'Twice: it was proposed twice',
        right: false,
        reply:
          'Proposals have no effect; what is chosen and applied has. And were it chosen in two slots, the second would be known by its session and number, and change nothing.',
      },
      {
        text: 'Never: its number is used up',
        right: false,
        reply: 'A number is used up when it takes effect, not when it is sent. The session tables had nothing of you#1, so n2 proposed it.',
      },
    ],
  },
  task: {
    ask: 'Restart n1 yourself (select it, press R), and play on until you have your answer. Or go on, and the lesson does it.',
    goal: 'acknowledged x=7',
    done: 'You have your answer, and this time a quorum stands behind it.',
  },
};

const done: LessonStop = {
  id: 'done',
  title: '“Done”, and a quorum behind it',
  acts: [{ kind: 'restart', node: 1 }],
  until: 'acknowledged x=7 and applied 1 everywhere',
  pace: 0.02,
  prose: [
    'n2 proposed `x=7` in slot 1 under `2.n2`. A quorum voted for it and synced its votes; then n2 applied it, and only then you were answered. Whichever two nodes fail now, one of the other three knows it.',
    'You waited 441 ms, where the false answer took 20 ms. That is the price of a leader’s death. In calm the rule costs 21 ms here: a round trip between the nodes, and a sync.',
    'All five nodes have applied slot 1: `x=7`, once.',
  ],
  look: [
    { panel: 'log', slots: [1], label: 'x=7, on five nodes' },
    { panel: 'clients', clients: [YOU], label: 'the answer' },
  ],
  question: {
    ask: 'Last question. A database says “committed” when the record is synced on its primary, and copies it to its two standbys a second later. The primary burns down in between. What have you seen here that is like it?',
    answered: 'at-once',
    options: [
      {
        text: 'Nothing: its record was synced',
        right: false,
        reply:
          'So was n1’s vote in the end, and it did not help: a disk that nobody can reach answers nobody. “Done” must rest on more disks than may fail at once.',
      },
      {
        text: 'The phantom write: it answered before a majority had it',
        right: true,
        reply:
          'Right. One synced copy survives a restart, and not the loss of its machine. Answer after a majority has synced it, and some survivor always knows it.',
      },
      {
        text: 'A standby with a shorter log that should not have taken over',
        right: false,
        reply: 'Both standbys lack the record, so no choice among them can bring it back. What was wrong is the answer, not the election.',
      },
    ],
  },
  task: null,
};

export const byTheRules = (scenario: string): readonly LessonStop[] => [right(scenario.trim()), retry, done];
