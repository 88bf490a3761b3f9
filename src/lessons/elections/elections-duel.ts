// The middle of "Who may lead": two candidates without a wait between attempts. See elections.ts.
import type { LessonStop } from '../lesson.ts';

const forNothing: LessonStop = {
  id: 'for-nothing',
  title: 'A leader for one millisecond',
  acts: [{ kind: 'campaign', node: 2 }],
  until: 'refusal 2 n4',
  pace: 0.005,
  prose: [
    'n5 had its quorum and led `2.n5`. Its promises reported a vote for `x=2` in slot 2, so it proposed `x=2` there again. After 1 ms n2’s `Prepare` of `3.n2` was there, and n5 stopped leading.',
    'n2, n3 and n4 have promised `3.n2` as well: they refused n5’s `Accept` in slot 2. Only n5 has voted there in `2.n5`.',
  ],
  look: [
    { panel: 'events', label: 'promised 3.n2, so 2.n5 is refused' },
    { panel: 'timeline', label: 'a reign that is hardly to be seen' },
  ],
  question: {
    ask: 'n5 can do the same to n2 now, then n2 to n5, and so on without an end. What is in danger?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'x=2: sooner or later one of them proposes something else in slot 2',
        right: false,
        reply:
          'Each of them must have a quorum’s promises first, and every quorum has a node in common with n1, n4 and n5, who voted for `x=2`. So each learns of it, and must propose it again: n2 did so too.',
      },
      {
        text: 'Agreement: two leaders may get two entries chosen in one slot',
        right: false,
        reply:
          'For that, one of the two would need votes from nodes that have promised the other’s higher ballot. They refuse, as n2, n3 and n4 did. Two may believe that they lead; only the higher ballot can get votes.',
      },
      {
        text: 'Progress, and nothing else',
        right: true,
        reply: 'Right. Nothing wrong can be chosen, however long it goes on. But nothing new is chosen either.',
      },
    ],
  },
  task: null,
};

const duelling: LessonStop = {
  id: 'duelling',
  title: 'A duel',
  acts: [{ kind: 'campaign', node: 5 }],
  until: 'refusal 2 n5',
  pace: 0.005,
  prose: [
    'n2 led `3.n2`. It had no vote in slot 2 of its own; n4 reported one for `x=2`, and so n2 proposed `x=2`. By then n5’s `Prepare` of `4.n5` was under way: n2 stopped leading, and its `Accept` were refused.',
    'Four candidacies since n1’s crash, two leaders of 1 ms and 9 ms, and not one slot chosen anew. Each candidate takes the ground from under the other’s proposals: *duelling candidates*.',
    'No rule of Paxos forbids it, and none could without a cost: no protocol is at once safe and sure to decide, in a network that may take any time (Fischer, Lynch and Paterson 1985). Safety never depends on time here. Progress does.',
  ],
  look: [
    { panel: 'stage', nodes: [2, 5], label: 'n2 deposed, n5 a candidate again' },
    { panel: 'events', label: '4.n5 above 3.n2 above 2.n5' },
  ],
  question: {
    ask: 'From here on nobody interferes. What ends the duel?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'The two agree on the one with the longer log',
        right: false,
        reply:
          'They exchange nothing of the kind. n5 gets through because n2 keeps quiet long enough for two round trips: Phase 1 and Phase 2.',
      },
      {
        text: 'One of them keeps quiet for long enough',
        right: true,
        reply:
          'Right. n5 needs two round trips without a higher ballot. n2 waits for a time drawn at random, and that is longer; had it failed more often in a row, its wait would have grown.',
      },
      {
        text: 'The lower node gives in after the third attempt',
        right: false,
        reply:
          'There is no such rule, and no order of rank among nodes. n2 waits for a time drawn at random, which lets n5’s two round trips pass.',
      },
    ],
  },
  task: null,
};

const quiet: LessonStop = {
  id: 'quiet',
  title: 'One of them is let through',
  acts: [],
  until: 'chosen 2 on n5',
  pace: 0.012,
  prose: [
    'n5 leads `4.n5`, and n2 follows it. `x=2` is chosen in slot 2 again, by n2, n3 and n5 in `4.n5`: the entry that a quorum had voted for in `1.n1`, and that every candidate has proposed since. What you were told still holds.',
    'Random times keep candidates apart, a growing wait does so in a slow network too, and neither of them is needed for safety. “A distinguished proposer” for progress, ballots for safety: that is the division of labour (Lamport 2001, §2.4).',
  ],
  look: [
    { panel: 'log', slots: [2], label: 'x=2, now in 4.n5' },
    { panel: 'timeline', label: 'who led, and for how long' },
  ],
  question: {
    ask: 'So far each node stood by itself when it had heard no leader: eager election. In lazy mode, time alone makes no candidate. The same story in lazy mode: n1 crashes, and no command comes. What do you see when all time-outs are over?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'A leader, only later than before',
        right: false,
        reply:
          'Nobody stands as long as nobody asks for anything. The time-outs are over, and all that they did was to end the belief in n1.',
      },
      {
        text: 'No leader, and no candidate',
        right: true,
        reply: 'Right. Each node has noticed that n1 is silent, and left it at that: there is nothing to lead for.',
      },
      {
        text: 'A cluster that waits for n1',
        right: false,
        reply: 'It waits for nobody. Whichever node gets the next command will stand; n1 is not needed.',
      },
    ],
  },
  task: null,
};

export const duel: readonly LessonStop[] = [forNothing, duelling, quiet];
