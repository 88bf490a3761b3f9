// The end of a lesson: what was predicted, and what one might do now.
import { ArrowRight, Award } from 'lucide-react';
import { LESSONS } from '../../lessons/index.ts';
import type { Lesson } from '../../lessons/lesson.ts';
import { toggleDrawer } from '../../state/choices.ts';
import type { LessonProgress } from '../../state/kept.ts';
import { Button } from '../kit/Button.tsx';
import { closeLesson, takeAgain } from './player.ts';
import { score } from './progress.ts';

export function Finish({ lesson, progress }: { readonly lesson: Lesson; readonly progress: LessonProgress }) {
  const { right, of } = score(lesson, progress);
  const next = LESSONS[LESSONS.indexOf(lesson) + 1];
  return (
    <section className="lesson-finish" aria-label="End of the lesson">
      <Award className="kit-icon" aria-hidden />
      <div>
        <p role="status">
          <b>That was “{lesson.title}”.</b> {of > 0 && `${right} of your ${of} predictions came true.`} The cluster stays as it is and is
          yours.
        </p>
        <p className="lesson-finish-acts">
          {next !== undefined && (
            <Button look="primary" icon={ArrowRight} onClick={() => void takeAgain(next)}>
              Next: {next.title}
            </Button>
          )}
          <Button onClick={closeLesson}>Go on with this cluster</Button>
          <Button onClick={() => void takeAgain(lesson)}>Take it again</Button>
          <Button onClick={() => toggleDrawer('lessons')}>Lessons</Button>
        </p>
      </div>
    </section>
  );
}
