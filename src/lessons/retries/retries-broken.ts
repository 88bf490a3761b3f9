// The end of "Why clients ask again": the same story with the session table ignored, and then forgotten by checkpoints. Each is a run of its own,
// and a check stops each. See retries.ts.
import { YOU } from '../../base/units.ts';
import type { LessonStop } from '../lesson.ts';

const FORGETFUL = `
cluster 3 exact election=lazy checkpoint=1 client-timeout=300ms break=forget-sessions
timeout n1
run until leader n1
run 60ms
command x=1 to n1
drop next Reply
run until truncated 1 everywhere
power failure
run until retry
`;

const broken = (scenario: string): LessonStop => ({
  id: 'broken',
  title: 'Again, without the table',
  acts: [],
  until: null,
  scenario,
  prose: [
    'A new run with the same story, up to your second request. But rule S2 is off: no node looks into its session table before it applies a command.',
    'n3 leads `2.n3` and has proposed `x=1` in slot 1. Your you#1 is on its way to it for the second time, and will get slot 2.',
  ],
  look: [
    { panel: 'bands', label: 'which rule is off' },
    { panel: 'clients', clients: [YOU], label: 'the outcome is unknown' },
  ],
  question: {
    ask: 'What will happen when n3 applies slot 2?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Nothing: x is 1 already',
        right: false,
        reply:
          'The value stays 1, but it was written a second time: x has gone from version 1 to version 2, and the check I8 stopped the run.',
      },
      {
        text: 'x=1 takes effect a second time, and a check stops the run',
        right: true,
        reply:
          'Right. x went from version 1 to version 2 for one request. The check I8 watches for just that: each command takes effect at most once.',
      },
      {
        text: 'n3 refuses it: Paxos forbids an entry in two slots',
        right: false,
        reply:
          'Paxos demands that a slot has one entry, not that an entry has one slot. Telling repetitions apart is the work of the state machine.',
      },
    ],
  },
  task: null,
});

const twice: LessonStop = {
  id: 'twice',
  title: 'One request, two effects',
  acts: [],
  until: 'violation I8',
  pace: 0.008,
  prose: [
    'Slot 1 gave effect to you#1, and you have had its answer. Then n3 applied slot 2, and you#1 took effect once more: x is at version 2, by one request.',
    'All that Paxos promises has been kept: each slot has one entry, and all nodes will agree on both. Exactly once is not among its promises. That is what the session table adds.',
  ],
  look: [
    { panel: 'log', nodes: [3], slots: [1, 2], label: 'applied, applied' },
    { panel: 'events', label: 'the second effect' },
  ],
  question: {
    ask: 'Writing x=1 twice leaves x at 1. When does it do harm?',
    answered: 'at-once',
    options: [
      {
        text: 'Never: a put may be repeated freely',
        right: false,
        reply:
          'Not even a put. If somebody writes `x=5` between the two effects, the repetition brings `x=1` back, and the later write is undone.',
      },
      {
        text: 'When anything happened between the two effects, or the command adds to what is there',
        right: true,
        reply: 'Right. A write of somebody else in between would be undone, and an order or a payment would be made twice.',
      },
      {
        text: 'Only when the two slots are far apart',
        right: false,
        reply: 'One slot in between is enough: if it holds somebody’s `x=5`, the repetition undoes it.',
      },
    ],
  },
  task: null,
};

const forgetful: LessonStop = {
  id: 'forgetful',
  title: 'A table that a checkpoint leaves out',
  acts: [],
  until: null,
  scenario: FORGETFUL.trim(),
  prose: [
    'Another run. The session table is used again, but rule S3 is off: checkpoints hold the keys and leave the table out.',
    '`x=1` took effect in slot 1 on all three nodes, and your answer was lost. Each node took a checkpoint at slot 1 and cut its log there. Then the power failed, and all three came back from their disks. After 300 ms without an answer you have sent you#1 again, to n2.',
  ],
  look: [
    { panel: 'bands', label: 'which rule is off' },
    { panel: 'disks', nodes: [1, 2, 3], label: 'checkpoints in place of the log' },
  ],
  question: {
    ask: 'What will become of your second request?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'n2 gives the old answer, as it knows x=1',
        right: false,
        reply:
          'n2 knows that x is 1, and not who made it so: that stood in the table. For n2 you#1 is new, so it stood for election, led and proposed it in slot 2.',
      },
      {
        text: 'It runs again, in slot 2',
        right: true,
        reply: 'Right. The keys came back from the checkpoints, the table did not. For n2 you#1 was new.',
      },
      {
        text: 'It is lost: no node leads',
        right: false,
        reply:
          'In this run a request that comes where nobody leads makes its node stand (lazy election). n2 led and proposed it: for n2 you#1 was new.',
      },
    ],
  },
  task: null,
};

const forgotten: LessonStop = {
  id: 'forgotten',
  title: 'Half a state is not the state',
  acts: [],
  until: 'violation I8',
  pace: 0.01,
  prose: [
    'n2 leads `2.n2` and has applied `x=1` in slot 2: a second effect of you#1, and x is at version 2.',
    'State at a slot means all that follows from the log up to there: keys, session table, members. A checkpoint that leaves one out is no checkpoint of that slot. By the rules n2 would have answered you at once, from its table.',
  ],
  look: [
    { panel: 'log', nodes: [2], slots: [1, 2], label: 'slot 1 under the checkpoint, slot 2 applied' },
    { panel: 'events', label: 'the second effect' },
  ],
  question: {
    ask: 'Last question. A service runs on four web servers. Each remembers in its own memory, for ten minutes, the ids of requests that it has carried out. What does not hold?',
    answered: 'at-once',
    options: [
      {
        text: 'Nothing: nobody asks again after ten minutes',
        right: false,
        reply:
          'Time is not the trouble. A retry goes to whoever answers, often another server, and that one has no memory of the first attempt.',
      },
      {
        text: 'A retry at another server, or after a restart, is carried out again',
        right: true,
        reply:
          'Right. What has taken effect must be remembered where the effect is: in the same replicated state, written with it, and kept across restarts.',
      },
      {
        text: 'Ids must be in the order of time',
        right: false,
        reply:
          'An id need only tell one request from another. The fault is where they are remembered: not with the effect, and not on every server.',
      },
    ],
  },
  task: null,
};

export const withoutTable = (scenario: string): readonly LessonStop[] => [broken(scenario), twice, forgetful, forgotten];
