// Reads that do not go through the log, and the leases that some of them stand on, in words (Q2–Q5).
import { moment, nameOf, type NodeId } from '../base/units.ts';
import { clientOfSession } from '../paxos/entry.ts';
import { leaseUntil } from '../paxos/leases.ts';
import type { ReadMode } from '../paxos/messages.ts';
import { localTime } from '../sim/sim-node.ts';
import type { Notes } from './say-acceptor.ts';
import { clientOwn, commandName, many, type Context, type Said, type Subject } from './wording.ts';

type ReadNote = Notes<'read'>[0];

const RULES: Readonly<Record<ReadMode, string>> = {
  log: 'Q1',
  quorum: 'Q2',
  'leader-lease': 'Q3',
  'follower-lease': 'Q4',
  stale: 'Q5',
};

/** The rule by which a read of this mode is answered. */
export const ruleOfMode = (mode: ReadMode): string => RULES[mode];

/** How a read is to be answered, behind its name: ` (quorum read)`; nothing where it goes through the log. */
export const MODE_WORDS: Readonly<Record<ReadMode, string>> = {
  log: '',
  quorum: 'quorum read',
  'leader-lease': 'read under the leader’s lease',
  'follower-lease': 'read under a follower’s lease',
  stale: 'stale read',
};

/** One sentence a stage; a read that is confirmed and answered at once has one for both. */
export function sayRead(notes: Notes<'read'>, c: Context): Said[] {
  const of = (stage: ReadNote['stage']): ReadNote[] => notes.filter((n) => n.stage === stage);
  const answered = of('answered');
  const atOnce = (n: ReadNote): boolean => answered.some((a) => a.session === n.session && a.sequence === n.sequence);
  const later = answered.filter((a) => !of('confirmed').some((n) => n.session === a.session && n.sequence === a.sequence));
  return [
    ...said(of('asked'), c, 60, sayAsked),
    ...said(of('confirmed'), c, 62, (n, s, ctx, reads) => sayConfirmed(n, s, ctx, reads, atOnce(n))),
    ...said(later, c, later[0]?.mode === 'stale' ? 61 : 37, sayAnsweredRead),
  ];
}

type Say = (n: ReadNote, s: Subject, c: Context, reads: string) => string;

function said(notes: readonly ReadNote[], c: Context, weight: number, say: Say): Said[] {
  const n = notes[0];
  if (n === undefined) return [];
  const reads = `${readName(n, c)}${notes.length === 1 ? '' : ` and ${many(notes.length - 1, 'other read')}`}`;
  return [
    {
      weight,
      text: (s) => say(n, s, c, reads),
      rules: [ruleOfMode(n.mode)],
      topics: ['client', 'read'],
      interest: n.by === 'nothing' ? 'notable' : 'routine',
      command: commandName(n.session, n.sequence),
    },
  ];
}

// `c2’s read of x`: the operation is still outstanding at its client.
function readName(n: ReadNote, c: Context): string {
  const session = c.world.session(n.session);
  const key = session?.sequence === n.sequence ? session.operation?.key : undefined;
  return `${clientOwn(clientOfSession(n.session))} read${key === undefined ? '' : ` of ${key}`}`;
}

const sayAsked: Say = (n, s, _c, reads) =>
  n.mode === 'follower-lease'
    ? `${s.start} holds no lease: it asks the leader for one before it answers ${reads}.`
    : `${s.start} remembers its commit index, ${n.index}, for ${reads}, and asks a quorum whether it leads still.`;

function sayConfirmed(n: ReadNote, s: Subject, c: Context, reads: string, answers: boolean): string {
  const then = answers ? `it answers ${reads}` : `it answers ${reads} once slot ${n.index} is applied`;
  if (n.by === 'nothing') return `${s.start} asks nobody whether it leads still, and ${then}: that rule is switched off.`;
  if (n.by === 'quorum') return `A quorum has acknowledged a heartbeat that ${s.inner} sent after ${reads} came: it led then, and ${then}.`;
  const alone = answers ? ' alone' : '';
  const told = c.record.notes.some((x) => x.kind === 'lease' && x.what === 'held');
  if (told) return `${s.start} ${then.slice('it '.length)}${alone}.`;
  const until = leaseOf(n, c);
  return `${s.own} ${n.mode === 'follower-lease' && !leads(c) ? '' : 'own '}lease lasts until ${moment(until)} on its clock: ${then}${alone}.`;
}

const leads = (c: Context): boolean => (c.world.nodes[c.record.actor - 1]?.node.leadership ?? null) !== null;

function leaseOf(n: ReadNote, c: Context): number {
  const sim = c.world.node(c.record.actor);
  const { leadership } = sim.node;
  return leadership === null || n.mode === 'quorum'
    ? sim.node.followerLease.until
    : leaseUntil(sim.node, leadership, localTime(sim.clock, c.world.now));
}

const sayAnsweredRead: Say = (n, s, _c, reads) => {
  if (n.mode !== 'stale') return `${s.start} answers ${reads}: slot ${n.index} is applied.`;
  const behind = n.behind === 0 ? 'it has heard of nothing later' : `it has heard of ${many(n.behind, 'slot')} more`;
  return `${s.start} answers ${reads} at once, from what it has applied, slot ${n.index}: ${behind}.`;
};

/** Q3, Q4: times are on the clock of the node that acts. */
export function sayLease([n]: Notes<'lease'>, c: Context): Said {
  const until = `${moment(n.until)} on its clock`;
  const base = { topics: ['read'], rules: [n.whose === 'leader' ? 'Q3' : 'Q4'] } as const;
  if (n.what === 'held') return { ...base, weight: 63, text: (s) => `${s.start} holds a lease until ${until}.`, interest: 'routine' };
  if (n.what === 'granted')
    return {
      ...base,
      weight: 62,
      text: (s) =>
        `${s.start} grants ${nameOf(n.node)} a lease and counts it as held until ${until}: until then it takes no slot for chosen that ${nameOf(n.node)} has not voted for.`,
      interest: 'routine',
    };
  if (n.whose === 'follower')
    return {
      ...base,
      weight: 62,
      text: (s) => `${s.start} grants ${nameOf(n.node)} no lease: its own does not last until ${until}.`,
      interest: 'notable',
    };
  return { ...base, weight: 62, text: (s) => boundText(s, c, until), topics: ['read', 'phase1'], interest: 'notable' };
}

// It has acknowledged a heartbeat: it holds off other candidates, itself among them.
function boundText(s: Subject, c: Context, until: string): string {
  const h = c.record.happening;
  const bound: NodeId = c.world.nodes[c.record.actor - 1]?.node.bound.to ?? 0;
  const why =
    bound === 0
      ? 'it may have acknowledged a heartbeat before it was restarted'
      : bound === c.record.actor
        ? 'it holds a lease of its own'
        : `it has acknowledged ${nameOf(bound)}’s heartbeat`;
  const does =
    h.kind === 'deliver' && h.flight.message.type === 'Prepare'
      ? `refuses ${nameOf(h.flight.from)}’s Prepare`
      : 'does not stand for election';
  return `${s.start} ${does}: ${why} and waits until ${until}.`;
}
