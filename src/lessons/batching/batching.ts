// The lesson "Many commands in one entry": what epoch batching gains, what it costs where there is nothing to collect, and what it risks when a
// leader dies. Data only; what the prose says of the runs is proved true by batching.test.ts.
import type { Lesson, LessonStop } from '../lesson.ts';
import { again, collecting, fate, oneVote } from './batching-risk.ts';

const SCENARIO = `
cluster 5 exact seed=21 sync=4ms sync-policy=each delay=5ms think=0 reads=0 window=32 alpha=32 checkpoint=0 timeout=400ms resend=1s client-timeout=2s
timeout n1
run until follow n5
set clients=1
run until acknowledged 12
`;

const each: LessonStop = {
  id: 'each',
  title: 'One command, one entry',
  acts: [],
  until: null,
  prose: [
    'Five nodes, 5 ms one way, and disks that sync one record in 4 ms. One client asks, waits for the answer, and asks again. The leader n1 proposes each command at once, in a slot of its own.',
    '12 answers so far, each after 24 ms: 10 ms of the client’s way, and 14 ms for a round trip and a follower’s sync. Each cost 8 messages: four `Accept`, four `Accepted`.',
  ],
  look: [
    { panel: 'numbers', label: 'messages for a command, and its latency' },
    { panel: 'log', label: 'one command in each slot' },
  ],
  question: {
    ask: 'From now on n1 collects: up to 16 commands go into one entry, and it waits for them for up to 10 ms. What does this one client notice?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Nothing: it is alone, so n1 proposes at once',
        right: false,
        reply:
          'n1 cannot know that nobody else will ask. It waits for company until its 10 ms are over, and then proposes an entry with a single command in it.',
      },
      {
        text: 'Each answer comes 10 ms later',
        right: true,
        reply: 'Right. Nobody joins it, so n1 waits its full 10 ms for nothing, and then proposes an entry with one command.',
      },
      {
        text: 'Each answer comes sooner: it costs fewer messages',
        right: false,
        reply:
          'Fewer messages only where several commands share them. Alone in its entry, a command costs what it did before, and has waited for 10 ms.',
      },
    ],
  },
  task: null,
};

const alone: LessonStop = {
  id: 'alone',
  title: 'Waiting for company that does not come',
  acts: [
    { kind: 'set', field: 'batchSize', value: 16 },
    { kind: 'set', field: 'batchMicros', value: 10_000 },
  ],
  until: 'acknowledged 24',
  prose: [
    '34 ms for each answer, where it was 24 ms. The messages have not changed: 8 for each command, for each entry holds one.',
    'That is the price of batching at low load: up to the whole time for which a leader collects, at every command. Systems that batch well set that time short, or collect only while an entry is under way.',
  ],
  look: [
    { panel: 'numbers', label: 'measured, and before' },
    { panel: 'events', label: 'n1 collects commands for one entry' },
  ],
  question: {
    ask: 'Now 16 clients ask, each one command at a time. What will a command cost in messages, and what becomes of the latency?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'About 1 message, and the latency stays where it is',
        right: true,
        reply:
          'Right. Eight commands share an entry on average, and so its 8 messages and its one sync on every disk. Each waits for 10 ms at most, as before, and no disk has a queue.',
      },
      {
        text: 'About 1 message, at a higher latency: larger entries take longer',
        right: false,
        reply: 'Several commands do share the 8 messages. But a record takes one sync, however many commands it holds.',
      },
      {
        text: '8 messages, as always: each command must be voted for',
        right: false,
        reply: 'A vote is for an entry. One `Accept` carries all the commands in it, and one `Accepted` answers for all.',
      },
    ],
  },
  task: null,
};

const shared: LessonStop = {
  id: 'shared',
  title: 'One Accept and one sync for all',
  acts: [{ kind: 'set', field: 'clients', value: 16 }],
  until: 'acknowledged 150',
  prose: [
    '504 a second are answered, half of them within 34 ms as before. A command costs 0.935 messages now: 124 commands went into 15 slots.',
    'In the log, `+11` behind a command says that eleven more share its slot. They were chosen together, by one `Accepted` from each of a quorum. They are applied one by one, in their order, and each is answered by itself.',
  ],
  look: [
    { panel: 'log', label: '+ and a number: several in one slot' },
    { panel: 'numbers', label: 'messages for a command, and answers per second' },
  ],
  question: {
    ask: 'With the same 16 clients, batching is turned off again. What will the throughput be?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'About the same: the clients ask as often as before',
        right: false,
        reply:
          'They would, if they were answered as soon. But now each command is a record of its own, and a disk syncs 250 records a second.',
      },
      {
        text: 'Half of it: each command is a record again, and the disks do 250 a second',
        right: true,
        reply: 'Right. 1000 / 4 records a second is what these disks can do. In an entry, many commands were one record.',
      },
      {
        text: 'More: nobody waits for 10 ms any more',
        right: false,
        reply: 'They wait longer, and elsewhere: in the queue of every disk, which does 250 records a second, now one for each command.',
      },
    ],
  },
  task: null,
};

const off: LessonStop = {
  id: 'off',
  title: 'The same load, without it',
  acts: [{ kind: 'set', field: 'batchSize', value: 1 }],
  until: 'acknowledged 250',
  prose: [
    '240 a second, where it was 504 a second; half of the answers within 64 ms, where it was 34 ms; 8.57 messages for each command answered, those under way counted in, where it was 0.935 messages.',
    'So whether batching costs latency or saves it depends on the load. Where something is busy all the time, be it a disk, the leader’s processor or its link, sharing is quicker than waiting in line.',
  ],
  look: [
    { panel: 'numbers', label: 'without batches, and before with them' },
    { panel: 'disks', nodes: [1, 2, 3, 4, 5], label: 'queues at the disks' },
  ],
  question: {
    ask: 'That was the gain. Now the risk. A leader has collected commands and not proposed them yet, and crashes. What of these commands was acknowledged?',
    answered: 'at-once',
    options: [
      {
        text: 'All: the leader had them',
        right: false,
        reply:
          'To have a request is not to answer it. An answer waits until the entry is chosen and applied, and this entry has not even been proposed.',
      },
      {
        text: 'None',
        right: true,
        reply:
          'Right. An answer waits until the entry is chosen and applied. Whatever a leader’s death takes from its memory, nobody has been told of it.',
      },
      {
        text: 'Those that it had waited for longest',
        right: false,
        reply: 'Time plays no part in it. An answer waits until the entry is chosen and applied.',
      },
    ],
  },
  task: null,
};

export const batching: Lesson = {
  id: 'batching',
  title: 'Many commands in one entry',
  about: 'What epoch batching gains in messages and throughput, what it costs at low load, and what becomes of a batch whose leader dies.',
  minutes: 7,
  teaches: ['P15', 'Q20'],
  scenario: SCENARIO.trim(),
  pace: 0.05,
  stops: [each, alone, shared, off, collecting, again, oneVote, fate],
};
