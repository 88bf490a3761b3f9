// The lesson "Persist before you speak": why a promise and a vote wait at the disk, and what may leave without waiting. Data only; what the
// prose says of the run is proved true by persist-first.test.ts.
import type { Lesson, LessonStop } from '../lesson.ts';
import { votes } from './persist-first-votes.ts';

const open: LessonStop = {
  id: 'open',
  title: 'Written is not synced',
  acts: [],
  until: null,
  prose: [
    'Three nodes, each with a disk. What a node writes is in the disk’s *write cache* at once. Only a *sync*, which takes 8 ms here, makes it safe. A crash takes the node’s memory, and may take whatever is not synced.',
    'n3 leads `1.n3`, and n1 and n2 follow it. Now n1 stands for election with the higher ballot `2.n1`. Its own promise of that ballot is written, not yet synced; its two `Prepare` wait at the disk until it is.',
  ],
  look: [{ panel: 'disks', nodes: [1], label: 'one record in the cache, two messages held' }],
  question: {
    ask: 'Why does a candidate wait for its disk before it even asks?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'So that it can never use this ballot twice',
        right: true,
        reply:
          'Right. If n1 crashed after asking and came back without the record, it would take `2.n1` again, perhaps for another entry. A ballot must stand for one proposal in each slot, ever.',
      },
      {
        text: 'So that the others have time for their own writes',
        right: false,
        reply:
          'What the others must write, they write when they are asked. The reason is n1’s own memory: without the record, a restarted n1 would take ballot `2.n1` a second time, perhaps for another entry.',
      },
      {
        text: 'It need not: a question commits to nothing',
        right: false,
        reply:
          'A `Prepare` uses up a ballot. If n1 crashed after asking and came back without the record, it would use `2.n1` again, perhaps for another entry.',
      },
    ],
  },
  task: null,
};

const held: LessonStop = {
  id: 'held',
  title: 'A promise, held at the disk',
  acts: [],
  until: 'promised 2.n1 everywhere',
  prose: [
    'n1’s record is synced, and its `Prepare` has reached n2 and n3. Both promise `2.n1`, and n3 stops leading. The promise is in their memory and in the write cache of their disks.',
    'Their `Promise` messages have not left. Each hangs at its node’s disk until the record is synced: the message rides on the write, and nothing else releases it.',
  ],
  look: [{ panel: 'disks', nodes: [2, 3], label: 'a Promise held on each' }],
  question: {
    ask: 'n2 crashes at this moment, before its sync, and restarts. What then?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'It has promised 2.n1, and keeps to it',
        right: false,
        reply:
          'A node comes back with what its disk gives back, and this record was not synced. The promise is forgotten. Nobody was told of it, so nobody relies on it.',
      },
      {
        text: 'The promise is forgotten, and that does no harm',
        right: true,
        reply: 'Right. The record is gone, and so is the `Promise` that waited for it. Nobody was told, so nobody relies on it.',
      },
      {
        text: 'It must not vote any more: it has lost something',
        right: false,
        reply:
          'A node whose disk lost *synced* records must not vote under its name. This record was not synced, and nothing that depended on it had left. n2 is as if it had never been asked.',
      },
    ],
  },
  task: null,
};

const forgotten: LessonStop = {
  id: 'forgotten',
  title: 'Forgotten, and nobody was told',
  acts: [
    { kind: 'crash', node: 2 },
    { kind: 'restart', node: 2 },
  ],
  until: null,
  prose: [
    'n2 crashed and is back. The crash took the record that was not synced. n2 knows of its promise of `1.n3`, which was synced, and of no later one. No `Promise` of `2.n1` has left it.',
    'n3’s promise is still being synced. With n1’s own, it will be enough: two of three are a quorum.',
  ],
  look: [
    { panel: 'disks', nodes: [2], label: 'the record is gone' },
    { panel: 'events', label: 'the crash, and what it took' },
  ],
  question: {
    ask: 'Suppose n2’s Promise had left before the sync, and n1 had counted it. What would be wrong now?',
    answered: 'at-once',
    options: [
      {
        text: 'Nothing: n1 has its quorum, and that is all it needs',
        right: false,
        reply:
          'n1 needs n2 to *keep* the promise, not only to have made it. n2 could now vote in `1.n3`, which n1 has ruled out, for an entry of which n1 knows nothing.',
      },
      {
        text: 'n2 could break a promise that n1 relies on',
        right: true,
        reply:
          'Right. An `Accept` of `1.n3` may still be on its way. n2 could vote for it, though n1 has been told that it never will, and n1 proposes accordingly: two different entries could be chosen in one slot.',
      },
      {
        text: 'n1 would have to ask again',
        right: false,
        reply: 'It would not even know that it had reason to. It would go on as leader, relying on a promise that n2 no longer knows of.',
      },
    ],
  },
  task: null,
};

const proposes: LessonStop = {
  id: 'proposes',
  title: 'What the leader may send at once',
  acts: [
    { kind: 'cut', from: 1, to: 2 },
    { kind: 'command', operation: { op: 'put', key: 'x', value: '1' }, to: 1 },
  ],
  until: 'proposal 1 n1',
  pace: 0.008,
  prose: [
    'n1 leads `2.n1`: n1 and n3 have promised it. You have sent it `x=1`, and it proposes it in slot 1. The link from n1 to n2 is cut, so that n3’s vote is the one that matters.',
    'n1’s `Accept` has left already, while its own vote in slot 1 is still being written.',
  ],
  look: [
    { panel: 'stage', nodes: [1, 3], label: 'the Accept on its way' },
    { panel: 'disks', nodes: [1], label: 'n1’s own vote, being synced' },
  ],
  question: {
    ask: 'n1 has sent its Accept before its own vote is synced. Is that safe?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'No: the leader must write first, as everybody must',
        right: false,
        reply:
          'An `Accept` asks for votes; it says nothing of n1’s own. So it may leave at once, and the two writes go on side by side. Only n1’s own vote must wait until it is synced before it counts.',
      },
      {
        text: 'Yes, and n1 may count its own vote at once too',
        right: false,
        reply:
          'The first half is right: an `Accept` says nothing of n1’s vote. But a vote counts only once it is synced, the leader’s like any other. Otherwise a crash could take it away after it was counted.',
      },
      {
        text: 'Yes, but its own vote counts only after the sync',
        right: true,
        reply:
          'Right. An `Accept` asks for votes and says nothing of n1’s own. So n1’s write and the journey of its `Accept` go on side by side, and n1 counts its vote when its sync is complete.',
      },
    ],
  },
  task: null,
};

export const persistFirst: Lesson = {
  id: 'persist-first',
  title: 'Persist before you speak',
  about: 'Why a promise and a vote leave a node only after their record is synced, what a crash in between costs, and what need not wait.',
  minutes: 6,
  teaches: ['D1', 'D2', 'Q10'],
  scenario: 'cluster 3 exact seed=5 sync=8ms\ntimeout n3\nrun until leader n3\nrun until follow n2\ntimeout n1',
  pace: 0.005,
  stops: [open, held, forgotten, proposes, ...votes],
};
