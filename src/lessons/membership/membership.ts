// The lesson "Who counts": a node is added and another, the leader, is removed, through the log, with a pause and without one; and what two
// memberships at once would do. Data only; what the prose says of the runs is proved true by membership.test.ts.
import type { Lesson, LessonStop } from '../lesson.ts';
import { leaving } from './membership-leaving.ts';
import { twoAtOnce } from './membership-two.ts';

const SCENARIO = `
cluster 3 exact seed=1 alpha=4 window=4 checkpoint=3
timeout n1
run until leader n1
run 60ms

# Slots 1 to 3 are covered by a checkpoint and cut off; 4 and 5 are not.
command a=1
run until acknowledged a=1
command b=2
run until acknowledged b=2
command c=3
run until truncated 3 everywhere
set checkpoint=0
command d=4
run until acknowledged d=4
command e=5
run until acknowledged e=5

add-node
`;

const open: LessonStop = {
  id: 'open',
  title: 'A fourth node',
  acts: [],
  until: null,
  prose: [
    'n1, n2 and n3 are the *members*: quorums are counted over them, two of three. n1 leads `1.n1`. Slots 1 to 5 are chosen; slots 1 to 3 have been cut off every log, and a checkpoint covers them.',
    'n4 has been added, with an empty disk. It is a *learner*: it may be told what is chosen, and nobody counts its votes. Who is a member, the log itself says, in an entry called a *configuration*. An operator asks the leader, and the leader proposes it.',
  ],
  look: [
    { panel: 'stage', nodes: [4], label: 'n4, a learner' },
    { panel: 'log', nodes: [4], slots: [4, 5], label: 'n4 has nothing' },
  ],
  question: {
    ask: 'You ask n1 to make n1, n2, n3 and n4 the members. What will n1 do first?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Propose it at once: the sooner n4 votes, the better',
        right: false,
        reply:
          'It would be safe, for a late log makes no vote wrong. But then three of four must vote, and one of them may be a node that has nothing: if n2 failed, all would wait for n4. So n4 catches up first.',
      },
      {
        text: 'Let n4 catch up',
        right: true,
        reply:
          'Right. It would be safe to propose at once, for a late log makes no vote wrong. But then a quorum may need a node that has nothing, and all would wait for it.',
      },
      {
        text: 'Tell n2 and n3, which put n4 on their lists',
        right: false,
        reply:
          'Lists that are changed one by one differ for a while, and two nodes would count different quorums for one slot. All must change at the same place in the log. First, n4 catches up.',
      },
    ],
  },
  task: {
    ask: 'Ask for it yourself: Cluster, Members, tick n4, Stop the world, Change members. Or go on, and the lesson does it.',
    goal: 'applied 3 on n4',
    done: 'n4 has the state as of slot 3.',
  },
};

const learner: LessonStop = {
  id: 'learner',
  title: 'The learner catches up',
  acts: [{ kind: 'reconfigure', members: [1, 2, 3, 4], policy: 'stop-the-world' }],
  until: 'installed n4',
  pace: 0.012,
  prose: [
    'n4 hears n1’s heartbeats now. It asked for the log from slot 1 on. n1 has slots 1 to 3 no longer, and gave it its checkpoint: the state, the session table, the members. n4 has installed it and asks for slots 4 and 5.',
    'The change is made by the policy *stop-the-world*. When n4 has caught up, n1 admits no more commands, waits until no slot is open, and proposes the new members. They govern from the very next slot on.',
  ],
  look: [
    { panel: 'stage', nodes: [1, 4], label: 'n4, with n1’s checkpoint' },
    { panel: 'events', label: 'what n4 was given' },
  ],
  question: {
    ask: 'You send f=6 now. It will have been proposed, and not be chosen yet, when n4 has caught up. What will become of it?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'n1 drops it, and you must ask again',
        right: false,
        reply:
          'Nothing that is open is given up: it may be chosen already, for all n1 knows. n1 waits for it, and proposes the new members after it.',
      },
      {
        text: 'It waits until the new members govern',
        right: false,
        reply:
          'Only what comes later waits. `f=6` is proposed in slot 6 already, to the old members, and n1 waits for it to be chosen there.',
      },
      {
        text: 'It is chosen first, by the old members',
        right: true,
        reply:
          'Right. It has its slot already, and that slot is the old members’. n1 waits until it is chosen, and proposes the new members in the slot after it.',
      },
    ],
  },
  task: null,
};

const draining: LessonStop = {
  id: 'draining',
  title: 'The leader admits nothing',
  acts: [{ kind: 'command', operation: { op: 'put', key: 'f', value: '6' }, to: 1 }],
  until: 'arrival HeartbeatAck n4 -> n1',
  prose: [
    'n4 has told n1 that it has applied slot 3. That is near enough, the rest is on its way to it. From now on n1 admits no command.',
    '`f=6` is open in slot 6. Until it is chosen, n1 proposes nothing else.',
  ],
  look: [
    { panel: 'log', nodes: [1], slots: [6], label: 'open, under the old members' },
    { panel: 'events', label: 'why n1 admits nothing' },
  ],
  question: {
    ask: 'You send g=8 now. An answer takes 41 ms here when nothing is in its way. And this one?',
    answered: 'as-it-happens',
    options: [
      {
        text: '41 ms, as ever',
        right: false,
        reply:
          'It reached n1 while n1 admitted nothing, and waited there for slot 6, for the new members, and then for its own votes: 65 ms.',
      },
      {
        text: 'Longer: it waits until the new members govern',
        right: true,
        reply: 'Right. It waited at n1 for slot 6 and for the new members, and then for its own votes: 65 ms.',
      },
      {
        text: 'None: n1 refuses it',
        right: false,
        reply:
          'n1 keeps it waiting and proposes it when the new members govern. You had your answer after 65 ms, and need not have asked again.',
      },
    ],
  },
  task: null,
};

const resumed: LessonStop = {
  id: 'resumed',
  title: 'A pause of 34 ms',
  acts: [{ kind: 'command', operation: { op: 'put', key: 'g', value: '8' }, to: 1 }],
  until: 'acknowledged g=8',
  pace: 0.008,
  prose: [
    'n1, n2 and n3 chose `f=6` in slot 6 and the new members in slot 7. These govern from slot 8 on. n1 had admitted nothing for 34 ms; Numbers shows it. Your `g=8` took 65 ms.',
    'In slot 8 three votes were needed, of four members: four bear the loss of one, as three do. The fourth is of use when another is to go. n4 has yet to apply slot 7 and still calls itself a learner; its vote in slot 8 is worth what the others’ are.',
  ],
  look: [
    { panel: 'log', slots: [6, 7, 8], label: 'f=6, the new members, g=8' },
    { panel: 'clients', label: 'answered, late' },
  ],
  question: {
    ask: 'Now n1 is to leave, by another policy: chosen in slot i, the new members govern from slot i + α on, and α is 4 here. What happens to commands meanwhile?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'They wait, as before',
        right: false,
        reply: 'They need not. In the slots between, the old members still govern: everybody knows that, and commands go on there.',
      },
      {
        text: 'They go on in the slots between, under the old members',
        right: true,
        reply: 'Right. Who governs the slots up to i + α − 1 is known all the while, and commands go on there.',
      },
      {
        text: 'They go on, under the new members as soon as these are chosen',
        right: false,
        reply:
          'Then two nodes could count different quorums for one slot, for they learn of the choice at different times. Up to slot i + α − 1 the old members govern, and commands go on under them.',
      },
    ],
  },
  task: null,
};

export const membership: Lesson = {
  id: 'membership',
  title: 'Who counts',
  about:
    'How a node is added and another removed through the log, with a pause and without one, and why two memberships must never count at once.',
  minutes: 8,
  teaches: ['P11', 'Q7'],
  scenario: SCENARIO.trim(),
  pace: 0.006,
  stops: [open, learner, draining, resumed, ...leaving, ...twoAtOnce],
};
