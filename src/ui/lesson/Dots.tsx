// The stops of a lesson in a row: those that were reached can be gone to.
import type { Lesson } from '../../lessons/lesson.ts';
import { useChoices } from '../../state/choices.ts';
import { Tooltip } from '../kit/Tooltip.tsx';
import { openStop, useLesson } from './player.ts';

export function Dots({ lesson }: { readonly lesson: Lesson }) {
  const reached = useChoices((c) => c.lessons[lesson.id]?.stop ?? 0);
  const stop = useLesson((l) => l.stop);
  const busy = useLesson((l) => l.phase === 'opening' || l.phase === 'running');
  return (
    <ol className="lesson-dots" aria-label="Stops">
      {lesson.stops.map(({ id, title, scenario }, i) => (
        <li key={id} data-run={scenario === undefined ? undefined : true}>
          <Tooltip text={i <= reached ? `${i + 1}. ${title}` : `Stop ${i + 1}: not reached yet`}>
            <button
              type="button"
              className="lesson-dot"
              aria-label={`Stop ${i + 1}${i <= reached ? `: ${title}` : ', not reached yet'}`}
              aria-current={i === stop ? 'step' : undefined}
              data-reached={i <= reached || undefined}
              aria-disabled={i > reached || busy}
              onClick={() => i <= reached && !busy && i !== stop && void openStop(lesson, i)}
            />
          </Tooltip>
        </li>
      ))}
    </ol>
  );
}
