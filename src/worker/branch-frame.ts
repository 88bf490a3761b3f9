// A branch as the page sees it: where it begins and ends, and what was done differently.
import type { Branch } from '../history/branch.ts';
import { doneAtFork } from '../history/parting.ts';
import type { Timeline } from '../history/timeline.ts';
import { describeInput } from '../trace/say-input.ts';
import type { BranchFrame } from './protocol.ts';

export const branchFrame = (t: Timeline, b: Branch): BranchFrame => ({
  id: b.id,
  name: b.name,
  parent: b.parent?.id ?? null,
  forkEvent: b.forkEvent,
  forkAt: b.forkAt,
  tipEvent: b.tipEvent,
  tipAt: b.tipAt,
  current: b === t.current,
  did: didIn(b),
  acts: t.actsOf(b),
  stops: b.halt !== null ? 'halt' : (b.end ?? t.live).violation !== null ? 'violation' : null,
});

function didIn(b: Branch): string {
  const done = doneAtFork(b);
  if (done === null) return '';
  const words = describeInput(done.entry.input);
  return done.without ? `Without “${words}”` : words;
}
