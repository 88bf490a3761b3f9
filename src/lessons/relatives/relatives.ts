// The lesson "Raft and other relatives": what Multi-Paxos, Raft, Zab and Viewstamped Replication share, where they part, and what is built above
// them. Data only; what the prose says of the runs is proved true by relatives.test.ts. What it says of other systems names its source.
import type { Lesson, LessonStop } from '../lesson.ts';
import { above } from './relatives-above.ts';
import { repair } from './relatives-repair.ts';

const open: LessonStop = {
  id: 'open',
  title: 'A command on its way',
  acts: [],
  until: null,
  prose: [
    'n1 leads `1.n1`. It has just proposed `x=1` in slot 1: an `Accept` is under way to each of the four others, and n1’s own vote is being written.',
    'Raft (Ongaro and Ousterhout 2014), Zab (Junqueira, Reed and Serafini 2011) and Viewstamped Replication (Oki and Liskov 1988; Liskov and Cowling 2012) solve the same problem: one leader, one log, copies on several nodes. They are relatives of Multi-Paxos, not versions of it.',
  ],
  look: [{ panel: 'stage', nodes: [1], label: 'four Accepts on their way' }],
  question: {
    ask: 'How many round trips will it take until n1 knows that x=1 is chosen? And how many would Raft take, under a leader that stays?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'One here, two in Raft: it must append first and commit after',
        right: false,
        reply:
          'It is often said that Raft needs more rounds. It does not: the leader sends `AppendEntries`, and an entry is committed as soon as a majority has answered (§5.3). That followers hear of it with a later message is so in both, and nobody waits for it.',
      },
      {
        text: 'One in both',
        right: true,
        reply:
          'Right. One question to each follower, one answer back, and a majority of answers is enough. In Raft the question is called `AppendEntries` (§5.3).',
      },
      {
        text: 'Two here, one in Raft: Paxos has two phases',
        right: false,
        reply:
          'It has, and Phase 1 was paid before the command came, once for all slots. What is left for each command is Phase 2: one round trip, as in Raft.',
      },
    ],
  },
  task: null,
};

const oneRound: LessonStop = {
  id: 'one-round',
  title: 'One round trip, under four names',
  acts: [],
  until: 'choice 1 n1',
  prose: [
    'Measured here: n1 knew slot 1 to be chosen 21 ms after it had proposed, a round trip of 20 ms and the 1 ms of a follower’s sync. Four `Accept`, four `Accepted`.',
    'Raft says `AppendEntries` and its reply, Zab `PROPOSE` and `ACK`, Viewstamped Replication `PREPARE` and `PREPAREOK`. A ballot is called term, epoch or view. The count is the same in all four: one question and one answer for each follower, and a majority suffices.',
    'They part where messages are lost and leaders die.',
  ],
  look: [
    { panel: 'log', slots: [1], label: 'chosen after one round trip' },
    { panel: 'numbers', label: 'what is counted' },
  ],
  question: {
    ask: 'A leader has sent entries 2 and 3, and the one for slot 2 is lost on its way to a follower. May the follower vote for the entry in slot 3?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'In Paxos yes, in Raft no',
        right: true,
        reply:
          'Right. Slots of Paxos are voted for one by one: see n2 and n3. A follower of Raft refuses an entry unless it has the one before it (the consistency check of §5.3), so that its log never has a hole.',
      },
      {
        text: 'In both: they are different slots',
        right: false,
        reply:
          'In Paxos, see n2 and n3. A follower of Raft refuses an entry unless it has the one before it (the consistency check of §5.3): its log never has a hole.',
      },
      {
        text: 'In neither: the log must stay without holes',
        right: false,
        reply:
          'That is Raft’s rule (§5.3). In Paxos each slot is voted for by itself, as n2 and n3 do; only what is *applied* has no holes.',
      },
    ],
  },
  task: null,
};

export const relatives: Lesson = {
  id: 'relatives',
  title: 'Raft and other relatives',
  about:
    'Raft, Zab and Viewstamped Replication beside Multi-Paxos: the same round trip for a command, and another answer to who may lead and how logs are repaired. And what Chubby and Spanner build above.',
  minutes: 9,
  teaches: ['P16', 'Q9', 'Q11'],
  scenario: 'cluster 5 exact seed=4\ntimeout n1\nrun until leader n1\ncommand x=1\nrun until proposal 1 n1',
  pace: 0.006,
  stops: [open, oneRound, ...repair, ...above],
};
