// The lesson "What a checkpoint holds, and what it may cut": its content, that each node takes it alone, what truncation removes, what the session
// table in it is for, and what taking one costs. Data only; what the prose says of the run is proved true by checkpoints.test.ts.
import type { Lesson, LessonStop } from '../lesson.ts';
import { costs } from './checkpoints-cost.ts';

const SCENARIO = `
cluster 3 exact seed=1 checkpoint=0 serialise=200ms
timeout n1
run until leader n1
run 20ms

# Slots 1 to 4, one after another; everybody has applied them.
command a=1
run until applied 1 on n1
command b=2
run until applied 2 on n1
command c=3
run until applied 3 on n1
command d=4
run until applied 4 everywhere
`;

const open: LessonStop = {
  id: 'open',
  title: 'A log that only grows',
  acts: [],
  until: null,
  prose: [
    'n1, n2 and n3 have applied slots 1 to 4. On each disk lies a record of the promise and one of each vote that the node ever gave. Nothing of it goes away by itself.',
    'The state, keys with values, is in memory only. A node that restarts runs its log again from slot 1 on, and a new node would have to be sent all of it. In time that means a full disk and a long restart.',
    'So a node now and then writes down what its slots have led to, and forgets the slots: a *checkpoint*.',
  ],
  look: [
    { panel: 'log', slots: [1, 2, 3, 4], label: 'four slots, on three disks' },
    { panel: 'disks', nodes: [1], label: 'n1: press it, and read what is on its disk' },
  ],
  question: {
    ask: 'n1 will take one after slot 5. What must be in it, so that slots 1 to 5 may be forgotten?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'The last slot, the keys with their values, the log’s length',
        right: false,
        reply:
          'So one often reads. The length says nothing that the last slot does not, and two things are missing: the session table, without which a request that is sent again runs again, and who the members are.',
      },
      {
        text: 'The last slot and all that it led to: keys, sessions, members',
        right: true,
        reply:
          'Right. Whatever a later slot, a repeated request or a vote may depend on must be in it: the keys, the session table, the members.',
      },
      {
        text: 'The five entries themselves, packed',
        right: false,
        reply: 'Then the log would have another form and go on growing. A checkpoint holds what the entries led to, in their place.',
      },
    ],
  },
  task: null,
};

const content: LessonStop = {
  id: 'content',
  title: 'What is in it',
  acts: [
    { kind: 'set', field: 'checkpointEvery', value: 5 },
    { kind: 'command', operation: { op: 'put', key: 'e', value: '5' }, to: 1 },
  ],
  until: 'checkpointing n1',
  prose: [
    'n1 has applied slot 5 and begins a checkpoint of it. In its 434 bytes are the last slot applied; five keys, each with value and version; the *session table*: of each of your two sessions the last number that took effect, and the answer to it; the members; a digest of it all. n1’s promise is written with it.',
    'It holds what n1 has applied, and nothing else. n2 and n3 have voted in slot 5 and do not know yet that it is chosen. n1 has not asked them.',
    'To serialise it takes n1 85 ms, as if the state were large. It goes on meanwhile: what is written is a frozen copy.',
  ],
  look: [
    { panel: 'stage', nodes: [1], label: 'checkpoint 5, under way on n1' },
    { panel: 'events', label: 'of which slot, and how' },
  ],
  question: {
    ask: 'When may n1 cut slots 1 to 5 off its log?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'At once: they are chosen, and it has applied them',
        right: false,
        reply:
          'Applied is in memory. A crash would take the state, and the slots that could give it back would be gone. n1 cut its log only when its checkpoint was synced.',
      },
      {
        text: 'When its checkpoint is synced',
        right: true,
        reply: 'Right. From then on its disk alone gives the state after slot 5, and the five slots are of no more use to n1.',
      },
      {
        text: 'When all three nodes have a checkpoint of slot 5',
        right: false,
        reply:
          'The state after slot 5 follows from the log. n1’s is as good as anybody’s, and n1 needs nobody to say so. To wait for the others is a policy, and comes later in this lesson.',
      },
    ],
  },
  task: null,
};

const alone: LessonStop = {
  id: 'alone',
  title: 'Taken alone, cut alone',
  acts: [
    { kind: 'cut', from: 1, to: 3 },
    { kind: 'command', operation: { op: 'put', key: 'f', value: '6' }, to: 1 },
  ],
  until: 'truncated n1 5 and unsynced n2',
  pace: 0.016,
  prose: [
    'n1’s checkpoint is synced, and n1 has cut its log up to slot 5: five votes went, and the promise, which the checkpoint carries now. Its vote in slot 6 lies above the cut and stays. That one, `f=6`, was answered after 41 ms as ever, though n1 was serialising.',
    'n1 asked nobody. n2 has taken a checkpoint of slot 5 by itself and just written it. n3, which hears nothing of n1 since a link failed, has not even applied slot 5.',
    'That is right, whoever does it and when: the state after a slot follows from the log. n1’s and n2’s checkpoints have the same digest.',
  ],
  look: [
    { panel: 'log', nodes: [1], slots: [1, 2, 3, 4, 5], label: 'folded away on n1' },
    { panel: 'disks', nodes: [2], label: 'n2’s checkpoint, in its cache' },
  ],
  question: {
    ask: 'n2’s checkpoint is written and not yet synced. n2 crashes now. What does it find on its disk?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Neither a checkpoint nor slots 1 to 5',
        right: false,
        reply:
          'So it would be had n2 cut its log as soon as the checkpoint was written. It waits for the sync, and until then everything that the checkpoint covers lies beside it.',
      },
      {
        text: 'No checkpoint, and its log whole',
        right: true,
        reply: 'Right. Nothing is cut before the checkpoint is synced, so at each moment the disk holds the one or the other.',
      },
      {
        text: 'A part of the checkpoint, to go on from',
        right: false,
        reply:
          'A part is worth nothing: its checksum does not fit, and the record is cut off. It does no harm, because the log was not cut before the sync.',
      },
    ],
  },
  task: null,
};

const whole: LessonStop = {
  id: 'whole',
  title: 'What truncation is, and what it is not',
  acts: [
    { kind: 'crash', node: 2 },
    { kind: 'restart', node: 2 },
    { kind: 'mend', from: 1, to: 3 },
    { kind: 'command', operation: { op: 'put', key: 'g', value: '7' }, to: 1 },
  ],
  until: 'gap 6 on n3',
  pace: 0.012,
  prose: [
    'The crash tore n2’s checkpoint, and the restart cut it off. The log behind it was whole: n2 ran slots 1 to 5 again and lacks nothing.',
    '*Truncation* removes a prefix of a node’s log that a synced checkpoint of this node covers, and nothing else. A node that lacks entries is not “truncated”. It lags.',
    'n3 lags: the failed link cost it slot 6. It has a vote in slot 7 and has just learned that this one is chosen, so it has a *gap* at slot 6. It is taking a checkpoint as well.',
  ],
  look: [
    { panel: 'log', nodes: [3], slots: [6, 7], label: 'a gap, and slot 7 above it' },
    { panel: 'stage', nodes: [3], label: 'n3 takes a checkpoint' },
  ],
  question: {
    ask: 'n3’s checkpoint will end at slot 5, though n3 knows that slot 7 is chosen. Why?',
    answered: 'at-once',
    options: [
      {
        text: 'Because n1 took its own at slot 5, and they must be alike',
        right: false,
        reply:
          'Nobody compares them, and n2 takes its next one elsewhere. What ends n3’s at slot 5 is that it has applied nothing above: slot 6 is not there.',
      },
      {
        text: 'Because slot 7 is not applied, and cannot be before slot 6',
        right: true,
        reply:
          'Right. Nothing is applied past a gap, and a checkpoint is taken of what is applied. So a cut never takes a gap with it: n3’s vote in slot 7 stays, and slot 6 is still to be had from n1.',
      },
      {
        text: 'Because with a gap it must leave the newest slots out',
        right: false,
        reply:
          'How new they are is no matter. What slot 7 does to the state depends on slot 6, so it is not applied, and a checkpoint holds what is applied.',
      },
    ],
  },
  task: null,
};

export const checkpoints: Lesson = {
  id: 'checkpoints',
  title: 'What a checkpoint holds, and what it may cut',
  about: 'What is in a checkpoint and why, that each node may take one alone, what truncation removes, and what it costs to take one.',
  minutes: 8,
  teaches: ['P8', 'P9', 'P10', 'Q5', 'Q13', 'Q17'],
  scenario: SCENARIO.trim(),
  pace: 0.006,
  stops: [open, content, alone, whole, ...costs],
};
