// What Raft does, by its paper: Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm, 2014 (sections of the extended version).
// Beside each, the rule by which Multi-Paxos does it here (src/paxos/SPEC.md). Texts only.

export type TopicName =
  | 'command'
  | 'election'
  | 'who'
  | 'carries'
  | 'repair'
  | 'holes'
  | 'chosen'
  | 'no-op'
  | 'follower'
  | 'snapshots'
  | 'members'
  | 'reads'
  | 'disk';

export interface Topic {
  readonly name: TopicName;
  readonly title: string;
  readonly here: string;
  readonly raft: string;
  /** Sections of the paper. */
  readonly source: string;
}

export const TOPICS: readonly Topic[] = [
  {
    name: 'command',
    title: 'A command under a stable leader',
    here: 'Phase 2 alone: an Accept to each other member, an Accepted back (L1, R1).',
    raft: 'AppendEntries to each other server, a reply back: one round trip as well.',
    source: '§5.3',
  },
  {
    name: 'election',
    title: 'An election',
    here: 'A Prepare to all, promises from a quorum (A1, L1). A rival is outbid by a higher ballot.',
    raft: 'RequestVote to all, votes from a majority: one round as well. One vote a term, so that votes can be split; then the next term begins.',
    source: '§5.2',
  },
  {
    name: 'who',
    title: 'Who may lead',
    here: 'Any member. Acceptors compare ballots and nothing else (A1).',
    raft: 'Only a candidate whose log is at least as up to date as the voter’s: by the term of the last entry, then by its index.',
    source: '§5.4.1',
  },
  {
    name: 'carries',
    title: 'What a vote request and its answer carry',
    here: 'The ballot and the first slot not known chosen. A promise reports every vote from there on (A2).',
    raft: 'Term, candidate, index and term of its last entry. The answer: a term, and yes or no. No entry flows to a candidate.',
    source: '§5.2, figure 2',
  },
  {
    name: 'repair',
    title: 'What a new leader does to the log',
    here: 'It proposes again, in its own ballot, what was reported, fills the rest with no-ops (L3), and fetches what is known chosen (L2).',
    raft: 'Nothing to its own. Followers’ entries that conflict with it are deleted and overwritten.',
    source: '§5.3',
  },
  {
    name: 'holes',
    title: 'Holes in the log',
    here: 'Allowed within the window: each slot is voted for by itself. Applied is only what has no hole before it (R3).',
    raft: 'None: a follower refuses an entry unless it has the one before, of the same term.',
    source: '§5.3',
  },
  {
    name: 'chosen',
    title: 'When an entry of an earlier reign counts',
    here: 'When a quorum has voted for it in one ballot (R1): a new leader has it voted for anew.',
    raft: 'Not by being on a majority. A leader counts copies only of entries of its own term; those before are committed with them.',
    source: '§5.4.2',
  },
  {
    name: 'no-op',
    title: 'No-ops',
    here: 'Only where a slot must be filled in which nobody in the quorum voted (L3).',
    raft: 'One at the start of every term, so that the leader knows which entries are committed.',
    source: '§8',
  },
  {
    name: 'follower',
    title: 'A follower that lags',
    here: 'It asks anybody who knows: chosen entries may be copied (R2), or a checkpoint is sent (R5).',
    raft: 'The leader steps back until the logs agree, and sends what follows; or it sends a snapshot.',
    source: '§5.3, §7',
  },
  {
    name: 'snapshots',
    title: 'Checkpoints',
    here: 'Each node by itself, of what it has applied; coordinated as an option (C3, C4).',
    raft: 'Each server by itself, of committed entries.',
    source: '§7',
  },
  {
    name: 'members',
    title: 'Change of members',
    here: 'An entry of the log that governs from a later slot on: after a pause, or by the α-window without one (M1–M3).',
    raft: 'Joint consensus: for a while majorities of both, the old and the new. (One server at a time: Ongaro’s dissertation, §4.)',
    source: '§6',
  },
  {
    name: 'reads',
    title: 'Reads',
    here: 'Through the log, by a round of heartbeats, or by a lease (Q1–Q4); stale at any node (Q5).',
    raft: 'At the leader, after a no-op of its term and a round of heartbeats; or by a lease, which trusts clocks.',
    source: '§8',
  },
  {
    name: 'disk',
    title: 'On disk before an answer',
    here: 'The promise and the vote (D2, D3); a candidate’s own ballot before it asks (D1).',
    raft: 'The current term, the vote of that term, and the log.',
    source: 'figure 2',
  },
];
