// The lesson "The leader dies": a leader crashes with three slots open, one chosen and known to nobody, one with a vote that survives, one
// with none. The pattern for the others. Data only; what the prose says of the run is proved true by leader-dies.test.ts.
import { afterwards } from './leader-dies-after.ts';
import type { Lesson, LessonStop } from '../lesson.ts';

const SCENARIO = `
cluster 5 seed=53 clients=0
run until leader n1

# Slots 1 to 3: calm.
command x=1
run until applied 1 on n1
command y=2
run until applied 2 on n1
command z=3
run until applied 3 everywhere

# Slots 4 to 6 at once; nine of the twelve Accepts are lost.
command x=4
command y=5
command z=6
run until open 3
drop Accept 4 n1 -> n3
drop Accept 4 n1 -> n5
drop all Accept 5
drop Accept 6 n1 -> n2
drop Accept 6 n1 -> n3
drop Accept 6 n1 -> n5
`;

const open: LessonStop = {
  id: 'open',
  title: 'Three commands are under way',
  acts: [],
  until: null,
  prose: [
    'Five nodes keep one log. n1 leads ballot `1.n1`. Slots 1 to 3 are chosen, and every node has applied them.',
    'You have sent three commands at once. n1 does not wait for one slot before it opens the next: it proposes `x=4` in slot 4, `y=5` in slot 5 and `z=6` in slot 6, and has sent an `Accept` for each to the four others.',
    'The network is bad at this moment: nine of the twelve are lost. Those for slot 4 still reach n2 and n4, that for slot 6 reaches n4, and those for slot 5 reach nobody.',
  ],
  look: [
    { panel: 'stage', nodes: [1, 2, 4], label: 'three Accepts on their way' },
    { panel: 'log', nodes: [1], slots: [4, 5, 6], label: 'n1 has written its own votes' },
  ],
  question: {
    ask: 'n1 votes in all three slots as well. In which slots will these messages alone get an entry chosen?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'In slot 4 only',
        right: true,
        reply: 'Right. Slot 4 gets three votes, of n1, n2 and n4: a majority of five, in one ballot. Slot 6 gets two and slot 5 one.',
      },
      {
        text: 'In all three: the leader has proposed them',
        right: false,
        reply:
          'A proposal is a request for votes and nothing more. What makes an entry chosen is that a quorum, here three of five, has voted for it in one ballot. Only slot 4 gets three votes.',
      },
      {
        text: 'In none, until n1 has the answers',
        right: false,
        reply:
          'It is the votes that make an entry chosen, not that somebody has counted them. The third synced vote in slot 4 does it, before any answer is back.',
      },
    ],
  },
  task: null,
};

const chosenUnknown: LessonStop = {
  id: 'chosen-unknown',
  title: 'Chosen, and nobody knows it',
  acts: [],
  until: 'chosen 4 in fact and synced 6 on n4',
  pace: 0.004,
  prose: [
    'n1, n2 and n4 have voted for `x=4` in slot 4, all in ballot `1.n1`, and all three votes are synced. So `x=4` is *chosen*, for good. The row In fact shows it.',
    'No node knows it. The `Accepted` of n2 and of n4 are still on their way, and n1 has counted one vote, its own. Chosen is a fact about votes on disks; to know it is something else.',
    'Slot 6 has two votes, of n1 and n4. Slot 5 has one, of n1.',
  ],
  look: [
    { panel: 'log', slots: [4], label: 'the row In fact, against each node’s own row' },
    { panel: 'stage', nodes: [1, 2, 4], label: 'the Accepted on their way' },
  ],
  question: {
    ask: 'n1 is about to crash, before any of these answers is there. What will you then know of your three commands?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'All three are lost: none was acknowledged',
        right: false,
        reply:
          'That nothing was acknowledged does not mean that nothing was done. `x=4` is chosen at this moment, and stays so. To a client without an answer the outcome is unknown, never “failed”.',
      },
      {
        text: 'Nothing: the outcome of each is unknown',
        right: true,
        reply:
          'Right. One of them is chosen, one has a vote that may or may not be found, one has none outside n1. From where you stand they look the same.',
      },
      {
        text: 'x=4 is done, the other two are lost',
        right: false,
        reply:
          'You would have to see the disks of three nodes to say so, as this page can and a client cannot. And “lost” says too much of the other two: what becomes of them is not settled yet.',
      },
    ],
  },
  task: null,
};

const crash: LessonStop = {
  id: 'crash',
  title: 'The outcome is unknown',
  acts: [{ kind: 'crash', node: 1 }],
  until: 'loss Accepted 6 n4 -> n1',
  pace: 0.004,
  prose: [
    'n1 is down. The three `Accepted` that were on their way to it are lost. Its memory is gone; its disk keeps its votes in slots 4 to 6, which were synced.',
    'You have no answer to `x=4`, `y=5` and `z=6`. They are neither done nor lost as far as you can tell: their outcome is *unknown*.',
    'Nobody leads. n2, n3, n4 and n5 are up, and have not yet noticed: each waits for a time of its own before it takes its leader for dead.',
  ],
  look: [
    { panel: 'stage', nodes: [1], label: 'n1 is down' },
    { panel: 'clients', label: 'three commands without an answer' },
  ],
  question: {
    ask: 'Which node may become the next leader?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'n4 only: it holds the most votes',
        right: false,
        reply:
          'It is n3 that stands, which holds none of the three. In Paxos a candidate need not have a long log. It asks a quorum first, and learns from it what it lacks.',
      },
      {
        text: 'n2 or n4: they have x=4',
        right: false,
        reply:
          'It is n3 that stands, which has no vote in slot 4. It will learn of `x=4` from the promises: every quorum has a node in common with n1, n2 and n4, who voted for it.',
      },
      {
        text: 'Any that is up',
        right: true,
        reply:
          'Right. A candidate asks a quorum before it leads, and learns from it what it lacks. Here it is n3, which holds none of the three.',
      },
    ],
  },
  task: null,
};

const stands: LessonStop = {
  id: 'stands',
  title: 'A node with an empty hand',
  acts: [],
  until: 'candidacy n3',
  pace: 0.04,
  prose: [
    'n3 has heard no leader for a whole time-out. It stands for election with ballot `2.n3`: one round above the highest that it has met. It has no vote in slots 4 to 6.',
    'Its own promise of `2.n3` is being written, and its `Prepare` waits for that sync. Were it to leave sooner, n3 could crash, come back without the record, and use the same ballot again for something else.',
    'One `Prepare` asks about every slot from 4 on, the first that n3 does not know to be chosen. That is what Multi-Paxos saves: one Phase 1 for all open slots, and all later ones.',
  ],
  look: [
    { panel: 'disks', nodes: [3], label: 'the Prepare, held until the promise is synced' },
    { panel: 'events', label: 'why n3 stands' },
  ],
  question: {
    ask: 'n3 needs promises of `2.n3` from three of the five, its own among them. What must a promise tell it?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'What the acceptor knows to be chosen',
        right: false,
        reply: 'That would miss slot 4: it is chosen, and nobody knows it. A promise reports votes, known to be chosen or not.',
      },
      {
        text: 'Every vote of the acceptor from slot 4 on',
        right: true,
        reply: 'Right. Each vote with its slot, its ballot and its entry, whether or not the acceptor knows the slot to be chosen.',
      },
      {
        text: 'The number of its last slot',
        right: false,
        reply: 'A number says nothing of what was voted for. n3 must know, for each slot, in which ballot which entry got a vote.',
      },
    ],
  },
  task: null,
};

export const leaderDies: Lesson = {
  id: 'leader-dies',
  title: 'The leader dies',
  about: 'A leader crashes with three slots open: what the next one must do with each of them, and why nothing that was chosen is lost.',
  minutes: 8,
  teaches: ['P3', 'P5', 'P6', 'P12', 'Q3', 'Q13', 'Q15', 'Q19'],
  scenario: SCENARIO.trim(),
  pace: 0.006,
  stops: [open, chosenUnknown, crash, stands, ...afterwards],
};
