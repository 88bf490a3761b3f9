// The lessons, each with what one knows after it, how long it takes and how far one is; and the questions of the course, each with the lessons
// that answer it.
import { useState } from 'react';
import { CircleCheck, Play, RotateCcw } from 'lucide-react';
import type { Lesson } from '../../lessons/lesson.ts';
import { answersTo, LESSON_PARTS, LESSONS, QUESTIONS, type CourseQuestion } from '../../lessons/index.ts';
import { useChoices } from '../../state/choices.ts';
import { Button } from '../kit/Button.tsx';
import { Segmented } from '../kit/Choose.tsx';
import { openStop, takeAgain } from './player.ts';
import { sayProgress } from './progress.ts';
import './lesson.css';

type Order = 'topics' | 'questions';

export function LessonsDrawer() {
  const [order, setOrder] = useState<Order>('topics');
  const done = useChoices((c) => LESSONS.filter((l) => c.lessons[l.id]?.done === true).length);
  return (
    <>
      <p className="lesson-intro">
        Each lesson runs a cluster of its own. You predict what happens next, and the cluster shows it. At any stop you may act as you like
        and come back.
      </p>
      <div className="lesson-order">
        <Segmented<Order>
          label="Order"
          bare
          value={order}
          onChange={setOrder}
          options={[
            { value: 'topics', label: 'By topic' },
            { value: 'questions', label: 'By question' },
          ]}
        />
        <p className="lesson-facts">
          {done} of {LESSONS.length} done
        </p>
      </div>
      {order === 'topics' ? <Topics /> : <Questions />}
    </>
  );
}

function Topics() {
  return LESSON_PARTS.map(({ title, lessons }) => (
    <section key={title} className="lesson-part" aria-label={title}>
      <h3>{title}</h3>
      <ul className="lesson-cards">
        {lessons.map((lesson) => (
          <LessonCard key={lesson.id} lesson={lesson} />
        ))}
      </ul>
    </section>
  ));
}

function LessonCard({ lesson }: { readonly lesson: Lesson }) {
  const progress = useChoices((c) => c.lessons[lesson.id]);
  const open = useChoices((c) => c.lesson === lesson.id);
  const begun = progress !== undefined && !progress.done && progress.stop > 0;
  return (
    <li className="lesson-card" data-current={open || undefined}>
      <h4>
        {lesson.title}
        {progress?.done === true && <CircleCheck className="kit-icon" aria-hidden />}
      </h4>
      <p>{lesson.about}</p>
      {begun && (
        <div className="lesson-bar" aria-hidden>
          <span style={{ width: `${Math.round((progress.stop / lesson.stops.length) * 100)}%` }} />
        </div>
      )}
      <div className="lesson-card-acts">
        <p className="lesson-facts">
          {lesson.minutes} minutes · {open ? 'open now, ' : ''}
          {sayProgress(lesson, progress)}
        </p>
        {begun && (
          <Button size="sm" icon={RotateCcw} aria-label={`From the start: ${lesson.title}`} onClick={() => void takeAgain(lesson)} />
        )}
        <BeginButton lesson={lesson} />
      </div>
    </li>
  );
}

/** Begins a lesson, goes on with it, or takes it again. */
function BeginButton({ lesson }: { readonly lesson: Lesson }) {
  const progress = useChoices((c) => c.lessons[lesson.id]);
  const begun = progress !== undefined && !progress.done && progress.stop > 0;
  return (
    <Button
      size="sm"
      icon={progress?.done === true ? RotateCcw : Play}
      onClick={() => void (begun ? openStop(lesson, progress.stop) : takeAgain(lesson))}
    >
      {begun ? 'Go on' : progress?.done === true ? 'Take it again' : 'Begin'}
      <span className="unseen"> {lesson.title}</span>
    </Button>
  );
}

function Questions() {
  return (
    <ol className="lesson-questions">
      {QUESTIONS.map((question) => (
        <QuestionRow key={question.id} question={question} />
      ))}
    </ol>
  );
}

function QuestionRow({ question }: { readonly question: CourseQuestion }) {
  const lessons = answersTo(question, LESSONS);
  const kept = useChoices((c) => c.lessons);
  return (
    <li className="lesson-question">
      <p>{question.ask}</p>
      <ul>
        {lessons.map((lesson) => (
          <li key={lesson.id}>
            <span>
              {kept[lesson.id]?.done === true && <CircleCheck className="kit-icon" aria-label="Done" />}
              {lesson.title}
            </span>
            <BeginButton lesson={lesson} />
          </li>
        ))}
      </ul>
    </li>
  );
}
