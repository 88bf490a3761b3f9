// The page opens on a cluster that is doing something: it plays, unless it stood still when it was left, or the address names a moment.
import { play } from '../state/actions.ts';
import { useChoices } from '../state/choices.ts';
import { STARTING_SPEED, useSaid } from '../state/said.ts';

/** Plays where that is wanted, and from then on remembers whether it plays. `elsewhere`: the address has led to a moment of its own. */
export async function playOnStart(elsewhere: boolean): Promise<void> {
  const wanted = useChoices.getState().playOnStart && !elsewhere && useSaid.getState().run?.readOnly !== true;
  if (wanted) await play(STARTING_SPEED);
  useSaid.subscribe((now, before) => {
    // An engine that is lost plays no longer, but nobody has paused it.
    if (now.playing !== before.playing && now.engine === 'ready' && before.engine === 'ready') remember(now.playing);
  });
}

function remember(playing: boolean): void {
  useChoices.setState((c) => {
    c.playOnStart = playing;
  });
}
