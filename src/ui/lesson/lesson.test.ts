import { describe, expect, it } from 'vitest';
import type { Lesson } from '../../lessons/lesson.ts';
import { styleOf } from './LitStyle.tsx';
import { answerAt, isAsking, NOTHING_YET, replyDue, sayProgress, score, withAnswer, withStop } from './progress.ts';

const ask = (answered: 'as-it-happens' | 'at-once') => ({
  ask: 'What happens?',
  answered,
  options: [
    { text: 'This', right: false, reply: 'No: because.' },
    { text: 'That', right: true, reply: 'Yes: because.' },
  ],
});
const stop = (id: string, question: ReturnType<typeof ask> | null) => ({
  id,
  title: id,
  acts: [],
  until: null,
  prose: [],
  look: [],
  question,
  task: null,
});
const lesson: Lesson = {
  id: 'l',
  title: 'L',
  about: '',
  minutes: 1,
  teaches: [],
  scenario: '',
  pace: 0.05,
  stops: [stop('a', ask('as-it-happens')), stop('b', null), stop('c', ask('at-once'))],
};

describe('progress in a lesson', () => {
  it('asks until an answer is given, and replies at the stop where it is seen', () => {
    expect(isAsking(lesson, NOTHING_YET, 0)).toBe(true);
    const said = withAnswer(NOTHING_YET, 0, 1);
    expect(isAsking(lesson, said, 0)).toBe(false);
    expect(replyDue(lesson, said, 0)).toBeNull();
    expect(replyDue(lesson, said, 1)?.option.reply).toBe('Yes: because.');
    expect(isAsking(lesson, said, 1)).toBe(false);
  });
  it('replies at once where that is asked for, and not again at the next stop', () => {
    const said = withAnswer(NOTHING_YET, 2, 0);
    expect(answerAt(lesson, said, 2)?.option.right).toBe(false);
    expect(replyDue(lesson, said, 3)).toBeNull();
  });
  it('counts what came true', () => {
    expect(score(lesson, withAnswer(withAnswer(NOTHING_YET, 0, 1), 2, 0))).toEqual({ right: 1, of: 2 });
  });
  it('remembers the furthest stop, and no further than the lesson goes', () => {
    const far = withStop(lesson, NOTHING_YET, 2);
    expect(withStop(lesson, far, 0).stop).toBe(2);
    expect(withStop(lesson, far, 9).stop).toBe(2);
  });
  it('is told in words', () => {
    expect(sayProgress(lesson, undefined)).toBe('not begun');
    expect(sayProgress(lesson, { ...NOTHING_YET, stop: 1 })).toBe('stop 2 of 3');
    expect(sayProgress(lesson, { ...NOTHING_YET, done: true })).toBe('done');
  });
  it('leaves out an answer that a changed lesson no longer has', () => {
    expect(answerAt(lesson, withAnswer(NOTHING_YET, 0, 7), 0)).toBeNull();
    expect(answerAt(lesson, withAnswer(NOTHING_YET, 1, 0), 1)).toBeNull();
  });
});

describe('what is pointed out', () => {
  it('is the panel, or the things named in it', () => {
    expect(styleOf({ panel: 'log', nodes: [], slots: [], clients: [] })).toMatch(/^\[data-part='log'\] \{/);
    const css = styleOf({ panel: 'log', nodes: [3], slots: [14], clients: [] });
    expect(css).toContain("[data-part='log'] .log-label[data-node='3'] {");
    expect(css).toContain("[data-part='log'] [data-row='0'][data-slot='14'] {");
    expect(styleOf({ panel: 'stage', nodes: [3], slots: [], clients: [] })).toContain("[data-card='3']");
    expect(styleOf({ panel: 'numbers', nodes: [], slots: [], clients: [] })).toMatch(/^\[aria-label='Numbers'\] \{/);
  });
});
