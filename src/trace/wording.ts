// What all wording shares: names, times, lists, and the shape of one thing said about an event. Bounded: a list of any length becomes a
// few words. Typographic apostrophes throughout.
import type { Address, ClientId, EventNumber, Micros, SessionId, Slot } from '../base/units.ts';
import { grouped, nameOf, YOU } from '../base/units.ts';
import { governing } from '../paxos/configuration.ts';
import { printEntry, printOperation, printSession, type Entry, type Operation } from '../paxos/entry.ts';
import type { EventRecord } from '../sim/events.ts';
import type { World } from '../sim/world.ts';
import type { DescribedEvent, EventTopic } from './described.ts';

/** What a sentence is made from. */
export interface Context {
  readonly record: EventRecord;
  /** Just after the event. */
  readonly world: World;
}

/** M1, R1: whether the event’s node is a member in the slot, so that its own vote counts there. A leader that was removed is none (M6). */
export function countsIn(c: Context, slot: Slot): boolean {
  const node = c.world.nodes[c.record.actor - 1]?.node;
  return node === undefined || governing(node, slot).members.includes(node.id);
}

/** How a sentence names its subject: by name in the first sentence, by pronoun after it. */
export interface Subject {
  /** `n3` or `It`, at the start of a sentence. */
  readonly start: string;
  /** `n3` or `it`, within one. */
  readonly inner: string;
  /** `n3’s` or `Its`. */
  readonly own: string;
}

/** One thing said about an event. */
export interface Said {
  /** The heaviest is said first. */
  readonly weight: number;
  readonly text: (s: Subject) => string;
  readonly rules: readonly string[];
  readonly topics: readonly EventTopic[];
  readonly interest: DescribedEvent['interest'];
  readonly slot?: Slot;
  readonly command?: string;
}

export const byName = (actor: Address): Subject => ({ start: nameOf(actor), inner: nameOf(actor), own: `${nameOf(actor)}’s` });
export const BY_PRONOUN: Subject = { start: 'It', inner: 'it', own: 'Its' };

/** A client as the subject of a verb: `c1 sends`, `You send`. */
export const clientDoes = (client: ClientId, does: string, youDo: string): string =>
  client === YOU ? `You ${youDo}` : `${nameOf(client)} ${does}`;

/** `c1’s`, `your`. */
export const clientOwn = (client: ClientId): string => (client === YOU ? 'your' : `${nameOf(client)}’s`);

/** `850 µs`, `31.2 ms`, `400 ms`, `12.5 s`: a span. */
export function span(micros: Micros): string {
  if (micros < 1000) return `${micros} µs`;
  return micros < 10_000_000 ? `${thousandths(micros)} ms` : `${thousandths(Math.round(micros / 1000))} s`;
}

// 31200 → `31.2`.
function thousandths(n: number): string {
  const rest = n % 1000;
  const whole = grouped(Math.floor(n / 1000));
  return rest === 0 ? whole : `${whole}.${String(rest).padStart(3, '0').replace(/0+$/, '')}`;
}

/** `event 1,203`. */
export const eventName = (n: EventNumber): string => `event ${grouped(n)}`;

/** `1 record`, `3 records`. */
export const many = (n: number, noun: string): string => (n === 1 ? `1 ${noun}` : `${grouped(n)} ${noun}s`);

/** `a`, `a and b`, `a, b and c`; beyond `limit` items `a, b, c and 4 more`. */
export function listed(items: readonly string[], limit = 4): string {
  if (items.length > limit) return `${items.slice(0, limit - 1).join(', ')} and ${grouped(items.length - limit + 1)} more`;
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)!}`;
}

/** `n2, n3 and n4`; up to nine nodes are named. */
export const names = (nodes: readonly Address[]): string => listed([...nodes].sort((a, b) => a - b).map(nameOf), 9);

/** `slot 14`, `slots 13 and 15`, `slots 13–20`. */
export const slotsNamed = (slots: readonly Slot[]): string => `${slots.length === 1 ? 'slot' : 'slots'} ${ranges(slots)}`;

function ranges(slots: readonly Slot[]): string {
  const sorted = [...slots].sort((a, b) => a - b);
  const runs: [Slot, Slot][] = [];
  for (const s of sorted) {
    const last = runs.at(-1);
    if (last !== undefined && s <= last[1] + 1) last[1] = s;
    else runs.push([s, s]);
  }
  return listed(
    runs.flatMap(([a, b]) => (b === a ? [`${a}`] : b === a + 1 ? [`${a}`, `${b}`] : [`${a}–${b}`])),
    5,
  );
}

const MAX_ENTRY = 28;
const clip = (text: string): string => (text.length > MAX_ENTRY ? `${text.slice(0, MAX_ENTRY - 1)}…` : text);

/** `x=4`, `∅`: at most 28 characters. */
export const entryText = (entry: Entry): string => clip(printEntry(entry));
/** As the subject of a sentence: `x=4`, `a no-op`. */
export const entryNamed = (entry: Entry): string => (entry.type === 'noop' ? 'a no-op' : entryText(entry));
export const operationText = (operation: Operation): string => clip(printOperation(operation));

/** `c1#7`: how a command is known everywhere. */
export const commandName = (session: SessionId, sequence: number): string => `${printSession(session)}#${sequence}`;

/** The command of an entry: its only one, or the first of a batch; '' where it has none. */
export function commandOf(entry: Entry): string {
  if (entry.type !== 'commands') return '';
  const first = entry.commands[0]!;
  return commandName(first.session, first.sequence);
}

/** `first`, `second`, … `9th`. */
export const ordinal = (n: number): string => ['zeroth', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth'][n] ?? `${n}th`;
