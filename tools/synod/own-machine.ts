// The key-value machine once more, written from EVENTS.md for the checker alone: values with versions that are never used twice, and a table of
// the last request of each session, which answers repeated ones.
import type { Applied, Command, Entry, Operation, Result } from './event-file.ts';

/** What one key holds: no value where it is absent; the version goes on. */
export interface Item {
  readonly value: string | undefined;
  readonly version: number;
}

/** One operation on one key. */
export function runOn(item: Item, o: Operation): { readonly item: Item; readonly result: Result } {
  const present = item.value !== undefined;
  const shown = present ? item.version : 0;
  const next = item.version + 1;
  if (o.op === 'get') return { item, result: present ? { version: shown, value: item.value! } : { version: 0 } };
  if (o.op === 'put') return { item: { value: o.value, version: next }, result: { version: next } };
  if (o.op === 'delete') return { item: present ? { value: undefined, version: next } : item, result: { version: 0, ok: present } };
  if (shown !== o.expect) return { item, result: { version: shown, ok: false } };
  return { item: { value: o.value, version: next }, result: { version: next, ok: true } };
}

/** One owner; runs the chosen entries once, in order. */
export class OwnMachine {
  slot = 0;
  private readonly items = new Map<string, Item>();
  private readonly sessions = new Map<number, { readonly sequence: number; readonly result: Result }>();

  run(entry: Entry): readonly Applied[] {
    this.slot++;
    return entry.type === 'commands' ? entry.commands.map((c) => this.command(c)) : [];
  }

  private command({ session, sequence, operation }: Command): Applied {
    const last = this.sessions.get(session);
    if (last !== undefined && sequence <= last.sequence) return { session, sequence, result: last.result, repeated: true };
    const { item, result } = runOn(this.items.get(operation.key) ?? { value: undefined, version: 0 }, operation);
    this.items.set(operation.key, item);
    this.sessions.set(session, { sequence, result });
    return { session, sequence, result, repeated: false };
  }
}

export const sameResult = (a: Result, b: Result): boolean => a.version === b.version && a.value === b.value && a.ok === b.ok;

/** The rule that the results break, or null. */
export function compareResults(expected: readonly Applied[], found: readonly Applied[]): 'exactly-once' | 'results' | null {
  if (expected.length !== found.length) return 'results';
  for (const [i, e] of expected.entries()) {
    const f = found[i]!;
    if (e.repeated && !f.repeated) return 'exactly-once';
    if (e.repeated !== f.repeated || e.session !== f.session || e.sequence !== f.sequence || !sameResult(e.result, f.result))
      return 'results';
  }
  return null;
}
