// The story of a recovery, a page of steps at a time, asked of the engine; asked again in another branch, where the event may be another.
import { useEffect, useState } from 'react';
import { sentenceOf } from '../../state/actions.ts';
import { engine } from '../../state/engine.ts';
import { useSaid } from '../../state/said.ts';
import type { Replies } from '../../worker/protocol.ts';

export const PAGE = 100;

export interface Story {
  readonly told: (Replies['recovery'] & { readonly from: number }) | null;
  readonly refusal: string;
}

/** `step`: the page that holds it. What was told stays until the next page is there. */
export function useRecovery(node: number, event: number, step: number): Story {
  const branch = useSaid((s) => s.run?.branches.find((b) => b.current)?.id ?? 0);
  const from = Math.floor(step / PAGE) * PAGE;
  const [story, setStory] = useState<Story>({ told: null, refusal: '' });
  useEffect(() => {
    let wanted = true;
    engine.request('recovery', { node, event, from, count: PAGE }).then(
      (told) => wanted && setStory({ told: { ...told, from }, refusal: '' }),
      (error: unknown) => wanted && setStory({ told: null, refusal: sentenceOf(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [node, event, from, branch]);
  return story;
}

/** Where a key leads from a step, or null: the key means nothing here. */
export function stepAfter(key: string, step: number, total: number): number | null {
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: step + 1,
    ArrowRight: step + 1,
    ArrowUp: step - 1,
    ArrowLeft: step - 1,
    PageDown: step + 10,
    PageUp: step - 10,
    Home: 0,
    End: total - 1,
  };
  const to = moves[key];
  return to === undefined ? null : Math.max(0, Math.min(total - 1, to));
}
