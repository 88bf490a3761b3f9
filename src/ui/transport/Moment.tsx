// Now or the past. In the past: the way back to now, and what acting would do.
import { CornerUpRight, GitBranch } from 'lucide-react';
import { toTip } from '../../state/actions.ts';
import { useSaid } from '../../state/said.ts';
import { Button } from '../kit/Button.tsx';
import { Tooltip } from '../kit/Tooltip.tsx';

export function Moment({ short }: { readonly short: boolean }) {
  const live = useSaid((s) => s.live);
  const readOnly = useSaid((s) => s.run?.readOnly ?? false);
  const shown = useSaid((s) => s.frame !== null);
  if (!shown) return null;
  if (live)
    return (
      <Tooltip text="The end of this branch: playing makes new events.">
        <span className="moment" tabIndex={0}>
          <span className="moment-dot" aria-hidden />
          now
        </span>
      </Tooltip>
    );
  return (
    <div className="moment-past">
      {!short && !readOnly && (
        <Tooltip text="What happened after this moment is kept as a branch below the time track.">
          <span className="moment" data-past="" tabIndex={0}>
            <GitBranch className="kit-icon" aria-hidden />
            <span className="moment-word">past: </span>acting here forks
          </span>
        </Tooltip>
      )}
      <Button size="sm" icon={CornerUpRight} keys="tip" tooltip="Return to now: the end of this branch" onClick={() => void toTip()}>
        {short ? 'Now' : 'Return to now'}
      </Button>
    </div>
  );
}
