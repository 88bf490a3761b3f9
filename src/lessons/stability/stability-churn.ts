// The middle of "Why a stable leader": from the first false alarm to churn, and out of it. See stability.ts.
import type { LessonStop } from '../lesson.ts';

const alarm: LessonStop = {
  id: 'alarm',
  title: 'A false alarm',
  acts: [{ kind: 'set', field: 'electionTimeoutMicros', value: 38_000 }],
  until: 'candidacy',
  pace: 0.05,
  prose: [
    'n3 had heard nothing for a whole time-out, and stands with `2.n3`. n1 is up, and leads; an `Accept` and a heartbeat of n1 reach n3 within the next millisecond. They are too late.',
    'In a network that may take any time, a follower cannot tell a dead leader from a slow one. A failure detector guesses, and a short time-out guesses wrong more often.',
  ],
  look: [
    { panel: 'stage', nodes: [1, 3], label: 'a leader that is alive, and a candidate' },
    { panel: 'events', label: 'why n3 stands' },
  ],
  question: {
    ask: 'n3 has got it wrong. What becomes of n1?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'It goes on: it was elected, and is alive',
        right: false,
        reply:
          'An election gives no right that lasts. n1 stopped leading as soon as it met `2.n3`, and it could have got nothing chosen anyway: a quorum has promised the higher ballot.',
      },
      {
        text: 'It goes on: the others still hear it, and refuse n3',
        right: false,
        reply:
          'By the rules of Paxos they may not mind whom they hear: `2.n3` is above what they have promised, so they promise it. To refuse a rival while the leader is heard is what a lease adds; it comes at the end of this lesson.',
      },
      {
        text: 'It is deposed: 2.n3 is the higher ballot',
        right: true,
        reply: 'Right. A quorum promised `2.n3`, and n1 stopped leading when it met that ballot. Alive or not plays no part.',
      },
    ],
  },
  task: null,
};

const deposed: LessonStop = {
  id: 'deposed',
  title: 'Phase 1 again, for nothing',
  acts: [],
  until: 'election',
  pace: 0.008,
  prose: [
    'n3 leads `2.n3`. It cost four `Prepare` and four `Promise`, a round trip, and two syncs one after another; meanwhile no command got on. n3 has to fetch the entry of slot 68, which is known to be chosen, and to propose again what was reported in slot 69.',
    'What n1 had under way was refused. And n3 hears the same clocks tick: the next follower may soon take n3 for dead.',
  ],
  look: [
    { panel: 'events', label: 'what n3 must do first' },
    { panel: 'log', slots: [68, 69], label: 'to be fetched, and to be proposed again' },
  ],
  question: {
    ask: 'Let it run until 120 commands have been answered in all. Calm cost 8 messages and one round trip a command; Basic Paxos, both phases for each, would cost 16 and two. What will be measured?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Still about 8 and one: elections are cheap',
        right: false,
        reply:
          'An election costs as much as a command, and there were 46 candidacies while 62 commands were chosen. Refused proposals had to be sent again as well: 15.0 messages, 1.74 round trips.',
      },
      {
        text: 'About 10 messages: an election now and then',
        right: false,
        reply: 'They came faster than that: 46 candidacies while 62 commands were chosen. 15.0 messages, and 1.74 round trips a command.',
      },
      {
        text: 'About 15 messages: nearly Basic Paxos',
        right: true,
        reply:
          'Right. 15.0 messages and 1.74 round trips a command: what Multi-Paxos saves by one Phase 1 for many commands is nearly gone.',
      },
    ],
  },
  task: null,
};

const measured: LessonStop = {
  id: 'churn',
  title: 'Multi-Paxos, fallen back to Basic Paxos',
  acts: [],
  until: 'acknowledged 120',
  pace: 0.25,
  prose: [
    'Measured since the time-out was set: 5.35 messages of Phase 1 and 9.69 messages of Phase 2 a command, and 0.742 round trips of Phase 1 beside each of Phase 2. Only 13 answers a second, where it was 24.7. The slowest answer took 507 ms, where it was 223 ms.',
    'Phase 1 is no longer paid once for many commands but nearly once for each, and in Phase 2 work is done twice: 31 leaders followed one another, and each proposed again what the one before had under way.',
    'Nothing wrong has been chosen, and nothing was lost: every check holds. *Churn* costs throughput and patience, never safety.',
  ],
  look: [
    { panel: 'timeline', label: 'reigns of a few dozen milliseconds' },
    { panel: 'numbers', label: 'measured, and before' },
  ],
  question: {
    ask: 'What will help?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'A time-out that suits the network: 200 ms again',
        right: true,
        reply: 'Right. Whoever led at that moment stayed leader, and since then no message of Phase 1 has been sent.',
      },
      {
        text: 'Faster disks: elections would be over sooner',
        right: false,
        reply:
          'They take 1 ms for a sync here, of some 30 ms that a round trip takes. Elections would be as many. A longer time-out ends them.',
      },
      {
        text: 'Nothing: the ballots are too high by now, it must be started anew',
        right: false,
        reply: 'A ballot’s round is a number, and a high one costs nothing. With a longer time-out the next leader simply stays.',
      },
    ],
  },
  task: null,
};

const restored: LessonStop = {
  id: 'restored',
  title: 'Calm again',
  acts: [{ kind: 'set', field: 'electionTimeoutMicros', value: 200_000 }],
  until: 'acknowledged 180',
  pace: 0.25,
  prose: [
    'n1, which happened to lead, has led `32.n1` ever since. Measured since the change: no message of Phase 1, 7.93 messages of Phase 2, one round trip a command, 25.1 answers a second, twice what it was before.',
    'That is why a stable leader matters: Phase 1 is shared by all commands of a reign, so the longer the reign, the cheaper each command. A reign of one command is Basic Paxos. The rule of thumb: a time-out several times as long as a heartbeat’s interval and the slowest delay together (in Raft’s words: broadcast time much below election time-out, §5.6).',
  ],
  look: [
    { panel: 'numbers', label: 'measured, and before' },
    { panel: 'timeline', label: 'many reigns, then one' },
  ],
  question: {
    ask: 'And what is the price of a long time-out?',
    answered: 'at-once',
    options: [
      {
        text: 'Every command waits longer',
        right: false,
        reply: 'No command waits for an election time-out while somebody leads. A round trip and a sync, as before.',
      },
      {
        text: 'A leader that is really dead is missed later',
        right: true,
        reply: 'Right. Until then nobody proposes. Too short costs throughput all the time, too long costs a pause when a leader dies.',
      },
      {
        text: 'An old leader may get something wrong chosen in the meantime',
        right: false,
        reply:
          'With any time-out, an old leader needs votes from a quorum, and a quorum that has promised a higher ballot refuses. Safety does not depend on time.',
      },
    ],
  },
  task: null,
};

export const churn: readonly LessonStop[] = [alarm, deposed, measured, restored];
