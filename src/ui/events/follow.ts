// Whether the event list goes along with the moment shown. Scrolling by hand ends it; coming back to the top of a live run, or asking for it,
// begins it again.
import { useCallback, useMemo, useRef, useState } from 'react';

export interface Follow {
  readonly follows: boolean;
  readonly set: (follows: boolean) => void;
  /** The person has touched the wheel, the bar or a key: the next scroll is theirs. */
  readonly byHand: () => void;
  /** Whether the scroll that just happened was the person's. */
  readonly wasByHand: () => boolean;
}

/** A scroll later than this after a wheel, touch or key is not the person's any more. */
const HAND_MILLIS = 400;

export function useFollow(): Follow {
  const [follows, set] = useState(true);
  const last = useRef(Number.NEGATIVE_INFINITY);
  const byHand = useCallback(() => {
    last.current = performance.now();
  }, []);
  const wasByHand = useCallback(() => performance.now() - last.current < HAND_MILLIS, []);
  return useMemo(() => ({ follows, set, byHand, wasByHand }), [follows, byHand, wasByHand]);
}
