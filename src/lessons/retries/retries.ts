// The lesson "Why clients ask again" (story S6): one request, two leaders in two ballots, two slots, one effect. Then what keeps it to one, and
// what comes of it without (retries-broken.ts). Data only; what the prose says of the runs is proved true by retries.test.ts.
import { YOU } from '../../base/units.ts';
import type { Lesson, LessonStop } from '../lesson.ts';
import { withoutTable } from './retries-broken.ts';

/** Up to the redirect, with S2 on or off. */
const begin = (broken: string): string => `
cluster 3 exact seed=8 client-timeout=250ms${broken}
timeout n1
run until leader n1
run until follow n3
command x=1 to n2
run until redirect
`;

/** What the lesson does on its way to the second request, as text. */
const ON = `
cut n1 -> n3
run until synced 1 on n2
partition n1 | n2 n3
run until leader n3
run until retry
`;

const open: LessonStop = {
  id: 'open',
  title: 'A request has a number',
  acts: [],
  until: null,
  prose: [
    'You sent `x=1` to n2. It went out as you#1: *session* you, *number* 1. A session has one request outstanding at a time, and each new one gets the next number.',
    'n2 does not lead. It proposed nothing and named n1, which leads `1.n1`. So the same request is on its way to n1, and it is you#1 still.',
  ],
  look: [
    { panel: 'clients', clients: [YOU], label: 'you wait for x=1' },
    { panel: 'events', label: 'the redirect' },
  ],
  question: {
    ask: 'Why did n2 not propose x=1 itself?',
    answered: 'at-once',
    options: [
      {
        text: 'Only the leader has the log',
        right: false,
        reply: 'Every node keeps the log. What n2 lacks are promises: only who holds those of a quorum may propose in its ballot.',
      },
      {
        text: 'No quorum has promised it a ballot',
        right: true,
        reply: 'Right. It could ask for promises of a higher ballot, but that would take the lead from n1 for one request.',
      },
      {
        text: 'A follower does not answer clients',
        right: false,
        reply:
          'It does where it can: it answers a request that it knows to have taken effect, and some reads. To propose, it would need the promises of a quorum.',
      },
    ],
  },
  task: null,
};

const unknown: LessonStop = {
  id: 'unknown',
  title: 'An answer that will not come',
  acts: [{ kind: 'cut', from: 1, to: 3 }],
  until: 'synced 1 on n2',
  prose: [
    'n1 has proposed `x=1` in slot 1. Its `Accept` to n3 is lost, as that link is cut, but n1 and n2 have voted and synced their votes: `x=1` is chosen. Nobody knows it yet, for n2’s `Accepted` is on its way to n1.',
    'At this moment the network splits: n1 on one side, n2 and n3 on the other. That `Accepted` will not arrive.',
  ],
  look: [
    { panel: 'log', slots: [1], label: 'chosen in fact, and nobody knows' },
    { panel: 'stage', nodes: [1, 2], label: 'the Accepted, on its way' },
  ],
  question: {
    ask: 'You wait for 250 ms and hear nothing. What do you know of x=1?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'It failed',
        right: false,
        reply:
          'It is chosen and will take effect. A lost request, a lost answer and a leader that is cut off look the same from outside, so silence never means “failed”.',
      },
      {
        text: 'It is done, and only the answer is late',
        right: false,
        reply:
          'That happens to be so here, and you cannot see it. Had n2’s `Accept` been lost too, n1’s one vote would be all there is of it, and perhaps nobody would find it.',
      },
      {
        text: 'Nothing: it may have taken effect, or not, or do so later',
        right: true,
        reply:
          'Right. Lost request, lost answer, dead or separated leader: from outside they look the same. The only way to find out is to ask again. That is why clients retry.',
      },
    ],
  },
  task: null,
};

const two: LessonStop = {
  id: 'two',
  title: 'One request, two leaders, two ballots',
  acts: [{ kind: 'partition', groups: [[1], [2, 3]] }],
  until: 'leader n3',
  pace: 0.08,
  prose: [
    'n3 leads `2.n3`: n2 and n3 have promised it. n2 reported its vote, so n3 proposes `x=1` again in slot 1, under `2.n3`.',
    'n1 knows nothing of that. It believes that it leads `1.n1`, and sends its `Accept` for slot 1 over and over, into cut links. Two leaders propose the same request, in two ballots. And you are about to lose patience and send you#1 to n3.',
  ],
  look: [
    { panel: 'stage', nodes: [1, 3], label: 'two leaders, each with a ballot' },
    { panel: 'events', label: 'n3 adopts x=1' },
  ],
  question: {
    ask: 'The links will be mended soon. What decides which of the two leaders gets its proposal chosen?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'The request’s number: both have you#1, so the first one counts',
        right: false,
        reply:
          'The number says which request it is. It does not say who may propose: n2 and n3 look at ballots only, and have promised `2.n3`.',
      },
      {
        text: 'The ballots: a quorum has promised 2.n3',
        right: true,
        reply:
          'Right. n2 and n3 will not vote in `1.n1` any more, whatever it carries. Ballots decide between leaders; numbers only tell requests apart.',
      },
      {
        text: 'Time: n1 proposed it first',
        right: false,
        reply: 'Nobody compares times. n2 and n3 have promised `2.n3` and will not vote in `1.n1` any more, however early n1 was.',
      },
    ],
  },
  task: null,
};

const again: LessonStop = {
  id: 'again',
  title: 'The same request, in two slots',
  acts: [],
  until: 'proposal 2 n3',
  pace: 0.008,
  prose: [
    'You had no answer for 250 ms and sent you#1 again, to the next node: n3. It leads, it has not been sent this request before, and slot 1 is not yet known to be chosen. So it has proposed `x=1` in slot 2.',
    'Now one request stands in slot 1 and in slot 2, both under `2.n3`. Nothing forbids that. Both will be chosen.',
  ],
  look: [
    { panel: 'log', nodes: [3], slots: [1, 2], label: 'x=1, twice' },
    { panel: 'clients', clients: [YOU], label: 'the outcome is unknown' },
  ],
  question: {
    ask: 'Both slots get chosen and applied. How often will x=1 take effect?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Twice: each slot that is applied has its effect',
        right: false,
        reply:
          'A slot is applied, its command need not take effect. In slot 2 the state machine found that number 1 of your session had had its effect, and changed nothing (rule S2).',
      },
      {
        text: 'Once',
        right: true,
        reply: 'Right. In slot 2 the state machine found that number 1 of your session had had its effect, and changed nothing (rule S2).',
      },
      {
        text: 'Not before the leader takes it out of one slot',
        right: false,
        reply:
          'What may be chosen can never be taken out of its slot. It need not be: in slot 2 the state machine knew number 1 of your session, and changed nothing (rule S2).',
      },
    ],
  },
  task: {
    ask: 'Mend every link yourself (press E), and play on until all nodes have applied both slots. Or go on, and the lesson does it.',
    goal: 'applied 2 everywhere',
    done: 'All three have applied slots 1 and 2, and x is at version 1.',
  },
};

const once: LessonStop = {
  id: 'once',
  title: 'Two slots, one effect, one answer',
  acts: [{ kind: 'heal' }],
  until: 'applied 2 everywhere',
  pace: 0.02,
  prose: [
    'n3 applied slot 1: x is at version 1, and in its *session table* stands you, number 1, and that answer. You have it. In slot 2 the number was known, and nothing changed. On every node x is at version 1.',
    'n1’s `Accept` was refused: n2 and n3 have promised `2.n3`. So n1 stopped leading. It never called your waiting request failed. It learned from n3 what was chosen, applied it, and gave you the same answer once more. Had n1 died, its waiting requests would be as unknown as this one was.',
  ],
  look: [
    { panel: 'log', slots: [1, 2], label: 'x=1 in two slots' },
    { panel: 'events', label: 'applied, and no second effect' },
    { panel: 'clients', clients: [YOU], label: 'version 1' },
  ],
  question: {
    ask: 'Where must the session table be, so that any later leader knows what has taken effect?',
    answered: 'at-once',
    options: [
      {
        text: 'In the leader’s memory',
        right: false,
        reply: 'It would die with the leader, and just then clients ask again. n3 would have known nothing of what n1 had answered.',
      },
      {
        text: 'In the replicated state, and in its checkpoints',
        right: true,
        reply:
          'Right. It follows from the log, as the keys do: whoever has applied the same slots has the same table. And where a checkpoint replaces the log, it must hold the table too.',
      },
      {
        text: 'With the client, which knows its numbers',
        right: false,
        reply:
          'The client knows what it asked. What took effect it cannot see; that is why it asks again. The nodes must tell a repetition by themselves.',
      },
    ],
  },
  task: null,
};

export const retries: Lesson = {
  id: 'retries',
  title: 'Why clients ask again',
  about: 'Sessions and numbers: how the same request may be sent, proposed and even chosen twice, and takes effect once.',
  minutes: 8,
  teaches: ['P12', 'S6', 'Q15', 'Q19'],
  scenario: begin('').trim(),
  pace: 0.006,
  stops: [open, unknown, two, again, once, ...withoutTable(`${begin(' break=no-dedup').trim()}${ON}`.trim())],
};
