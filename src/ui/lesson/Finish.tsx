// The end of a lesson: what was predicted, and what one might do now.
import { Award } from 'lucide-react';
import type { Lesson } from '../../lessons/lesson.ts';
import { toggleDrawer } from '../../state/choices.ts';
import type { LessonProgress } from '../../state/kept.ts';
import { Button } from '../kit/Button.tsx';
import { closeLesson, takeAgain } from './player.ts';
import { score } from './progress.ts';

export function Finish({ lesson, progress }: { readonly lesson: Lesson; readonly progress: LessonProgress }) {
  const { right, of } = score(lesson, progress);
  return (
    <section className="lesson-finish" aria-label="End of the lesson">
      <Award className="kit-icon" aria-hidden />
      <div>
        <p role="status">
          <b>That was “{lesson.title}”.</b> {of > 0 && `${right} of your ${of} predictions came true.`} The cluster stays as it is and is
          yours.
        </p>
        <p className="lesson-finish-acts">
          <Button onClick={closeLesson}>Go on with this cluster</Button>
          <Button onClick={() => void takeAgain(lesson)}>Take it again</Button>
          <Button onClick={() => toggleDrawer('lessons')}>Lessons</Button>
        </p>
      </div>
    </section>
  );
}
