// The middle of "Who counts": the leader itself is removed, through the α-window and without a pause. See membership.ts.
import type { LessonStop } from '../lesson.ts';

const between: LessonStop = {
  id: 'window',
  title: 'No pause: the α-window',
  acts: [
    { kind: 'reconfigure', members: [2, 3, 4], policy: 'alpha-window' },
    { kind: 'command', operation: { op: 'put', key: 'h', value: '10' }, to: 1 },
    { kind: 'command', operation: { op: 'put', key: 'i', value: '11' }, to: 1 },
    { kind: 'command', operation: { op: 'put', key: 'j', value: '12' }, to: 1 },
  ],
  until: 'configuration 9 n1',
  prose: [
    'The new members, n2, n3 and n4, are chosen in slot 9 and govern from slot 13 on. n1 has proposed `h=10`, `i=11` and `j=12` in slots 10 to 12 as soon as they came. There the old members govern: three of four must vote.',
    'This is safe because no leader proposes more than α slots beyond its commit index. So none proposes in slot 13 before it has applied slot 9, and knows who votes there. Rule M3 (Lamport, Malkhi, Zhou, Reconfiguring a State Machine, 2010).',
  ],
  look: [
    { panel: 'log', slots: [9, 10, 11, 12], label: 'the new members, and commands behind them' },
    { panel: 'events', label: 'from which slot on they govern' },
  ],
  question: {
    ask: 'n1 still leads, and you send it k=13, which will go to slot 13. Whose votes make it chosen?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Those of three of the four: n1 leads, so it counts',
        right: false,
        reply:
          'In slot 13 the members are n2, n3 and n4, and two of them are a quorum. n1 proposed it, wrote a vote of its own, and counted it for nothing.',
      },
      {
        text: 'Those of two of n2, n3 and n4; n1’s counts for nothing',
        right: true,
        reply: 'Right. A leader proposes, and need not be one of those who vote. n1 counted 0 of 2 after its own vote.',
      },
      {
        text: 'Nobody’s: n1 may not propose there',
        right: false,
        reply:
          'It may: a quorum of the members of slot 13 has promised its ballot. A leader need not be one of those who vote. Its own vote counts for nothing there, and n2, n3 and n4 chose `k=13`.',
      },
    ],
  },
  task: null,
};

const removed: LessonStop = {
  id: 'removed',
  title: 'The leader has removed itself',
  acts: [{ kind: 'command', operation: { op: 'put', key: 'k', value: '13' }, to: 1 }],
  until: 'leader n2',
  pace: 0.04,
  prose: [
    'Your four commands were answered after 41 or 42 ms: the change itself paused nothing. That a change of members means a pause is true of some policies only. Besides α-windows, Raft’s change of one server at a time and its joint consensus do without.',
    'n1 led until the new members governed and a quorum of them had applied that. Then it handed over: rule M6. What costs time is that the *leader* left: for 330 ms nobody led, until n2 had waited out its time-out and been elected.',
  ],
  look: [
    { panel: 'stage', nodes: [1, 2], label: 'n1, removed; n2 leads' },
    { panel: 'timeline', label: 'no leader for a while' },
  ],
  question: {
    ask: 'Two majorities of the same members always have a node in common. Suppose n1, n2 and n3 are replaced by n3, n4 and n5, and for a while both memberships count. What can go wrong?',
    answered: 'at-once',
    options: [
      {
        text: 'Nothing: n3 is in both',
        right: false,
        reply:
          'A majority need not hold n3: n1 and n2 are one of the old members, n4 and n5 one of the new. These two have no node in common, and neither would learn what the other has chosen.',
      },
      {
        text: 'Two majorities with no node in common',
        right: true,
        reply:
          'Right. n1 and n2 are a majority of the old members, n4 and n5 one of the new. Neither would learn what the other has chosen. The next stops show it, with a rule turned off.',
      },
      {
        text: 'It only takes longer: five nodes must agree',
        right: false,
        reply:
          'Nobody asks all five. n1 and n2 are a majority of the old members, n4 and n5 one of the new; each pair believes that it suffices, and they have no node in common.',
      },
    ],
  },
  task: null,
};

export const leaving: readonly LessonStop[] = [between, removed];
