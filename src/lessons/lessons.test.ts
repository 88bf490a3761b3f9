// What holds for every lesson: its texts are whole, its stops are reached, and going on by acts and conditions leads where the scenario leads.
import { describe, expect, it } from 'vitest';
import { holds, parseCondition, type Condition } from '../scenario/condition.ts';
import type { Runner } from '../scenario/runner.ts';
import { answersTo, LESSONS, QUESTIONS, plainText, spansOf, type Lesson, type LessonStop } from './index.ts';
import { answersEarly } from '../sim/config.ts';
import { runTo, type AtStop } from './testing.ts';

const condition = (text: string): Condition => {
  const parsed = parseCondition(text, 9);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
};

/** As the player does: the acts at once, then events until the condition holds. */
function goOn(runner: Runner, stop: LessonStop): void {
  for (const act of stop.acts) expect(runner.input(act)).toBeNull();
  if (stop.until !== null) expect(runner.runUntil(condition(stop.until), null)).toBeNull();
}

describe.each(LESSONS.map((l) => [l.title, l] as const))('%s', (_title, lesson: Lesson) => {
  it('begins each run where its scenario ends, and has stops of different names', () => {
    const first = lesson.stops.filter((s, i) => i === 0 || s.scenario !== undefined);
    for (const s of first) expect([s.id, s.acts, s.until]).toEqual([s.id, [], null]);
    expect(lesson.stops[0]!.scenario).toBeUndefined();
    expect(new Set(lesson.stops.map((s) => s.id)).size).toBe(lesson.stops.length);
    expect(lesson.stops.length).toBeGreaterThanOrEqual(5);
  });

  it('has one right option in each question, a reply to each, and ends with a question answered at once', () => {
    for (const { question } of lesson.stops) {
      if (question === null) continue;
      expect(question.options.filter((o) => o.right)).toHaveLength(1);
      for (const o of question.options) expect(o.reply).toMatch(/[.]$/);
      expect(question.options.filter((o) => o.right)[0]!.reply).toMatch(/^Right\./);
    }
    expect(lesson.stops.at(-1)!.question?.answered).toBe('at-once');
  });

  it('has conditions that can be read', () => {
    for (const { until, task } of lesson.stops) {
      if (until !== null) condition(until);
      if (task !== null) expect(condition(task.goal).kind).not.toBe('moment');
    }
  });

  // Its run at every stop, each executed once.
  const there = (
    (known) =>
    (i: number): AtStop =>
      (known[i] ??= runTo(lesson, i))
  )([] as AtStop[]);

  it('is stopped by a check only where a rule is turned off and the stop waits for it', () => {
    lesson.stops.forEach((stop, i) => {
      const { runner, world, records } = there(i);
      const stops = runner.violation?.event === records.at(-1)?.number;
      expect([stop.id, stops]).toEqual([stop.id, /^violation/.test(stop.until ?? '')]);
      if (runner.violation !== null) expect(world.config.switches.length > 0 || answersEarly(world.config)).toBe(true);
    });
  });

  it('reaches each task’s goal by the lesson’s own next acts', () => {
    lesson.stops.forEach((stop, i) => {
      if (stop.task === null) return;
      const goal = condition(stop.task.goal);
      expect(lesson.stops[i + 1]!.scenario).toBeUndefined();
      expect(holds(goal, null, there(i).world)).toBe(false);
      expect(holds(goal, null, there(i + 1).world)).toBe(true);
    });
  });

  // Last, for it goes on from where these stand: stop i is still as its scenario left it when stop i − 1 comes there.
  it('goes from stop to stop as its scenario does', () => {
    lesson.stops.forEach((stop, i) => {
      if (i === 0 || stop.scenario !== undefined) return;
      const { runner, world } = there(i - 1);
      goOn(runner, stop);
      expect([world.events, world.digest()]).toEqual([there(i).world.events, there(i).world.digest()]);
    });
  });

  it('is written without straight apostrophes, exclamation marks or marks left open', () => {
    const texts = lesson.stops.flatMap((s) => [
      s.title,
      ...s.prose,
      ...(s.question === null ? [] : [s.question.ask, ...s.question.options.flatMap((o) => [o.text, o.reply])]),
    ]);
    for (const text of texts) {
      expect(text).not.toMatch(/'|!/);
      expect(plainText(text)).not.toMatch(/[`*]/);
    }
  });
});

describe('markup', () => {
  it('knows code and terms, and leaves what has no partner', () => {
    expect(spansOf('a `1.n1` is a *ballot*, 2 * 3 is not')).toEqual([
      { kind: 'text', text: 'a ' },
      { kind: 'code', text: '1.n1' },
      { kind: 'text', text: ' is a ' },
      { kind: 'term', text: 'ballot' },
      { kind: 'text', text: ', 2 * 3 is not' },
    ]);
  });

  it('keeps every character that is not a mark', () => {
    expect(plainText('<b>`x`</b> *y*')).toBe('<b>x</b> y');
  });
});

describe('the course', () => {
  const taught = new Set(LESSONS.flatMap((l) => l.teaches));

  it('answers each of its twenty questions', () => {
    expect(QUESTIONS).toHaveLength(20);
    expect(QUESTIONS.filter((q) => answersTo(q, LESSONS).length === 0)).toEqual([]);
  });

  it('teaches each topic that asks for a lesson, and each failure story', () => {
    const asked = [...'P2 P3 P4 P5 P6 P8 P10 P11 P12 P13 P14 P15 D1 D4 D6 S1 S2 S3 S4 S5 S6'.split(' ')];
    expect(asked.filter((t) => !taught.has(t))).toEqual([]);
  });

  it('names no question that is not asked', () => {
    expect([...taught].filter((t) => t.startsWith('Q') && !QUESTIONS.some((q) => q.id === t))).toEqual([]);
  });
});
