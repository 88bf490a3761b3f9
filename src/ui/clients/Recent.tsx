// What became of the person's latest commands.
import { useEffect, useRef, useState } from 'react';
import { Check, CircleDashed, Hourglass } from 'lucide-react';
import { YOU } from '../../base/units.ts';
import { engine } from '../../state/engine.ts';
import { useSaid, type Said } from '../../state/said.ts';
import { choiceLabel } from '../controls/field-values.ts';
import { bringUpTo, type RecentCommand } from './recent.ts';

const ICONS = { waiting: Hourglass, unknown: CircleDashed, answered: Check } as const;

export function Recent() {
  const recent = useRecent();
  const answers = useAnswers(recent);
  if (recent.length === 0) return <p className="kit-sentence">Your commands and their answers are listed here.</p>;
  return (
    <ul className="command-recent" aria-label="Your latest commands">
      {recent.map((r) => {
        const Icon = ICONS[r.state];
        return (
          <li key={r.id} data-state={r.state}>
            <Icon className="kit-icon" aria-hidden />
            <span className="mono">{r.operation}</span>
            {r.mode !== undefined && <span className="command-mode">{choiceLabel('readMode', r.mode)}</span>}
            <span className="command-state">{sayState(r.answer === '' ? { ...r, answer: answers[r.id] ?? '' } : r)}</span>
          </li>
        );
      })}
    </ul>
  );
}

interface Kept {
  readonly session: string | undefined;
  readonly recent: readonly RecentCommand[];
}

function seen(kept: Kept, { run, frame }: Pick<Said, 'run' | 'frame'>): Kept {
  const session = run?.session;
  const before = kept.session === session ? kept.recent : [];
  const recent = frame === null ? before : bringUpTo(before, frame);
  return kept.session === session && kept.recent === recent ? kept : { session, recent };
}

/** Forgotten when another run is opened, and with the drawer. */
function useRecent(): readonly RecentCommand[] {
  const [kept, setKept] = useState<Kept>(() => seen({ session: undefined, recent: [] }, useSaid.getState()));
  useEffect(() => useSaid.subscribe((now) => setKept((k) => seen(k, now))), []);
  return kept.recent;
}

/** Answers that no frame holds any more, from the event in which they came; by the command's name. */
function useAnswers(recent: readonly RecentCommand[]): Readonly<Record<string, string>> {
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({});
  const asked = useRef(new Set<string>());
  useEffect(() => {
    for (const { id, state, answer } of recent) {
      if (state !== 'answered' || answer !== '' || asked.current.has(id)) continue;
      asked.current.add(id);
      const filter = { text: id, topics: ['client' as const], actor: YOU, notableOnly: false };
      engine
        .request('find-events', { filter, before: null, limit: 1 })
        .then(({ events }) => setAnswers((known) => ({ ...known, [id]: answerIn(events[0]?.text ?? '') })))
        .catch(() => asked.current.delete(id)); // asked again with the next frame
    }
  }, [recent]);
  return answers;
}

/** What follows the colon: `You have the answer to you#3 after 40 ms: x=4 is done, version 3.` */
export function answerIn(sentence: string): string {
  const said = /the answer to \S+ after [^:]+: (.+?)\.(?: |$)/.exec(sentence);
  return (said?.[1] ?? '').replace(/, at least (\d+ slots?) ago$/, '; at least $1 behind');
}

export function sayState({ state, to, attempt, answer, operation }: RecentCommand): string {
  // The operation stands beside it already.
  const said = answer.startsWith(`${operation} is `) ? answer.slice(operation.length + 4) : answer;
  if (state === 'answered') return said === '' ? 'answered' : said;
  if (state === 'waiting') return attempt > 1 ? `waiting for n${to}` : `waiting for n${to}’s answer`;
  return `unknown: no answer in time, sent again to n${to} (attempt ${attempt})`;
}
