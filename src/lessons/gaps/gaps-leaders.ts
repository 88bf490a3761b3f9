// The second half of "A hole in the log": two leaders after one another find holes, and votes of different ballots. See gaps.ts.
import type { LessonStop } from '../lesson.ts';

const pair: LessonStop = {
  id: 'pair',
  title: 'Two votes are not enough',
  acts: [
    { kind: 'cut', from: 1, to: 2 },
    { kind: 'cut', from: 1, to: 3 },
    { kind: 'cut', from: 1, to: 4 },
    { kind: 'command', operation: { op: 'put', key: 'f', value: '6' }, to: 1 },
  ],
  until: 'synced 6 on n5',
  prose: [
    'Now n1 can be heard by n5 alone: its links to n2, n3 and n4 are cut. You have sent `f=6`, and n1 has proposed it in slot 6. n1 and n5 have voted for it, both in `1.n1`: two votes of the three that are needed.',
  ],
  look: [
    { panel: 'log', slots: [6], label: 'two votes, of n1 and n5' },
    { panel: 'stage', nodes: [1], label: 'three links cut' },
  ],
  question: {
    ask: 'The link from n1 to n5 fails too, and that to n2 works again. You send g=7. Where does n1 put it?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'In slot 6: nothing is chosen there yet',
        right: false,
        reply:
          'n1 has proposed `f=6` in slot 6 in `1.n1`. In one ballot a slot has one proposal, ever; with two, votes for either would go by the same name. `g=7` goes to slot 7.',
      },
      {
        text: 'In slot 7',
        right: true,
        reply:
          'Right. The next free slot. That slot 6 is open does not matter: the window, counted from the commit index 5, reaches slot 8.',
      },
      {
        text: 'Nowhere: it waits until slot 6 is chosen',
        right: false,
        reply:
          'It would wait if the window were full. Counted from the commit index 5, it reaches slot 8. So `g=7` goes to slot 7 at once.',
      },
    ],
  },
  task: null,
};

const pairs: LessonStop = {
  id: 'pairs',
  title: 'Two open slots, and nobody knows what becomes of them',
  acts: [
    { kind: 'cut', from: 1, to: 5 },
    { kind: 'mend', from: 1, to: 2 },
    { kind: 'command', operation: { op: 'put', key: 'g', value: '7' }, to: 1 },
  ],
  until: 'synced 7 on n2',
  prose: [
    'Slot 6 has the votes of n1 and n5, slot 7 those of n1 and n2, all in `1.n1`. Neither entry is chosen. Neither is lost: a third vote in `1.n1` would make it chosen, and any later leader may come across these votes.',
    'n1 is about to crash.',
  ],
  look: [{ panel: 'log', slots: [6, 7], label: 'two votes in each, of different pairs' }],
  question: {
    ask: 'n1 crashes. n3 stands for election with 2.n3 and hears n2 and n4; the answer of n5 does not get through. What will n3 propose in slots 6 and 7?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'f=6 and g=7',
        right: false,
        reply:
          'n3 has never heard of `f=6`: those who voted for it are n1 and n5, of whom it has no report. In slot 6 it proposes a no-op, and in slot 7 `g=7`, which n2 reports.',
      },
      {
        text: 'A no-op and g=7',
        right: true,
        reply:
          'Right. None of n2, n3 and n4 has voted in slot 6, so nothing can have been chosen there. In slot 7 `g=7` may have been: n3 has no report of n1 and n5.',
      },
      {
        text: 'g=7 in slot 6, so that no hole is left',
        right: false,
        reply:
          'n2 voted for `g=7` in slot 7, and n1 and n5, of whom n3 has no report, may have done so too. What may have been chosen in a slot is proposed again in that slot; it never moves. The hole below it gets a no-op.',
      },
    ],
  },
  task: null,
};

const filled: LessonStop = {
  id: 'filled',
  title: 'A hole is filled, for now',
  acts: [
    { kind: 'crash', node: 1 },
    { kind: 'cut', from: 5, to: 3 },
    { kind: 'campaign', node: 3 },
  ],
  until: 'leader n3',
  prose: [
    'n3 leads `2.n3`: n2, n3 and n4 have promised it. It has proposed a no-op in slot 6 and `g=7` in slot 7, and its `Accept` are on their way.',
    'n1 and n5 had voted for `f=6`, and n3 does not know it. It does no harm: `f=6` had two votes, and there can be no third. n2, n3 and n4 have promised not to vote in `1.n1` any more.',
  ],
  look: [
    { panel: 'log', nodes: [3], slots: [6, 7], label: 'what n3 proposes, being written' },
    { panel: 'events', label: 'what n3 adopts, what it fills, and why' },
  ],
  question: {
    ask: 'n3 crashes too; of its Accepts only the two to n4 arrive. n5 stands with 3.n5 and hears n2 and n4. n5’s own vote in slot 6 is for f=6, that of n4 for the no-op. What must n5 propose there?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'f=6: a client waits for it, and a no-op is nothing',
        right: false,
        reply:
          'A no-op is an entry like any other, and it may have been chosen: n1 and n3, of whom n5 has no report, may have voted for it beside n4. Its ballot, `2.n3`, is higher than `1.n1`, so n5 proposes the no-op.',
      },
      {
        text: 'Either: neither has a quorum',
        right: false,
        reply:
          'n5 cannot know that: n1 and n3, of whom it has no report, may have voted for the no-op beside n4. The vote of the highest ballot counts, and that is the no-op’s, in `2.n3`.',
      },
      {
        text: 'The no-op: n4’s vote is of the higher ballot',
        right: true,
        reply:
          'Right. The no-op may have been chosen: n1 and n3 may have voted for it beside n4. `f=6` cannot have been: then n3’s quorum would have reported it, and n3 would have proposed it in `2.n3`, not a no-op.',
      },
    ],
  },
  task: null,
};

const highest: LessonStop = {
  id: 'highest',
  title: 'The highest ballot, slot by slot',
  acts: [
    { kind: 'cut', from: 3, to: 2 },
    { kind: 'cut', from: 3, to: 5 },
    { kind: 'crash', node: 3 },
    { kind: 'campaign', node: 5 },
  ],
  until: 'leader n5',
  prose: [
    'n3’s `Accept` reached n4 one millisecond before n5’s `Prepare` did. So n4 had votes in `2.n3` to report: the no-op in slot 6, `g=7` in slot 7.',
    'n5 leads `3.n5`. In each slot it adopted the entry of the highest ballot reported, against its own vote for `f=6` in slot 6. Rule L3, and the heart of the protocol (Lamport, Paxos Made Simple, §3).',
    'See slot 7: n1, n2 and n4, three of five, had voted for `g=7`, and yet it was not chosen. n1 and n2 had voted in `1.n1`, n4 in `2.n3`. Only votes of one ballot add up.',
  ],
  look: [
    { panel: 'events', label: 'what n5 adopts, and from which ballot' },
    { panel: 'log', slots: [6, 7], label: 'votes of three ballots' },
  ],
  question: {
    ask: 'Suppose the two Accepts to n4 had been lost as well. What would n5 have proposed in slot 6?',
    answered: 'at-once',
    options: [
      {
        text: 'A no-op again: n3 had settled it',
        right: false,
        reply:
          'n3 had proposed it, and a proposal settles nothing. With no vote for it reported, n5’s own vote for `f=6` would have been the highest, and n5 would have proposed `f=6`.',
      },
      {
        text: 'f=6, by its own vote',
        right: true,
        reply:
          'Right. One vote that a later leader finds brings an entry back, however long its proposer is dead. That is why the outcome of what a dead leader had open is unknown, not “lost”.',
      },
      {
        text: 'No entry of n1: what was uncommitted when n1 died is lost',
        right: false,
        reply:
          'One often reads it so. But n5 must propose whatever may have been chosen, and its own vote says that `f=6` may have been. One vote that is found brings an entry back. The outcome is unknown, not “lost”.',
      },
    ],
  },
  task: {
    ask: 'Mend all links, restart n1 and n3, and play on until no node has a hole. Or go on, and the lesson does it.',
    goal: 'applied 7 everywhere',
    done: 'Every node has applied slots 1 to 7.',
  },
};

const whole: LessonStop = {
  id: 'whole',
  title: 'No holes left',
  acts: [{ kind: 'heal' }, { kind: 'restart', node: 1 }, { kind: 'restart', node: 3 }],
  until: 'applied 8 everywhere',
  pace: 0.05,
  prose: [
    'A quorum voted for n5’s proposals: the no-op is chosen in slot 6 and `g=7` in slot 7. n3 came back too late for those `Accept` and copied both entries from n5.',
    'After 400 ms without an answer you asked again for `f=6` and `g=7`, under their old numbers. `g=7` had taken effect, and was answered at once. `f=6` had not, and is chosen in slot 8 now. To take both for lost when n1 died would have been wrong.',
    'Three ways to close a hole, then. What may have been chosen is proposed again, and where nothing can have been, a no-op. What is known to be chosen is copied. What is cut off already comes with a checkpoint.',
  ],
  look: [{ panel: 'log', slots: [6, 7, 8], label: 'five equal rows' }],
  question: {
    ask: 'Last question. In some slot n1 and n2 have voted for a in 1.n1, n3 and n5 for b in 2.n3, and n4 for a in 3.n4. Is a chosen?',
    answered: 'at-once',
    options: [
      {
        text: 'Yes: three of five hold it',
        right: false,
        reply:
          'Three nodes hold it, and in no ballot three. The next leader may hear n1, n3 and n5: of `a` in `1.n1` and of `b` in `2.n3`. It must propose `b`, and `b` may be chosen.',
      },
      {
        text: 'No, and b may still be chosen',
        right: true,
        reply:
          'Right. A leader that hears n1, n3 and n5 must propose `b`, of `2.n3`; one that hears n4 must propose `a`, of `3.n4`. A majority that holds an entry from different ballots proves nothing.',
      },
      {
        text: 'No, and it never can be: b has the higher ballot',
        right: false,
        reply:
          'Higher than `1.n1`, but not than `3.n4`. A leader that hears n4 finds `a` there, in the highest ballot of all, and proposes it again. Both are still possible.',
      },
    ],
  },
  task: null,
};

export const leaders: readonly LessonStop[] = [pair, pairs, filled, highest, whole];
