// The search in words: how far it is, what it came to, what was found. Sentences and figures only.
import type { Ask, SearchState } from '../../state/search.ts';
import type { FoundFrame, HistorySize, SearchProgress } from '../../worker/search-protocol.ts';
import { plural } from '../../view/words.ts';
import { formatCount } from '../kit/format.ts';

const counted = (n: number, one: string, many = `${one}s`): string => `${formatCount(n)} ${n === 1 ? one : many}`;

/** What is said to whoever does not see the bar: changes only with the stage. */
export function sayStage({ stage, found, result, error, stopping }: SearchState): string {
  if (stage === 'idle') return '';
  if (stage === 'failed') return `The search failed: ${error}`;
  if (stopping) return 'Stopping.';
  if (stage === 'seeds') return 'Searching.';
  if (stage === 'smaller') return `${sayFound(found!)} It is being made smaller.`;
  return result!.found === null ? 'Nothing was found.' : `${sayFound(result!.found)} The search is over.`;
}

export function sayFound({ kind, invariant, seed }: FoundFrame): string {
  if (kind === 'violation') return `${invariant} does not hold in seed ${formatCount(seed)}.`;
  return kind === 'stuck' ? `Seed ${formatCount(seed)} gets stuck.` : `The engine fails in seed ${formatCount(seed)}.`;
}

/** Honest about how far it looked. */
export function sayNothing({ seeds, events, inputs }: SearchProgress, stopped: boolean): string {
  const looked = `No check failed in ${counted(seeds, 'seed')}: ${counted(events, 'event')}, ${counted(inputs, 'fault or other input', 'faults and other inputs')}.`;
  return stopped ? `${looked} The search was stopped there.` : looked;
}

/** What that is worth. */
export const sayNext = ({ switchName }: Ask, stopped: boolean): string =>
  stopped
    ? 'What lies beyond has not been looked at.'
    : switchName === null
      ? 'That is what should be. It proves nothing about other seeds.'
      : 'The absence of this rule shows seldom: other seeds may come to it.';

/** Events a second of real time; '' before there is one. */
export function sayRate({ events, millis }: SearchProgress): string {
  return millis < 200 ? '' : `${formatCount(Math.round((events * 1000) / millis / 100) * 100)} a second`;
}

/** How many marks were reached, and the seldom ones: those never reached first. */
export function coverageOf(
  { marks }: SearchProgress,
  most: number,
): { readonly reached: number; readonly seldom: SearchProgress['marks'] } {
  return { reached: marks.filter(([, n]) => n > 0).length, seldom: marks.slice(0, most) };
}

export const sayTimes = (n: number): string => (n === 0 ? 'never' : n === 1 ? 'once' : `${formatCount(n)} times`);

/** The sizes side by side: name, before, after; `after` null where nothing was made smaller. */
export function sizeRows(before: HistorySize, after: HistorySize | null): readonly (readonly [string, string, string])[] {
  const row = (name: string, of: keyof HistorySize): readonly [string, string, string] => [
    name,
    formatCount(before[of]),
    after === null ? '' : formatCount(after[of]),
  ];
  return [row('Events', 'events'), row('Faults and other inputs', 'inputs'), row('Nodes', 'nodes'), row('Clients', 'clients')];
}

export const saySize = ({ events, inputs, nodes, clients }: HistorySize): string =>
  `${counted(events, 'event')}, ${counted(inputs, 'input')}, ${plural(nodes, 'node')}, ${plural(clients, 'client')}`;

/** The same search from the command line. */
export const commandOf = ({ switchName, first, last }: Ask): string =>
  `npm run fuzz -- --seeds ${first}..${last}${switchName === null ? '' : ` --switch ${switchName}`} --minimize`;
