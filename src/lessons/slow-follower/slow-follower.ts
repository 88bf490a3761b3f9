// The lesson "The slow follower and the cut log": a follower at slot 100, and logs that begin at 151. What it may do, how it comes by what it
// lacks, and what waiting for it would have cost. Data only; what the prose says of the runs is proved true by slow-follower.test.ts.
import type { Lesson, LessonStop } from '../lesson.ts';
import { rest } from './slow-follower-waits.ts';
import { scenarioOf } from './slow-follower-story.ts';

const open: LessonStop = {
  id: 'open',
  title: 'At 100, and the logs begin at 151',
  acts: [],
  until: null,
  prose: [
    'n5 has been down since slot 100; its disk holds a checkpoint of that slot. The others went on to slot 154. Each took a checkpoint of slot 150 by itself and cut its log up to there.',
    'So slots 101 to 150 are in nobody’s log any more. What they led to is in four checkpoints. Nothing is wrong with that: a node may cut what its own synced checkpoint covers, whoever is down.',
  ],
  look: [
    { panel: 'log', nodes: [1, 5], slots: [151, 152, 153, 154], label: 'four logs that begin at 151' },
    { panel: 'stage', nodes: [5], label: 'n5, down since slot 100' },
  ],
  question: {
    ask: 'n5 restarts, and at the same time you send a command, which gets slot 155. May n5 vote in slot 155 before it has slots 101 to 154?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'No: it must have every slot below first',
        right: false,
        reply:
          'To *apply* slot 155 it must. To vote it need only keep its promise, and that is on its disk. n5 has voted, and its vote counts like any other.',
      },
      {
        text: 'No: it was truncated, and must join anew',
        right: false,
        reply:
          'Nobody can truncate another. Truncation is what a node does to its own log below its own checkpoint. All that n5 ever promised and voted is on its disk or under its checkpoint, so it has voted.',
      },
      {
        text: 'Yes',
        right: true,
        reply: 'Right. A vote depends on the promise, which is on n5’s disk, and not on the state. n5 has voted.',
      },
    ],
  },
  task: null,
};

const votes: LessonStop = {
  id: 'votes',
  title: 'It lags, and it votes',
  acts: [
    { kind: 'set', field: 'bandwidthKibPerSecond', value: 32 },
    { kind: 'restart', node: 5 },
    { kind: 'command', operation: { op: 'put', key: 'x', value: '1' }, to: 1 },
  ],
  until: 'synced 155 on n5',
  prose: [
    'n5 came back from its checkpoint of slot 100 and has voted in slot 155. The vote is synced, and its `Accepted` is on its way to n1.',
    'Apply it cannot, for it has nothing of slots 101 to 154. It *lags*. It has not been “truncated”: nothing that it ever wrote is missing.',
    'From here on every link carries 32 KiB a second.',
  ],
  look: [
    { panel: 'log', nodes: [5], slots: [155], label: 'n5’s vote, above what it lacks' },
    { panel: 'stage', nodes: [5], label: 'its Accepted' },
  ],
  question: {
    ask: 'n5 will ask n1 for slot 101 and what comes after it. n1’s log begins at slot 151. What will n1 send?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Slots 151 to 155; n5 leaves the others out',
        right: false,
        reply: 'Then n5’s state would miss what 50 slots did. Entries are applied in the order of the slots, and none is left out.',
      },
      {
        text: 'Its checkpoint of slot 150',
        right: true,
        reply: 'Right. It stands for all the slots below it. Slots 151 and after come entry by entry, once n5 has it.',
      },
      {
        text: 'Nothing: n5 must find a node that still has slot 101',
        right: false,
        reply:
          'There is none, and none is needed. Whoever has cut a slot has a synced checkpoint that covers it: that is the condition for cutting. So there is always the one or the other to give.',
      },
    ],
  },
  task: null,
};

const offer: LessonStop = {
  id: 'offer',
  title: 'A checkpoint in place of fifty slots',
  acts: [],
  until: 'offer n1',
  pace: 0.008,
  prose: [
    'n1’s heartbeat told n5 that everything up to slot 155 is chosen, and n5 asked for slot 101 and what follows. n1 no longer has slot 101, so it sends its checkpoint of slot 150: 1,002 bytes. In them are 26 keys, two sessions and the five members.',
    'A checkpoint is a message like any other, only larger. What is sent on the same link after it waits behind it.',
  ],
  look: [
    { panel: 'stage', nodes: [1, 5], label: 'the checkpoint: press it, and read what it holds' },
    { panel: 'events', label: 'why a checkpoint' },
  ],
  question: {
    ask: 'It will take 43 ms to n5: 10 ms of delay, and 33 ms for its size on this link. What would make it 330 ms for its size?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'A follower that lacks 500 slots in place of 50',
        right: false,
        reply:
          'The same 26 keys after 450 more slots make a checkpoint of the same size. That is its strength: it grows with the state, not with the time that somebody was away.',
      },
      {
        text: 'A state ten times as large',
        right: true,
        reply: 'Right. A checkpoint grows with the state, not with the slots that led to it. A state of many gigabytes takes hours.',
      },
      {
        text: 'Nothing: every message takes 10 ms',
        right: false,
        reply: 'That is the delay of the first byte. The others follow at 32 KiB a second, and a checkpoint has many.',
      },
    ],
  },
  task: null,
};

const installed: LessonStop = {
  id: 'installed',
  title: 'Installed, in one record',
  acts: [],
  until: 'installed n5',
  pace: 0.008,
  prose: [
    'n5 has the checkpoint. It replaces n5’s state, session table, members and log below slot 151 in one record. n5’s vote in slot 155 lies above and stays, and so does its promise.',
    'The record is being synced. n5 will say `Installed` only when it is safe, and has asked for slot 151 and what follows already.',
  ],
  look: [
    { panel: 'log', nodes: [5], slots: [150, 155], label: 'under the checkpoint, and the vote above it' },
    { panel: 'disks', nodes: [5], label: 'the record, not yet synced' },
  ],
  question: {
    ask: 'Suppose n5 crashed now, before this record is synced. With what would it come back?',
    answered: 'at-once',
    options: [
      {
        text: 'With its checkpoint of slot 100 and its vote in slot 155',
        right: true,
        reply: 'Right. The old checkpoint goes only when the new one is synced. n5 would ask again, and n1 would send again.',
      },
      {
        text: 'With keys of the one and sessions of the other',
        right: false,
        reply: 'That is why it is one record: it is there whole or, by its checksum, not at all. n5 would have its checkpoint of slot 100.',
      },
      {
        text: 'With nothing, so that it must not vote any more',
        right: false,
        reply:
          'Nothing that was synced is touched before the new record is safe. n5 would have its checkpoint of slot 100, its vote, its promise, and could vote.',
      },
    ],
  },
  task: null,
};

const after: LessonStop = {
  id: 'after',
  title: 'Entry by entry from there',
  acts: [],
  until: 'applied 155 on n5',
  pace: 0.008,
  prose: [
    'n1 still had slots 151 to 155 and sent them as entries. n5 applied them in order on top of the checkpoint. 149 ms after its restart it is where the others are, with the same digest, though it never saw slots 101 to 150.',
  ],
  look: [{ panel: 'log', nodes: [5], slots: [151, 152, 153, 154, 155], label: 'the rest, as entries' }],
  question: {
    ask: 'Now the same story under the coordinated policy: n1 names slot 150 and waits for all five to have a checkpoint there, at most 1 s. n5 is down since slot 100. What will it find if it is back in time?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Logs cut up to slot 150: four of five have a checkpoint',
        right: false,
        reply: 'Four are a quorum, and after the bound a quorum is enough. Until then n1 waits for the fifth, and nobody cuts.',
      },
      {
        text: 'Logs that still begin at slot 101',
        right: true,
        reply: 'Right. Nobody cuts while n1 waits, so that n5 can have every slot as an entry.',
      },
      {
        text: 'A cluster that stands still until n5 has a checkpoint',
        right: false,
        reply: 'Only the cutting waits. Commands were proposed, chosen and answered all the time, up to slot 154.',
      },
    ],
  },
  task: null,
};

export const slowFollower: Lesson = {
  id: 'slow-follower',
  title: 'The slow follower and the cut log',
  about:
    'A follower is at slot 100, and the logs begin at 151: why it may vote at once, how it is given the rest, and what waiting for it costs.',
  minutes: 6,
  teaches: ['S5', 'P7', 'P8', 'P9', 'Q13', 'Q14'],
  scenario: scenarioOf(''),
  pace: 0.006,
  stops: [open, votes, offer, installed, after, ...rest],
};
