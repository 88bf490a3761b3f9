// Values of the Informal Trace Format (Apalache’s ADR-015) as texts: whole numbers, sets, tuples, functions, variants; and how ballots, entries and
// messages of Synod are such values (EXPORTS.md, ITF). A text, not an object: a state is put together from texts that did not change.
import { nameOf } from '../../base/units.ts';
import type { Ballot } from '../../paxos/ballot.ts';
import { printEntry, printOperation, printSession, type Entry } from '../../paxos/entry.ts';
import type { Flight } from '../../sim/events.ts';

export const int = (n: number): string => `{"#bigint":"${n}"}`;
export const str = (s: string): string => JSON.stringify(s);
export const set = (of: Iterable<string>): string => `{"#set":[${[...new Set(of)].join()}]}`;
export const tup = (...of: readonly string[]): string => `{"#tup":[${of.join()}]}`;
export const fun = (pairs: Iterable<readonly [string, string]>): string => `{"#map":[${[...pairs].map(([k, v]) => `[${k},${v}]`).join()}]}`;
const record = (fields: Readonly<Record<string, string>>): string =>
  `{${Object.entries(fields)
    .map(([k, v]) => `${str(k)}:${v}`)
    .join()}}`;

/** No ballot, as Lamport’s specification has it. */
export const NONE = int(-1);
/** A ballot is a natural number, in the same order: 100 times its round, and its node. */
export const bal = (b: Ballot): string => (b.round === 0 ? NONE : int(100 * b.round + b.node));

/** An entry by what makes it another one than every other. */
export function val(e: Entry): string {
  if (e.type === 'noop') return str('no-op');
  if (e.type === 'configuration') return str(printEntry(e));
  return str(e.commands.map((c) => `${printSession(c.session)}#${c.sequence} ${printOperation(c.operation)}`).join('; '));
}

const link = ({ from, to }: Flight) => ({ from: str(nameOf(from)), to: str(nameOf(to)) });

/** A message of the two phases, or null for any other. */
export function msg(f: Flight): string | null {
  const { message: m } = f;
  const variant = (fields: Readonly<Record<string, string>>): string => `{"tag":"${m.type}","value":${record({ ...link(f), ...fields })}}`;
  switch (m.type) {
    case 'Prepare':
      return variant({ bal: bal(m.ballot), slot: int(m.firstSlot) });
    case 'Promise':
      return variant({ bal: bal(m.ballot), votes: set(m.votes.map((v) => tup(int(v.slot), bal(v.ballot), val(v.entry)))) });
    case 'Accept':
      return variant({ bal: bal(m.ballot), slot: int(m.slot), val: val(m.entry) });
    case 'Accepted':
      return variant({ bal: bal(m.ballot), slot: int(m.slot) });
    default:
      return null;
  }
}

const LINK = 'from: Str, to: Str, bal: Int';
const VOTES = 'Set(<<Int, Int, Str>>)';

/** The variables, with their types in Apalache’s words. */
export const VARIABLES = {
  ballots: 'Set(Int)',
  promises: 'Str -> Int',
  votes: `Str -> ${VOTES}`,
  leaders: 'Str -> Int',
  chosen: 'Set(<<Int, Str>>)',
  messages: `Set(Prepare({ ${LINK}, slot: Int }) | Promise({ ${LINK}, votes: ${VOTES} }) | Accept({ ${LINK}, slot: Int, val: Str }) | Accepted({ ${LINK}, slot: Int }))`,
  up: 'Set(Str)',
} as const;
export type Variable = keyof typeof VARIABLES;
