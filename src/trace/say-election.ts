// Elections and what a new leader does first, in words (E1–E4, D1, L1–L7).
import type { Slot } from '../base/units.ts';
import { printBallot } from '../paxos/ballot.ts';
import type { Notes } from './say-acceptor.ts';
import { commandOf, countsIn, entryNamed, entryText, listed, many, names, slotsNamed, type Context, type Said } from './wording.ts';

export function sayCandidate([n]: Notes<'candidate'>, c: Context): Said | null {
  if (c.record.notes.some((x) => x.kind === 'lead')) return null; // it leads without asking: that rule is switched off
  const after = c.record.notes.some((x) => x.kind === 'chosen'); // E4: one command is done, the next begins
  const rules = { timeout: ['E1'], retry: ['E2'], request: [c.world.config.election === 'basic' ? 'E4' : 'E3'], asked: ['E1'] }[n.why];
  const prepares = c.record.held > 0 ? ' Its Prepare waits until its own promise is synced.' : '';
  const from = n.firstSlot === 1 ? 'every slot' : `slot ${n.firstSlot} on: those below are chosen`;
  return {
    weight: after ? 9 : 75,
    text: (s) =>
      `${s.start} stands for election with ${printBallot(n.ballot)}: ${whyStands(n.why, c)}. It will ask for votes from ${from}.${prepares}`,
    rules: [...rules, 'D1'],
    topics: ['election', 'phase1'],
    interest: 'landmark',
  };
}

function whyStands(why: Notes<'candidate'>[0]['why'], c: Context): string {
  switch (why) {
    case 'timeout':
      return 'it has heard no leader for a whole time-out';
    case 'retry':
      return 'its wait after the last, failed attempt is over';
    case 'request':
      return c.world.config.election === 'basic'
        ? 'in Basic mode every command runs Phase 1 first'
        : 'a request waits, and it knows no leader';
    case 'asked':
      return 'it was asked to by hand';
  }
}

export function sayPromised([n]: Notes<'promised'>, c: Context): Said | null {
  if (c.record.notes.some((x) => x.kind === 'lead')) return null;
  const own = n.by === c.record.actor;
  // M4: one that comes later than the quorum is kept all the same.
  const tally = n.count > n.needed ? 'it leads already, and keeps what is reported' : `${n.count} of the ${n.needed} that it needs`;
  return {
    weight: 50,
    text: (s) =>
      own
        ? `${s.own} own promise of ${printBallot(n.ballot)} is synced: it counts, ${tally}.`
        : `${s.start} counts n${n.by}’s promise of ${printBallot(n.ballot)}: ${tally}.`,
    rules: own ? ['D1', 'L1'] : ['L1'],
    topics: ['phase1'],
    interest: 'routine',
  };
}

export function sayLead([n]: Notes<'lead'>): Said {
  const ballot = printBallot(n.ballot);
  return {
    weight: 80,
    text: (s) =>
      n.quorum.length === 0
        ? `${s.start} leads ${ballot} without any promise: that rule is switched off.`
        : `${s.start} leads ${ballot}: ${names(n.quorum)} promised it, a quorum.`,
    rules: ['L1'],
    topics: ['election', 'phase1'],
    interest: 'landmark',
  };
}

export function sayStepDown([n]: Notes<'step-down'>): Said {
  const leader = n.was === 'leader';
  return {
    weight: leader ? 74 : 61,
    text: (s) =>
      leader
        ? `${s.start} stops leading ${printBallot(n.ballot)}: it has met the higher ballot ${printBallot(n.seen)}.`
        : `${s.start} gives up ${printBallot(n.ballot)}: it has met the higher ballot ${printBallot(n.seen)}.`,
    rules: ['L7'],
    topics: ['election'],
    interest: leader ? 'landmark' : 'notable',
  };
}

export function sayAbdicate([n]: Notes<'abdicate'>): Said {
  return {
    weight: 10,
    text: (s) => `${s.start} gives up ${printBallot(n.ballot)}: in Basic mode nobody stays leader.`,
    rules: ['E4'],
    topics: ['election'],
    interest: 'routine',
  };
}

export function sayLoseLeader([n]: Notes<'lose-leader'>): Said {
  return {
    weight: 55,
    text: (s) =>
      `${s.start} has heard nothing of n${n.leader} for a time-out and knows no leader now. In this mode the next request starts Phase 1.`,
    rules: ['E3'],
    topics: ['election'],
    interest: 'notable',
  };
}

export function sayBackOff([n]: Notes<'back-off'>, c: Context): Said {
  const alone = !c.record.notes.some((x) => x.kind === 'step-down');
  const noQuorum = alone ? ' found no quorum in time and' : '';
  return {
    weight: 15,
    text: (s) =>
      `${s.start}${noQuorum} waits a random time before it stands again: ${n.attempts === 1 ? 'one attempt has' : `${n.attempts} attempts in a row have`} failed.`,
    rules: ['E2'],
    topics: ['election'],
    interest: alone ? 'notable' : 'routine',
  };
}

/** L3, L4: one sentence for what was adopted, one for what was filled, one for what is new. */
export function sayPropose(notes: Notes<'propose'>, c: Context): Said[] {
  const of = (why: 'new' | 'adopted' | 'filled'): Notes<'propose'>[0][] => notes.filter((n) => n.why === why);
  const said: Said[] = [];
  const filled = of('filled');
  const adopted = of('adopted');
  const fresh = of('new');
  if (filled.length > 0) said.push(sayFilled(filled, c));
  if (adopted.length > 0) said.push(sayAdopted(adopted, c));
  if (fresh.length > 0) said.push(sayNew(fresh, c));
  return said;
}

function sayFilled(notes: readonly Notes<'propose'>[0][], c: Context): Said {
  const slots = notes.map((n) => n.slot);
  const ballot = printBallot(notes[0]!.ballot);
  const own = c.world.config.switches.includes('own-value');
  const where = `In ${slotsNamed(slots)} no promise reported a vote`;
  const noops = slots.length === 1 ? 'a no-op' : 'no-ops';
  return {
    weight: 70,
    text: (s) =>
      own
        ? `${s.start} proposes ${noops} in ${slotsNamed(slots)} under ${ballot}, whatever was reported: that rule is switched off.`
        : `${where}: ${s.inner} proposes ${noops} under ${ballot}.`,
    rules: ['L3'],
    topics: ['phase2'],
    interest: 'landmark',
    slot: slots[0]!,
  };
}

function sayAdopted(notes: readonly Notes<'propose'>[0][], c: Context): Said {
  const first = notes[0]!;
  const bySlot = (n: Notes<'propose'>[0]): string => `${entryNamed(n.entry)} in slot ${n.slot}`;
  const what = notes.length <= 3 ? listed(notes.map(bySlot)) : `what was reported in ${slotsNamed(notes.map((n) => n.slot))}`;
  const learning = c.record.happening.kind === 'timer';
  return {
    weight: 68,
    text: (s) => `${s.start} adopts ${what}: ${highest(notes)}.`,
    rules: learning ? ['L2', 'L3'] : ['L3'],
    topics: ['phase2'],
    interest: 'landmark',
    slot: first.slot,
    command: commandOf(first.entry),
  };
}

// "the highest ballot reported was 2.n1, by n2 and n4"; where the slots differ in that, only the ballots are named.
function highest(notes: readonly Notes<'propose'>[0][]): string {
  const of = (n: Notes<'propose'>[0]): string => `${printBallot(n.from!)}, by ${names(n.reporters!)}`;
  const all = new Set(notes.map(of));
  if (all.size === 1) return `the highest ballot reported was ${of(notes[0]!)}`;
  const ballots = [...new Set(notes.map((n) => printBallot(n.from!)))];
  return ballots.length === 1 ? `the highest ballot reported was ${ballots[0]!}` : `the highest ballots reported were ${listed(ballots)}`;
}

function sayNew(notes: readonly Notes<'propose'>[0][], c: Context): Said {
  const first = notes[0]!;
  const slots: Slot[] = notes.map((n) => n.slot);
  const what =
    notes.length <= 3
      ? listed(notes.map((n) => `${entryText(n.entry)} in slot ${n.slot}`))
      : `${many(notes.length, 'command')} in ${slotsNamed(slots)}`;
  const early = c.record.sent.some((f) => f.message.type === 'Reply') && !c.record.notes.some((n) => n.kind === 'apply');
  return {
    weight: c.record.notes.some((n) => n.kind === 'chosen') ? 39 : 57,
    text: (s) =>
      `${s.start} proposes ${what} under ${printBallot(first.ballot)}: ${notes.length === 1 ? 'the next free slot' : 'the next free slots'}. ${ownVote(slots, c)}` +
      (early ? ' The client is told “done” at once, before anyone else has voted: that rule is switched off.' : ''),
    rules: ['L4', 'D3'],
    topics: ['phase2'],
    interest: 'routine',
    slot: first.slot,
    command: commandOf(first.entry),
  };
}

function ownVote(slots: readonly Slot[], c: Context): string {
  if (!slots.some((s) => countsIn(c, s))) return 'Its own vote counts for nothing: it is no member there.';
  return c.world.config.switches.includes('vote-before-sync')
    ? 'Its own vote counts before it is synced: that rule is switched off.'
    : 'Its own vote counts once it is synced.';
}
