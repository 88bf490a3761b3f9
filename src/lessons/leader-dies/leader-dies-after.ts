// The second half of "The leader dies": from the promises to the old leader’s return. See leader-dies.ts.
import type { LessonStop } from '../lesson.ts';

const promises: LessonStop = {
  id: 'promises',
  title: 'Two promises, and a third on its way',
  acts: [],
  until: 'arrival Promise n4 -> n3',
  prose: [
    'n4’s promise of `2.n3` is there. It says two things. n4 will never vote below `2.n3` again. And it has voted for `x=4` in slot 4 and for `z=6` in slot 6, both in `1.n1`. Like every promise, it left only when its record was synced.',
    'With its own promise, which reports no vote, n3 has two of the three that it needs. Those of n2 and n5 are on their way: n2 reports a vote for `x=4` in slot 4, n5 reports none. Click them.',
    'In slot 5 none of n2, n3, n4 and n5 has ever voted. Only n1 has, and n1 is down.',
  ],
  look: [
    { panel: 'stage', nodes: [2, 3, 5], label: 'two Promises on their way' },
    { panel: 'log', slots: [4, 5, 6], label: 'who has voted where' },
  ],
  question: {
    ask: 'When n2’s promise is there too, n3 leads. What will it propose in slot 5?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Your y=5',
        right: false,
        reply:
          'n3 has never seen `y=5`: no promise reported it. And it does not have to: no quorum can have voted for it, or one of the three would have said so.',
      },
      {
        text: 'A no-op, under its own ballot',
        right: true,
        reply:
          'Right. Nothing was reported there, so nothing can have been chosen there, and the slot must hold something before slot 6 can be applied.',
      },
      {
        text: 'Nothing: it waits for n1 to come back',
        right: false,
        reply:
          'Then one crash would stop the cluster. n3 can tell without n1 that nothing was chosen in slot 5: any quorum that voted there would share a node with n2, n3 and n4, and that node would have reported it.',
      },
    ],
  },
  task: null,
};

const leads: LessonStop = {
  id: 'leads',
  title: 'What a new leader must propose',
  acts: [],
  until: 'leader n3',
  prose: [
    'n3 leads `2.n3`: n2, n3 and n4 have promised it, a quorum. Now it takes each slot from 4 up to 6, the highest in which any of them reported a vote.',
    'In slots 4 and 6 a vote was reported. n3 *adopts* the entry of the highest ballot reported and proposes it under its own ballot: `x=4` and `z=6`. Either may have been chosen, and n3 cannot tell.',
    'In slot 5 no promise reported a vote, so nothing has been chosen there. Nor can it still be in `1.n1`: n2, n3 and n4 will not vote in that ballot any more, and n1 and n5 are too few. n3 fills the hole with a *no-op*.',
  ],
  look: [
    { panel: 'events', label: 'what n3 adopts, what it fills, and why' },
    { panel: 'log', nodes: [3], slots: [4, 5, 6], label: 'n3’s own votes, being written' },
  ],
  question: {
    ask: 'In fact only n1 and n4 had voted for `z=6`. Why does n3 not put another command in slot 6?',
    answered: 'at-once',
    options: [
      {
        text: 'Because z=6 was chosen',
        right: false,
        reply: 'It was not: two of five had voted for it. But n3 does not know how many had. It must act as if it had been chosen.',
      },
      {
        text: 'Because n1 and n5 might have voted for it too',
        right: true,
        reply:
          'Right. n3 sees one vote, that of n4. With votes of n1 and n5, of whom it has no report, there would be three, and `z=6` would be chosen. What may have been chosen is proposed again.',
      },
      {
        text: 'Because the client would be disappointed',
        right: false,
        reply:
          'A client without an answer must ask again in any case. The reason is safety: n1 and n5, of whom n3 has no report, might have voted for `z=6` as well, and then it would be chosen.',
      },
    ],
  },
  task: null,
};

const gap: LessonStop = {
  id: 'gap',
  title: 'A gap, for a moment',
  acts: [],
  until: 'choice 5 n3',
  prose: [
    'The votes come in as the network brings them. Each was synced before its `Accepted` left, and n3 counted its own votes only after its own sync.',
    'Slot 5 has its quorum first: the no-op is chosen there in `2.n3`, and n3 knows it. Of slot 4 it does not know that yet: it has counted two votes there. So for n3 there is a *gap* at slot 4.',
  ],
  look: [{ panel: 'log', nodes: [3], slots: [4, 5], label: 'chosen above a gap' }],
  question: {
    ask: 'May n3 already apply slot 5? It holds a no-op, after all.',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Yes: it is chosen',
        right: false,
        reply:
          'Chosen is not enough. Entries are applied in the order of the slots, on every node, or their states would differ. Slot 5 waits for slot 4.',
      },
      {
        text: 'No: not before slot 4',
        right: true,
        reply:
          'Right. Entries are applied in the order of the slots and never past a gap. As soon as slot 4 is known to be chosen, n3 applies both.',
      },
      {
        text: 'Yes: a no-op changes nothing',
        right: false,
        reply:
          'It would do no harm here, but “applied up to 5” would claim slot 4 too, and whatever is read or answered next would miss `x=4`. The rule knows no exception: in order, never past a gap.',
      },
    ],
  },
  task: null,
};

const applied: LessonStop = {
  id: 'applied',
  title: 'Nothing that was chosen is lost',
  acts: [],
  until: 'applied 6 on n3',
  pace: 0.002,
  prose: [
    'n3 knows slots 4 to 6 to be chosen and has applied them in order: `x=4`, a no-op, `z=6`.',
    'A quorum voted for `x=4` in `1.n1`, and now another one in `2.n3`: the same entry twice. It could not be otherwise. Two majorities of five share a node, and that node’s report bound n3 to `x=4`.',
    '`z=6` was one vote short when n1 died, and was not lost: one vote that was found brought it back. `y=5` was in no report, and slot 5 went to a no-op.',
    'You still have no answer. The node that took your requests is dead, and n3 does not know who asked.',
  ],
  look: [
    { panel: 'log', nodes: [3], slots: [4, 5, 6], label: 'applied' },
    { panel: 'clients', label: 'still waiting' },
  ],
  question: {
    ask: 'After 400 ms without an answer you send all three requests again, each under its old number. `x=4` and `z=6` have been applied meanwhile. How often will each of the three take effect?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'x=4 and z=6 twice, y=5 once',
        right: false,
        reply:
          'They would, without numbers. Each node keeps, as part of its state, the last number of every session that took effect, with the answer. A request with that number gets that answer, and changes nothing.',
      },
      {
        text: 'Each exactly once',
        right: true,
        reply:
          'Right. Where the number has taken effect, the session table gives the old answer. Where it has not, the request is proposed.',
      },
      {
        text: 'x=4 and z=6 once, y=5 never: it was lost',
        right: false,
        reply:
          '`y=5` did not take effect in slot 5, and that is no verdict on the command. Asked again under the same number, it gets another slot.',
      },
    ],
  },
  task: null,
};

const retry: LessonStop = {
  id: 'retry',
  title: 'The same request under the same number',
  acts: [],
  until: 'acknowledged y=5',
  pace: 0.03,
  prose: [
    'Your requests went to n2 this time. n2 had applied `x=4` and `z=6`: its session table knew their numbers, and it gave the answers without proposing anything.',
    'The number of `y=5` had not taken effect. n2 does not lead and named n3; n3 proposed `y=5` in slot 7, where it is now chosen. You have all three answers.',
    'The session table is part of the replicated state: every node that has applied the same slots holds the same one. That is why a new leader, or a mere follower, can tell a repetition from a new request.',
  ],
  look: [
    { panel: 'events', label: 'n2 answers from its session table' },
    { panel: 'log', slots: [7], label: 'y=5, in slot 7' },
  ],
  question: {
    ask: 'n1 will come back. On its disk is a synced vote for `y=5` in slot 5. What will slot 5 hold on n1?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'y=5: a synced vote cannot be undone',
        right: false,
        reply:
          'It is not undone, and it is not a choice either. One vote in `1.n1` never was a quorum. A no-op is chosen in slot 5, and n1 learns that.',
      },
      {
        text: 'The no-op, as everywhere',
        right: true,
        reply: 'Right. A vote is not a choice. A no-op is chosen in slot 5, and what is chosen may be copied to whoever lacks it.',
      },
      {
        text: 'n1 must stop: its log contradicts the others’',
        right: false,
        reply:
          'Votes may differ from what is chosen; that is the usual state of a log after a crash. Only two different choices in one slot would be a contradiction.',
      },
    ],
  },
  task: {
    ask: 'Restart n1 yourself, and play on until its log is whole again. Or go on, and the lesson does it.',
    goal: 'applied 7 on n1',
    done: 'n1 is back, and has applied slots 1 to 7.',
  },
};

const back: LessonStop = {
  id: 'back',
  title: 'The old leader comes back',
  acts: [{ kind: 'restart', node: 1 }],
  until: 'applied 7 on n1',
  pace: 0.02,
  prose: [
    'n1 restarted from its disk: it had promised `1.n1` and knew slots 1 to 3 to be chosen. It did not lead again. It heard n3, and follows `2.n3`.',
    'n3’s heartbeat told it that everything up to slot 7 is chosen. n1’s own votes in slots 4 to 6 are of ballot `1.n1`, not of `2.n3`, and so they prove nothing: it asked n3 for the entries, and got `x=4`, a no-op, `z=6` and `y=5`.',
    'All five nodes have applied the same seven slots. Nothing that was chosen was lost, each of your commands took effect once, and no node had to wait for the dead one.',
  ],
  look: [{ panel: 'log', slots: [4, 5, 6, 7], label: 'five equal rows' }],
  question: {
    ask: 'Last question. Suppose n3 had ignored the reports and put new commands of its own in slots 4, 5 and 6. What would have been wrong?',
    answered: 'at-once',
    options: [
      {
        text: 'Nothing: no client had been answered',
        right: false,
        reply:
          'That was luck. `x=4` was chosen when n1 died; had n1 lived ten milliseconds longer, it would have known so and answered you. Then slot 4 would hold something else than what you were told.',
      },
      {
        text: 'Slot 4: another entry would replace one that was chosen',
        right: true,
        reply:
          'Right. `x=4` was chosen in slot 4, and a second entry would be chosen there: the one thing that must never happen. In slots 5 and 6 nothing was chosen; but in slot 6 n3 could not know that.',
      },
      {
        text: 'Slot 5: y=5 would be lost',
        right: false,
        reply:
          'Slot 5 was free: no quorum had voted there, and n3’s promises proved it. The harm would be in slot 4, where `x=4` was chosen and would be replaced.',
      },
    ],
  },
  task: null,
};

export const afterwards: readonly LessonStop[] = [promises, leads, gap, applied, retry, back];
