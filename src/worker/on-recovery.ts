// How a node came back from its disk, told anew from the run: the event is executed again on a moment of its own. Nothing here changes the run.
import { nameOf } from '../base/units.ts';
import { recoveredNodes, rowsFound, tellRecovery } from '../trace/say-recovery.ts';
import { looking } from './desk.ts';
import type { Handler } from './host.ts';
import { Refused } from './refused.ts';

export const recovery: Handler<'recovery'> = (desk, { node, event, from, count }) =>
  looking(desk, ({ timeline }) => {
    if (event >= timeline.tipEvent)
      throw new Refused(`There is no event ${event} in this branch; expected one below ${timeline.tipEvent}.`);
    const moment = timeline.momentAt(event);
    const before = moment.world.clone();
    const record = moment.step(timeline.current.journal)!;
    if (!recoveredNodes(record).includes(node)) throw new Refused(`At event ${event} ${nameOf(node)} does not come back from its disk.`);
    const steps = tellRecovery(rowsFound(before, record, node), record, moment.world.node(node));
    return { at: record.at, total: steps.length, steps: steps.slice(from, from + count) };
  });
