// The end of "Who counts": two memberships at once, in a world with the rules against it turned off, and the same story by the rules.
// See membership.ts.
import type { LessonStop } from '../lesson.ts';

// n1 and n3 choose the new members in slot 1 and a=2 in slot 2; n4 and n5 choose b=3 in slot 3; n2 hears of none of it, and leads.
const STORY = `
timeout n1
run until leader n1
run 60ms
add-node
add-node
cut n1 -> n2
reconfigure n3 n4 n5 by alpha-window
command a=2
run until sent Accept 2 n1 -> n3
run 10ms
cut n1 -> n3
run until applied 2 on n1
command b=3
run until acknowledged b=3
crash n1
heal
timeout n2
run until leader n2
`;
const CLUSTER = 'cluster 3 exact election=lazy alpha=2 window=2';

const two: LessonStop = {
  id: 'two',
  title: 'A broken world: two memberships at once',
  acts: [],
  until: null,
  scenario: `${CLUSTER} break=two-memberships${STORY}`,
  prose: [
    'This is another run, and a wrong one: the rules that keep memberships apart are turned off. n1 led a change from n1, n2 and n3 to n3, n4 and n5. Chosen in slot 1, the new ones govern from slot 3 on; α is 2 here. In slot 3 n4 and n5 voted for `b=3`, and you have your answer.',
    'n2 has heard nothing of all this. n1 crashed, and n2 leads `2.n2` by the promises of n2 and n3: two of the three old members. n3 reported slots 1 and 2, and n2 proposes them again. In slot 3 n3 has not voted.',
  ],
  look: [
    { panel: 'log', slots: [3], label: 'b=3, of which n2 and n3 know nothing' },
    { panel: 'stage', nodes: [2, 3, 4, 5], label: 'two pairs' },
  ],
  question: {
    ask: 'You send n2 a command, c=4. Once n2 has applied slot 1, it knows the new members. What will it propose in slot 3?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'b=3: n3 is in both memberships, and has reported it',
        right: false,
        reply: 'n3 is in both, and could not report it: n4 and n5 were a quorum without n3. For n2 slot 3 is free, and `c=4` goes there.',
      },
      {
        text: 'c=4',
        right: true,
        reply: 'Right. Nobody whom n2 has asked knows of slot 3. n4 and n5 do, and n2 has not asked them.',
      },
      {
        text: 'Nothing: n2 is no member there',
        right: false,
        reply:
          'A leader need not be one of those who vote. What n2 lacks is something else: it has not asked those who vote there. So it takes slot 3 for free, and `c=4` goes there.',
      },
    ],
  },
  task: null,
};

const violated: LessonStop = {
  id: 'violated',
  title: 'Two quorums that do not meet',
  acts: [{ kind: 'command', operation: { op: 'put', key: 'c', value: '4' }, to: 2 }],
  until: 'violation I5',
  prose: [
    'n2 proposes `c=4` in slot 3, where `b=3` is chosen, and a check stops the run. The quorum that made n2 the leader, n2 and n3, and the quorum that chose `b=3`, n4 and n5, have no node in common. So nobody could warn n2.',
  ],
  look: [
    { panel: 'log', slots: [3], label: 'c=4 against b=3' },
    { panel: 'checks', label: 'what the check found' },
  ],
  question: {
    ask: 'What must n2 do before it proposes anything in slot 3?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Gather votes of both memberships there',
        right: false,
        reply:
          'Votes come after the proposal, and the proposal is what is wrong: n2 must first learn what n4 and n5 have voted for. So it asks a quorum of the new members for promises.',
      },
      {
        text: 'Ask a quorum of the new members for promises',
        right: true,
        reply: 'Right. A promise reports votes. From a quorum of those who govern slot 3, one is bound to know what has been chosen there.',
      },
      {
        text: 'Wait until n1 is back: it led the change',
        right: false,
        reply:
          'n1 may never be back, and need not be: n4 and n5 have the votes. n2 asks a quorum of the new members for promises, and is told.',
      },
    ],
  },
  task: null,
};

const rule: LessonStop = {
  id: 'rule',
  title: 'By the rule: those who govern are asked',
  acts: [],
  until: null,
  scenario: `${CLUSTER}${STORY}command c=4 to n2\nrun until acknowledged c=4\n`,
  prose: [
    'The right world again, and the same story up to n2’s election. When n2 had applied slot 1 it asked the new members n4 and n5, in the middle of its reign and with its own ballot, `2.n2`: rule M4. Both promised and reported `b=3`. n2 proposed it again in slot 3, and put `c=4` into slot 4.',
    'In each slot one membership governs, and whoever proposes there holds promises from a quorum of that one. Then two quorums that matter for a slot always meet.',
  ],
  look: [
    { panel: 'log', slots: [3, 4], label: 'b=3 where it was, c=4 above it' },
    { panel: 'events', label: 'the second Prepare, and what it brought' },
  ],
  question: {
    ask: 'Last question. To replace two of three nodes, somebody gives each node a file with the new list of members, and restarts one after the other. What is wrong with that?',
    answered: 'at-once',
    options: [
      {
        text: 'Nothing, as long as a majority is up all the time',
        right: false,
        reply:
          'A majority of which list? For a while some nodes count over the old one and some over the new, for the same slots, and two such majorities need have no node in common.',
      },
      {
        text: 'Only that it takes longer than a change through the log',
        right: false,
        reply:
          'It is wrong, not slow. For a while some nodes count over the old list and some over the new, for the same slots, and two such majorities need have no node in common.',
      },
      {
        text: 'For a while some count over the old list, some over the new',
        right: true,
        reply:
          'Right. Two majorities of different lists need have no node in common. In the log the change has one place, and from a slot on that everybody can work out, everybody counts over the new list.',
      },
    ],
  },
  task: null,
};

export const twoAtOnce: readonly LessonStop[] = [two, violated, rule];
