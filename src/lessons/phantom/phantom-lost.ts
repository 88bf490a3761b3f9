// The middle of "The phantom write": what the next leader finds, and what it does not. See phantom.ts.
import { YOU } from '../../base/units.ts';
import type { LessonStop } from '../lesson.ts';

const elected: LessonStop = {
  id: 'elected',
  title: 'A quorum that has heard of nothing',
  acts: [{ kind: 'crash', node: 1 }, { kind: 'heal' }],
  until: 'leader n2',
  pace: 0.08,
  prose: [
    'n1 is down. n2 heard no leader for a whole time-out, stood, and leads `2.n2`: n2, n3 and n4 have promised it.',
    'No promise reported a vote. So n2 has nothing to propose again, and slot 1 is free for whatever comes next.',
  ],
  look: [
    { panel: 'events', label: 'n2 leads, and what was reported: nothing' },
    { panel: 'log', slots: [1], label: 'slot 1, empty where a node is up' },
  ],
  question: {
    ask: 'Your write is not there. Who broke a rule?',
    answered: 'at-once',
    options: [
      {
        text: 'n2: with a shorter log than n1’s it should not have won',
        right: false,
        reply:
          'In Paxos any node may win, however short its log: in Phase 1 it learns the votes that it lacks. Here the quorum had no vote to report, because only n1 ever voted.',
      },
      {
        text: 'n1: it answered before a quorum had voted',
        right: true,
        reply: 'Right. Everybody else kept to the rules. `x=7` had one vote, and a quorum without that vote is a quorum too.',
      },
      {
        text: 'n1: it did not sync its vote',
        right: false,
        reply: 'It did: n1’s vote for `x=7` is safe on its disk. But one safe vote of five is no quorum.',
      },
    ],
  },
  task: {
    ask: 'Ask for it yourself: send `x?` to n2, as a read with a quorum round, and play on. Or go on, and the lesson does it.',
    goal: 'acknowledged x?',
    done: 'x is absent, though you had been told “done”.',
  },
};

const read: LessonStop = {
  id: 'read',
  title: 'The write is gone',
  acts: [{ kind: 'command', operation: { op: 'get', key: 'x' }, to: 2, mode: 'quorum' }],
  until: 'acknowledged x?',
  pace: 0.02,
  prose: [
    'You asked n2 for x. It made sure of a quorum first, and answered: x is absent. That answer is right. The wrong one was the first: `x=7` is a *phantom write*, acknowledged and nowhere to be read.',
    'n1’s disk still holds its vote for `x=7` in slot 1.',
  ],
  look: [
    { panel: 'clients', clients: [YOU], label: 'x? is absent' },
    { panel: 'log', slots: [1], label: 'slot 1, still free' },
  ],
  question: {
    ask: 'Now you send y=1 to n2, and n1 comes back with its vote for x=7 in slot 1. What will slot 1 hold?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'x=7: its vote is the older one',
        right: false,
        reply:
          'A vote has no claim by age. A quorum voted for `y=1` in `2.n2`, and that is what chosen means. One vote in `1.n1` never was a quorum.',
      },
      {
        text: 'y=1',
        right: true,
        reply: 'Right. n2 proposed it in the next free slot, which is slot 1, and a quorum voted for it in `2.n2`.',
      },
      {
        text: 'x=7 on n1, y=1 on the others',
        right: false,
        reply: 'Two entries in one slot are what the rules that are still on exclude. `y=1` is chosen in slot 1, and n1 has taken it over.',
      },
    ],
  },
  task: null,
};

const back: LessonStop = {
  id: 'back',
  title: 'Nobody has it any more',
  acts: [
    { kind: 'command', operation: { op: 'put', key: 'y', value: '1' }, to: 2 },
    { kind: 'restart', node: 1 },
  ],
  until: 'applied 1 everywhere',
  pace: 0.03,
  prose: [
    'n1 is back, and has applied what is chosen in slot 1: `y=1`. Its old vote for `x=7` counts for nothing any more: it is of `1.n1`, and the slot is taken.',
    'It could have gone otherwise. Had n1 been among those whose promises n2 counted, its vote would have been reported, and n2 would have had to propose `x=7`. An entry that was not chosen is not surely lost, and not surely kept: its outcome is unknown. So nobody may be told “done”.',
  ],
  look: [
    { panel: 'log', slots: [1], label: 'y=1, on n1 too' },
    { panel: 'stage', nodes: [1], label: 'n1, back' },
  ],
  question: {
    ask: 'Now the same story with rule D5 on: n1 is cut off and has proposed x=7. What will you hear from it?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'That it is done, once n1’s own vote is synced',
        right: false,
        reply: 'That vote is synced now, and is one of five. n1 answers when a quorum has voted, and no other vote can reach it.',
      },
      {
        text: 'That it failed, as n1 cannot reach a quorum',
        right: false,
        reply:
          'n1 cannot say so: a later leader may find its vote, and then `x=7` takes effect after all. What is unknown is never called failed. It says nothing.',
      },
      {
        text: 'Nothing',
        right: true,
        reply: 'Right. One synced vote of five proves nothing, and “failed” might turn out false. So n1 says nothing.',
      },
    ],
  },
  task: null,
};

export const lost: readonly LessonStop[] = [elected, read, back];
