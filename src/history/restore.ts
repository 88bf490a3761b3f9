// A timeline made again from a run: every branch is executed from its fork to its tip. In pieces, so that the worker can say how far it is
// and go on answering. The inputs beyond a tip stay in the journal: they take effect when the run comes to them.
import { refuse, ok, type Result } from '../base/result.ts';
import type { Pruned, Run, RunBranch } from './run.ts';
import { Timeline, type TimelineOptions } from './timeline.ts';

/** Events executed, and to be executed in all. */
export interface RestoreProgress {
  readonly done: number;
  readonly total: number;
}

/** Events between two yields. */
const PIECE = 1000;

/**
 * Executes the run as far as its branches' tips say. A branch whose execution stops earlier (a violation, a halt) is left there, and so are
 * those that would leave it later. `enough`: asked after each event, whether the branch at hand is to be left there. Refused where the branches do
 * not hang together.
 */
export function* restore(
  run: Run,
  options: TimelineOptions = {},
  enough: () => boolean = () => false,
): Generator<RestoreProgress, Result<Timeline>> {
  const order = inOrder(run.branches);
  if (!order.ok) return order;
  const [root, ...rest] = order.value;
  const own = (b: RunBranch) => run.journal.get(b.id) ?? [];
  const header = { ...run.header, scripted: run.header.scripted ?? 0 };
  const t = new Timeline(header, own(root!), { ...options, about: run, first: root! });
  const total = order.value.reduce((sum, b) => sum + Math.max(0, b.tip - b.forkEvent), 0);
  const begun = yield* execute(t, root!.tip, { done: 0, total }, enough);
  if (!begun.ok) return begun;
  let done = begun.value;
  for (const b of rest) {
    const parent = t.branches.get(b.parent!);
    if (parent === undefined || parent.tipEvent < b.forkEvent) continue;
    t.adopt(b, parent, b.forkEvent, own(b));
    const executed = yield* execute(t, b.tip, { done, total }, enough);
    if (!executed.ok) return executed;
    done = executed.value;
  }
  t.settleAt(run.current);
  t.writing.settle();
  return ok(t);
}

/**
 * Branches that were removed are executed again where they were; what is shown stays so. Refused where the branch that they left is gone,
 * or others have taken their room.
 */
export function* graft(t: Timeline, { branches, journal, bookmarks }: Pruned): Generator<RestoreProgress, Result<null>> {
  const [first] = branches;
  if (first === undefined || t.branches.get(first.parent!) === undefined)
    return refuse(`The branch that “${first?.name ?? ''}” left is not there any more.`);
  const room = t.branches.room(branches.length);
  if (!room.ok) return room;
  const current = t.current.id;
  const { event } = t.shown;
  const total = branches.reduce((sum, b) => sum + b.tip - b.forkEvent, 0);
  let done = 0;
  for (const b of branches) {
    t.adopt(b, t.branches.get(b.parent!)!, b.forkEvent, journal.get(b.id) ?? []);
    const executed = yield* execute(t, b.tip, { done, total }, () => false);
    if (!executed.ok) return executed;
    done = executed.value;
  }
  for (const b of bookmarks) t.writing.put(b);
  t.settleAt(current);
  t.seek(event);
  return ok(null);
}

function* execute(t: Timeline, tip: number, from: RestoreProgress, enough: () => boolean): Generator<RestoreProgress, Result<number>> {
  let { done } = from;
  while (t.tipEvent < tip) {
    const misfit = timeMisfit(t);
    if (misfit !== null) return refuse(misfit);
    if (t.forward() === null || enough()) break;
    if (++done % PIECE === 0) yield { done, total: from.total };
  }
  return ok(done);
}

// A journal from outside may say what cannot be: that is no bug of the engine's.
function timeMisfit({ live, current }: Timeline): string | null {
  if (!live.actsNext(current.journal)) return null;
  const at = live.nextAt(current.journal)!;
  const latest = live.world.nextAt() ?? at;
  if (at >= live.at && at <= latest) return null;
  return `Event ${live.event} of “${current.name}” is an input at time ${at}; expected one from ${live.at} to ${latest}.`;
}

// Parents first; one branch without a parent, and only one.
function inOrder(branches: readonly RunBranch[]): Result<readonly RunBranch[]> {
  const root = branches.find((b) => b.parent === null);
  if (root === undefined) return refuse('The run has no first branch; expected one without a parent.');
  const placed = new Map([[root.id, root]]);
  for (let left = branches.filter((b) => b !== root); left.length > 0;) {
    const next = left.filter((b) => b.parent !== null && placed.has(b.parent) && !placed.has(b.id));
    if (next.length === 0)
      return refuse(`The branches do not hang together: “${left[0]!.name}” leaves a branch that is not there, or has another’s number.`);
    for (const b of next) placed.set(b.id, b);
    left = left.filter((b) => !next.includes(b));
  }
  return ok([...placed.values()]);
}
