// "Five ways to read", its end: a lease without a bound on how far clocks drift, stopped by a check, and the same story with the bound. See
// reads.ts.
import type { LessonStop } from '../lesson.ts';

const story = (rule: string, after: string): string => `
cluster 3 exact election=lazy lease=1s drift=20% seed=3 checkpoint=0 client-timeout=2s${rule}
timeout n3
run until leader n3
run 40ms
command x=1 to n3
run until acknowledged 1
run 40ms
partition n3 | n1 n2
run 920ms
timeout n2
${after}
`;

export const noBound: LessonStop = {
  id: 'no-bound',
  title: 'Two clocks, and no bound',
  acts: [],
  until: null,
  scenario: story(
    ' break=no-drift-bound',
    'run until election n2\ncommand x=2 to n2\nrun until acknowledged x=2\ncommand x? leader-lease to n3',
  ),
  prose: [
    'Another cluster, and broken on purpose: a lease of 1 s, taken by each node as if its own clock ran true. n3 led and was cut off. By now n2 leads `2.n2`, and you have been told that `x=2` is done.',
    'n3’s clock runs slow and shows 939 ms; n2’s runs fast and shows 1,229 ms. By its own clock n2 was bound long enough. By n3’s clock, n3’s lease lasts until 1,068 ms.',
    'Your read of x is on its way to n3.',
  ],
  look: [
    { panel: 'stage', nodes: [2, 3], label: 'two that believe they lead' },
    { panel: 'log', nodes: [2, 3], slots: [2], label: 'x=2, and nothing of it on n3' },
  ],
  question: {
    ask: 'What will n3 do with it?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Answer that x is 1, alone',
        right: true,
        reply: 'Right. It leads as far as it knows, and its lease lasts as far as its clock says. Nothing else is asked of it.',
      },
      {
        text: 'Ask a quorum, and get no answer',
        right: false,
        reply: 'So it would if its lease were over. By its clock it is not, and then it asks nobody.',
      },
      {
        text: 'Answer that x is 2',
        right: false,
        reply: 'It has not heard of `x=2`: every link between n3 and the others is cut.',
      },
    ],
  },
  task: null,
};

export const violated: LessonStop = {
  id: 'violated',
  title: 'An old value, given out as the newest',
  acts: [],
  until: 'violation',
  prose: [
    'n3 answered alone that x is 1, after you had been told that `x=2` is done. A read under a lease must never do that: it is what tells it from a stale one. The check I11 stopped the run.',
    'By the rules a bound ε says how far a clock may be from true, here 20 %. A leader counts on its lease for 1 s × (1 − ε) only, and whoever is bound stays so for 1 s × (1 + ε).',
  ],
  look: [
    { panel: 'events', label: 'n3 answers by a lease that is over' },
    { panel: 'stage', nodes: [2, 3], label: 'two that believe they lead' },
  ],
  question: {
    ask: 'The same story once more, with the same clocks, and the bound in force. What changes?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'The clocks are set right',
        right: false,
        reply:
          'Nobody can set a clock right across a cut. They run as wrongly as before; the rule only stops believing them to the millisecond.',
      },
      {
        text: 'n3’s lease ends sooner, and n2 stands later',
        right: true,
        reply:
          'Right. n3 counts as if its clock were slow, n2 as if its own were fast. However they run within the bound, the lease ends first.',
      },
      {
        text: 'n3’s reads become stale ones',
        right: false,
        reply: 'They stay what they were: answered alone while the lease lasts, and by a quorum afterwards. Only the lease is shorter.',
      },
    ],
  },
  task: null,
};

export const bounded: LessonStop = {
  id: 'bounded',
  title: 'With the bound: one after the other',
  acts: [],
  until: null,
  scenario: story('', 'command x? leader-lease to n3\nrun until arrival Request'),
  prose: [
    'The same clocks, every rule on. n3’s lease ended at 868 ms on its clock, which shows 895 ms now: so it does not answer alone, but asks a quorum, which it does not get.',
    'n2 was told to stand, and did not: it is bound until 1,300 ms on its clock, which shows 1,171 ms. When it leads, n3’s lease will have been over for long. As long as no clock is further from true than the bound says, no lease gives an old answer: neither a leader’s nor a follower’s.',
  ],
  look: [
    { panel: 'events', label: 'n2 does not stand, and n3 asks a quorum' },
    { panel: 'stage', nodes: [2, 3], label: 'n3, cut off; n2, not standing' },
  ],
  question: {
    ask: 'Last question. Followers hold leases, so that they answer reads without a message. One of them is cut off. What becomes of the next write?',
    answered: 'at-once',
    options: [
      {
        text: 'It is chosen and answered as always: a quorum is there',
        right: false,
        reply:
          'Then the follower could still answer with the old value. The leader must not take the slot for chosen while the lease counts.',
      },
      {
        text: 'It waits until that follower’s lease is over',
        right: true,
        reply:
          'Right. The leader takes a slot for chosen only when every holder has voted, or its lease is over. Reads become cheap at all holders, and each write waits for all of them.',
      },
      {
        text: 'It is refused: a holder is missing',
        right: false,
        reply: 'It is not refused, it waits, and for no longer than the lease that the follower holds.',
      },
    ],
  },
  task: null,
};
