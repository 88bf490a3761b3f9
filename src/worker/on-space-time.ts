// What the space–time diagram asks for: a stretch of the run, and one message of it in full. Executed again on copies, so that nothing here
// changes the run; a newer wish for a stretch ends the one that is being made.
import type { EventNumber } from '../base/units.ts';
import { projectFlight } from '../view/project-flight.ts';
import { looking } from './desk.ts';
import type { Handler } from './host.ts';
import { Refused } from './refused.ts';
import { beginSpaceTime } from './space-time.ts';

/** Events after the one that sent a message, in which its end is looked for. */
const MAX_UNTIL_END = 20_000;

/** Null where a newer one has overtaken it. */
export const spaceTime: Handler<'space-time'> = async (desk, wanted) => {
  const turn = ++desk.stretches;
  const made = await looking(desk, ({ timeline }) => ({
    branch: timeline.current.id,
    work: desk.stretches === turn ? beginSpaceTime(timeline, wanted) : null,
  }));
  if (made.work === null) return null;
  const slice = desk.lane.slice();
  for (;;) {
    const piece = made.work.next();
    if (piece.done === true) return { ...piece.value, branch: made.branch };
    if (slice.over()) await slice.pause();
    if (desk.stretches !== turn) return null;
  }
};

export const pastFlight: Handler<'past-flight'> = (desk, { flight, sentBy }) =>
  looking(desk, ({ timeline: t }) => {
    if (sentBy >= t.tipEvent) throw new Refused(`There is no event ${sentBy} in this branch; expected one below ${t.tipEvent}.`);
    const moment = t.momentAt(sentBy);
    const { journal } = t.current;
    const found = moment.step(journal)!.sent.find((f) => f.id === flight);
    if (found === undefined) throw new Refused(`Event ${sentBy} does not send message ${flight}.`);
    const sent = projectFlight(moment.world, found);
    let ended: { readonly event: EventNumber; readonly at: number; readonly lost: boolean } | null = null;
    for (let n = 0; n < MAX_UNTIL_END && ended === null && moment.event < t.tipEvent; n++) {
      const { happening: h, worldNotes, number, at } = moment.step(journal)!;
      const here = (h.kind === 'deliver' || h.kind === 'lose') && h.flight.id === flight;
      const dropped = worldNotes.some((w) => w.kind === 'dropped' && w.flight.id === flight);
      if (here || dropped) ended = { event: number, at, lost: dropped || h.kind === 'lose' };
    }
    return { flight: sent, ended };
  });
