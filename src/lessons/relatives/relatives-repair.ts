// The middle of "Raft and other relatives": a log with holes, a leader with a short log, and how each protocol repairs. See relatives.ts.
import type { LessonStop } from '../lesson.ts';

const HOLES = `
cluster 5 exact seed=4
timeout n1
run until leader n1
command x=1
run until applied 1 everywhere

# Slot 2 reaches n4 only, slot 3 reaches n2 and n3.
command y=2
command z=3
run until open 2
drop Accept 2 n1 -> n2
drop Accept 2 n1 -> n3
drop Accept 2 n1 -> n5
drop Accept 3 n1 -> n4
drop Accept 3 n1 -> n5
run until chosen 3 on n1
crash n1
run until candidacy n5
`;

const holes: LessonStop = {
  id: 'holes',
  title: 'Chosen above a hole',
  acts: [],
  until: null,
  scenario: HOLES.trim(),
  prose: [
    'The same cluster a little later. `z=3` is chosen in slot 3, by the votes of n1, n2 and n3. In slot 2 only n1 and n4 have voted for `y=2`: two of five. So there is a choice above a hole. Then n1 crashed.',
    'No log of Raft ever looks like this. There n2 and n3 would have refused entry 3 until they had entry 2.',
    'n5’s time-out was the first to end. It stands with `2.n5`, and its log ends at slot 1.',
  ],
  look: [
    { panel: 'log', slots: [2, 3], label: 'slot 3 is chosen, slot 2 is not' },
    { panel: 'log', nodes: [5], label: 'n5 has nothing after slot 1' },
  ],
  question: {
    ask: 'n2 and n3 have votes in slot 3, n4 has one in slot 2, n5 has neither. Will n5 be elected? And would it be in Raft, among voters whose logs are longer?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Neither here nor in Raft: its log is too short',
        right: false,
        reply:
          'In Raft it would not: a voter refuses a candidate whose log is less up to date than its own (§5.4.1). Here nobody compares logs, and n5 leads.',
      },
      {
        text: 'Here yes, in Raft no',
        right: true,
        reply:
          'Right. An acceptor compares ballots only. A voter of Raft compares logs as well: the term of the last entry, then its index (§5.4.1). There n5 would have had one vote, its own.',
      },
      {
        text: 'In both: a majority is up, and n5 asked first',
        right: false,
        reply:
          'Here it is enough that its ballot is higher. In Raft n5 would have had one vote, its own: voters refuse a candidate whose log is less up to date than theirs (§5.4.1).',
      },
    ],
  },
  task: null,
};

const elected: LessonStop = {
  id: 'elected',
  title: 'Votes flow to the candidate',
  acts: [],
  until: 'leader n5',
  prose: [
    'n5 leads `2.n5` after one round trip, by the promises of n2, n3 and its own. An election takes one round in Raft too: `RequestVote` there, the votes back (§5.2). What the answers carry differs. A promise brings votes with it: here those of n2 and n3 for `z=3` in slot 3. A vote of Raft brings a term and a yes or no (figure 2).',
    'So n5 knows what it must do: `z=3` again in slot 3, and, since nobody in its quorum has voted in slot 2, a no-op there. In Raft nothing flows from voters to a leader: whoever wins has every committed entry already.',
  ],
  look: [
    { panel: 'events', label: 'adopted and filled, and why' },
    { panel: 'log', nodes: [5], slots: [2, 3], label: 'n5’s own votes, being written' },
  ],
  question: {
    ask: 'z=3 was voted for in 1.n1. Under which ballot does n5 propose it? And what would a leader of Raft do with an entry of an older term?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Here under 2.n5; in Raft the entry keeps its old term',
        right: true,
        reply:
          'Right. Here the entry is voted for anew in `2.n5`. In Raft it keeps the term in which it was made, and that has a consequence.',
      },
      {
        text: 'Under 1.n1 in both: it was proposed there',
        right: false,
        reply:
          'n5 may propose in its own ballot only, and a quorum has promised to vote in no lower one. It is in Raft that the entry keeps its old term.',
      },
      {
        text: 'Under the new number in both',
        right: false,
        reply:
          'So it is here: `2.n5`. In Raft an entry keeps the term in which it was made, whoever replicates it later, and that has a consequence.',
      },
    ],
  },
  task: null,
};

const rewritten: LessonStop = {
  id: 'rewritten',
  title: 'The same entry in a new ballot',
  acts: [],
  until: 'chosen 3 on n5',
  prose: [
    'n2, n3 and n5 have voted for `z=3` in `2.n5`, and n5 knows it to be chosen; slot 2 holds a no-op. n4’s vote for `y=2` came to nothing: it was one of two.',
    'Votes of one ballot are counted together, and n5’s are all of `2.n5`. In Raft the entry would still carry its old term, and a leader *must not* take an entry of an earlier term for committed because a majority stores it: a later leader could still overwrite it (§5.4.2, figure 8). It commits an entry of its own term, and those before are committed with it.',
    'That is why a leader of Raft begins its term with a no-op (§8 of the extended version). Here a no-op fills a hole; there it brings the commit index up to date.',
  ],
  look: [{ panel: 'log', slots: [2, 3], label: 'both chosen in 2.n5' }],
  question: {
    ask: 'In Raft, a leader of term 4 sees that an entry of term 2 is on three of five servers. Is that entry committed?',
    answered: 'at-once',
    options: [
      {
        text: 'Yes: a majority has it',
        right: false,
        reply:
          'A server with a last entry of term 3 may still be elected by the others, and overwrite it (§5.4.2, figure 8). In the words of Paxos: a majority that holds an entry, but not in one ballot, proves nothing.',
      },
      {
        text: 'Not by that count: only together with an entry of term 4',
        right: true,
        reply:
          'Right. As soon as a majority has an entry of term 4, both are committed (§5.4.2). In the words of Paxos: what counts is a quorum in one ballot.',
      },
      {
        text: 'Never: entries of old terms are dropped',
        right: false,
        reply: 'They stay, and are committed with the first entry of the leader’s own term that is (§5.4.2).',
      },
    ],
  },
  task: null,
};

export const repair: readonly LessonStop[] = [holes, elected, rewritten];
