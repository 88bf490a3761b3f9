// Where each broken rule has been met: who has shipped that bug, or how one comes to ship it. Only what has been published is told of others.
import type { SwitchName } from './switches.ts';

export const SHIPPED: Readonly<Record<SwitchName, string>> = {
  'promise-before-sync':
    'ZooKeeper has a setting, forceSync=no, that answers before the disk has the record; its manual lists it among the unsafe options.',
  'vote-before-sync':
    'NATS JetStream acknowledges a write before it is synced, by default up to two minutes before (Jepsen on NATS 2.12.1, 2025).',
  'own-value':
    'Redis Sentinel, in effect: the replica that it promotes goes on with what it has, and what the old primary had acknowledged is overwritten (Jepsen, 2013).',
  'skip-phase-1':
    'Elasticsearch, in its versions of 2014, let two masters act at once in a partition, neither of which had asked a majority (Jepsen, 2014).',
  'small-quorum':
    'Elasticsearch before version 7 took one node for a quorum unless minimum_master_nodes was set: two halves elected a master each.',
  'reuse-ballot':
    'Could be anyone’s who keeps the round in memory, or writes it without waiting for the disk. Raft asks the same care for currentTerm and votedFor.',
  'ignore-promise': 'Could be anyone’s who compares an Accept with the vote in its slot: a promise holds for slots without a vote as well.',
  'reply-early':
    'MongoDB before version 5 acknowledged a write that the primary alone had, unless told otherwise (w: 1); a failover rolled it back. Asynchronous replication of databases does so still.',
  'checkpoint-past-chosen':
    'Could be anyone’s whose state machine runs ahead of the log for speed, and who copies its memory for the checkpoint.',
  'truncate-early':
    'LevelDB, HDFS and ZooKeeper are among the systems in which updates were found that rely on an order of writes which file systems do not keep (Pillai et al., OSDI 2014).',
  'forget-sessions':
    'Could be anyone’s: a checkpoint of the data alone looks complete. Raft makes the table a part of the state machine for this reason (Ongaro, 2014, §6.3).',
  'no-drift-bound':
    'Could be anyone’s who trusts two clocks to run alike: a virtual machine that was paused is enough. CockroachDB ends a node whose clock is too far off.',
  'read-without-quorum':
    'etcd and Consul, in their versions of 2014, answered reads at a leader that did not ask whether it still was one (Jepsen, 2014).',
  'two-memberships':
    'Raft’s change of a single server, as first published: two changes under leaders that follow one another could have quorums that do not meet (Ongaro, raft-dev, 2015).',
  'apply-past-gap': 'Could be anyone’s who applies an entry as soon as it is told that it is chosen, and tests where nothing is lost.',
  'no-dedup':
    'jetcd, a client of etcd, sent writes again by itself that might have taken effect, and nothing on the other side tells the two apart (Jepsen on jetcd 0.8.2, 2024).',
  amnesia:
    'Could be anyone’s who replaces a failed machine under its old name. Systems that cut or rebuild a damaged log and vote on were shown to lose data (Alagappan et al., 2018).',
  'believe-commit-index':
    'Could be anyone’s who takes the commit index from Raft and not the check that comes with it: Raft compares the term of the entry before.',
};
