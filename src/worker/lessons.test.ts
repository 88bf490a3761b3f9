// Lessons as they are taken: stop by stop through the worker, at the lesson's pace and at once. Each stop must be the very moment that the
// lesson's scenario ends at, so that going on and coming back lead to the same run.
import { describe, expect, it } from 'vitest';
import { LESSONS, lastStops, scenarioAt, type Lesson, type LessonStop } from '../lessons/index.ts';
import { Page } from './testing.ts';

async function goOn(page: Page, stop: LessonStop, speed: number | null): Promise<void> {
  for (const input of stop.acts) await page.ask('input', { input });
  if (stop.until === null) return;
  let reached: boolean | null = null;
  const reply = page.ask('run-until', { condition: stop.until, speed }).then((r) => (reached = r.reached));
  for (let n = 0; n < 4_000 && reached === null; n++) await page.pass(50);
  await reply;
  expect(reached).toBe(true);
}

async function take(lesson: Lesson, paced: boolean): Promise<void> {
  const page = await Page.open();
  const there = await Page.open();
  await page.ask('open-scenario', { title: lesson.title, scenario: scenarioAt(lesson, 0) });
  for (const [i, stop] of lesson.stops.entries()) {
    if (i === 0) continue;
    if (stop.scenario === undefined) await goOn(page, stop, paced ? (stop.pace ?? lesson.pace) : null);
    else await page.ask('open-scenario', { title: lesson.title, scenario: scenarioAt(lesson, i) });
    await there.ask('open-scenario', { title: lesson.title, scenario: scenarioAt(lesson, i) });
    expect([stop.id, await page.ask('digest')]).toEqual([stop.id, await there.ask('digest')]);
  }
}

describe.each(LESSONS.map((l) => [l.title, l] as const))('%s', (_title, lesson) => {
  it('is the same run whether one goes on at its pace or comes back to a stop', () => take(lesson, true), 60_000);
  it('is the same run when the way is skipped', () => take(lesson, false), 60_000);

  it.each(lastStops(lesson))('is a file below 10 kB, which opens as the same run, at stop %i', async (last) => {
    const page = await Page.open();
    await page.ask('open-scenario', { title: lesson.title, scenario: scenarioAt(lesson, last) });
    const digest = await page.ask('digest');
    const { name, text } = await page.ask('save');
    expect(new TextEncoder().encode(text).length).toBeLessThan(10_000);
    expect(await page.ask('open-trace', { name, text })).toEqual({ note: null });
    expect(await page.ask('digest')).toEqual(digest);
  });
});
