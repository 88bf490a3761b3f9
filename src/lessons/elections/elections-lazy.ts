// The end of "Who may lead": the same story in lazy mode, where a request makes the candidate. See elections.ts.
import type { LessonStop } from '../lesson.ts';

const LAZY = `
cluster 5 exact seed=3 election=lazy
timeout n1
run until leader n1
command x=1
run until applied 1 everywhere

command x=2
run until open 1
drop Accept 2 n1 -> n2
drop Accept 2 n1 -> n3
run until chosen 2 on n1
crash n1
run 1s
`;

const lazy: LessonStop = {
  id: 'lazy',
  title: 'Nobody asks, nobody stands',
  acts: [],
  until: null,
  scenario: LAZY.trim(),
  prose: [
    'The same cluster from its beginning, in lazy mode. n1 has crashed; n2, n3, n4 and n5 have noticed, each after its own time-out, and know no leader now. None of them has sent a message since, and none will: nothing is due any more. Again `x=2` is chosen in slot 2, you were told “done”, and n2 and n3 know nothing of it.',
    'The next request, wherever it arrives, starts Phase 1 there (rule E3).',
  ],
  look: [
    { panel: 'stage', label: 'four nodes at rest, none of them a candidate' },
    { panel: 'log', nodes: [3], slots: [2], label: 'n3 has no vote in slot 2' },
  ],
  question: {
    ask: 'You send y=3 to n3, whose log ends at slot 1. What will become of it, and of x=2?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'n3 passes y=3 on to n4 or n5, whose logs are longer',
        right: false,
        reply:
          'n3 knows nothing of their logs, and need not. It stood for election itself, and the promises told it of the vote for `x=2`.',
      },
      {
        text: 'n3 puts y=3 in slot 2, and x=2 is lost',
        right: false,
        reply:
          'It is often told so: a leader with a short log wins and drops orders. It cannot. Among any three nodes is one that voted for `x=2`, and its promise says so: n3 proposed `x=2` in slot 2, and put `y=3` in slot 3.',
      },
      {
        text: 'n3 stands, hears of x=2 in the promises, and proposes both',
        right: true,
        reply: 'Right. A candidate with a short log learns the votes in Phase 1. n3 proposed `x=2` in slot 2 again, and `y=3` in slot 3.',
      },
    ],
  },
  task: {
    ask: 'Send a command yourself, to any node that is up, and see it stand. Or go on, and the lesson sends `y=3` to n3.',
    goal: 'leader',
    done: 'somebody leads, because somebody asked.',
  },
};

const learned: LessonStop = {
  id: 'learned',
  title: 'A short log is no harm',
  acts: [{ kind: 'command', operation: { op: 'put', key: 'y', value: '3' }, to: 3 }],
  until: 'acknowledged y=3',
  pace: 0.008,
  prose: [
    'Your request made n3 stand with `2.n3`. Of its quorum, n2, n3 and n4, only n4 had a vote in slot 2, and its promise reported it. So n3 proposed `x=2` in slot 2 and `y=3` in slot 3, both at once. It never saw the old leader, and never asked who has the longest log.',
    '`y=3` took 64 ms where `x=2` had taken 41 ms: the first command after a crash pays for Phase 1. That is the price of lazy mode, and clients that lose patience and ask another node can set up a duel.',
    'Eager mode has a leader ready before the next command comes. Its price is the false alarm: a time-out too short for the network deposes leaders that are alive. That is the next lesson.',
  ],
  look: [
    { panel: 'log', nodes: [3], slots: [2, 3], label: 'both chosen in 2.n3' },
    { panel: 'events', label: 'what n3 adopted, and from whom' },
  ],
  question: {
    ask: 'Last question. A candidate knows two slots; the promises of its quorum report votes in slots 3 to 40. One objects: with so short a log it must not be elected, or 38 orders are lost. What holds in Paxos?',
    answered: 'at-once',
    options: [
      {
        text: 'So it is: the acceptors refuse it',
        right: false,
        reply:
          'That is Raft’s rule, not that of Paxos: there a voter refuses a candidate whose log is less up to date than its own (§5.4.1), because a leader of Raft never gets entries from its voters. An acceptor of Paxos compares ballots only.',
      },
      {
        text: 'It is elected, and proposes in slots 3 to 40 what was reported',
        right: true,
        reply:
          'Right. Whatever was chosen there is among the reports, since every quorum has a voter of it. Any node may lead; Phase 1 gives it what it lacks.',
      },
      {
        text: 'It is elected once it has copied the old leader’s log',
        right: false,
        reply: 'The old leader may be gone for good. A quorum’s promises hold every vote that can matter: they are all that it needs.',
      },
    ],
  },
  task: null,
};

export const lazily: readonly LessonStop[] = [lazy, learned];
