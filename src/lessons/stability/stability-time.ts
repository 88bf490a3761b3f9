// The end of "Why a stable leader": a leader that has slept for ten seconds, and a lease that keeps the calm. See stability.ts.
import type { LessonStop } from '../lesson.ts';

const ASLEEP = `
cluster 5 exact seed=3 election=lazy
timeout n1
run until leader n1
command x=1
run until applied 1 everywhere
pause n1
run 10s
`;

const asleep: LessonStop = {
  id: 'asleep',
  title: 'A leader asleep for ten seconds',
  acts: [],
  until: null,
  scenario: ASLEEP.trim(),
  prose: [
    'Another run, in lazy mode: no time-out makes a candidate. n1 led `1.n1`, had `x=1` chosen in slot 1, and was then paused for ten seconds, fifty time-outs. n2, n3, n4 and n5 have long taken it for gone: none of them knows a leader.',
    'But none of them has promised a ballot above `1.n1`.',
  ],
  look: [{ panel: 'stage', nodes: [1], label: 'n1, paused; the others know no leader' }],
  question: {
    ask: 'n1 is resumed, and gets x=2. Must it run Phase 1 before it may propose?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Yes: it has been silent far too long',
        right: false,
        reply:
          'Nobody counts the time. The four others still held their promises of `1.n1`, which no clock takes back. n1 proposed at once, and had its votes after one round trip.',
      },
      {
        text: 'Yes: the others do not regard it as the leader any more',
        right: false,
        reply:
          'What they believe plays no part either. An acceptor votes for a ballot that is not below its promise, whatever it thinks of who leads. n1 proposed at once.',
      },
      {
        text: 'No: nobody has promised a higher ballot',
        right: true,
        reply: 'Right. Promises have no date. n1 proposed at once, and had its votes after one round trip.',
      },
    ],
  },
  task: null,
};

const awake: LessonStop = {
  id: 'awake',
  title: 'Promises have no date',
  acts: [
    { kind: 'resume', node: 1 },
    { kind: 'command', operation: { op: 'put', key: 'x', value: '2' }, to: 1 },
  ],
  until: 'choice 2 n1',
  pace: 0.008,
  prose: [
    'n1 proposed `x=2` in slot 2 under `1.n1`, with four `Accept` and no `Prepare`, and knew it to be chosen 21 ms later. It might have slept for a year. Had a quorum promised another ballot meanwhile, n1’s `Accept` would have been refused, after a year or after a millisecond.',
    '*Leases* are another thing. A lease binds time: whoever acknowledges a heartbeat refuses all others, and does not stand itself, until the lease is over on its own clock (rule Q3). It lets a leader answer reads alone; and it keeps impatient rivals quiet.',
  ],
  look: [
    { panel: 'log', slots: [2], label: 'chosen in 1.n1' },
    { panel: 'events', label: 'Phase 2, and nothing before it' },
  ],
  question: {
    ask: 'The first world again, with its time-out of 38 ms from the beginning, and a lease of 150 ms. What will be measured over 60 answers?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Churn as before: the time-out is as short as before',
        right: false,
        reply:
          'The time-outs are over as often as before, but whoever is bound by the lease does not stand. Each heartbeat renews it before it is over, and so nobody ever stood.',
      },
      {
        text: 'Calm: one leader, no Phase 1 after the first',
        right: true,
        reply: 'Right. Whoever has acknowledged a heartbeat does not stand while the lease lasts, and each heartbeat renews it in time.',
      },
      {
        text: 'No Phase 1 at all, not even the first',
        right: false,
        reply: 'Nobody leads without promises from a quorum, lease or not. A lease can only be had by who leads already.',
      },
    ],
  },
  task: null,
};

const lease: LessonStop = {
  id: 'lease',
  title: 'A lease keeps the calm',
  acts: [],
  until: null,
  scenario:
    'cluster 5 seed=9 timeout=38ms lease=150ms heartbeat=50ms delay=15ms jitter=5ms clients=2 reads=0\ntimeout n1\nrun until acknowledged 60',
  prose: [
    'n1 leads `1.n1` from the beginning: 8 messages and one round trip a command, 24.7 answers a second, as in the calm world, in spite of time-outs of 38 ms. In 14 cases so far a follower’s time-out was over; it found itself bound by the lease, and waited for its end instead of standing.',
    'The price: when n1 dies, nobody can take over before the lease is over. And what one relies on: for reads answered alone, a bound on how wrong clocks may go. For what is chosen, nothing: were every clock here wrong, no two entries could be chosen in one slot.',
  ],
  look: [
    { panel: 'stage', nodes: [1], label: 'the leader, and its lease' },
    { panel: 'numbers', label: 'as in the calm world' },
  ],
  question: {
    ask: 'Last question. One reads: “A leader may skip Phase 1 because it has won recently, or because its lease still lasts.” What holds?',
    answered: 'at-once',
    options: [
      {
        text: 'So it is: time-outs and leases are what makes it safe',
        right: false,
        reply:
          'n1 slept for ten seconds, without a lease, and went on under its old promises. And a leader deposed after a millisecond could get nothing chosen. Time plays no part in it.',
      },
      {
        text: 'It may skip it until a quorum promises a higher ballot; a lease only makes that rarer',
        right: true,
        reply: 'Right. The right to propose comes from promises, and ends by promises. Leases are for reads and for calm.',
      },
      {
        text: 'It should run Phase 1 for each command, to be on the safe side',
        right: false,
        reply: 'Nothing would be safer, and you have measured what it costs: that is Basic Paxos.',
      },
    ],
  },
  task: null,
};

export const timeless: readonly LessonStop[] = [asleep, awake, lease];
