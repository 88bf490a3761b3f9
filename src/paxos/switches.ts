// The break-it switches: each turns off one rule that keeps Paxos safe. All off in any world that claims to be Paxos.

/** Name → what is broken, in one sentence. */
export const SWITCHES = {
  'promise-before-sync': 'A promise leaves the node before its record is synced (rule D2 off).',
  'vote-before-sync': 'An Accepted leaves the node, and the leader counts its own vote, before the vote is synced (rule D3 off).',
  'own-value': 'A new leader proposes values of its own where its quorum reported votes (rule L3 off).',
  'skip-phase-1': 'A node whose time-out fires leads at once, without any promise (rule L1 off).',
  'small-quorum': 'One vote less than a majority counts as a quorum.',
  'reuse-ballot': 'A Prepare leaves before the ballot is synced, so that a restart can use the ballot again (rule D1 off).',
  'ignore-promise': 'An acceptor votes in ballots below the one that it promised (rule A3 off).',
  'reply-early': 'The leader answers the client when it has proposed, before a quorum has voted (rule D5 off).',
  'checkpoint-past-chosen':
    'A checkpoint also holds the effect of entries that the node voted for and does not know to be chosen (rule C1 off).',
  'truncate-early': 'A node cuts its log when its checkpoint is written, before it is synced (rule D6 off).',
  'forget-sessions': 'A checkpoint leaves the session table out, so that a retried request runs again (rule S3 off).',
  'no-drift-bound': 'Leases are held as if every clock ran at the true rate (the bound ε of rule Q3 off).',
  'read-without-quorum': 'A leader answers a read without asking a quorum whether it still leads (rule Q2 off).',
  'two-memberships':
    'A leader proposes under a new configuration without promises from a quorum of it, and begins a change while another is under way (rules M4 and M7 off).',
  'apply-past-gap': 'A node applies chosen slots beyond a slot that it does not know to be chosen (rule R3 off).',
  'no-dedup': 'The state machine runs a repeated request again (rule S2 off).',
  amnesia: 'A node whose disk is lost comes back under its old identity and votes (rule D8 off).',
  'believe-commit-index': 'A follower takes its own vote as chosen up to the commit index, whatever the vote’s ballot (rule R2 off).',
} as const;

export type SwitchName = keyof typeof SWITCHES;

export const SWITCH_NAMES = Object.keys(SWITCHES) as readonly SwitchName[];
