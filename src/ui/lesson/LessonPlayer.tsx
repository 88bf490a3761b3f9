// The lesson beside its running cluster: where one is, what to read and to look at, what to predict, and the way on. The cluster stays the
// person's own: anything may be done at a stop, and "Back to the stop" undoes it.
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { ArrowLeft, ArrowRight, CornerUpLeft, FastForward, GraduationCap, X } from 'lucide-react';
import type { Lesson } from '../../lessons/lesson.ts';
import { useChoices } from '../../state/choices.ts';
import { useSaid } from '../../state/said.ts';
import { Button, IconButton } from '../kit/Button.tsx';
import { Ask, Reply } from './Ask.tsx';
import { Dots } from './Dots.tsx';
import { Finish } from './Finish.tsx';
import { LitStyle } from './LitStyle.tsx';
import { Looks } from './Looks.tsx';
import { answer, backToStop, closeLesson, goOn, isDirty, lessonNamed, openStop, skipAhead, useLesson } from './player.ts';
import { answerAt, isAsking, NOTHING_YET, replyDue } from './progress.ts';
import { Prose } from './Prose.tsx';
import { Found, Rules } from './RunNotes.tsx';
import { TaskLine } from './TaskLine.tsx';
import './lesson.css';

export function LessonPlayer() {
  const lesson = lessonNamed(useChoices((c) => c.lesson));
  return lesson === null ? <Gone /> : <Player lesson={lesson} />;
}

/** A lesson that this version does not have, or no longer has. */
function Gone() {
  return (
    <section className="kit-panel lesson" aria-label="Lesson">
      <p className="lesson-body">
        This lesson is not part of this version.{' '}
        <Button size="sm" onClick={closeLesson}>
          Close it
        </Button>
      </p>
    </section>
  );
}

function Player({ lesson }: { readonly lesson: Lesson }) {
  const stop = useLesson((l) => l.stop);
  const phase = useLesson((l) => l.phase);
  useResume(lesson);
  return (
    <section className="kit-panel lesson" aria-labelledby="lesson-title" data-part="lesson" onKeyDown={(e) => onKey(e, lesson)}>
      <header className="lesson-head">
        <GraduationCap className="kit-icon" aria-hidden />
        <p className="lesson-where">
          <b>{lesson.title}</b>
          <span>
            stop {stop + 1} of {lesson.stops.length}
          </span>
        </p>
        <Dots lesson={lesson} />
        <IconButton
          icon={X}
          label="Leave the lesson"
          tooltip="Leave the lesson; how far you came is kept"
          look="quiet"
          size="sm"
          onClick={closeLesson}
        />
      </header>
      {/* By stop: what is read begins at its top. */}
      <div key={stop} className="lesson-body" tabIndex={-1}>
        {phase === 'opening' ? <p className="lesson-note">The run of the lesson is being made.</p> : <Stop lesson={lesson} stop={stop} />}
      </div>
      <Foot lesson={lesson} />
      <LitStyle />
    </section>
  );
}

/** After the page was loaded again: the stop that was reached; the run shown may stand elsewhere. */
function useResume(lesson: Lesson): void {
  useEffect(() => {
    if (useLesson.getState().phase !== 'opening' || useLesson.getState().place !== null) return;
    const kept = useChoices.getState().lessons[lesson.id]?.stop ?? 0;
    useLesson.setState({ stop: Math.min(kept, lesson.stops.length - 1), phase: 'there', place: null });
  }, [lesson]);
}

function Stop({ lesson, stop }: { readonly lesson: Lesson; readonly stop: number }) {
  const progress = useChoices((c) => c.lessons[lesson.id]) ?? NOTHING_YET;
  const moving = useLesson((l) => l.phase !== 'there');
  const { title, until, prose, look, question, task } = lesson.stops[stop]!;
  const due = replyDue(lesson, progress, stop);
  const given = answerAt(lesson, progress, stop);
  const atOnce = question?.answered === 'at-once';
  const heading = useFocusOnArrival(stop);
  return (
    <>
      {due !== null && <Reply option={due.option} said />}
      <h2 id="lesson-title" ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <Rules lesson={lesson} />
      {until?.startsWith('violation') === true && <Found />}
      <Prose paragraphs={prose} />
      <Looks looks={look} />
      {question !== null && (
        <Ask
          question={question}
          chosen={given?.option ?? null}
          shown={given !== null && atOnce}
          disabled={moving}
          onChoose={(i) => answer(lesson, i)}
        />
      )}
      {given !== null && atOnce && <Reply option={given.option} said={false} />}
      {task !== null && <TaskLine key={stop} task={task} />}
      {progress.done && stop === lesson.stops.length - 1 && <Finish lesson={lesson} progress={progress} />}
    </>
  );
}

/** The heading takes the focus when one arrives by the lesson's own way: it is read out, and the number keys then choose an option. */
function useFocusOnArrival(stop: number) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const focused = document.activeElement;
    const free = focused === null || focused === document.body || focused.closest('[data-part="lesson"]') !== null;
    if (free) heading.current?.focus({ preventScroll: true });
  }, [stop]);
  return heading;
}

/** 1 to 9 choose an option while the focus is in the lesson and a prediction is asked for; everywhere else they select a node. */
function onKey(event: KeyboardEvent, lesson: Lesson): void {
  if (!/^[1-9]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  const { stop, phase } = useLesson.getState();
  const progress = useChoices.getState().lessons[lesson.id] ?? NOTHING_YET;
  const option = Number(event.key) - 1;
  if (phase !== 'there' || !isAsking(lesson, progress, stop) || lesson.stops[stop]?.question?.options[option] === undefined) return;
  event.preventDefault();
  answer(lesson, option);
}

function Foot({ lesson }: { readonly lesson: Lesson }) {
  const { stop, phase, place } = useLesson();
  const progress = useChoices((c) => c.lessons[lesson.id]) ?? NOTHING_YET;
  const event = useSaid((s) => s.frame?.event ?? -1);
  const acted = useSaid(() => isDirty(place));
  const last = stop === lesson.stops.length - 1;
  const asking = isAsking(lesson, progress, stop);
  const away = phase === 'there' && (place === null || place.event !== event || acted);
  const back = (
    <Button
      icon={CornerUpLeft}
      tooltip={acted ? 'The lesson’s run once more, up to this stop; what you did since is given up' : 'To the moment of this stop'}
      onClick={() => void backToStop(lesson)}
    >
      Back to the stop
    </Button>
  );
  return (
    <footer className="lesson-foot">
      {stop > 0 && phase === 'there' && (
        <IconButton icon={ArrowLeft} label="The stop before" onClick={() => void openStop(lesson, stop - 1)} />
      )}
      <p className="lesson-note" role="status">
        {sayPhase(phase, away, acted, asking)}
      </p>
      {phase === 'running' && (
        <Button icon={FastForward} onClick={() => void skipAhead(lesson)}>
          Skip ahead
        </Button>
      )}
      {(away || phase === 'strayed') && back}
      {phase === 'strayed' && !acted && (
        <Button look="primary" icon={ArrowRight} onClick={() => void goOn(lesson)}>
          Go on
        </Button>
      )}
      {phase === 'there' && !asking && !(last && progress.done) && (
        <Button look="primary" icon={ArrowRight} onClick={() => void goOn(lesson)}>
          {last ? 'Finish' : 'Go on'}
        </Button>
      )}
    </footer>
  );
}

function sayPhase(phase: 'opening' | 'there' | 'running' | 'strayed', away: boolean, acted: boolean, asking: boolean): string {
  if (phase === 'running') return 'Watch the cluster: the lesson goes on when it has happened.';
  if (phase === 'strayed') return acted ? 'You acted on the way: this run is your own now.' : 'Stopped on the way to the next stop.';
  if (phase === 'opening') return '';
  if (away)
    return acted
      ? 'This run is your own now. The lesson waits at its stop.'
      : 'You are looking at another moment. The lesson waits at its stop.';
  return asking ? 'Predict first: press an option, or its number.' : 'Look around; act if you like. Nothing runs away.';
}
