// The rest of "The stale checkpoint": the restart from it, and the same story by the rules. See stale-checkpoint.ts.
import type { LessonStop } from '../lesson.ts';

const asleep: LessonStop = {
  id: 'asleep',
  title: 'Right in memory, wrong on the disk',
  acts: [{ kind: 'go-on' }],
  until: 'truncated n1 2',
  pace: 0.0005,
  prose: [
    'The lesson goes on in spite of it. n1’s checkpoint is synced, and n1 has cut its log up to slot 2; its votes went with it.',
    'n1’s memory is in order. It has meanwhile read n2’s messages, learned that `z=3` is chosen in slot 2, and applied it to its state. Only the checkpoint is wrong. No client could tell.',
  ],
  look: [{ panel: 'disks', nodes: [1], label: 'n1: press it, and read what its disk holds' }],
  question: {
    ask: 'n1 crashes and restarts. What will its state be?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'x=1 and z=3: it asks the others for what it lacks',
        right: false,
        reply: 'It lacks nothing that it knows of. Its checkpoint says “up to slot 2”, and the log goes no further.',
      },
      {
        text: 'x=1 and y=2',
        right: true,
        reply: 'Right. What is below a checkpoint nobody looks at again, n1 least of all.',
      },
      {
        text: 'None: it finds that state and log do not fit, and stops',
        right: false,
        reply: 'There is no log left that it could fit or not. The record is whole, and so is its checksum. It is only not true.',
      },
    ],
  },
  task: null,
};

const diverged: LessonStop = {
  id: 'diverged',
  title: 'The same slot, another state',
  acts: [
    { kind: 'crash', node: 1 },
    { kind: 'restart', node: 1 },
  ],
  until: 'follow n1',
  pace: 0.01,
  prose: [
    'n1 is back, applied up to slot 2, with `x=1` and `y=2`. n2 and n3 have applied up to slot 2 as well, and have `x=1` and `z=3`. n1 has *diverged*.',
    'n2’s heartbeat says that everything up to slot 2 is chosen. n1 believes that it has that, and asks for nothing. Nothing in the protocol will mend it: whatever is chosen later is applied on top.',
  ],
  look: [
    { panel: 'stage', nodes: [1, 2, 3], label: 'three times “applied 2”' },
    { panel: 'log', nodes: [1], slots: [2], label: 'under a checkpoint that is not true' },
  ],
  question: {
    ask: 'n1 is elected, and you read y through the log, as one should. What are you told?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'That there is no y: a read through the log is right',
        right: false,
        reply:
          'The log is right: every node has your read in slot 3. The answer comes from the state of the node that gives it, and n1’s is wrong.',
      },
      {
        text: 'That y is 2',
        right: true,
        reply: 'Right. The log is the same everywhere; the answer comes from the state of the node that gives it.',
      },
      {
        text: 'Nothing: n2 and n3 will not vote for a node that differs',
        right: false,
        reply: 'Promises and votes depend on ballots. Nobody compares states before voting, so n1 is elected like anybody.',
      },
    ],
  },
  task: null,
};

const answered: LessonStop = {
  id: 'answered',
  title: 'An answer that nobody voted for',
  acts: [
    { kind: 'campaign', node: 1 },
    { kind: 'command', operation: { op: 'get', key: 'y' }, to: 1 },
  ],
  until: 'acknowledged y?',
  pace: 0.01,
  prose: [
    'n1 leads `3.n1`. Your read was chosen in slot 3 like any command, and n1 answered that y is 2. No quorum ever voted for `y=2`. Of n2 you would have been told that there is no y.',
    'That is what makes a stale checkpoint so bad. Ballots, votes and quorums are all in order, and answers are wrong, from one node only, perhaps a year after the fault. Only a comparison of digests at equal slots finds it early.',
  ],
  look: [
    { panel: 'events', label: 'the answer: y=2' },
    { panel: 'log', slots: [3], label: 'your read, chosen in slot 3' },
  ],
  question: {
    ask: 'Now the same story with every rule on. What will be in the checkpoint that n1 takes when it goes on?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'x=1, up to slot 1',
        right: true,
        reply: 'Right. Slot 1 is what n1 had applied. What it had only voted for lies above the checkpoint, in the log.',
      },
      {
        text: 'Nothing: with an open vote it may not take one',
        right: false,
        reply: 'A vote above is no obstacle. It stays in the log, where it belongs, until it is known what is chosen there.',
      },
      {
        text: 'x=1 and z=3, up to slot 2',
        right: false,
        reply: 'When n1 took it, it had applied slot 1 and not yet read of `z=3`. A checkpoint holds what is applied.',
      },
    ],
  },
  task: null,
};

const right = (scenario: string): LessonStop => ({
  id: 'right',
  title: 'The same story by the rules',
  acts: [],
  until: null,
  scenario,
  prose: [
    'Everything came as before, up to the moment at which n1 went on. It applied slot 1 and took its checkpoint then: `x=1`, up to slot 1. That is synced, and n1 has cut its log up to slot 1.',
    'What lies above stayed: its vote for `y=2`, and a later one for `z=3` in n2’s ballot. By now n1 knows that `z=3` is chosen in slot 2, and has applied it.',
  ],
  look: [
    { panel: 'log', nodes: [1], slots: [1, 2], label: 'slot 1 folded away, slot 2 whole' },
    { panel: 'disks', nodes: [1], label: 'what is left on n1’s disk' },
  ],
  question: {
    ask: 'n1 crashes, restarts and is elected, and you read y. What are you told this time?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'That y is 2: n1’s vote for it is still on its disk',
        right: false,
        reply:
          'A vote is not applied before its slot is known to be chosen. And in slot 2 n1 has voted anew since, for `z=3` in a higher ballot.',
      },
      {
        text: 'That there is no y',
        right: true,
        reply: 'Right. n1 took the state after slot 1 from its checkpoint and ran slot 2 again from its log: `z=3`.',
      },
      {
        text: 'Nothing, until n1 has been sent slot 2',
        right: false,
        reply: 'It had slot 2 on its own disk: that was above the checkpoint and not cut. It ran it again by itself.',
      },
    ],
  },
  task: {
    ask: 'Do it yourself: crash n1, restart it, let it stand for election, and send it the read `get y`.',
    goal: 'acknowledged y?',
    done: 'You have an answer of y, from a state that the log gives.',
  },
});

const end: LessonStop = {
  id: 'end',
  title: 'Taken of what is applied, and of nothing else',
  acts: [
    { kind: 'crash', node: 1 },
    { kind: 'restart', node: 1 },
    { kind: 'campaign', node: 1 },
    { kind: 'command', operation: { op: 'get', key: 'y' }, to: 1 },
  ],
  until: 'acknowledged y?',
  pace: 0.01,
  prose: [
    'n1 came back from its checkpoint of slot 1 and ran slot 2 again from its log. It leads `3.n1`, and told you that there is no y. After slot 2 all three nodes have the same digest.',
    'Applied means: chosen, and every slot below as well. A checkpoint of what is applied can hold nothing that was not chosen, however late it is read.',
  ],
  look: [
    { panel: 'events', label: 'y is absent' },
    { panel: 'checks', label: 'every check holds' },
  ],
  question: {
    ask: 'Last question. Somebody’s system takes checkpoints of “everything in the log, it will be chosen anyway”. How do you find that out before a client does?',
    answered: 'at-once',
    options: [
      {
        text: 'By the checksum of each checkpoint',
        right: false,
        reply: 'A checksum tells whether a record is as it was written. This one is: written whole, and not true.',
      },
      {
        text: 'By digests of the states, compared at equal slots',
        right: true,
        reply:
          'Right. And where one can see all votes, as here, even sooner: a checkpoint whose last slot lies beyond what is chosen. The ready world “Stale checkpoint” is stopped by that check, I12.',
      },
      {
        text: 'By the length of the logs: they must be equal',
        right: false,
        reply: 'Lengths differ between healthy nodes, since each cuts its log by itself. It is the states that must be compared.',
      },
    ],
  },
  task: null,
};

export const afterwards = (rightScenario: string): readonly LessonStop[] => [asleep, diverged, answered, right(rightScenario), end];
