// The measured side of “Raft beside it”: each figure from the run shown, up to the moment shown; where the run has not had the thing yet, what to
// do to see it. Pure.
import type { ReadMode } from '../../paxos/messages.ts';
import type { TakeOver } from '../../history/take-over.ts';
import { answersEarly } from '../../sim/config.ts';
import type { Frame } from '../../view/frame.ts';
import { formatCount, formatSpan } from '../kit/format.ts';
import { formatRate } from '../numbers/beside-model.ts';
import type { TopicName } from './paper.ts';

export interface Measured {
  /** Null: not seen in this run so far. */
  readonly figure: string | null;
  /** What the figure means, or what to do to see one. */
  readonly says: string;
}

type Seen = Pick<Frame, 'config' | 'counters' | 'nodes'>;

const seen = (figure: string, says = ''): Measured => ({ figure, says });
const notYet = (says: string): Measured => ({ figure: null, says });
const many = (n: number, one: string, more = `${one}s`): string => `${formatCount(n)} ${n === 1 ? one : more}`;
const named = (nodes: readonly number[]): string =>
  nodes
    .map((n) => `n${n}`)
    .join(', ')
    .replace(/, (?=n\d+$)/, ' and ');

const NO_ELECTION = 'Nobody has led yet: play until somebody does.';

export function measuredOf(frame: Seen): Readonly<Record<TopicName, Measured>> {
  const { counters: c } = frame;
  const t = c.beside?.takeOver ?? null;
  const election = (of: (t: TakeOver) => Measured): Measured => (t === null ? notYet(NO_ELECTION) : of(t));
  return {
    command: command(c),
    election: election((last) => sayElection(last, c)),
    who: election(sayWho),
    carries: election(sayCarried),
    repair: election(sayRepair),
    holes: holes(c),
    chosen: again(c),
    'no-op': c.elections === 0 ? notYet(NO_ELECTION) : seen(many(c.noops, 'no-op'), `in ${many(c.elections, 'reign')}.`),
    follower: follower(c),
    snapshots: checkpoints(frame),
    members:
      typeof c.pauseMicros === 'number'
        ? seen(c.pauseMicros === 0 ? 'no pause' : `${formatSpan(c.pauseMicros)} pause`, 'for commands, at the last change.')
        : notYet('The members have not changed: add a node, or remove one (Cluster).'),
    reads: reads(c),
    disk: disk(frame),
  };
}

// Of the newest answers under the settings as they are, as in Numbers; of the whole run where these are too few.
function command(c: Frame['counters']): Measured {
  const recent = c.recent ?? null;
  const { commands = 0, phase1, phase2, phase1Rounds = 0, phase2Rounds = 0 } = recent ?? c;
  if (commands === 0) return notYet('No command has been chosen: send one (N), or let clients send.');
  const each = (n: number): string => formatRate(n / commands);
  return seen(
    `${each(phase2)} messages, ${tripsOf(each(phase2Rounds))}`,
    `of Phase 2 a command, over ${recent === null ? `the ${many(commands, 'command')} of this run` : `the last ${many(recent.answers, 'answer')}`}, with all that was proposed twice; of Phase 1 ${each(phase1)} messages, ${tripsOf(each(phase1Rounds))}.`,
  );
}

const tripsOf = (n: string): string => `${n} round ${n === '1' ? 'trip' : 'trips'}`;

function sayElection(t: TakeOver, { phase1Rounds = 0, elections }: Frame['counters']): Measured {
  return seen(
    `${many(t.asked, 'round trip')}, ${formatSpan(t.micros)}, ${many(t.messages, 'message')}`,
    `for n${t.node}’s ballot ${t.ballot}, the last to lead. Of ${many(phase1Rounds, 'ballot')} stood for in the whole run, ${formatCount(elections)} came to lead.`,
  );
}

function sayWho(t: TakeOver): Measured {
  const others = t.quorum.filter((n) => n !== t.node);
  if (t.ahead.length === 0)
    return seen(
      `none of ${others.length} ahead`,
      `Nobody in n${t.node}’s quorum had a later last vote: by Raft’s comparison too it would have had them.`,
    );
  return seen(
    `${t.ahead.length} of ${others.length} ahead`,
    `In n${t.node}’s quorum, ${named(t.ahead)} had a later last vote: by Raft’s comparison refused, here promised.`,
  );
}

const sayCarried = (t: TakeOver): Measured =>
  seen(
    `${many(t.votes, 'vote')}, about ${formatCount(t.bytes)} bytes`,
    `reported to n${t.node} by its quorum; in ${many(t.learned, 'slot')} of them it had no vote itself.`,
  );

const sayRepair = (t: TakeOver): Measured =>
  seen(
    `${many(t.adopted, 'slot')} again, ${many(t.filled, 'no-op')}`,
    `proposed by n${t.node} when it took over; ${many(t.fetched, 'entry', 'entries')} fetched.`,
  );

function holes({ beside }: Frame['counters']): Measured {
  const above = beside?.aboveHole ?? 0;
  if (above > 0) return seen(many(above, 'slot'), 'known chosen by their leader while one below was not.');
  return notYet('Send two commands at once, pause, and drop the Accepts of the first (D).');
}

function again({ beside }: Frame['counters']): Measured {
  const adopted = beside?.adopted ?? 0;
  if (adopted > 0) return seen(many(adopted, 'slot'), 'proposed again in a later leader’s ballot.');
  return notYet('No leader has taken over with slots open: crash one while commands are under way (X).');
}

function follower({ beside }: Frame['counters']): Measured {
  const { copied = 0, copiedBytes = 0, checkpointsSent = 0, checkpointsSentBytes = 0 } = beside ?? {};
  if (copied + checkpointsSent === 0) return notYet('Nobody has lagged: crash a follower (K), wait for commands, restart it (R).');
  return seen(
    `${many(copied, 'entry', 'entries')}, ${many(checkpointsSent, 'checkpoint')}`,
    `sent to nodes that lacked them: about ${formatCount(copiedBytes)} and ${formatCount(checkpointsSentBytes)} bytes.`,
  );
}

function checkpoints({ config, counters: { beside } }: Seen): Measured {
  const taken = beside?.checkpoints ?? 0;
  if (taken > 0) return seen(many(taken, 'checkpoint'), 'saved on the nodes’ disks.');
  return notYet(
    config.checkpointEvery === 0
      ? 'Checkpoints are turned off in this world (Cluster).'
      : `Each node saves one after ${formatCount(config.checkpointEvery)} applied slots.`,
  );
}

const WAYS: readonly (readonly [ReadMode, string])[] = [
  ['log', 'through the log'],
  ['quorum', 'by a round of heartbeats'],
  ['leader-lease', 'by the leader’s lease'],
  ['follower-lease', 'by a follower’s lease'],
  ['stale', 'stale'],
];

function reads({ beside }: Frame['counters']): Measured {
  const ways = WAYS.flatMap(([mode, how]) => {
    const n = beside?.reads[mode] ?? 0;
    return n === 0 ? [] : [{ n, text: `${formatCount(n)} ${how}` }];
  });
  if (ways.length === 0) return notYet('Nothing has been read: let clients read, and choose how (Clients).');
  return seen(
    many(
      ways.reduce((sum, w) => sum + w.n, 0),
      'read',
    ),
    `${ways.map((w) => w.text).join(', ')}.`,
  );
}

function disk({ config, nodes }: Seen): Measured {
  const synced = nodes.reduce((sum, n) => sum + n.disk.synced, 0);
  const early = answersEarly(config) || config.switches.some((s) => s === 'promise-before-sync' || s === 'vote-before-sync');
  if (early) return seen(many(synced, 'record'), 'on the disks; but in this world answers leave before their sync: a rule is off.');
  return synced === 0
    ? notYet('Nothing is on a disk yet: play.')
    : seen(many(synced, 'record'), 'on the disks; no answer left before its own.');
}
