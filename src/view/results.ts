// What an operation returned, in words for a person.
import { printOperation, type Operation, type OperationResult } from '../paxos/entry.ts';

/** Without the operation at hand. */
export function resultText(r: OperationResult): string {
  if (r.ok === false) return r.version === 0 ? 'refused: the key is absent' : `refused: the key is at version ${r.version}`;
  if (r.value !== undefined) return `${r.value}, version ${r.version}`;
  return r.version === 0 ? 'the key is absent' : `done, version ${r.version}`;
}

/** `x=4: done, version 3`. */
export function outcomeText(o: Operation, r: OperationResult): string {
  switch (o.op) {
    case 'get':
      return r.value === undefined ? `${o.key} is absent` : `${o.key} is ${r.value}, version ${r.version}`;
    case 'delete':
      return r.ok === true ? `${o.key} is deleted` : `${o.key} was absent already`;
    case 'put':
    case 'cas':
      return `${printOperation(o)}: ${resultText(r)}`;
  }
}
