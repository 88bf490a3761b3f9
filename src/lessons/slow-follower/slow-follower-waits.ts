// The second run of "The slow follower and the cut log": the same story under the coordinated policy, and its price. See slow-follower.ts.
import type { LessonStop } from '../lesson.ts';
import { scenarioOf } from './slow-follower-story.ts';

const waits: LessonStop = {
  id: 'waits',
  title: 'The same story, and the leader waits',
  acts: [],
  until: null,
  scenario: scenarioOf(' checkpoint-policy=coordinated checkpoint-wait=1s'),
  prose: [
    'A second run, with the same commands. n1 named slot 150, and n2, n3 and n4 have told it that they have a checkpoint there. n5 is down. n1 has waited for it for 107 ms, and will for 1 s at most.',
    'Nothing is cut meanwhile: on four disks the log begins at slot 101, below a checkpoint that covers most of it. That is the price of waiting, and it grows with the wait.',
  ],
  look: [
    { panel: 'log', nodes: [1, 2, 3, 4], label: 'four whole logs, beside their checkpoints' },
    { panel: 'stage', nodes: [1], label: 'n1: press it, and it says what it waits for' },
  ],
  question: {
    ask: 'n5 comes back now. n1 has both: a checkpoint of 1,002 bytes, and the entries of slots 101 to 155 (you send one more), 64 bytes each. Which will it send, and is that faster than in the first run?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'The entries, and it is faster: nothing to install',
        right: false,
        reply:
          'It sends the entries, and they are 3.5 KiB where the checkpoint is 1 KiB. For this small state the checkpoint was the faster way.',
      },
      {
        text: 'The entries, and here it takes longer',
        right: true,
        reply:
          'Right. It sends entries for as long as it has them, and 55 entries are more bytes than this small checkpoint. For a large state it would be the other way round.',
      },
      {
        text: 'The checkpoint, for that is what it was taken for',
        right: false,
        reply:
          'It was taken so that the log can be cut. As long as the entry that is asked for is there, entries are sent: 55 of them, 3.5 KiB.',
      },
    ],
  },
  task: {
    ask: 'Bring n5 back yourself, and play on until it has caught up: no checkpoint travels this time.',
    goal: 'applied 154 on n5',
    done: 'n5 has caught up, entry by entry.',
  },
};

const entries: LessonStop = {
  id: 'entries',
  title: 'What waiting buys, and for whom',
  acts: [
    { kind: 'set', field: 'bandwidthKibPerSecond', value: 32 },
    { kind: 'restart', node: 5 },
    { kind: 'command', operation: { op: 'put', key: 'x', value: '1' }, to: 1 },
  ],
  until: 'applied 155 on n5',
  pace: 0.03,
  prose: [
    'n1 sent slots 101 to 155 in one answer. It took 119 ms on this link, where the checkpoint took 43 ms, and n5 was up to date 186 ms after its restart, where it had been 149 ms.',
    'So for 26 keys the wait bought nothing. It is worth its price where the state is large and the absence short: then a few entries travel in place of gigabytes. And it has a bound, or one dead node would fill every disk. When that is over, it is the first story again.',
  ],
  look: [
    { panel: 'events', label: 'slots 101 to 155, as entries' },
    { panel: 'log', nodes: [5], label: 'every slot its own' },
  ],
  question: {
    ask: 'Last question. One node of yours is down for an hour every night. You set the bound to two hours, so that it never needs a checkpoint. What do you pay?',
    answered: 'at-once',
    options: [
      {
        text: 'Slower answers at night: commands wait for that node',
        right: false,
        reply: 'A command needs a quorum, and that is up. What waits is the cutting of logs, and no client notices it.',
      },
      {
        text: 'An hour’s log on every disk, and longer restarts',
        right: true,
        reply:
          'Right. Every node keeps what it would have cut. Whether that is cheaper than one checkpoint a day depends on the size of the state and on how much an hour’s log is.',
      },
      {
        text: 'Safety: a slot that is not cut may be chosen anew',
        right: false,
        reply: 'What is chosen stays chosen, cut or not. A longer log is as safe as a short one; it takes room, and time at each restart.',
      },
    ],
  },
  task: null,
};

export const rest: readonly LessonStop[] = [waits, entries];
