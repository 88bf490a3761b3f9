// The lesson "Who may lead": candidates by time-out, two that stand at once, a duel, and what ends it. Data only; what the prose says of the run
// is proved true by elections.test.ts.
import type { Lesson, LessonStop } from '../lesson.ts';
import { duel } from './elections-duel.ts';
import { lazily } from './elections-lazy.ts';

const SCENARIO = `
cluster 5 exact seed=638
timeout n1
run until leader n1
command x=1
run until applied 1 everywhere

# Slot 2: chosen by the votes of n1, n4 and n5; n2 and n3 hear nothing of it.
command x=2
run until open 1
drop Accept 2 n1 -> n2
drop Accept 2 n1 -> n3
run until chosen 2 on n1
crash n1
run until acknowledged x=2
`;

const open: LessonStop = {
  id: 'open',
  title: 'Nobody leads',
  acts: [],
  until: null,
  prose: [
    'n1 led `1.n1`, and is down. Before it died it had `x=2` chosen in slot 2 by the votes of n1, n4 and n5, and you have been told “done”. n2 and n3 know nothing of slot 2: their `Accept` were lost.',
    'Nobody is asked who shall lead, and nobody counts anything yet. n2, n3, n4 and n5 each wait: who has heard no leader for a time of its own, drawn at random from 200 to 400 ms, *stands* for election (rule E1).',
  ],
  look: [
    { panel: 'stage', nodes: [2, 3, 4, 5], label: 'four time-outs, each of its own length' },
    { panel: 'log', nodes: [2, 3], slots: [2], label: 'n2 and n3 have no vote in slot 2' },
  ],
  question: {
    ask: 'Suppose they all waited exactly 200 ms. What would be worse?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Nothing: the sooner somebody stands, the better',
        right: false,
        reply:
          'Somebody, yes; all at once, no. A candidate needs a round trip of quiet for its promises. Here chance brought two of them close together, n5 right behind n2: see what comes of it.',
      },
      {
        text: 'All would stand at about the same moment, and get in one another’s way',
        right: true,
        reply:
          'Right. Times drawn at random make it likely that one has its promises before the next one stands. Likely, not certain: here n5 stands right behind n2.',
      },
      {
        text: 'A node with a short log might be the first, and lead',
        right: false,
        reply:
          'That may happen at any time, and does no harm: n2, which lacks slot 2, is the first here. What equal time-outs would spoil is something else: all would stand at about the same moment, as n2 and n5 do now.',
      },
    ],
  },
  task: null,
};

const two: LessonStop = {
  id: 'two',
  title: 'Two candidates in one round',
  acts: [],
  until: 'sent Prepare 2.n5',
  pace: 0.03,
  prose: [
    'n2’s time was over first: it stands with `2.n2`, one round above the highest ballot that it has met. Only 3.6 ms later n5’s was over. n2’s `Prepare` had not arrived yet, so n5 stands with `2.n5`.',
    'Both have their own promise. Both ask the other four, n1 too, which is down. With n1 down, n3 and n4 decide.',
  ],
  look: [
    { panel: 'stage', nodes: [2, 5], label: 'two candidates, and their Prepares' },
    { panel: 'events', label: 'why each of them stands' },
  ],
  question: {
    ask: 'n3 and n4 will get both: first the Prepare of 2.n2, then that of 2.n5. What do they do?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'They promise the first, and refuse the second: one vote a round',
        right: false,
        reply:
          'That is Raft’s rule: one vote a term (Ongaro and Ousterhout 2014, §5.2), so that two candidates can split the votes and a term ends without a leader. An acceptor of Paxos promises every ballot above the one that it has promised, and `2.n5` is above `2.n2`.',
      },
      {
        text: 'They promise the one with the longer log',
        right: false,
        reply: 'A `Prepare` does not even say how long its sender’s log is. Acceptors compare ballots, and nothing else.',
      },
      {
        text: 'They promise both: the second is higher',
        right: true,
        reply: 'Right. The rounds are equal, and then the node’s number decides: `2.n5` is above `2.n2` (rule A1).',
      },
    ],
  },
  task: null,
};

const higher: LessonStop = {
  id: 'higher',
  title: 'The higher ballot, not the earlier one',
  acts: [],
  until: 'in flight 3 Promise 2.n5',
  pace: 0.004,
  prose: [
    'n3 and n4 promised `2.n2` and, as it came, `2.n5`. n2 met `2.n5`, gave its own ballot up, and promised the higher one. Three promises of `2.n5` are on their way to n5; those of `2.n2` still come to n2, and count for nothing.',
    'So no vote was split: of two ballots one is always higher. That n2 stood first, how long it has been up, what is in its log: none of it matters. The node’s number breaks a tie and says nothing else.',
    'n2 now *backs off*: it waits for a time drawn from 200 to 600 ms. After another failure in a row the range would reach to 1,000 ms, and so on up to a bound (rule E2).',
  ],
  look: [
    { panel: 'stage', nodes: [5], label: 'three promises of 2.n5' },
    { panel: 'events', label: 'n2 gives up, and waits' },
  ],
  question: {
    ask: 'Now take the wait away from n2, to see what it is for: n2 stands again at once, with 3.n2. What comes of n5?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'It leads, and n2 is refused: somebody leads now',
        right: false,
        reply:
          'Acceptors do not ask whether somebody leads. They compare ballots, and `3.n2` is above `2.n5`: n5 itself promised it, and stopped leading.',
      },
      {
        text: 'It leads, and gets nothing chosen',
        right: true,
        reply: 'Right. Its promises had left, so it came to lead. Then the same three nodes promised `3.n2`, and refused what n5 proposed.',
      },
      {
        text: 'It never leads: its promises are taken back',
        right: false,
        reply:
          'A promise on its way is not taken back: n5 had its quorum, and led. But the same nodes promised `3.n2` a moment later, and refused what n5 proposed.',
      },
    ],
  },
  task: null,
};

export const elections: Lesson = {
  id: 'elections',
  title: 'Who may lead',
  about:
    'How a leader is found by ballots alone: random time-outs, two candidates at once, a duel and what ends it, and why a candidate with a short log does no harm.',
  minutes: 8,
  teaches: ['P3'],
  scenario: SCENARIO.trim(),
  pace: 0.006,
  stops: [open, two, higher, ...duel, ...lazily],
};
