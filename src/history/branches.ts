// The branches of a run as a set: numbers, names, who leaves whom. Knows nothing of moments; the timeline moves between them.
import { refuse, ok, type Result } from '../base/result.ts';
import type { EventNumber, Micros } from '../base/units.ts';
import type { JournalEntry } from '../sim/inputs.ts';
import { makeBranch, type Branch } from './branch.ts';

/** Branches that a run may have. */
export const MAX_BRANCHES = 100;
export const MAX_BRANCH_NAME = 80;

/** Where a branch begins. */
export interface Fork {
  readonly event: EventNumber;
  readonly at: Micros;
}

/** Owned by the timeline. */
export class Branches {
  private readonly byId = new Map<number, Branch>();
  private nextId = 1;

  all(): IterableIterator<Branch> {
    return this.byId.values();
  }

  get size(): number {
    return this.byId.size;
  }

  /** The number that the next branch will have. */
  get next(): number {
    return this.nextId;
  }

  get(id: number): Branch | undefined {
    return this.byId.get(id);
  }

  first(): Branch {
    return this.byId.values().next().value!;
  }

  /** `as`: a branch that has its number and name already. */
  add(as: { readonly id?: number; readonly name: string }, parent: Branch | null, fork: Fork, own: readonly JournalEntry[] = []): Branch {
    const id = as.id ?? this.nextId;
    this.nextId = Math.max(this.nextId, id + 1);
    const branch = makeBranch(id, as.name, parent, fork, own);
    this.byId.set(id, branch);
    return branch;
  }

  hasChildren(branch: Branch): boolean {
    for (const b of this.byId.values()) if (b.parent === branch) return true;
    return false;
  }

  drop(branch: Branch): void {
    this.byId.delete(branch.id);
  }

  /** Whether so many more may be made. */
  room(more = 1): Result<null> {
    return this.size + more <= MAX_BRANCHES ? ok(null) : refuse(`The run has ${MAX_BRANCHES} branches; remove one first.`);
  }

  rename(id: number, name: string): Result<null> {
    const branch = this.byId.get(id);
    if (branch === undefined) return refuse(`There is no branch ${id}.`);
    const trimmed = name.trim().slice(0, MAX_BRANCH_NAME);
    if (trimmed === '') return refuse('The name is empty; expected at least one character.');
    branch.name = this.unused(trimmed, branch);
    return ok(null);
  }

  /** The branch, if it may be removed with all that leave from it. */
  prunable(id: number): Result<Branch> {
    const branch = this.byId.get(id);
    if (branch === undefined) return refuse(`There is no branch ${id}.`);
    return branch.parent === null ? refuse(`“${branch.name}” is the first branch: all others leave from it, so it stays.`) : ok(branch);
  }

  /** The branch and all that leave from it, directly or not: parents first. */
  within(branch: Branch): Branch[] {
    const found = [branch];
    for (const b of found) for (const c of this.byId.values()) if (c.parent === b) found.push(c);
    return found;
  }

  /** The name, with a number where another branch has it. */
  unused(name: string, except?: Branch): string {
    const taken = new Set<string>();
    for (const b of this.byId.values()) if (b !== except) taken.add(b.name);
    if (!taken.has(name)) return name;
    let n = 2;
    while (taken.has(`${name} (${n})`)) n++;
    return `${name} (${n})`;
  }
}

/** The branch that a fork of `from` at `event` leaves: an ancestor, where the event is not `from`'s own. */
export function leaves(from: Branch, event: EventNumber): Branch {
  let b = from;
  while (b.parent !== null && event <= b.forkEvent) b = b.parent;
  return b;
}
