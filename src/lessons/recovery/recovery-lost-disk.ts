// The second half of "Back from the disk": a disk is lost; what would happen if its node went on, and what is right. See recovery.ts.
import type { LessonStop } from '../lesson.ts';
import { BY_THE_RULE, FORGETFUL } from './recovery-worlds.ts';

const lost: LessonStop = {
  id: 'lost',
  title: 'A lost disk is not a late log',
  acts: [
    { kind: 'crash', node: 3 },
    { kind: 'lose-disk', node: 3 },
    { kind: 'restart', node: 3 },
  ],
  until: null,
  prose: [
    'n3 found a disk without its identity record. Such a disk is lost or emptied, never taken for new, and n3 takes no part under its name: rule D8 (Alagappan et al., Protocol-Aware Recovery, 2018).',
    'What has it lost? Its checkpoint and the chosen entries: they can be learned again, from n1 for one. Its promise, and its vote in slot 9: they cannot, for they were its own word, and n1 may be gone when somebody asks.',
  ],
  look: [
    { panel: 'stage', nodes: [3], label: 'n3 takes no part' },
    { panel: 'log', slots: [9], label: 'slot 9: n1 alone has it now' },
  ],
  question: {
    ask: 'Suppose n3 did go on, as if it had never voted. n1 crashes, and n2 stands for election. What will become of i=9, which was chosen and answered?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Nothing: what is chosen stays chosen',
        right: false,
        reply:
          'It stays because in every quorum there is a node that knows of it. n2 has never heard of `i=9`, and n3 would have forgotten it. The next stops show that run, with the rule turned off.',
      },
      {
        text: 'Nothing: without n1 there is no quorum',
        right: false,
        reply:
          'n2 and n3 are two of three, and n3 would answer. It is rule D8 that makes it silent. The next stops show the run with that rule turned off.',
      },
      {
        text: 'n2 and n3 are a quorum, and neither knows of it',
        right: true,
        reply:
          'Right. Two of three, and one of them has broken its word without knowing it. The next stops show that run, with the rule turned off.',
      },
    ],
  },
  task: null,
};

const forgetful: LessonStop = {
  id: 'forgetful',
  title: 'A broken world: rule D8 is turned off',
  acts: [],
  until: null,
  scenario: FORGETFUL,
  prose: [
    'This is another run, and a wrong one. The story is the same, but rule D8 is turned off: n3 came back with its empty disk and goes on under its old name, as if it were new.',
    'n1 has crashed. n2 stands with `2.n2`, and its `Prepare` is on its way to n3.',
  ],
  look: [
    { panel: 'stage', nodes: [2, 3], label: 'a Prepare on its way' },
    { panel: 'disks', nodes: [3], label: 'n3, up, with nothing on its disk' },
  ],
  question: {
    ask: 'What will n3 answer about slot 9?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Reject: it has promised 1.n1',
        right: false,
        reply:
          '`2.n2` is above `1.n1`, so that would be no reason. And n3 has forgotten its promise like its votes. It promises `2.n2` and reports no vote.',
      },
      {
        text: 'That it has lost its vote there',
        right: false,
        reply: 'It does not know that it had one. It promises `2.n2`, and reports no vote, as a node does that has never voted.',
      },
      {
        text: 'A promise, and no vote to report',
        right: true,
        reply: 'Right. It does not know that it had voted. A promise that reports no vote is taken for proof that there was none.',
      },
    ],
  },
  task: null,
};

const violated: LessonStop = {
  id: 'violated',
  title: 'A promise that is worth nothing',
  acts: [],
  until: 'violation I4',
  pace: 0.008,
  prose: [
    'n3 has sent its promise of `2.n2`, with no vote to report. A check that knows of the lost disk stops the run.',
    'No harm is to be seen yet. To show it, the lesson now goes on in spite of the check, and you send n2 a command, `j=10`.',
  ],
  look: [
    { panel: 'checks', label: 'what the check found' },
    { panel: 'stage', nodes: [2, 3], label: 'n3’s Promise, on its way' },
  ],
  question: {
    ask: 'n2 will lead, and propose slots 6 to 8 again, in which it has votes of its own. Where will j=10 go?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'To slot 9',
        right: true,
        reply:
          'Right. Nobody in n2’s quorum has reported a vote there, so for n2 it is the next free slot. It is the slot in which `i=9` was chosen.',
      },
      {
        text: 'To slot 10: slot 9 is taken',
        right: false,
        reply: 'It is, but only n1 knows. Nobody in n2’s quorum has reported a vote in slot 9, so for n2 it is the next free slot.',
      },
      {
        text: 'Nowhere: n2 cannot get a quorum for it',
        right: false,
        reply: 'n3 votes, and n2 and n3 are two of three. And since nobody has reported a vote in slot 9, `j=10` goes there.',
      },
    ],
  },
  task: null,
};

const harm: LessonStop = {
  id: 'harm',
  title: 'Done, and undone',
  acts: [{ kind: 'go-on' }, { kind: 'command', operation: { op: 'put', key: 'j', value: '10' }, to: 2 }],
  until: 'acknowledged j=10',
  pace: 0.012,
  prose: [
    'Still in the broken world: n2 and n3 have voted for `j=10` in slot 9, and you were told that it is done. You had been told the same of `i=9`, in the same slot. n2 has no `i` at all.',
    'Every message was by the rules, and no node lied. One had forgotten its word and did not know it.',
  ],
  look: [
    { panel: 'log', slots: [9], label: 'j=10, where i=9 was chosen' },
    { panel: 'clients', label: 'both answered' },
  ],
  question: {
    ask: 'n3 could have learned i=9 from n1 before n1 crashed, and have it in its log. Would that have been enough?',
    answered: 'at-once',
    options: [
      {
        text: 'Yes: then it would have reported it',
        right: false,
        reply:
          'In slot 9, yes. But n3 may have voted elsewhere, in a slot that nobody knows to be chosen, or have promised a ballot. Of that no copy tells. Copying restores what is chosen, not what n3 has said.',
      },
      {
        text: 'No: what it had promised, and voted in open slots, no copy tells',
        right: true,
        reply:
          'Right. Learning restores what is known to be chosen. A vote that made an entry chosen of which nobody knows yet, or a promise that somebody relies on, is nowhere but on the disk that is lost.',
      },
      {
        text: 'Yes, if it had copied from a quorum',
        right: false,
        reply:
          'A quorum can tell what it knows to be chosen. It cannot tell what n3 had promised to whom, or that n3’s vote was the one that made an entry chosen of which nobody knows yet.',
      },
    ],
  },
  task: null,
};

const identity: LessonStop = {
  id: 'identity',
  title: 'By the rule: a new identity',
  acts: [],
  until: null,
  scenario: BY_THE_RULE,
  prose: [
    'The right world again: rule D8 is on, and the story is the same up to the lost disk. n2 stood for election, n3 was silent, and so nobody led until n1 was back. n1 reported its vote for `i=9`, n2 adopted it, and it is chosen in slot 9 as before.',
    'n3’s machine is of use again under a new identity, n4, which has never promised or voted anything. As a *learner* it was given the checkpoint and then the entries; then the log made it a member in n3’s place, in slot 10.',
  ],
  look: [
    { panel: 'log', nodes: [4], slots: [9, 10], label: 'i=9, and the new members' },
    { panel: 'stage', nodes: [3, 4], label: 'n4 in n3’s place' },
  ],
  question: {
    ask: 'Last question. A node was down for an hour; its disk is whole. 5,000 slots were chosen meanwhile. What may it do when it is back?',
    answered: 'at-once',
    options: [
      {
        text: 'Vote at once, and catch up meanwhile',
        right: true,
        reply:
          'Right. It has kept every promise and every vote, and that is all that a voter needs. How late its log is does not matter: it lags, and catches up by entries or by a checkpoint.',
      },
      {
        text: 'Catch up first, then vote',
        right: false,
        reply:
          'It need not wait: n3 voted in slot 9 before it had slots 7 and 8. A voter must have kept its promises and votes, and its disk has. Only applying must wait for what is missing.',
      },
      {
        text: 'Join under a new identity: its log is out of date',
        right: false,
        reply:
          'A new identity is for a node that has lost its word. This one has kept every promise and vote, and merely lags: it may vote at once, and catches up meanwhile.',
      },
    ],
  },
  task: null,
};

export const lostDisk: readonly LessonStop[] = [lost, forgetful, violated, harm, identity];
