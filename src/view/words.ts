// Short words that every picture shares: ballots, commands, counts. No sentence of an event is made here (trace/describe.ts does that).
import { printBallot, type Ballot } from '../paxos/ballot.ts';
import { printSession, type Entry } from '../paxos/entry.ts';
import type { NodeId, SessionId } from '../base/units.ts';
import type { BallotFrame } from './frame.ts';

/** Null for no ballot. */
export const ballotFrame = (b: Ballot): BallotFrame | null =>
  b.round === 0 ? null : { round: b.round, node: b.node, text: printBallot(b) };

/** `c1#7`: how one command is named everywhere. */
export const commandName = (session: SessionId, sequence: number): string => `${printSession(session)}#${sequence}`;

/** The command of an entry with exactly one; otherwise ''. */
export function commandOf(entry: Entry): string {
  const only = entry.type === 'commands' && entry.commands.length === 1 ? entry.commands[0]! : null;
  return only === null ? '' : commandName(only.session, only.sequence);
}

/** `1 vote`, `2 votes`. */
export const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** `n1`, `n1 and n2`, `n1, n2 and n3`. */
export function listNodes(nodes: readonly NodeId[]): string {
  return joinWords(nodes.map((n) => `n${n}`));
}

export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** A span in the unit that suits it: `40 µs`, `1.5 ms`, `2 s`. */
export function spanText(micros: number): string {
  if (micros < 1000) return `${Math.round(micros)} µs`;
  const [n, unit] = micros < 1_000_000 ? [micros / 1000, 'ms'] : [micros / 1_000_000, 's'];
  return `${n >= 100 ? Math.round(n) : Number(n.toPrecision(3))} ${unit}`;
}

/** `{n1 n2 n4}`, as an entry of the log is written. */
export const membersText = (members: readonly NodeId[]): string => `{${members.map((n) => `n${n}`).join(' ')}}`;
