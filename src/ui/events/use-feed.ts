// Joins the feed to the engine and to what is shown: a few times a second at most while it plays, at once when something is stepped or sought.
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useChoices } from '../../state/choices.ts';
import { engine } from '../../state/engine.ts';
import { useSaid, type Said } from '../../state/said.ts';
import type { EventFilter } from '../../worker/protocol.ts';
import { EventFeed, type Aim, type Stretch } from './feed.ts';
import { filterKey } from './filter.ts';

/** While playing, the list is brought up to date this often. */
const EVERY_MILLIS = 300;
/** A text is not searched for at every letter. */
const SETTLE_MILLIS = 120;

export function useFeed(follows: boolean): { readonly feed: EventFeed; readonly stretch: Stretch } {
  const [feed] = useState(() => new EventFeed((filter, before, limit) => engine.request('find-events', { filter, before, limit })));
  const stretch = useSyncExternalStore(
    (changed) => feed.subscribe(changed),
    () => feed.stretch,
  );
  const following = useRef(follows);
  useEffect(() => {
    following.current = follows;
  }, [follows]);
  useEffect(() => {
    const timing = { last: 0, timer: null as ReturnType<typeof setTimeout> | null };
    const send = (): void => {
      timing.timer = null;
      timing.last = performance.now();
      const aim = aimOf(useSaid.getState(), useChoices.getState().eventFilter, following.current);
      if (aim !== null) feed.aim(aim);
    };
    const soon = (wait: number): void => {
      if (timing.timer === null) timing.timer = setTimeout(send, wait);
    };
    const stopSaid = useSaid.subscribe((now, before) => {
      if (now.frame === before.frame && now.run === before.run && now.engine === before.engine) return;
      soon(now.playing ? Math.max(0, EVERY_MILLIS - (performance.now() - timing.last)) : 0);
    });
    const stopChoices = useChoices.subscribe((now, before) => {
      if (now.eventFilter !== before.eventFilter) soon(SETTLE_MILLIS);
    });
    send();
    return () => {
      stopSaid();
      stopChoices();
      if (timing.timer !== null) clearTimeout(timing.timer);
    };
  }, [feed]);
  useEffect(() => {
    const aim = aimOf(useSaid.getState(), useChoices.getState().eventFilter, follows);
    if (aim !== null && follows) feed.aim(aim);
  }, [feed, follows]);
  return { feed, stretch };
}

/** Null: the engine has shown nothing yet. */
export function aimOf(
  { frame, run, live, engine: state }: Pick<Said, 'frame' | 'run' | 'live' | 'engine'>,
  filter: EventFilter,
  follows: boolean,
): Aim | null {
  if (frame === null || state !== 'ready') return null;
  const branch = run?.branches.find((b) => b.current)?.id ?? 0;
  // The frame is told more often than the run; at the tip it is the newer of the two.
  const tip = live ? Math.max(frame.event, run?.tipEvent ?? 0) : Math.max(run?.tipEvent ?? 0, frame.event);
  return { key: `${run?.session ?? ''} ${branch} ${filterKey(filter)}`, filter, tip, shown: frame.event - 1, follows };
}
