// The lesson "Why a stable leader": a time-out too short for the network, what it costs, and what time may and may not do. Data only; what the
// prose says of the runs is proved true by stability.test.ts.
import type { Lesson, LessonStop } from '../lesson.ts';
import { churn } from './stability-churn.ts';
import { timeless } from './stability-time.ts';

const calm: LessonStop = {
  id: 'calm',
  title: 'One leader, one round trip a command',
  acts: [],
  until: null,
  prose: [
    'n1 has led `1.n1` from the beginning. Two clients send one command after another; 60 are answered. The election time-out is 200 ms: a follower stands for election when it has heard nothing for a time drawn from 200 to 400 ms. A heartbeat comes every 50 ms, and takes 10 to 20 ms.',
    'So nobody ever stands. Phase 1 was paid once, before the first command. Measured since then: 8 messages and one round trip a command, all of Phase 2, and 24.7 answers a second. Numbers shows them, beside what a model says.',
  ],
  look: [
    { panel: 'timeline', label: 'one reign' },
    { panel: 'numbers', label: 'messages and round trips a command' },
  ],
  question: {
    ask: 'Now the time-out is set to 38 ms, so that followers wait for 38 to 76 ms. The leader stays alive. What will happen?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Nothing: the leader is alive, and everybody hears it',
        right: false,
        reply:
          'Everybody hears it, but not in time. Between two heartbeats lie 50 ms, and the second may travel 10 ms longer than the first. Commands bring messages as well, though not always: now n3 has waited in vain.',
      },
      {
        text: 'Sooner or later a follower takes the living leader for dead',
        right: true,
        reply:
          'Right. Between two heartbeats lie 50 ms and more, and some of the times drawn are shorter than that. Commands bring messages too, but there is a pause now and then.',
      },
      {
        text: 'The leader notices, and sends heartbeats faster',
        right: false,
        reply:
          'No rule says so. The time-out is each follower’s own, the interval of heartbeats is the leader’s, and nothing fits one to the other.',
      },
    ],
  },
  task: {
    ask: 'Set the election time-out to 38 ms yourself (Cluster, in the rail), and play until somebody stands. Or go on, and the lesson does it.',
    goal: 'candidate',
    done: 'a follower stands, though the leader is alive.',
  },
};

export const stability: Lesson = {
  id: 'stability',
  title: 'Why a stable leader',
  about:
    'What a time-out too short for the network does to throughput, counted: Multi-Paxos falls back to Basic Paxos. And why time gives no right to skip Phase 1.',
  minutes: 8,
  teaches: ['P4', 'S4', 'Q4', 'Q16', 'Q18'],
  scenario: 'cluster 5 seed=9 timeout=200ms heartbeat=50ms delay=15ms jitter=5ms clients=2 reads=0\ntimeout n1\nrun until acknowledged 60',
  pace: 0.02,
  stops: [calm, ...churn, ...timeless],
};
