// What one key does when its operations run one after another: the sequential specification that a history is held against (S4).
import type { Operation, OperationResult } from '../../paxos/entry.ts';

/** A key: its value, if it is present, and the last version given out. `null`: not known, anything is possible. */
export type KeyState = { readonly value: string | undefined; readonly version: number } | null;

export const ABSENT: KeyState = { value: undefined, version: 0 };

/** As a text, for telling states apart. */
export const printState = (s: KeyState): string => (s === null ? '?' : `${s.version}${s.value === undefined ? '' : `=${s.value}`}`);

/**
 * The state after the operation if it ran now and returned `result` (null: unknown, any result will do); undefined where it could not have
 * returned that.
 */
export function runOn(state: KeyState, o: Operation, result: OperationResult | null): KeyState | undefined {
  if (state === null) return fromUnknown(o, result);
  const present = state.value !== undefined;
  const shown = present ? state.version : 0;
  switch (o.op) {
    case 'get':
      return result === null || (result.version === shown && result.value === state.value) ? state : undefined;
    case 'put':
      return result === null || result.version === state.version + 1 ? { value: o.value, version: state.version + 1 } : undefined;
    case 'delete':
      if (result !== null && result.ok !== present) return undefined;
      return present ? { value: undefined, version: state.version + 1 } : state;
    default: {
      const fits = shown === o.expect;
      if (result !== null && (result.ok !== fits || result.version !== (fits ? state.version + 1 : shown))) return undefined;
      return fits ? { value: o.value, version: state.version + 1 } : state;
    }
  }
}

// From a state that is not known: what the result tells of it.
function fromUnknown(o: Operation, result: OperationResult | null): KeyState | undefined {
  if (result === null) return null;
  if (o.op === 'get') return result.version === 0 ? null : { value: result.value, version: result.version };
  if (o.op === 'put' || (o.op === 'cas' && result.ok === true)) return { value: o.value, version: result.version };
  return null;
}
