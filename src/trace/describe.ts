// The one place that words an event: its sentences, with the reason and the rules, for the event list, the screen reader, exports and
// scenarios. The most telling is said first; what the event did besides follows in short sentences, bounded. Says nothing that the record
// and the world just after it do not hold.
import type { Note, NoteKind } from '../paxos/effects.ts';
import type { EventRecord } from '../sim/events.ts';
import type { World } from '../sim/world.ts';
import { causeOf, causeText } from './cause.ts';
import type { DescribedEvent, EventTopic } from './described.ts';
import { sayFollow, sayIgnore, sayPromise, sayRefuse, sayVote, type Notes } from './say-acceptor.ts';
import { sayWorldNote } from './say-clients.ts';
import { sayAbdicate, sayBackOff, sayCandidate, sayLead, sayLoseLeader, sayPromised, sayPropose, sayStepDown } from './say-election.ts';
import { sayCheckpoint, sayInstall, sayNameCheckpoint, sayOffer, sayTruncate } from './say-checkpoint.ts';
import { sayHappening } from './say-happening.ts';
import { sayApply, sayAsk, sayChosen, sayCount, sayKnown, sayQueue, sayRecover, sayResend } from './say-learning.ts';
import { sayConfiguration, sayMembership } from './say-membership.ts';
import { sayLease, sayRead } from './say-reads.ts';
import { recoveredNodes } from './say-recovery.ts';
import { BY_PRONOUN, byName, type Context, type Said } from './wording.ts';
import { isClient } from '../base/units.ts';

export { describeInput } from './say-input.ts';
export { marksOf } from './marks.ts';

/** Things said of one event, at most. */
const MAX_SAID = 5;

/** `world` is the world just after the event. */
export function describe(record: EventRecord, world: World): DescribedEvent {
  const said = allSaid({ record, world });
  const first = said[0]!;
  const recovered = recoveredNodes(record);
  return {
    event: record.number,
    at: record.at,
    actor: record.actor,
    text: textOf(said, record),
    rules: [...new Set(said.flatMap((s) => s.rules))],
    cause: causeOf(record),
    causeText: causeText(record),
    interest: strongest(said),
    topics: topicsOf(said),
    command: said.find((s) => s.command)?.command ?? '',
    slot: first.slot ?? said.find((s) => s.slot !== undefined)?.slot ?? 0,
    ...(recovered.length === 0 ? {} : { recovered }),
  };
}

function allSaid(c: Context): Said[] {
  // A node whose write failed has forgotten what else it did.
  const stopped = c.record.worldNotes.some((n) => n.kind === 'disk-full');
  const said = [...(stopped ? [] : sayNotes(c)), ...c.record.worldNotes.flatMap((n) => sayWorldNote(n, c) ?? [])];
  const happening = sayHappening(c.record.happening, c, said.length > 0);
  if (happening !== null) said.push(happening);
  if (said.length === 0) said.push(NOTHING_TO_SAY);
  return said.sort((a, b) => b.weight - a.weight); // stable: equals in the order of happening
}

const NOTHING_TO_SAY: Said = {
  weight: 0,
  text: (s) => `${s.start} does nothing that can be seen.`,
  rules: [],
  topics: [],
  interest: 'routine',
};

// The actor is named until a sentence has it as its subject; then it is `it`, until a sentence has another one.
function textOf(said: readonly Said[], record: EventRecord): string {
  const named = byName(record.actor);
  const mayBeIt = record.actor !== 0 && !isClient(record.actor);
  let subject = named;
  const sentences: string[] = [];
  for (const s of said.slice(0, MAX_SAID)) {
    const text = s.text(subject);
    sentences.push(text);
    subject = mayBeIt && (text.startsWith(named.start) || text.startsWith(BY_PRONOUN.start)) ? BY_PRONOUN : named;
  }
  return sentences.join(' ');
}

function strongest(said: readonly Said[]): DescribedEvent['interest'] {
  if (said.some((s) => s.interest === 'landmark')) return 'landmark';
  return said.some((s) => s.interest === 'notable') ? 'notable' : 'routine';
}

const topicsOf = (said: readonly Said[]): readonly EventTopic[] => [...new Set(said.flatMap((s) => s.topics))];

/** The wording of each kind of note; a kind without one does not compile. Notes of one kind are said together. */
const SAY: { readonly [K in NoteKind]: (notes: Notes<K>, c: Context) => Said | readonly Said[] | null } = {
  recover: sayRecover,
  promise: sayPromise,
  refuse: sayRefuse,
  candidate: sayCandidate,
  promised: sayPromised,
  lead: sayLead,
  'step-down': sayStepDown,
  abdicate: sayAbdicate,
  'lose-leader': sayLoseLeader,
  'back-off': sayBackOff,
  follow: sayFollow,
  propose: sayPropose,
  vote: sayVote,
  count: sayCount,
  chosen: sayChosen,
  apply: sayApply,
  checkpoint: sayCheckpoint,
  'name-checkpoint': sayNameCheckpoint,
  truncate: sayTruncate,
  offer: sayOffer,
  install: sayInstall,
  configuration: sayConfiguration,
  membership: sayMembership,
  read: sayRead,
  lease: sayLease,
  queue: sayQueue,
  known: sayKnown,
  ask: sayAsk,
  resend: sayResend,
  ignore: sayIgnore,
};

/** Every kind of note that has wording. */
export const WORDED_NOTES = Object.keys(SAY) as readonly NoteKind[];

function sayNotes(c: Context): Said[] {
  const groups = new Map<NoteKind, Note[]>();
  for (const note of c.record.notes) {
    const group = groups.get(note.kind);
    if (group === undefined) groups.set(note.kind, [note]);
    else group.push(note);
  }
  const said: Said[] = [];
  for (const [kind, notes] of groups) {
    if (c.record.noteActors !== null && kind !== 'recover') continue; // many nodes at once: only their return is told
    said.push(...[sayGroup(kind, notes, c) ?? []].flat());
  }
  return said;
}

function sayGroup(kind: NoteKind, notes: readonly Note[], c: Context): Said | readonly Said[] | null {
  const say = SAY[kind] as (notes: readonly Note[], c: Context) => Said | readonly Said[] | null;
  return say(notes, c);
}
