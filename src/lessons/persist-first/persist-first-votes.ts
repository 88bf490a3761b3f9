// The second half of "Persist before you speak": a vote and what stands behind an answer. See persist-first.ts.
import type { LessonStop } from '../lesson.ts';

const vote: LessonStop = {
  id: 'vote',
  title: 'A vote, held at the disk',
  acts: [],
  until: 'voted 1 on n3',
  prose: [
    'n3 has voted for `x=1` in slot 1. The vote is in its memory and in its write cache; its `Accepted` hangs at the disk.',
    'n1’s own vote has been synced meanwhile, and counts: one of the two that it needs. n2 has heard nothing of slot 1.',
  ],
  look: [
    { panel: 'disks', nodes: [3], label: 'the Accepted, held' },
    { panel: 'log', slots: [1], label: 'written on n3, voted on n1' },
  ],
  question: {
    ask: 'n3 crashes at this moment, before its sync, and restarts. What becomes of x=1?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'It is chosen: n1 and n3 have voted for it',
        right: false,
        reply:
          'n3’s vote was not synced, and the crash took it. One vote is no quorum. A vote counts once it is synced, and n3 had not said a word of it.',
      },
      {
        text: 'It is not chosen, and n1 goes on asking',
        right: true,
        reply:
          'Right. n3’s vote went with the crash, and nobody had heard of it. n1 has counted one vote, and sends its `Accept` again to those who have not answered.',
      },
      {
        text: 'It is lost, and you are told so',
        right: false,
        reply:
          'n1 is up, has your command, and sends its `Accept` again to those who have not answered. You are told nothing until it is chosen and applied.',
      },
    ],
  },
  task: null,
};

const gone: LessonStop = {
  id: 'gone',
  title: 'The vote is gone, and nobody had heard of it',
  acts: [
    { kind: 'crash', node: 3 },
    { kind: 'restart', node: 3 },
  ],
  until: 'resend n1',
  pace: 0.03,
  prose: [
    'n3 crashed and is back. It has kept its promise of `2.n1`, which was synced. Its vote in slot 1 was not, and is gone.',
    'No `Accepted` had left, so n1 has counted one vote, its own, and has told you nothing. After a while without an answer it sends its `Accept` again.',
  ],
  look: [
    { panel: 'log', nodes: [3], slots: [1], label: 'empty again' },
    { panel: 'clients', label: 'still waiting' },
  ],
  question: {
    ask: 'Suppose n3’s Accepted had left before the sync. n1 would have counted two votes and answered “done”. Then n3 forgets, and n1 dies for good. What do n2 and n3 find?',
    answered: 'at-once',
    options: [
      {
        text: 'x=1, on the disk of n1',
        right: false,
        reply:
          'n1 is dead, and n2 and n3 are a quorum: they go on without it. Neither has a vote for `x=1`, so the next command gets slot 1, and what you were told is not so.',
      },
      {
        text: 'No vote for x=1: an answered command is gone',
        right: true,
        reply:
          'Right. n2 and n3 are a quorum and go on without n1. Neither has a vote for `x=1`, so the next command gets slot 1, though you were told “done”.',
      },
      {
        text: 'n3’s Accepted message, which proves the vote',
        right: false,
        reply:
          'A message that was delivered is nowhere any more. What is to be found after a crash must be on a disk. Neither n2 nor n3 has a vote for `x=1`, and they go on without it.',
      },
    ],
  },
  task: null,
};

const done: LessonStop = {
  id: 'done',
  title: 'Behind an answer stand synced votes',
  acts: [],
  until: 'acknowledged x=1',
  pace: 0.008,
  prose: [
    'n3 had the `Accept` again, voted again, synced its vote, and only then sent its `Accepted`. n1 counted the second vote: `x=1` is chosen in slot 1. n1 applied it and answered you.',
    'So behind your answer stand two synced votes, on n1 and n3. Whichever two of the three survive, one of them has it on its disk: that is what “done” means.',
  ],
  look: [
    { panel: 'log', slots: [1], label: 'voted on two disks, chosen' },
    { panel: 'clients', label: 'the answer' },
  ],
  question: {
    ask: 'Last question. Which of these may leave a node before its own record is synced?',
    answered: 'at-once',
    options: [
      {
        text: 'A Promise',
        right: false,
        reply:
          'No. A promise that was heard and then forgotten is a broken promise: the node might vote below the ballot that it gave its word for.',
      },
      { text: 'An Accepted', right: false, reply: 'No. A vote that was counted and then forgotten takes an answered command with it.' },
      {
        text: 'An Accept of the leader',
        right: true,
        reply:
          'Right. It asks for votes and says nothing of the leader’s own, which counts only after its sync. A `Reject` need not wait either: it promises nothing.',
      },
    ],
  },
  task: null,
};

export const votes: readonly LessonStop[] = [vote, gone, done];
