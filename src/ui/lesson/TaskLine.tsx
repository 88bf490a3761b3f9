// Something to bring about by acting: asked of the engine whenever the moment shown has changed, and done once it has held.
import { useEffect, useState } from 'react';
import { CircleCheck, Target } from 'lucide-react';
import type { Task } from '../../lessons/lesson.ts';
import { engine } from '../../state/engine.ts';
import { useSaid } from '../../state/said.ts';
import { Spans } from './Prose.tsx';

const ASK_EVERY_MILLIS = 400;

export function TaskLine({ task }: { readonly task: Task }) {
  const done = useHasHeld(task.goal);
  return (
    <div className="lesson-task" data-done={done || undefined}>
      {done ? <CircleCheck className="kit-icon" aria-hidden /> : <Target className="kit-icon" aria-hidden />}
      <p role="status">
        <b>{done ? 'Done. ' : 'To try. '}</b>
        <Spans of={done ? task.done : task.ask} />
      </p>
    </div>
  );
}

/** Whether the goal has held since this was drawn: once it has, it stays. */
function useHasHeld(goal: string): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const ask = (): void => {
      timer = null;
      engine.request('holds', { condition: goal }).then(
        (reply) => reply.holds && setHeld(true),
        // Refused or lost: asked again at the next change.
        () => undefined,
      );
    };
    const stop = useSaid.subscribe((now, before) => {
      if (now.frame?.event !== before.frame?.event) timer ??= setTimeout(ask, ASK_EVERY_MILLIS);
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [goal, held]);
  return held;
}
