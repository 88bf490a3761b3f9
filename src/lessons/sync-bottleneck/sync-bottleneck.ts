// The lesson "The sync bottleneck": what one vote costs, what many at a time cost, what happens above what the disks can do. Data only; what
// the prose says of the run, its figures too, is proved true by sync-bottleneck.test.ts.
import type { Lesson, LessonStop } from '../lesson.ts';
import { group, plug } from './sync-bottleneck-group.ts';
import { early, gone, hardware } from './sync-bottleneck-early.ts';

const SCENARIO = `
cluster 3 exact seed=31 sync=8ms sync-policy=each delay=5ms window=1 alpha=64 think=0 reads=0 checkpoint=0 timeout=400ms resend=1s client-timeout=250ms
timeout n1
run until follow n3
command x=1 to n1
run until proposal 1 n1
`;

const one: LessonStop = {
  id: 'one',
  title: 'One slot at a time',
  acts: [],
  until: null,
  prose: [
    'Three nodes. A message takes 5 ms one way. Each disk needs 8 ms for a *sync*, and syncs one record at a time. The leader n1 may have one slot open: its window is 1.',
    'n1 has just proposed `x=1` in slot 1. Its two `Accept` have left, and its own vote is being synced meanwhile.',
  ],
  look: [
    { panel: 'stage', nodes: [1, 2, 3], label: 'two Accepts on their way' },
    { panel: 'disks', nodes: [1], label: 'n1’s own vote, being synced' },
  ],
  question: {
    ask: 'Now eight clients ask without a pause, and n1 opens a slot only when the one before it is chosen. How many commands a second will be answered?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'About 125: a disk makes 1000 / 8 syncs a second',
        right: false,
        reply:
          'It could. But the next record comes only with the next slot, and that waits for the votes in this one: 5 ms there, 8 ms for a follower’s sync, 5 ms back. So each disk syncs once in 18 ms, and rests for 10 of them.',
      },
      {
        text: 'About 100: the slower of sync and round trip decides, 1000 / 10',
        right: false,
        reply:
          'That is often said, and would hold if the two went on side by side. They cannot: a follower has nothing to sync before the `Accept` is there, and says nothing before its sync is complete. 10 ms and 8 ms add up.',
      },
      {
        text: 'About 56: a round trip and a follower’s sync, 1000 / 18',
        right: true,
        reply:
          'Right. 5 ms there, 8 ms for the follower’s sync, 5 ms back. Only the leader’s own sync goes on meanwhile, and costs nothing.',
      },
      {
        text: 'About 38: two syncs and a round trip, 1000 / 26',
        right: false,
        reply:
          'The leader need not sync before it asks. Its own sync is complete after 8 ms, and no answer can be there before 18 ms: it costs nothing.',
      },
    ],
  },
  task: null,
};

const oneByOne: LessonStop = {
  id: 'one-by-one',
  title: '18 ms for each',
  acts: [{ kind: 'set', field: 'clients', value: 8 }],
  until: 'acknowledged 30',
  prose: [
    '30 commands have been answered, 55.6 a second. The drawer Numbers sets a model beside what it measures: with one command outstanding, round trip plus follower’s sync, 1000 / 18 = 55.6 a second.',
    'Half of the clients waited 144 ms or more. That is no slot’s doing: each of eight stands in line behind seven others, 8 × 18 ms.',
    'And the disks are not busy: of every 18 ms, each works for 8 ms.',
  ],
  look: [
    { panel: 'numbers', label: 'answers per second, measured and by the model' },
    { panel: 'disks', nodes: [1, 2, 3], label: 'at most one record in each cache' },
  ],
  question: {
    ask: 'From now on n1 may have 64 slots open at once: it asks for votes in the next before it has those in the last. The disks still sync one record at a time. How many commands a second then?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Still 56: a vote still takes 18 ms',
        right: false,
        reply:
          'Each takes 18 ms or more. But now several are under way at the same time, and then throughput is no longer 1000 / latency. What limits it is whatever is busy all the time: the disks, with 8 ms for each record.',
      },
      {
        text: '125: now the disks are busy all the time',
        right: true,
        reply:
          'Right. The round trip no longer counts: while votes are on their way, the disks work for other slots. 1000 / 8 records a second is what a disk can do, and every command is a record on every disk.',
      },
      {
        text: '444: eight clients, eight slots at a time, 8 × 56',
        right: false,
        reply:
          'Eight slots are open, and the network carries them. But each is a record on each disk, and a disk syncs one at a time: 1000 / 8 a second, and not one more.',
      },
    ],
  },
  task: null,
};

const pipelined: LessonStop = {
  id: 'pipelined',
  title: 'More in flight, until the disks are busy',
  acts: [{ kind: 'set', field: 'window', value: 64 }],
  until: 'acknowledged 100',
  prose: [
    '125 a second, with the same disks, the same network, the same clients. It was 55.6 a second before. The model says 125 as well: a disk needs 8 ms for a record.',
    'Throughput is no longer 1000 / latency. Half of these answers took 64 ms or less, and 1000 / 64 would be 16 a second. With many commands under way, how long one takes does not say how many there are.',
    'n1 has 7 slots open, and 6 records in its write cache. More in flight would bring nothing now: the disk has always something to do.',
  ],
  look: [
    { panel: 'numbers', label: 'measured, before, and by the model' },
    { panel: 'disks', nodes: [1], label: 'records that wait for their turn' },
  ],
  question: {
    ask: 'These eight clients wait for an answer before they ask again. Others will now come and ask 200 times a second, answered or not. What becomes of the latency?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'It rises by as much as the load: to about 100 ms',
        right: false,
        reply:
          'A latency that stays needs a queue that stays. Here 200 records come in a second and 125 are synced: with each second, 75 more wait.',
      },
      {
        text: 'It grows for as long as the load lasts',
        right: true,
        reply:
          'Right. 200 records come in a second, 125 are synced, and the rest waits: a longer queue each moment, and behind it a longer wait.',
      },
      {
        text: 'It stays as it is: what is too much is refused',
        right: false,
        reply: 'Nobody refuses anything here. Each request gets a slot, and its record a place in the queue of every disk.',
      },
    ],
  },
  task: null,
};

const queue: LessonStop = {
  id: 'queue',
  title: 'A queue without an end',
  acts: [
    { kind: 'set', field: 'clients', value: 4 },
    { kind: 'set', field: 'openPerSecond', value: 50 },
    { kind: 'set', field: 'load', value: 'open' },
  ],
  until: 'unknown',
  pace: 0.08,
  prose: [
    '124 a second are answered, as before. What is too much waits: 54 records in n1’s write cache, 53 in that of n2 and n3. Whoever asks now has at least 53 syncs before it on every disk: more than 400 ms.',
    'Half of the answers took 139 ms or more, and the slowest 250 ms. Now c4 has waited for 250 ms without one. That is its time-out: for c4 the outcome is *unknown*, and it sends the same request again, to n2. So those who are not served ask twice, and add to what is too much.',
  ],
  look: [
    { panel: 'disks', nodes: [1, 2, 3], label: 'the queues at the three disks' },
    { panel: 'clients', clients: [104], label: 'c4 does not know its outcome' },
    { panel: 'numbers', label: 'half within, 99 % within' },
  ],
  question: {
    ask: 'One sync can make everything safe that had been written when it began: *group commit*. A vote still leaves only after the sync that its record is in. Disks, network and load stay as they are. What then?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Still 125 a second: a sync still takes 8 ms',
        right: false,
        reply: 'A sync takes 8 ms whether it covers one record or fifty. What waits together is made safe together.',
      },
      {
        text: '200 a second, but a crash loses the last group',
        right: false,
        reply:
          'A crash may take the records that are not synced, and nobody has been told of those: each vote waits for its own sync, and each answer for a quorum of votes. Nothing that was acknowledged is lost.',
      },
      {
        text: '200 a second, and nothing acknowledged can be lost',
        right: true,
        reply:
          'Right. The votes wait as before, only together: what has been acknowledged stands on the disks of a quorum. And a sync takes 8 ms whether it covers one record or fifty.',
      },
    ],
  },
  task: {
    ask: 'Or rescue it yourself: have everything on n1’s disk synced, and take no load away. The drawer Disks has what you need.',
    goal: 'synced n1',
    done: 'Nothing waits at n1’s disk any more.',
  },
};

export const syncBottleneck: Lesson = {
  id: 'sync-bottleneck',
  title: 'The sync bottleneck',
  about: 'What a vote costs, why throughput is not 1000 / latency, what happens above what the disks can do, and what helps: measured.',
  minutes: 8,
  teaches: ['D3', 'D4', 'D5', 'D6', 'S3', 'Q6'],
  scenario: SCENARIO.trim(),
  pace: 0.05,
  stops: [one, oneByOne, pipelined, queue, group, plug, early, gone, hardware],
};
