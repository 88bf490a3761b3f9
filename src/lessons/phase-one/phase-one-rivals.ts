// The second half of "Why Phase 1 is paid once": another node completes a higher ballot. See phase-one.ts.
import type { LessonStop } from '../lesson.ts';

const twoLeaders: LessonStop = {
  id: 'two-leaders',
  title: 'Two that believe they lead',
  acts: [
    { kind: 'partition', groups: [[1], [2, 3, 4, 5]] },
    { kind: 'campaign', node: 2 },
  ],
  until: 'leader n2',
  prose: [
    'n2 leads `2.n2`: n2, n3 and n4 have promised it. n1 is cut off, has heard nothing of it, and still believes that it leads `1.n1`. That is no harm: only one of the two can get a quorum.',
    'n2 paid Phase 1 anew, as every new leader must, and again with one `Prepare` for all open slots: it asked from slot 2 on. Votes were reported in slots 2, 3 and 4, so it proposes their entries again under its own ballot.',
  ],
  look: [
    { panel: 'stage', nodes: [1, 2], label: 'two leaders, in two ballots' },
    { panel: 'log', nodes: [2], slots: [2, 3, 4], label: 'proposed again' },
  ],
  question: {
    ask: 'You send y=6 to n1, which believes that it leads. What can come of it?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'It is chosen in slot 5, and n2’s log has something else there',
        right: false,
        reply:
          'For that n1 would need three votes in `1.n1`. n2, n3, n4 and n5 have promised not to vote there any more, so n1 is alone. It proposes, and that is all.',
      },
      {
        text: 'n1 proposes it, and gets no quorum',
        right: true,
        reply: 'Right. n1 does what a leader does. But of the votes that it needs, n2, n3 and n4 will never give theirs in `1.n1`.',
      },
      {
        text: 'n1 refuses: it has heard nobody for a while',
        right: false,
        reply:
          'Nothing tells n1 that it is alone; messages may just be slow. It proposes. It is the promises of the others that make this harmless, not n1’s caution.',
      },
    ],
  },
  task: null,
};

const cannot: LessonStop = {
  id: 'cannot',
  title: 'A leader without voters',
  acts: [{ kind: 'command', operation: { op: 'put', key: 'y', value: '6' }, to: 1 }],
  until: 'proposal 5 n1',
  prose: [
    'n1 has proposed `y=6` in slot 5 under `1.n1`, and votes for it itself. Its `Accept` will not get across the cut. If one did, n2, n3, n4 and n5 would refuse it: they have promised `2.n2`.',
  ],
  look: [
    { panel: 'stage', nodes: [1], label: 'n1 and its Accepts' },
    { panel: 'log', nodes: [1], slots: [5], label: 'n1’s own vote' },
  ],
  question: {
    ask: 'Now the links work again. What will n1 hear from the others?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Their votes, late',
        right: false,
        reply: 'None of them votes below its promise, late or not. They answer `Reject`, with the ballot that they have promised.',
      },
      {
        text: 'Reject, with the ballot that they have promised',
        right: true,
        reply: 'Right. And a leader that meets a higher ballot than its own stops leading.',
      },
      {
        text: 'Nothing: they ignore an old leader',
        right: false,
        reply: 'They could. But a `Reject` that names `2.n2` tells n1 why, and so n1 stops at once instead of asking for ever.',
      },
    ],
  },
  task: null,
};

const stepsDown: LessonStop = {
  id: 'steps-down',
  title: 'A higher ballot, and nothing else',
  acts: [{ kind: 'heal' }],
  until: 'step-down n1',
  prose: [
    'n1’s heartbeat got across, and n2, n3, n4 and n5 refused it: each has promised `2.n2`, and `1.n1` is lower. Their `Reject` names `2.n2`, and n1 stopped leading.',
    'It did not tell you that `y=6` has failed. Its own vote for it lies on its disk, where a later leader may find it. The outcome is unknown, to n1 as well.',
  ],
  look: [
    { panel: 'events', label: 'refused, and why' },
    { panel: 'clients', label: 'y=6, without an answer' },
  ],
  question: {
    ask: 'You will send y=6 again under the same number, to n2 this time. Must n2 run Phase 1 before it can propose it?',
    answered: 'as-it-happens',
    options: [
      { text: 'Yes: it is a new slot', right: false, reply: 'The promises of `2.n2` name no slot. n2 proposes in slot 5 at once.' },
      {
        text: 'Yes: n1 has a vote in slot 5 that it has not seen',
        right: false,
        reply:
          'n2 heard of a quorum’s votes, and n1 alone is none: with n2, n3 and n4 bound to `2.n2`, n1’s vote in `1.n1` can never become a choice.',
      },
      {
        text: 'No: it has promises that hold',
        right: true,
        reply: 'Right. The promises of `2.n2` hold for slot 5 as for any other. n2 proposes at once.',
      },
    ],
  },
  task: null,
};

const again: LessonStop = {
  id: 'again',
  title: 'Paid twice in all',
  acts: [],
  until: 'acknowledged y=6',
  pace: 0.05,
  prose: [
    'After 400 ms without an answer you sent `y=6` to n2. It proposed it in slot 5 under `2.n2`, with four `Accept` and no `Prepare`; all five nodes voted, n1 too. It is chosen, and you have the answer.',
    'Five commands, two leaders, two times Phase 1: once for each leader, not once for each command. That is why a stable leader is worth much, and why it is changes of leader that cost.',
  ],
  look: [
    { panel: 'log', slots: [5], label: 'chosen in 2.n2' },
    { panel: 'timeline', label: 'two reigns' },
  ],
  question: {
    ask: 'Last question. One reads: “A leader may skip Phase 1 because it was elected recently.” What holds?',
    answered: 'at-once',
    options: [
      {
        text: 'It is right, as long as “recently” is shorter than the time-out',
        right: false,
        reply:
          'n1 had been elected recently, and could get nothing chosen as soon as a quorum had promised `2.n2`. And with no rival it could have gone on for a year. Time plays no part.',
      },
      {
        text: 'It may because its quorum’s promises hold, until a quorum promises a higher ballot',
        right: true,
        reply: 'Right. And it need not know when that happens: from then on it simply finds no quorum.',
      },
      {
        text: 'It may never: each command needs Phase 1',
        right: false,
        reply: 'Each slot needs to be covered by a Phase 1, and one covers them all. n1 had four commands chosen with one.',
      },
    ],
  },
  task: null,
};

export const rivals: readonly LessonStop[] = [twoLeaders, cannot, stepsDown, again];
