// The lesson "Five ways to read": what an answer costs and how old it may be, through the log, by a quorum round, under a leader's and a
// follower's lease, and stale. Data only; what the prose says of the runs is proved true by reads.test.ts.
import type { Lesson, LessonStop } from '../lesson.ts';
import { cut, leads, silent, three } from './reads-cut.ts';
import { bounded, noBound, violated } from './reads-drift.ts';

const SCENARIO = `
cluster 5 exact seed=5 lease=300ms follower-lease=150ms timeout=400ms client-timeout=2s checkpoint=0
timeout n1
run until leader n1

# x=1 is old news everywhere, and n2 has a lease.
command x=1 to n1
command y=1 to n1
command z=1 to n1
run until applied 3 everywhere
command x? follower-lease to n2
run until acknowledged 4
command x? follower-lease to n2
run until acknowledged 5
run 30ms

# x=2 is done, and only n1 knows that it is chosen.
command x=2 to n1
run until acknowledged x=2
`;

const five: LessonStop = {
  id: 'five',
  title: 'One question, asked in five ways',
  acts: [],
  until: null,
  prose: [
    'A message takes 10 ms one way, a sync 1 ms. n1 leads `1.n1` and holds a *lease*: nobody else can lead before it is over. It has granted n2 one as well.',
    'You have just been told that `x=2` is done. n1 has applied it in slot 4. The four others have voted for it and do not know yet that it is chosen: they have applied slots 1 to 3, and there x is 1.',
    'Now you read x five times at once: through the log, by a quorum round, under n1’s lease, under n2’s lease, and *stale*, from n3 as it is.',
  ],
  look: [
    { panel: 'log', slots: [4], label: 'applied on n1, voted on the others' },
    { panel: 'stage', nodes: [1, 2, 3], label: 'the three nodes that you will ask' },
  ],
  question: {
    ask: 'You know that `x=2` is done. Which of the five reads may still say that x is 1?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Only the stale one',
        right: true,
        reply:
          'Right. The four others promise that no answer is older than what had been acknowledged when you asked. A stale read promises a state that once was, and no more.',
      },
      {
        text: 'Both from followers: n2’s as well',
        right: false,
        reply:
          'It is often said that reads from followers are stale. But n2 holds a lease: n1 takes no slot for chosen that n2 has not voted for, and n2 answers only when it has applied all that it has voted for. So it cannot miss `x=2`.',
      },
      {
        text: 'All but the one through the log',
        right: false,
        reply:
          'The log is one way to a fresh answer, and not the only one. What n1 has applied is the newest there is, if n1 still leads: a quorum round finds that out, and a lease makes it certain.',
      },
      {
        text: 'None: x=2 is chosen, and chosen is chosen',
        right: false,
        reply: 'n3 has voted for `x=2` and does not know that it is chosen. A stale read asks nobody: it answers from what n3 has applied.',
      },
    ],
  },
  task: null,
};

const answers: LessonStop = {
  id: 'answers',
  title: 'What each answer costs',
  acts: [
    { kind: 'command', operation: { op: 'get', key: 'x' }, to: 1, mode: 'log' },
    { kind: 'command', operation: { op: 'get', key: 'x' }, to: 1, mode: 'quorum' },
    { kind: 'command', operation: { op: 'get', key: 'x' }, to: 1, mode: 'leader-lease' },
    { kind: 'command', operation: { op: 'get', key: 'x' }, to: 2, mode: 'follower-lease' },
    { kind: 'command', operation: { op: 'get', key: 'x' }, to: 3, mode: 'stale' },
  ],
  until: 'acknowledged 11',
  prose: [
    '*Through the log*: 41 ms, 8 messages, a slot, and a sync on every disk. *Quorum round*: 40 ms and 8 messages, but no slot and no disk: n1 asked whether it still leads. *Leader lease*: 20 ms, your own way there and back. Nobody was asked.',
    '*Follower lease*, at n2: 29 ms, and no message for this read either. n2 waited 9 ms for n1’s next heartbeat, which told it that slot 4 is chosen.',
    '*Stale*, at n3: 20 ms, and x was 1. The answer came with a mark: at least 1 slot behind. The four others said that x is 2.',
  ],
  look: [
    { panel: 'numbers', label: 'Reads: half within, slots behind, and the cost of each' },
    { panel: 'events', label: 'five answers, and what each stood on' },
  ],
  question: {
    ask: 'n2 held a good lease, and had applied `x=1`. Why did it wait for slot 4?',
    answered: 'at-once',
    options: [
      {
        text: 'It must ask the leader before each answer',
        right: false,
        reply: 'Then it would need no lease. It sent no message for this read: the heartbeat would have come in any case.',
      },
      {
        text: 'It had voted there, so somebody might have been told that x=2 is done',
        right: true,
        reply:
          'Right. n1 cannot have told anybody of a slot for which n2 has not voted. So n2 need wait only for those for which it has, and with these applied its answer is no older than what any client has had.',
      },
      {
        text: 'While a write is under way nobody may read',
        right: false,
        reply:
          'Reads and writes need not exclude one another. n2 waits for the slots that it had voted for when the read came, and for no later one.',
      },
    ],
  },
  task: null,
};

export const reads: Lesson = {
  id: 'reads',
  title: 'Five ways to read',
  about: 'What a read costs and how old its answer may be; why a leader that is cut off does not answer; and what a lease stands on.',
  minutes: 8,
  teaches: ['P13'],
  scenario: SCENARIO.trim(),
  pace: 0.006,
  stops: [five, answers, cut, leads, three, silent, noBound, violated, bounded],
};
