// Changes of membership in words: asked for, proposed, in force, handed over (M1–M7, A4).
import type { Notes } from './say-acceptor.ts';
import { names, type Context, type Said } from './wording.ts';

/** M1: the entry is applied. At a recovery there may be several: the last counts. */
export function sayConfiguration(notes: Notes<'configuration'>, c: Context): Said {
  const n = notes[notes.length - 1]!;
  const soon = n.from === n.slot + 1;
  const first = c.record.notes.some((x) => x.kind === 'chosen' && x.how === 'quorum');
  return {
    weight: 38,
    text: () =>
      `From slot ${n.from} on ${names(n.members)} ${n.members.length === 1 ? 'is the only member' : 'are the members'}, ${soon ? 'right after' : `${n.from - n.slot} slots after`} the entry in slot ${n.slot} that says so.`,
    rules: ['M1', soon ? 'M2' : 'M3'],
    topics: ['membership'],
    interest: first ? 'landmark' : 'notable',
    slot: n.slot,
  };
}

type MembershipNote = Notes<'membership'>[0];

export function sayMembership(notes: Notes<'membership'>, c: Context): Said[] {
  return notes.map((n) => {
    const { text, rules, weight = 62 } = WORDS[n.stage](n, c);
    return { weight, text, rules, topics: ['membership'], interest: LANDMARKS.has(n.stage) ? 'landmark' : 'notable' };
  });
}

const LANDMARKS: ReadonlySet<MembershipNote['stage']> = new Set<MembershipNote['stage']>(['removed', 'handed-over']);

/** `n1 and n2 are`, `n1 is`. */
const theyAre = (members: readonly number[]): string => `${names(members)} ${members.length === 1 ? 'is' : 'are'}`;

type Worded = Pick<Said, 'text' | 'rules'> & { readonly weight?: number };

/** Heavier than a proposal, so that the reason comes first; `removed` follows what made it so. */
const WORDS: Readonly<Record<MembershipNote['stage'], (n: MembershipNote, c: Context) => Worded>> = {
  asked: (n, c) => ({
    text: (s) => `${s.start} is asked to make ${names(n.members)} the members. ${newcomers(c)}`,
    rules: ['M1', 'M5'],
    weight: 63,
  }),
  refused: (n, c) => ({
    text: (s) =>
      leads(c)
        ? `${s.start} does not make ${names(n.members)} the members: one change at a time, and the former does not govern yet.`
        : `${s.start} does not make ${names(n.members)} the members: it does not lead.`,
    rules: ['M7'],
  }),
  'caught-up': (n) => ({
    text: (s) => `${names(n.members)} ${n.members.length === 1 ? 'has' : 'have'} caught up as far as ${s.inner} knows.`,
    rules: ['M5'],
  }),
  draining: (n) => ({
    text: (s) => `${s.start} admits no command until nothing is open: then it proposes ${names(n.members)} as the members.`,
    rules: ['M2'],
  }),
  proposed: (n, c) => ({
    text: (s) => `${s.start} proposes ${names(n.members)} as the members${governs(c)}.`,
    rules: ['M1', ...policyRule(c)],
  }),
  resumed: (n) => ({
    text: (s) => `${s.start} admits commands again: a quorum of ${names(n.members)} stands behind its ballot.`,
    rules: ['M2', 'M4'],
    weight: 57,
  }),
  promises: (n) => ({
    text: (s) =>
      `A quorum of ${names(n.members)} has promised ${s.own === 'Its' ? 'its' : s.own} ballot: it may propose in the slots that they govern.`,
    rules: ['M4'],
  }),
  removed: (n, c) => ({
    text: (s) => `${s.start} is no member any more: ${theyAre(n.members)}.`,
    rules: c.record.happening.kind === 'deliver' && c.record.happening.flight.message.type === 'Members' ? ['A4'] : ['M1', 'M6'],
    weight: 36,
  }),
  'handed-over': (n) => ({
    text: (s) => `${s.start} leads no longer: it is no member, and a quorum of ${names(n.members)} has applied that.`,
    rules: ['M6'],
    weight: 36,
  }),
};

const leadershipOf = (c: Context) => c.world.nodes[c.record.actor - 1]?.node.leadership ?? null;
const leads = (c: Context): boolean => leadershipOf(c) !== null;

// M5: those who are no members yet.
function newcomers(c: Context): string {
  const learners = leadershipOf(c)?.learners ?? [];
  if (learners.length === 0) return 'All of them are members already.';
  return `${names(learners)} ${learners.length === 1 ? 'catches' : 'catch'} up first, as ${learners.length === 1 ? 'a learner' : 'learners'}.`;
}

type Proposal = Extract<Context['record']['notes'][number], { kind: 'propose' }>;
const proposalOf = (c: Context): Proposal | undefined =>
  c.record.notes.find((x): x is Proposal => x.kind === 'propose' && x.entry.type === 'configuration');

function governs(c: Context): string {
  const p = proposalOf(c);
  return p === undefined || p.entry.type !== 'configuration'
    ? ''
    : `: chosen in slot ${p.slot}, they govern from slot ${p.slot + p.entry.after} on`;
}

function policyRule(c: Context): string[] {
  const p = proposalOf(c);
  return p === undefined || p.entry.type !== 'configuration' ? [] : [p.entry.after === 1 ? 'M2' : 'M3'];
}
