// The lessons, each with what one knows after it, how long it takes and how far one is.
import { CircleCheck, Play, RotateCcw } from 'lucide-react';
import type { Lesson } from '../../lessons/lesson.ts';
import { LESSONS } from '../../lessons/index.ts';
import { useChoices } from '../../state/choices.ts';
import { Button } from '../kit/Button.tsx';
import { openStop, takeAgain } from './player.ts';
import { sayProgress } from './progress.ts';
import './lesson.css';

export function LessonsDrawer() {
  return (
    <>
      <p className="lesson-intro">
        Each lesson runs a cluster of its own. You predict what happens next, and the cluster shows it. At any stop you may act as you like
        and come back.
      </p>
      <ul className="lesson-cards">
        {LESSONS.map((lesson) => (
          <LessonCard key={lesson.id} lesson={lesson} />
        ))}
      </ul>
    </>
  );
}

function LessonCard({ lesson }: { readonly lesson: Lesson }) {
  const progress = useChoices((c) => c.lessons[lesson.id]);
  const open = useChoices((c) => c.lesson === lesson.id);
  const part = progress === undefined ? 0 : progress.done ? 1 : progress.stop / lesson.stops.length;
  return (
    <li className="lesson-card" data-current={open || undefined}>
      <h3>
        {lesson.title}
        {progress?.done === true && <CircleCheck className="kit-icon" aria-hidden />}
      </h3>
      <p>{lesson.about}</p>
      <div className="lesson-bar" aria-hidden>
        <span style={{ width: `${Math.round(part * 100)}%` }} />
      </div>
      <p className="lesson-facts">
        {lesson.minutes} minutes · {open ? 'open now, ' : ''}
        {sayProgress(lesson, progress)}
      </p>
      <p className="lesson-card-acts">
        {progress !== undefined && !progress.done && progress.stop > 0 ? (
          <Button look="primary" icon={Play} onClick={() => void openStop(lesson, progress.stop)}>
            Go on
          </Button>
        ) : (
          <Button look="primary" icon={Play} onClick={() => void takeAgain(lesson)}>
            {progress?.done === true ? 'Take it again' : 'Begin'}
          </Button>
        )}
        {progress !== undefined && !progress.done && progress.stop > 0 && (
          <Button icon={RotateCcw} onClick={() => void takeAgain(lesson)}>
            From the start
          </Button>
        )}
      </p>
    </li>
  );
}
