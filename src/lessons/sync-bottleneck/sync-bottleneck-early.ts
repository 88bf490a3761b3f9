// "The sync bottleneck", its end: acknowledging before the sync, which loses, and hardware that makes a sync quick or needless. See
// sync-bottleneck.ts.
import type { LessonStop } from '../lesson.ts';

const LOAD =
  'delay=5ms window=64 alpha=64 think=0 reads=0 checkpoint=0 timeout=400ms resend=1s client-timeout=250ms clients=4 load=open rate=50';

export const early: LessonStop = {
  id: 'early',
  title: 'Acknowledged before the sync',
  acts: [],
  until: null,
  scenario: `cluster 3 exact seed=10 sync=8ms sync-policy=early ${LOAD}\ntimeout n1\nrun until acknowledged 95`,
  prose: [
    'Another run, on the same disks, and broken on purpose. Each `Accepted` leaves as soon as its record is *written*, and the sync follows when it may. The rules D2 and D3 are off.',
    '95 commands have been answered, half of them within 20 ms; with group commit it was 34.2 ms. Nobody waits for a disk any more. Who looks at speed alone finds nothing wrong.',
    'But look in Numbers at what a crash of all nodes would cost: 2 commands whose clients have been told that they are done. `x=65` in slot 94 and `x=87` in slot 95 are in three caches, and on no disk.',
  ],
  look: [
    { panel: 'numbers', label: 'a crash now would cost: acknowledged, and gone' },
    { panel: 'disks', nodes: [1, 2, 3], label: 'records in the caches, no message held' },
  ],
  question: {
    ask: 'The power fails now. What will the two clients see that were told “done” for `x=65` and `x=87`?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'An error, so that they can ask again',
        right: false,
        reply: 'From whom? No node remembers that there was such a command. The clients had their answer and have no reason to ask.',
      },
      {
        text: 'Nothing: they had their answer, and no node remembers',
        right: true,
        reply: 'Right. They count on something of which no disk knows. That is what acknowledging before the sync costs.',
      },
      {
        text: 'Nothing bad: two of three nodes have voted for each',
        right: false,
        reply:
          'All three have, in their caches. A quorum of votes protects against the loss of some nodes, not against votes that all forget.',
      },
    ],
  },
  task: null,
};

export const gone: LessonStop = {
  id: 'gone',
  title: 'Done, and gone',
  acts: [{ kind: 'power-failure' }],
  until: 'violation',
  prose: [
    'n1 had sent its vote in slot 94 and does not have it any more; nor have n2 and n3 theirs. `x=65` and `x=87` were acknowledged to c3 and c4, and no disk has them; only the row In fact remembers that they were chosen. The next leader will find these slots empty and put other commands there.',
    '“Group commit loses the last batch” is said often. It is true of this, and of nothing else: of acknowledging before the sync. Group commit acknowledges after it, and lost nothing.',
  ],
  look: [
    { panel: 'log', slots: [94, 95], label: 'chosen once, and on no disk now' },
    { panel: 'checks', label: 'what the check found' },
  ],
  question: {
    ask: 'A write cache with a battery also lets a vote leave as soon as it is written. Is that the same mistake?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Yes: what is in a cache is not on the disk',
        right: false,
        reply:
          'It does not matter where a record is, only whether a crash can take it. The battery keeps the cache until the disk has it: what is written is safe.',
      },
      {
        text: 'No, as long as the battery works',
        right: true,
        reply: 'Right. What counts is that a crash cannot take the record. With a battery that works, what is written is safe at once.',
      },
      {
        text: 'No: a cache is always kept through a crash',
        right: false,
        reply: 'You have just seen one that was not. Without a battery, a crash takes what had not been synced.',
      },
    ],
  },
  task: null,
};

export const hardware: LessonStop = {
  id: 'hardware',
  title: 'Faster disks, and a battery',
  acts: [],
  until: null,
  scenario: `cluster 3 exact seed=31 sync=1ms sync-policy=each ${LOAD}\ntimeout n1\nrun until acknowledged 100\nset sync=8ms\nset battery=yes\nrun until acknowledged 200`,
  prose: [
    'By the rules again, one sync for each record, and 200 requests a second. First on SSDs, whose sync takes 1 ms: half of the answers came within 21 ms, 99 of 100 within 31.6 ms. Such a disk could do 1000 a second.',
    'Since then on the old disks of 8 ms, each behind a cache with a battery. Half of the answers came within 20 ms, 99 of 100 within 21.6 ms. No record waits, and a crash of all nodes would take nothing.',
    'The battery is part of the promise. Try it, in Disks: let that of n2 fail, and crash n2. What its cache had not passed on is gone, and the check I4 stops the run: once its battery had failed, n2 spoke before its votes were safe.',
  ],
  look: [
    { panel: 'numbers', label: 'battery, and before it SSDs' },
    { panel: 'disks', nodes: [1, 2, 3], label: 'nothing waits' },
  ],
  question: {
    ask: 'Last question. In another cluster a sync takes 10 ms, one for each record, and a message 1 ms one way. The window is wide, and 150 commands a second come. Which change clears the queue, and keeps every answer safe?',
    answered: 'at-once',
    options: [
      {
        text: 'A wider window',
        right: false,
        reply: 'The disks are busy all the time with 100 records a second. More in flight means more that wait for them.',
      },
      {
        text: 'A faster network',
        right: false,
        reply: 'It would save each command at most 2 ms of its round trip. The disks would still do 100 records a second, and 150 come.',
      },
      {
        text: 'Acknowledging before the sync',
        right: false,
        reply: 'It clears the queue, and gives answers that a crash of a majority can make untrue.',
      },
      {
        text: 'One sync for all that waits',
        right: true,
        reply:
          'Right. 100 syncs a second are enough for 150 records, and for many more, if a sync may cover several. Votes still leave after it. Faster disks, or a battery that works, would do as well.',
      },
    ],
  },
  task: null,
};
