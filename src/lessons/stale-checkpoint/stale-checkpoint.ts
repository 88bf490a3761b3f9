// The lesson "The stale checkpoint" (story S2): with rule C1 turned off a checkpoint holds an entry that was never chosen, a check finds another
// state at the same slot, and the node restarts from it. Then the same story by the rules. Data only; what the prose says of the runs is
// proved true by stale-checkpoint.test.ts.
import type { Lesson, LessonStop } from '../lesson.ts';
import { afterwards } from './stale-checkpoint-after.ts';

/** Both runs: n1 is the only one with a vote in slot 2, and about to hear that slot 1 is chosen. */
const story = (broken: string): string => `
cluster 3 exact seed=2 checkpoint=0 serialise=20ms timeout=2s client-timeout=5s${broken}
timeout n1
run until leader n1
run 40ms
command x=1 to n1
command y=2 to n1
run until open 2
drop all Accept 2
run until synced 1 on n2 and synced 1 on n3
`;

/** By the rules, up to the checkpoint that n1 takes when it goes on. */
const RIGHT = `${story('')}
pause n1
timeout n2
command z=3 to n2
run until applied 2 on n2 and applied 2 on n3

set checkpoint=1
resume n1
run until checkpointed n1
`;

const open: LessonStop = {
  id: 'open',
  title: 'A checkpoint that takes more than it may',
  acts: [],
  until: null,
  prose: [
    'One rule is turned off in this run: C1, by which a checkpoint holds what a node has applied, and nothing else. Here it also takes in what the node has only voted for.',
    'n1 leads `1.n1` and has voted for `x=1` in slot 1 and for `y=2` in slot 2. Slot 1 has three synced votes, and two `Accepted` are on their way to n1. Both `Accept` for slot 2 were lost: n1’s vote there is the only one.',
  ],
  look: [
    { panel: 'bands', label: 'which rule is off' },
    { panel: 'log', slots: [1, 2], label: 'slot 1 chosen in fact, slot 2 on n1 alone' },
  ],
  question: {
    ask: 'n1 will now stand still for a while. n2 becomes the leader and is sent z=3. In which slot will that be chosen?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'In slot 3: slot 2 belongs to y=2',
        right: false,
        reply:
          'One vote of three is no quorum. n2 and n3 have no vote in slot 2 and reported none, so the slot was free, and `z=3` is chosen there.',
      },
      {
        text: 'In slot 2',
        right: true,
        reply: 'Right. n2 and n3 reported a vote in slot 1 and none in slot 2. The one vote of n1 chooses nothing.',
      },
      {
        text: 'In none, before n1 has reported its votes',
        right: false,
        reply:
          'n2 and n3 are a quorum. Had anything been chosen in slot 2, one of them would have voted for it, and would have reported that.',
      },
    ],
  },
  task: null,
};

const chosen: LessonStop = {
  id: 'chosen',
  title: 'Something else is chosen in slot 2',
  acts: [
    { kind: 'pause', node: 1 },
    { kind: 'campaign', node: 2 },
    { kind: 'command', operation: { op: 'put', key: 'z', value: '3' }, to: 2 },
  ],
  until: 'applied 2 on n2 and applied 2 on n3',
  pace: 0.012,
  prose: [
    'n2 leads `2.n2`. It adopted `x=1` in slot 1 and proposed `z=3` in slot 2. Both are chosen, and n2 and n3 have applied them.',
    'n1 stands still. Before it lie, in the order in which they came, the two `Accepted` for slot 1 and then n2’s messages. In slot 2 it still has its vote for `y=2`. That is nothing bad: votes that came to nothing are common, and a later one takes their place.',
  ],
  look: [
    { panel: 'log', slots: [2], label: 'z=3, and n1’s vote for y=2' },
    { panel: 'stage', nodes: [1], label: 'n1, paused' },
  ],
  question: {
    ask: 'n1 goes on. The first thing that it learns is that slot 1 is chosen. It applies slot 1 and takes a checkpoint at once. With rule C1 off, what will be in it?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'x=1, up to slot 1',
        right: false,
        reply: 'So the rule would have it. With the rule off, n1 took its own vote in slot 2 for a choice.',
      },
      {
        text: 'x=1 and y=2, up to slot 2',
        right: true,
        reply: 'Right. n1 took its own vote in slot 2 for a choice.',
      },
      {
        text: 'x=1 and z=3, up to slot 2',
        right: false,
        reply: 'n1 did not know of `z=3` at that moment: n2’s messages were still before it. It took its own vote in slot 2 for a choice.',
      },
    ],
  },
  task: null,
};

const stopped: LessonStop = {
  id: 'stopped',
  title: 'One slot, two states',
  acts: [
    { kind: 'set', field: 'checkpointEvery', value: 1 },
    { kind: 'resume', node: 1 },
  ],
  until: 'violation I7',
  pace: 0.002,
  prose: [
    'n1 applied slot 1, took a checkpoint that claims to be of slot 2, and has just written it. In it are `x=1` and `y=2`, which was never chosen.',
    'The state after a slot follows from the log, so at one slot there can be one state. The check compares *digests*, numbers that stand for a whole state: that of n2 and n3 after slot 2, and that of n1’s checkpoint of slot 2. They differ, and the run stops.',
  ],
  look: [
    { panel: 'disks', nodes: [1], label: 'the checkpoint, written and not synced' },
    { panel: 'log', slots: [2], label: 'what is chosen in slot 2' },
  ],
  question: {
    ask: 'Suppose n1’s checkpoint were of slot 1, and its digest not that of n2’s state, which is at slot 2. Would that be a violation?',
    answered: 'at-once',
    options: [
      {
        text: 'Yes: two nodes have different states',
        right: false,
        reply:
          'They have that all the time, since one has always applied more than another. Only states at the same slot must be the same; so digests are compared at equal slots.',
      },
      {
        text: 'No: these are states at different slots',
        right: true,
        reply: 'Right. One node is always ahead of another. Digests say something only at equal slots, and there they say everything.',
      },
      {
        text: 'Only if n2 leads: its state is the one that counts',
        right: false,
        reply: 'No node’s state counts more than another’s. What counts is the log, and it gives one state for each slot.',
      },
    ],
  },
  task: null,
};

export const staleCheckpoint: Lesson = {
  id: 'stale-checkpoint',
  title: 'The stale checkpoint',
  about:
    'A checkpoint holds an entry that was never chosen, and a node restarts from it: how that is found. Then the same story by the rules.',
  minutes: 7,
  teaches: ['S2', 'P8', 'P9', 'P10'],
  scenario: story(' break=checkpoint-past-chosen').trim(),
  pace: 0.006,
  stops: [open, chosen, stopped, ...afterwards(RIGHT.trim())],
};
