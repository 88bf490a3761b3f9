// What became of the person's latest commands.
import { useEffect, useState } from 'react';
import { Check, CircleDashed, Hourglass } from 'lucide-react';
import { useSaid } from '../../state/said.ts';
import { bringUpTo, type RecentCommand } from './recent.ts';

const ICONS = { waiting: Hourglass, unknown: CircleDashed, answered: Check } as const;

export function Recent() {
  const recent = useRecent();
  if (recent.length === 0) return <p className="kit-sentence">Your commands and their answers are listed here.</p>;
  return (
    <ul className="command-recent" aria-label="Your latest commands">
      {recent.map((r) => {
        const Icon = ICONS[r.state];
        return (
          <li key={r.id} data-state={r.state}>
            <Icon className="kit-icon" aria-hidden />
            <span className="mono">{r.operation}</span>
            <span className="command-state">{sayState(r)}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** Forgotten when another run is opened, and with the drawer. */
function useRecent(): readonly RecentCommand[] {
  const session = useSaid((s) => s.run?.session);
  const frame = useSaid((s) => s.frame);
  const [kept, setKept] = useState<{ readonly session: string | undefined; readonly recent: readonly RecentCommand[] }>({
    session,
    recent: [],
  });
  const before = kept.session === session ? kept.recent : [];
  const recent = frame === null ? before : bringUpTo(before, frame);
  useEffect(() => {
    if (kept.session !== session || kept.recent !== recent) setKept({ session, recent });
  }, [kept, recent, session]);
  return recent;
}

export function sayState({ state, to, attempt, answer }: RecentCommand): string {
  if (state === 'answered') return answer === '' ? 'answered' : answer;
  if (state === 'waiting') return attempt > 1 ? `waiting for n${to}` : `waiting for n${to}’s answer`;
  return `unknown: no answer in time, sent again to n${to} (attempt ${attempt})`;
}
