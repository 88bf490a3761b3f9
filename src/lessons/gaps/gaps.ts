// The lesson "A hole in the log": how gaps come about and how they are closed, by asking for votes again, by copying, and at a change of
// leader by what the promises report, slot by slot. Data only; what the prose says of the run is proved true by gaps.test.ts.
import { leaders } from './gaps-leaders.ts';
import type { Lesson, LessonStop } from '../lesson.ts';

const SCENARIO = `
cluster 5 exact seed=4 window=3 election=lazy
timeout n1
run until leader n1
run 60ms

# Five commands at once; the window admits three slots.
command a=1
command b=2
command c=3
command d=4
command e=5
run until open 3
drop all Accept 2
drop Accept 3 n1 -> n5
step 2
`;

const open: LessonStop = {
  id: 'open',
  title: 'Slots are opened before others are closed',
  acts: [],
  until: null,
  prose: [
    'n1 leads `1.n1`. You have sent it five commands at once. A command names no position in the log: the leader gives it the next free slot. n1 has opened slots 1 to 3 for `a=1`, `b=2` and `c=3`, without waiting for any vote in between. That is *pipelining*.',
    '`d=4` and `e=5` wait at n1. The *window* is 3 here: a leader proposes at most three slots beyond its *commit index*, the slot up to which it knows every slot to be chosen. n1’s is 0.',
    'The network is bad at this moment. All four `Accept` for slot 2 are lost, and of those for slot 3 the one to n5.',
  ],
  look: [
    { panel: 'stage', nodes: [1], label: 'seven Accepts on their way' },
    { panel: 'log', nodes: [1], slots: [1, 2, 3], label: 'n1’s own votes, being written' },
  ],
  question: {
    ask: 'Nothing that was lost is sent again for a while. In which slots will an entry be chosen before one is in slot 2?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'In slot 1 only: slots are chosen in order',
        right: false,
        reply:
          'Each slot has votes of its own, and they are counted for that slot alone. Order is a rule for applying entries, not for choosing them.',
      },
      {
        text: 'In slots 1 and 3, and soon in slot 4',
        right: true,
        reply:
          'Right. Each slot is voted on by itself. And once slot 1 is known to be chosen, the commit index is 1 and the window reaches slot 4: `d=4` is proposed there, though slot 2 is open.',
      },
      {
        text: 'In slots 1 and 3; the leader opens no other until slot 2 is closed',
        right: false,
        reply:
          'The window counts from the commit index. Once slot 1 is known to be chosen it reaches slot 4, and `d=4` is proposed there, though slot 2 is open. Only beyond slot 4 does the open slot 2 hold the leader up.',
      },
    ],
  },
  task: null,
};

const above: LessonStop = {
  id: 'above',
  title: 'Chosen above a hole',
  acts: [],
  until: 'choice 4 n1',
  prose: [
    'n1 knows slots 1, 3 and 4 to be chosen. In slot 2 it has counted one vote, its own. That is a *gap*: a slot not known to be chosen, below one that is. The log shows the hole at the others too: they have voted above slot 2 and not in it.',
    'n1 has applied slot 1 and no more. Entries are applied in the order of the slots, never past a gap, or states would differ. So you have the answer to `a=1`; `c=3` and `d=4` are chosen, and their answers wait for slot 2.',
    '`e=5` still waits to be proposed: the window ends at slot 4. So a gap holds up the leader too, though not at once.',
  ],
  look: [
    { panel: 'log', nodes: [1], slots: [2, 3, 4], label: 'chosen in slots 3 and 4, not in slot 2' },
    { panel: 'clients', label: 'one answer, four outstanding' },
  ],
  question: {
    ask: 'A majority has voted in slot 4, the highest slot there is. What is n1’s commit index?',
    answered: 'at-once',
    options: [
      {
        text: '4: the highest slot that a majority has acknowledged',
        right: false,
        reply:
          'One often reads it so. Then slot 2 would count as chosen, in which n1 alone has voted, and whoever is told “up to 4” would apply past a hole. It ends the unbroken stretch of chosen slots: 1.',
      },
      {
        text: '3: three slots are chosen',
        right: false,
        reply:
          'It is no count. It ends the stretch from slot 1 on in which every slot is known to be chosen, and that ends before slot 2: 1.',
      },
      {
        text: '1: the stretch without a hole ends there',
        right: true,
        reply:
          'Right. The commit index ends the stretch from slot 1 on in which every slot is known to be chosen. Slots 3 and 4 are chosen all the same; they lie beyond it.',
      },
    ],
  },
  task: null,
};

const hole: LessonStop = {
  id: 'hole',
  title: 'One lost message, one hole at one node',
  acts: [],
  until: 'gap 3 on n5',
  pace: 0.015,
  prose: [
    'No vote had come for slot 2, so n1 sent its `Accept` again to the four that had not answered. That closed its gap: it applied slots 2, 3 and 4 at one go, and proposed `e=5` in slot 5.',
    'Each `Accept` carries the commit index too, now 4. A follower takes a slot up to there as chosen if its own vote in it is of the leader’s ballot. n2, n3 and n4 have such votes everywhere, and have applied slots 1 to 4.',
    'n5 has none in slot 3. Its `Accept` was lost, so n5 has a gap there and has applied slots 1 and 2. It *lags*. Nothing of its log was cut: *truncation* removes old slots that a checkpoint covers, and nothing else; it never makes a hole.',
  ],
  look: [
    { panel: 'log', nodes: [5], slots: [3], label: 'n5’s gap' },
    { panel: 'events', label: 'sent again, counted, applied' },
  ],
  question: {
    ask: 'n1 needs no more votes in slot 3. How will n5 come by c=3?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'n1 sends its Accept for slot 3 until n5 has voted too',
        right: false,
        reply:
          'n1 asks for votes until it has a quorum. In slot 3 it had one without n5; the slot is settled, and nothing is sent again. n5 has been told that it lacks a slot, and asks for it.',
      },
      {
        text: 'n5 asks, and copies what it is given',
        right: true,
        reply: 'Right. What is known to be chosen can never be anything else. It may be copied freely, and no vote is needed.',
      },
      {
        text: 'n5 asks, and a quorum votes on slot 3 once more',
        right: false,
        reply:
          'An entry is proposed again where it may have been chosen and nobody knows it. Here n1 knows. What is known to be chosen can never be anything else, so it is simply copied.',
      },
    ],
  },
  task: null,
};

const copied: LessonStop = {
  id: 'copied',
  title: 'Two holes, closed in two ways',
  acts: [],
  until: 'applied 5 everywhere',
  pace: 0.01,
  prose: [
    'n5 waited a moment: an `Accept` that is merely late would have brought the entry. Then it asked n1 for the chosen entries from slot 3 on, and was given `c=3`, `d=4` and `e=5`. That is *catch-up*; nobody voted again.',
    'All five nodes have applied slots 1 to 5. n1’s gap was closed by asking for votes once more, n5’s by copying. There is a third way: had n1 cut slot 3 off its log, it would have given n5 the checkpoint that covers it.',
  ],
  look: [
    { panel: 'log', nodes: [5], slots: [3, 4, 5], label: 'n5’s row, whole again' },
    { panel: 'events', label: 'asked for, and learned' },
  ],
  question: {
    ask: 'Slots 6 to 8 are free. Can a client make a hole by asking for its next command to be put in slot 9?',
    answered: 'at-once',
    options: [
      {
        text: 'Yes: slots 6 to 8 stay empty until somebody uses them',
        right: false,
        reply:
          'A request carries a session, a number and a command; there is no place for a slot in it. The leader puts it into the next free slot, 6.',
      },
      {
        text: 'Yes, but the leader fills them with no-ops',
        right: false,
        reply:
          'There is nothing to fill: a request cannot name a slot, and the leader uses the next free one, 6. No-ops close holes that loss and crashes have left.',
      },
      {
        text: 'No: leaders assign slots, clients do not',
        right: true,
        reply:
          'Right. A request cannot name a slot. Holes come from slots opened before others are closed, from lost messages, and from crashes.',
      },
    ],
  },
  task: null,
};

export const gaps: Lesson = {
  id: 'gaps',
  title: 'A hole in the log',
  about:
    'Why a later slot may be chosen before an earlier one, what waits for the hole, and how it is closed: by asking again, by copying, or by the next leader.',
  minutes: 8,
  teaches: ['P5', 'P6', 'P7', 'Q13'],
  scenario: SCENARIO.trim(),
  pace: 0.006,
  stops: [open, above, hole, copied, ...leaders],
};
