// The second half of "What a checkpoint holds, and what it may cut": the session table in it, what taking one costs, and waiting for the others.
import type { LessonStop } from '../lesson.ts';

const answer: LessonStop = {
  id: 'answer',
  title: 'Done, cut, and not yet answered',
  acts: [
    { kind: 'set', field: 'serialiseMicrosPerKib', value: 1_000 },
    { kind: 'set', field: 'checkpointEvery', value: 1 },
    { kind: 'command', operation: { op: 'put', key: 'h', value: '8' }, to: 1 },
  ],
  until: 'checkpointed n1',
  prose: [
    'n3 has been sent slot 6 and has applied it, and slot 7 with it. n1 has applied `h=8` in slot 8, and its answer to you is on its way.',
    'From now on a checkpoint is taken after every slot and costs little time. n1’s checkpoint of slot 8 is synced already, and its log is cut up to there. That your request took effect is written in one place on n1’s disk: in the session table of this checkpoint.',
  ],
  look: [
    { panel: 'log', nodes: [1], label: 'no entry left in n1’s log' },
    { panel: 'clients', label: 'the answer on its way' },
  ],
  question: {
    ask: 'The power fails, on all three nodes at once, and every message is lost, the answer too. You will send h=8 again under its old number. How often does it take effect?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Twice: the slot is cut, so nobody remembers it',
        right: false,
        reply:
          'The slot is gone, what it led to is not. Its session’s number was in the checkpoint, and so was the answer. With a checkpoint of keys and values alone you would be right, and that would be a fault.',
      },
      {
        text: 'Once',
        right: true,
        reply: 'Right. The session table is part of the state, so it is part of the checkpoint, and the number in it outlives the slot.',
      },
      {
        text: 'Not at all: it was never answered',
        right: false,
        reply:
          'It was chosen and applied before the answer left. That an answer is lost undoes nothing; it leaves you in doubt, and so you ask again.',
      },
    ],
  },
  task: null,
};

const once: LessonStop = {
  id: 'once',
  title: 'The table in the checkpoint',
  acts: [{ kind: 'power-failure' }, { kind: 'campaign', node: 1 }],
  until: 'acknowledged h=8',
  pace: 0.06,
  prose: [
    'n1 came back from its checkpoint alone, promise and members included, and leads `2.n1`. n2 and n3 asked it for slot 8. Its log no longer holds that entry, so it gave them its checkpoint of slot 8 in place of it.',
    'After 400 ms without an answer you sent `h=8` to n2. n2 had never run slot 8; but your number was in the table that had come with the checkpoint. It gave the old answer and proposed nothing.',
    'A checkpoint without the table would have made a new request of it, and `h=8` would have taken effect a second time. A new world with rule S3 off shows that.',
  ],
  look: [
    { panel: 'events', label: 'n2 answers from the table' },
    { panel: 'stage', nodes: [2], label: 'n2, on n1’s checkpoint' },
  ],
  question: {
    ask: 'Now another way, blocking: n1 handles nothing while it serialises, which will take 110 ms. You send three commands at once; the second makes a checkpoint due. When are they answered?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'All three after 41 ms, as before',
        right: false,
        reply:
          'So it was in the background. Blocking, n1 does one thing at a time: the votes for the third command were there, and n1 did not look at them before its checkpoint was serialised.',
      },
      {
        text: 'Two after 41 ms, the third about 110 ms later',
        right: true,
        reply: 'Right. The first two were applied and answered before the checkpoint began. The votes for the third had to wait.',
      },
      {
        text: 'All three about 110 ms later',
        right: false,
        reply:
          'A checkpoint is taken after a slot is applied. Two commands were applied and answered by then; only what came later had to wait.',
      },
    ],
  },
  task: null,
};

const blocking: LessonStop = {
  id: 'blocking',
  title: 'The pause, in your latency',
  acts: [
    { kind: 'set', field: 'checkpointMode', value: 'blocking' },
    { kind: 'set', field: 'serialiseMicrosPerKib', value: 200_000 },
    { kind: 'set', field: 'checkpointEvery', value: 2 },
    { kind: 'command', operation: { op: 'put', key: 'i', value: '9' }, to: 1 },
    { kind: 'command', operation: { op: 'put', key: 'j', value: '10' }, to: 1 },
    { kind: 'command', operation: { op: 'put', key: 'k', value: '11' }, to: 1 },
  ],
  until: 'acknowledged k=11',
  pace: 0.025,
  prose: [
    '`i=9` and `j=10` were answered after 41 ms and 42 ms, `k=11` after 152 ms. Its votes reached n1 when n1 had just begun its checkpoint of slot 10, and waited for 110 ms. That is the pause as a client sees it: in the slowest answers.',
    'So this way is *blocking*. n1 sent no heartbeat either: had it been silent for 200 ms, the others might have taken it for dead.',
    'In the *background* `f=6` took 41 ms in the same place. The price there is memory for the frozen copy, and a share of processor and disk that this model does not count.',
  ],
  look: [
    { panel: 'events', label: 'three answers, and after how long' },
    { panel: 'log', nodes: [1], slots: [10, 11], label: 'cut up to slot 10; slot 11 had to wait' },
  ],
  question: {
    ask: 'The third way is idle: a node waits with a checkpoint that is due until it has applied nothing for 50 ms. You send l=12, which makes one due. When does n1 begin it?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'As soon as slot 12 is applied',
        right: false,
        reply: 'Then it would be in the way of whatever comes next. It waits for a quiet moment first: 50 ms without an application.',
      },
      {
        text: '50 ms after slot 12 is applied, if nothing comes',
        right: true,
        reply: 'Right. And should something always come, a bound of 400 ms ends the wait.',
      },
      {
        text: 'Never, as long as clients send commands',
        right: false,
        reply:
          'A log that grows for as long as there is work would be no remedy. A bound, 400 ms here, ends the wait. This time it was quiet.',
      },
    ],
  },
  task: null,
};

const idle: LessonStop = {
  id: 'idle',
  title: 'In a quiet moment',
  acts: [
    { kind: 'set', field: 'checkpointMode', value: 'idle' },
    { kind: 'command', operation: { op: 'put', key: 'l', value: '12' }, to: 1 },
  ],
  until: 'checkpointing n1',
  pace: 0.015,
  prose: [
    'n1 applied slot 12, and you had your answer after 41 ms. Then n1 applied nothing for 50 ms, and only now begins its checkpoint of slot 12, in the background.',
    'So the three ways differ in who pays. Blocking: whoever comes in the pause. In the background: memory. Idle: a log that stays longer for a while. What may be cut is the same in all three.',
  ],
  look: [{ panel: 'stage', nodes: [1], label: 'checkpoint 12, begun at last' }],
  question: {
    ask: 'So far each node went by itself. The other policy is coordinated: the leader names a slot, waits until every member has a checkpoint there, then tells all to cut. n3 crashes. How long do n1 and n2 keep their logs?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Until n3 is back and has its checkpoint',
        right: false,
        reply: 'Then one dead node would fill the disks of all the others. After a bound, 400 ms here, a quorum is enough.',
      },
      {
        text: 'Until a bound is over and a quorum has one',
        right: true,
        reply: 'Right. The wait is a favour to n3, and no favour lasts for ever: the bound is 400 ms here.',
      },
      {
        text: 'They do not wait: n3 is down, and n1 knows it',
        right: false,
        reply: 'n1 knows that it hears nothing of n3. A slow node looks the same, and it is for slow nodes that the leader waits.',
      },
    ],
  },
  task: {
    ask: 'Crash n3 and get n1 to cut its log up to slot 13. Try it under both policies (“Whose checkpoint” among the settings of checkpoints), and see how long each takes.',
    goal: 'crashed n3 and truncated n1 13',
    done: 'n3 is down, and n1 has cut its log up to slot 13.',
  },
};

const coordinated: LessonStop = {
  id: 'coordinated',
  title: 'Waiting for the others is a policy',
  acts: [
    { kind: 'set', field: 'checkpointPolicy', value: 'coordinated' },
    { kind: 'set', field: 'checkpointMode', value: 'background' },
    { kind: 'set', field: 'checkpointEvery', value: 1 },
    { kind: 'crash', node: 3 },
    { kind: 'command', operation: { op: 'put', key: 'm', value: '13' }, to: 1 },
  ],
  until: 'truncated n1 13',
  pace: 0.07,
  prose: [
    'n1 named slot 13. Its own checkpoint there was soon synced, and n2 sent word of its own. n3 is down. When 400 ms were over, n1 and n2 were enough, a quorum; n1 has cut its log and tells the others to.',
    'What the wait buys: a node that is merely slow still finds every entry at the others, and need not be sent a whole checkpoint. What it costs: logs that grow meanwhile, on every node, for the slowest one.',
    'It has nothing to do with safety. n3 will come back to logs that are cut, ask for its next slot, and be given the checkpoint.',
  ],
  look: [
    { panel: 'log', nodes: [1], slots: [13], label: 'cut up to slot 13' },
    { panel: 'events', label: 'named, waited for, cut' },
  ],
  question: {
    ask: 'Last question. Up to where may a node cut its log, whatever the policy?',
    answered: 'at-once',
    options: [
      {
        text: 'Up to its commit index: what is chosen stays chosen',
        right: false,
        reply:
          'Its votes are what makes it stay chosen. A node that drops them without a checkpoint comes back with neither the entries nor the state; if a majority does so, what was chosen is nowhere.',
      },
      {
        text: 'Up to the last slot of its own synced checkpoint',
        right: true,
        reply:
          'Right. Then its disk gives the state without those slots, and to whoever asks for one of them there is the checkpoint to offer. Anything more is a policy, anything less is safe too.',
      },
      {
        text: 'Up to the slot that every node has applied',
        right: false,
        reply:
          'What is applied is in memory. After a power failure nobody would have the state, and nobody the slots to make it from. A checkpoint on the node’s own disk is what counts.',
      },
    ],
  },
  task: null,
};

export const costs: readonly LessonStop[] = [answer, once, blocking, idle, coordinated];
