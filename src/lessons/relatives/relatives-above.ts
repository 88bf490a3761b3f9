// The end of "Raft and other relatives": Zab and Viewstamped Replication, what Chubby and Spanner add, and the table. See relatives.ts.
import type { LessonStop } from '../lesson.ts';

const kin: LessonStop = {
  id: 'kin',
  title: 'A follower repaired; Zab and Viewstamped Replication',
  acts: [{ kind: 'restart', node: 1 }],
  until: 'applied 3 on n1',
  pace: 0.02,
  prose: [
    'n1 is back. Its vote for `y=2` in slot 2 stays on its disk and means nothing; it asked n5 for what is chosen, and copied two entries. In Raft n1’s entry 2 would conflict with the leader’s, and be deleted and overwritten (§5.3): a log of Raft is repaired by its leader, a follower’s only.',
    'A new leader of *Zab* asks a quorum and takes over the most recent history that it finds, then brings a quorum to that same history before it broadcasts anything: what it sends are changes of state, each of which builds on the one before. In *Viewstamped Replication* nobody competes: the view’s number says whose turn it is, and that node takes the most up-to-date log among those that a majority sends it (Liskov and Cowling, §4.2).',
    'ZooKeeper runs Zab, and etcd runs Raft.',
  ],
  look: [
    { panel: 'log', nodes: [1], slots: [2, 3], label: 'n1 has what is chosen' },
    { panel: 'events', label: 'asked, copied, applied' },
  ],
  question: {
    ask: 'One reads: “ZooKeeper and etcd use Multi-Paxos.” What holds?',
    answered: 'at-once',
    options: [
      {
        text: 'They do: Zab and Raft are other names for it',
        right: false,
        reply:
          'The round trip of a command is the same, and a quorum in one ballot, term or epoch decides in all of them. But who may lead, and how a log is repaired, differ, and so does what may be in a log.',
      },
      {
        text: 'They run relatives of it',
        right: true,
        reply:
          'Right. They share its principle, quorums that overlap and numbers that order leaders, and differ in who may lead and in how logs are repaired.',
      },
      {
        text: 'They are based on something else altogether',
        right: false,
        reply:
          'Quorums that overlap, numbers that order leaders, one log: that much is shared. Who may lead and how logs are repaired is not.',
      },
    ],
  },
  task: null,
};

const above1: LessonStop = {
  id: 'above',
  title: 'What Chubby and Spanner add',
  acts: [],
  until: null,
  prose: [
    'A replicated log is a foundation, not a service. *Chubby* (Burrows 2006) is a lock service above one: a cell of five replicas, a log by Paxos, a master that holds a lease. It adds small files, *locks* that are held for hours rather than seconds, and *sessions*: a client keeps its session alive, and loses its locks when the lease of its session is over. A *sequencer*, the number of the lock’s present tenure, lets others refuse a holder that has lost it: as an acceptor refuses an old ballot.',
    '*Spanner* (Corbett and others 2012) has very many logs. Data are split into shards; each is replicated by a Paxos group of its own, whose leader holds a lease of ten seconds. A transaction over several groups runs *two-phase commit* among their leaders, and what each of them decides is in its group’s log: so the crash of one machine does not block it, as it would block two-phase commit alone.',
    '*TrueTime* tells a time with its error: an interval. A transaction takes a timestamp, and waits until that has certainly passed before anyone sees its effect. So the order of timestamps is the order of real time, over all groups. Here, too, clocks order what was decided; they do not decide it.',
  ],
  look: [{ panel: 'stage', label: 'one group; Spanner has thousands' }],
  question: {
    ask: 'Spanner replicates every shard by Paxos. Why does it need two-phase commit as well?',
    answered: 'at-once',
    options: [
      {
        text: 'Because Paxos may lose a vote',
        right: false,
        reply:
          'It does not. Paxos makes the copies of *one* shard agree. That all shards of a transaction commit or none does is another question.',
      },
      {
        text: 'Because Paxos agrees within a group, and a transaction may touch several',
        right: true,
        reply:
          'Right. Copies of one thing must agree: that is consensus. Different things must commit together or not at all: that is atomic commit. Spanner puts the second above the first.',
      },
      {
        text: 'It is the other name of Phase 1 and Phase 2',
        right: false,
        reply:
          'The names mislead. Two-phase commit needs a yes from *every* participant, and stops where one is silent; Phase 1 and Phase 2 need a majority of copies, and go on without the rest.',
      },
    ],
  },
  task: null,
};

const beside: LessonStop = {
  id: 'beside',
  title: 'Raft beside it, measured',
  acts: [],
  until: null,
  prose: [
    'The table “Raft beside it” puts what you have seen side by side: on the left what this run has measured, on the right what Raft does, by the sections of its paper. It is in Help and in Numbers too (`⇧ R`), for any run: crash leaders, lose messages, and look again.',
    'In this run: a last election of one round trip, in which n5 learned of 1 slot that it had no vote in; 1 slot proposed again, 1 no-op, and 2 entries copied to n1. Two of those who promised had a later last entry than n5: by Raft’s rule they would have refused it.',
  ],
  look: [{ panel: 'raft', label: 'the table: Raft beside it' }],
  question: {
    ask: 'Last question. Multi-Paxos or Raft: in what do they really differ?',
    answered: 'at-once',
    options: [
      {
        text: 'In round trips: Raft needs more of them',
        right: false,
        reply: 'One for a command under a stable leader, one for an election: in both, and you have measured it here.',
      },
      {
        text: 'In how many crashes they survive',
        right: false,
        reply: 'A majority must be up, in both. Two of five may be down.',
      },
      {
        text: 'In who may lead, and in how logs are repaired',
        right: true,
        reply:
          'Right. In Paxos anybody may lead, and Phase 1 brings the votes; logs may have holes, and entries are proposed anew. In Raft only an up-to-date log may lead; logs have no holes, and entries keep their term. Each is paid for somewhere, and neither is faster by itself.',
      },
    ],
  },
  task: null,
};

export const above: readonly LessonStop[] = [kin, above1, beside];
