// Where things stand on the time track, as plain numbers: stretches by who led, marks that avoid one another, branches in lanes.
import type { Micros } from '../../base/units.ts';
import type { Mark } from '../../trace/described.ts';
import type { BranchFrame, Reign } from '../../worker/protocol.ts';
import { MARK_KINDS } from '../../view/mark-signs.ts';

export type X = (at: Micros) => number;

/** The end of the track: the tip with room to grow, in steps, so that the picture does not creep while playing. */
const NICE = [1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.4, 8, 10] as const;
const SHORTEST_TRACK: Micros = 500_000;

export function trackEnd(tip: Micros): Micros {
  const least = Math.max(SHORTEST_TRACK, tip * 1.015);
  const decade = 10 ** Math.floor(Math.log10(least));
  return decade * NICE.find((n) => n * decade >= least)!;
}

export interface ReignBox {
  readonly from: Micros;
  /** It goes on: it ends where the run does. */
  readonly open: boolean;
  readonly x: number;
  readonly width: number;
  readonly node: number;
  /** '' where there is no room for it. */
  readonly label: string;
  readonly title: string;
}

const LABEL_LONG_PX = 96;
const LABEL_SHORT_PX = 24;

/** Stretches within [0, width]; those too narrow to see are left to their neighbours. */
export function layoutReigns(reigns: readonly Reign[], tip: Micros, x: X, width: number): readonly ReignBox[] {
  const boxes: ReignBox[] = [];
  for (const { from, to, node, ballot } of reigns) {
    const left = Math.max(0, x(from));
    const right = Math.min(width, x(Math.min(to ?? tip, tip)));
    if ((right - left < 1 && to !== null) || left >= width) continue;
    const room = right - left;
    const label = room >= LABEL_LONG_PX ? `n${node} leads ${ballot}` : room >= LABEL_SHORT_PX ? `n${node}` : '';
    boxes.push({ from, open: to === null, x: left, width: room, node, label, title: `n${node} leads in ballot ${ballot}` });
  }
  return boxes;
}

export interface MarkGroup {
  readonly x: number;
  /** The most important of them. */
  readonly mark: Mark;
  readonly marks: readonly Mark[];
}

const MARK_GAP_PX = 17;
const COUNTED_GAP_PX = 27;

/** Marks by place; those that would cover one another stand as one, with their number. */
export function layoutMarks(marks: readonly Mark[], x: X, width: number, scale = 1): readonly MarkGroup[] {
  const groups: { x: number; marks: Mark[] }[] = [];
  for (const mark of marks) {
    const at = x(mark.at);
    if (at < -MARK_GAP_PX || at > width + MARK_GAP_PX) continue;
    const last = groups.at(-1);
    const gap = (last !== undefined && last.marks.length > 1 ? COUNTED_GAP_PX : MARK_GAP_PX) * scale;
    if (last !== undefined && at - last.x < gap) last.marks.push(mark);
    else groups.push({ x: at, marks: [mark] });
  }
  return groups.map((g) => ({ ...g, mark: g.marks.reduce((best, m) => (rank(m) < rank(best) ? m : best)) }));
}

const rank = (mark: Mark): number => MARK_KINDS.indexOf(mark.kind);

/** What a group of marks says: one sentence, or the first few and how many more. */
export function sayMarks(group: MarkGroup): readonly string[] {
  const SHOWN = 5;
  const texts = group.marks.slice(0, SHOWN).map((m) => m.text);
  return group.marks.length > SHOWN ? [...texts, `and ${group.marks.length - SHOWN} more`] : texts;
}

export interface BranchBox {
  readonly branch: BranchFrame;
  readonly leaves: Micros;
  readonly x: number;
  readonly width: number;
  readonly lane: number;
}

/** Lanes that are drawn; what would stand in a further one is listed. */
export const MAX_LANES = 3;
const BRANCH_LABEL_PX = 150;
const BRANCH_MIN_PX = 14;
const BRANCH_GAP_PX = 12;

/** When the branch and the one shown part: before that they are the same run. */
export function leavesAt(branches: readonly BranchFrame[], branch: BranchFrame): Micros {
  const current = branches.find((b) => b.current);
  if (current === undefined) return branch.forkAt;
  const theirs = lineOf(branches, branch);
  const ours = lineOf(branches, current);
  const common = theirs.findLastIndex((b, i) => b.id === ours[i]?.id);
  // On each side, the fork away from the last ancestor that both have; where one is that ancestor, only the other leaves.
  const forks = [theirs[common + 1], ours[common + 1]].filter((b) => b !== undefined).map((b) => b.forkAt);
  return forks.length === 0 ? branch.forkAt : Math.min(...forks);
}

/** The branch with its ancestors, the first branch first. */
function lineOf(branches: readonly BranchFrame[], branch: BranchFrame): readonly BranchFrame[] {
  const line = [branch];
  while (line.length <= branches.length) {
    const parent = branches.find((b) => b.id === line[0]!.parent);
    if (parent === undefined) break;
    line.unshift(parent);
  }
  return line;
}

/** Every branch but the one shown, in lanes in which no two stand on one another. Bars begin where the branch leaves the one shown. */
export function layoutBranches(branches: readonly BranchFrame[], x: X, width: number, scale = 1): readonly BranchBox[] {
  const laneEnds: number[] = [];
  const boxes: BranchBox[] = [];
  const room = BRANCH_LABEL_PX * scale;
  const others = branches.filter((b) => !b.current).map((branch) => ({ branch, leaves: leavesAt(branches, branch) }));
  for (const { branch, leaves } of others.sort((a, b) => a.leaves - b.leaves || a.branch.id - b.branch.id)) {
    const left = Math.min(Math.max(0, x(leaves)), Math.max(0, width - room));
    const least = left + BRANCH_MIN_PX * scale;
    // The name follows the bar: a long bar leaves room for it.
    const right = Math.max(least, Math.min(Math.max(least, width - room), x(branch.tipAt)));
    const free = laneEnds.findIndex((end) => end <= left);
    const lane = free === -1 ? laneEnds.length : free;
    laneEnds[lane] = right + room + BRANCH_GAP_PX;
    boxes.push({ branch, leaves, x: left, width: right - left, lane });
  }
  return boxes;
}
