// Votes counted, slots chosen and applied, requests kept and answered, recovery, in words (R1–R4, S2, L4, L6, D7, D8).
import type { Slot } from '../base/units.ts';
import { nameOf } from '../base/units.ts';
import { printBallot } from '../paxos/ballot.ts';
import { clientOfSession } from '../paxos/entry.ts';
import type { Notes } from './say-acceptor.ts';
import {
  countsIn,
  clientOwn,
  commandName,
  commandOf,
  entryNamed,
  listed,
  many,
  names,
  ordinal,
  slotsNamed,
  type Context,
  type Said,
  type Subject,
} from './wording.ts';

/** R1, D3. The vote that makes the quorum is told with the choice. */
export function sayCount([n]: Notes<'count'>, c: Context): Said | null {
  if (c.record.notes.some((x) => x.kind === 'chosen' && x.slot === n.slot)) return null;
  const own = n.by === c.record.actor;
  const entry = c.world.nodes[c.record.actor - 1]?.node.log.vote(n.slot)?.entry;
  return {
    weight: 50,
    text: (s) =>
      own
        ? `${s.own} own vote in slot ${n.slot} is synced: ${countsIn(c, n.slot) ? 'it counts' : 'it counts for nothing, for it is no member there'}. ${n.count} of ${n.needed}.`
        : `${s.start} counts n${n.by}’s vote in slot ${n.slot}: ${n.count} of ${n.needed}.`,
    rules: own ? ['D3', 'R1'] : ['R1'],
    topics: ['phase2'],
    interest: 'routine',
    slot: n.slot,
    ...(entry === undefined ? {} : { command: commandOf(entry) }),
  };
}

export function sayChosen(notes: Notes<'chosen'>, c: Context): Said[] {
  const n = notes[0];
  const said: Said = {
    weight: n.how === 'commit-index' ? 56 : 65,
    text: (s) => chosenText(notes, c, s),
    rules: [n.how === 'quorum' ? 'R1' : 'R2'],
    topics: n.how === 'catch-up' ? ['chosen', 'catch-up'] : ['chosen'],
    interest: n.how === 'quorum' ? 'notable' : 'routine',
    slot: n.slot,
    command: commandOf(n.entry),
  };
  const gap = n.how === 'quorum' ? sayGap(n.slot, c) : null;
  return gap === null ? [said] : [said, gap];
}

function chosenText(notes: Notes<'chosen'>, c: Context, s: Subject): string {
  const n = notes[0];
  const slots = notes.map((x) => x.slot);
  const what = notes.length === 1 ? `${entryNamed(n.entry)} is chosen in slot ${n.slot}` : `${slotsNamed(slots)} are chosen`;
  const who = s.start;
  switch (n.how) {
    case 'quorum': {
      const count = c.record.notes.find((x) => x.kind === 'count');
      const vote =
        count === undefined
          ? ''
          : `: ${count.by === c.record.actor ? 'its own vote' : `n${count.by}’s vote`} in ${printBallot(n.ballot)} is the ${ordinal(count.count)}, a quorum`;
      return `${who} knows that ${what}${vote}.`;
    }
    case 'commit-index':
      return `${who} learns that ${what}: the leader’s commit index covers ${notes.length === 1 ? 'it, and its own vote there is' : 'them, and its own votes there are'} of ${printBallot(n.ballot)}.`;
    case 'catch-up': {
      const h = c.record.happening;
      return `${who} learns from ${h.kind === 'deliver' ? nameOf(h.flight.from) : 'a peer'} that ${what}.`;
    }
  }
}

// R3: chosen above a slot that this node does not know to be chosen.
function sayGap(slot: Slot, c: Context): Said | null {
  const node = c.world.nodes[c.record.actor - 1]?.node;
  if (node === undefined || slot <= node.commitIndex) return null;
  const missing: Slot[] = [];
  for (let s = node.commitIndex + 1; s < slot && missing.length < 64; s++) if (node.log.chosen(s) === undefined) missing.push(s);
  if (missing.length === 0) return null;
  return {
    weight: 64,
    text: (s) =>
      `${capital(slotsNamed(missing))} below it ${missing.length === 1 ? 'is' : 'are'} not chosen yet as far as ${s.inner} knows: nothing past the gap is applied.`,
    rules: ['R3'],
    topics: ['chosen'],
    interest: 'notable',
  };
}

export function sayApply(notes: Notes<'apply'>, c: Context): Said {
  const n = notes[0];
  const slots = notes.map((x) => x.slot);
  const what = notes.length === 1 ? `${entryNamed(n.entry)} (slot ${n.slot})` : slotsNamed(slots);
  const repeats = notes.flatMap((x) => x.results.filter((r) => r.repeated));
  const replies = c.record.sent.filter((f) => f.message.type === 'Reply' && f.message.mode === 'log');
  const answers = replies.length === 0 ? '' : ` and answers ${names([...new Set(replies.map((f) => f.to))])}`;
  return {
    weight: 40,
    text: (s) => `${s.start} applies ${what}${answers}.${repeats.length === 0 ? '' : ` ${repeated(repeats)}`}`,
    rules: ['R3', ...(replies.length > 0 ? ['R4', 'D5'] : []), ...(repeats.length > 0 ? ['S2'] : [])],
    topics: replies.length > 0 ? ['applied', 'client'] : ['applied'],
    interest: repeats.length > 0 ? 'notable' : 'routine',
    slot: n.slot,
    command: commandOf(n.entry),
  };
}

function repeated(repeats: readonly { readonly session: number; readonly sequence: number }[]): string {
  const which = listed(repeats.map((r) => commandName(r.session, r.sequence)));
  return `${which} had taken effect before: the session table gives the old answer and nothing changes.`;
}

export function sayQueue([n]: Notes<'queue'>, c: Context): Said {
  const command = commandName(n.session, n.sequence);
  const why = {
    window: `the window of ${many(c.world.config.window, 'slot')} beyond the commit index is full`,
    'no-leader': 'it does not lead yet',
    learning: 'it first learns which slots are chosen',
    batch: 'it collects commands for one entry',
    membership: 'the members are about to change',
  }[n.why];
  return {
    weight: 45,
    text: (s) => `${s.start} keeps ${command} waiting: ${why}.`,
    rules: [{ window: 'L4', learning: 'L2', 'no-leader': 'L1', batch: 'B1', membership: 'M2' }[n.why]],
    topics: ['client'],
    interest: 'routine',
    command,
  };
}

export function sayKnown([n]: Notes<'known'>): Said {
  const command = commandName(n.session, n.sequence);
  const own = clientOwn(clientOfSession(n.session));
  return {
    weight: 45,
    text: (s) =>
      n.why === 'answered'
        ? `${s.start} has applied ${command} before: it sends the answer it gave, and proposes nothing.`
        : `${s.start} has proposed ${command} already: ${own} repeated request only waits for the answer.`,
    rules: ['S2'],
    topics: ['client'],
    interest: 'notable',
    command,
  };
}

export function sayAsk([n]: Notes<'ask'>, c: Context): Said {
  const leads = c.record.notes.some((x) => x.kind === 'lead');
  return {
    weight: leads ? 72 : 46,
    text: (s) =>
      `${s.start} asks n${n.from} for the chosen entries from slot ${n.fromSlot} on: it knows that up to slot ${n.upTo} all are chosen.`,
    rules: [leads ? 'L2' : 'R2'],
    topics: ['catch-up'],
    interest: 'notable',
    slot: n.fromSlot,
  };
}

export function sayResend([n]: Notes<'resend'>, c: Context): Said {
  const what = n.what === 'Prepare' ? 'its Prepare' : `its ${n.slots.length === 1 ? 'Accept' : 'Accepts'} for ${slotsNamed(n.slots)}`;
  const they = n.to.length === 1 ? 'which has' : 'which have';
  const held = c.record.held > 0 ? ' They wait for the sync of its promise.' : '';
  return {
    weight: 46,
    text: (s) => `${s.start} sends ${what} again to ${names(n.to)}, ${they} not answered.${held}`,
    rules: ['L6'],
    topics: [n.what === 'Prepare' ? 'phase1' : 'phase2'],
    interest: 'notable',
    ...(n.slots.length > 0 ? { slot: n.slots[0]! } : {}),
  };
}

export function sayRecover(notes: Notes<'recover'>, c: Context): Said | null {
  const n = notes[0];
  if (c.record.noteActors !== null) return sayAllRecover(notes, c);
  if (c.record.worldNotes.some((w) => w.kind === 'added')) return null; // a new node
  const promised = n.promised.round === 0 ? 'It had promised nothing' : `It had promised ${printBallot(n.promised)}`;
  const known = n.applied === 0 ? 'and knows no slot to be chosen' : `and knows slots up to ${n.applied} to be chosen`;
  return {
    weight: 90,
    text: (s) =>
      n.damage === null
        ? `${s.start} restarts from its disk: it replays ${many(n.replayed, 'record')}. ${promised}, ${known}.`
        : `${s.start} restarts but takes no part, since ${n.damage}. It does not vote under its old name.`,
    rules: n.damage === null ? ['D7'] : ['D7', 'D8'],
    topics: ['fault', 'disk'],
    interest: 'landmark',
  };
}

function sayAllRecover(notes: Notes<'recover'>, c: Context): Said {
  const actors = c.record.notes.flatMap((x, i) => (x.kind === 'recover' ? [{ node: c.record.noteActors![i]!, damage: x.damage }] : []));
  const whole = actors.filter((a) => a.damage === null).map((a) => a.node);
  const damaged = actors.filter((a) => a.damage !== null).map((a) => a.node);
  const records = notes.reduce((sum, n) => sum + n.replayed, 0);
  const out =
    damaged.length === 0
      ? ''
      : ` ${names(damaged)} cannot trust ${damaged.length === 1 ? 'its disk' : 'their disks'} and ${damaged.length === 1 ? 'takes' : 'take'} no part.`;
  const back = whole.length === 0 ? '' : `${names(whole)} replay ${many(records, 'record')} in all.`;
  return {
    weight: 90,
    text: () => `${back}${out}`.trim(),
    rules: damaged.length === 0 ? ['D7'] : ['D7', 'D8'],
    topics: ['fault', 'disk'],
    interest: 'landmark',
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
