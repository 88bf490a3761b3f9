// What a lesson says of its run by itself: that every rule is on where the story was told broken before, and what a check found where it
// stopped the run. Both come from the engine, not from the lesson's prose.
import { useEffect } from 'react';
import { OctagonAlert, ShieldCheck } from 'lucide-react';
import type { Lesson } from '../../lessons/lesson.ts';
import { answersEarly } from '../../sim/config.ts';
import { useChoices } from '../../state/choices.ts';
import { useSaid } from '../../state/said.ts';

/** What turns a rule off in a scenario's text. */
const BREAKS = /\bbreak=|\bsync-policy=(early|background)/;

/** In a lesson with a run that is broken on purpose, of which a band tells: that this one is not. */
export function Rules({ lesson }: { readonly lesson: Lesson }) {
  const config = useSaid((s) => s.frame?.config);
  const runs = [lesson.scenario, ...lesson.stops.flatMap((s) => s.scenario ?? [])];
  if (config === undefined || runs.length === 1 || !runs.some((text) => BREAKS.test(text))) return null;
  if (config.switches.length > 0 || answersEarly(config)) return null;
  return (
    <p className="lesson-rules">
      <ShieldCheck className="kit-icon" aria-hidden />
      In this run every rule is on.
    </p>
  );
}

/** The violation that the stop is there to show, with the two facts that disagree. */
export function Found() {
  const violation = useSaid((s) => (s.frame?.wentOn === true ? null : (s.frame?.violation ?? null)));
  const shown = violation !== null;
  useEffect(() => {
    if (!shown) return undefined;
    tell(true);
    return () => tell(false);
  }, [shown]);
  if (violation === null) return null;
  const { invariant, says, facts } = violation;
  return (
    <section className="lesson-found" aria-label={`${invariant} does not hold`}>
      <OctagonAlert className="kit-icon" aria-hidden />
      <div role="status">
        <p>
          <b>The check {invariant} stopped the run here.</b> {says}
        </p>
        <ol>
          {facts.map((fact, i) => (
            <li key={i}>{fact}</li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function tell(told: boolean): void {
  useChoices.setState((c) => {
    c.told = told;
  });
}
