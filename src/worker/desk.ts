// What handlers share: the run that is open, or a sentence; and an act in the lane after which the page is told.
import type { Desk } from './host.ts';
import { Refused } from './refused.ts';
import type { LiveRun } from './live-run.ts';

/** @throws Refused where none is. */
export function openRun(desk: Desk): LiveRun {
  if (desk.run === null) throw new Refused('No run is open yet.');
  return desk.run;
}

/** Does `task` in the lane on the run that is open then; what is shown has changed afterwards. */
export function changing<T>(desk: Desk, task: (run: LiveRun) => Promise<T> | T): Promise<T> {
  return desk.lane.run(async () => {
    try {
      return await task(openRun(desk));
    } finally {
      desk.sender.changed(true);
      desk.pump.nudge();
    }
  });
}

/** Does `task` in the lane, between two changes; nothing has changed afterwards. */
export const looking = <T>(desk: Desk, task: (run: LiveRun) => Promise<T> | T): Promise<T> => desk.lane.run(() => task(openRun(desk)));

/** The value, or the refusal as the reply. */
export function must<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string }): T {
  if (!result.ok) throw new Refused(result.error);
  return result.value;
}
