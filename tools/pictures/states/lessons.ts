// A lesson: at a stop, on the way, answered right and wrong, strayed from, with its task done, and at its end. The first lesson of each part has
// its first stop taken as well.
import { expect, type Locator } from '@playwright/test';
import { LESSON_PARTS, LESSONS, plainText } from '../../../src/lessons/index.ts';
import type { States, Tour } from '../tour.ts';

/** The lesson that has everything: both ways of asking, and a task. */
const WHOLE = LESSONS.find((l) => l.id === 'leader-dies')!;

async function begin(t: Tour, id: string): Promise<Locator> {
  await t.open();
  const lesson = LESSONS.find((l) => l.id === id)!;
  const drawer = await t.drawer(1);
  await drawer.getByRole('button', { name: `Begin ${lesson.title}`, exact: true }).click();
  const player = t.page.locator('[data-part="lesson"]');
  await expect(player.getByRole('heading', { name: plainText(lesson.stops[0]!.title) })).toBeVisible();
  await expect(
    player
      .locator('.lesson-option')
      .first()
      .or(player.getByRole('button', { name: 'Go on' })),
  ).toBeEnabled();
  return player;
}

/** The lesson at one of its stops, with everything before it predicted right; its place is kept as the page keeps it. */
async function at(t: Tour, stop: number, done = false): Promise<Locator> {
  const answers = Object.fromEntries(
    WHOLE.stops
      .filter((s, i) => s.question !== null && (i < stop || done))
      .map((s) => [s.id, s.question!.options.findIndex((o) => o.right)] as const),
  );
  const player = await begin(t, WHOLE.id);
  for (let i = 0; i < stop; i++) await onward(player, i, answers[WHOLE.stops[i]!.id]);
  return player;
}

/** From one stop to the next, skipping what happens between. */
async function onward(player: Locator, stop: number, option: number | undefined): Promise<void> {
  const { question } = WHOLE.stops[stop]!;
  if (question !== null)
    await player
      .locator('.lesson-option')
      .nth(option ?? 0)
      .click();
  if (question === null || question.answered === 'at-once') await player.getByRole('button', { name: /^(Go on|Finish)$/ }).click();
  const skip = player.getByRole('button', { name: 'Skip ahead' });
  const next = WHOLE.stops[stop + 1];
  const there = next === undefined ? player.locator('.lesson-finish') : player.getByRole('heading', { name: plainText(next.title) });
  await expect(skip.or(there).first()).toBeVisible();
  if (await skip.isVisible()) await skip.click({ timeout: 2_000 }).catch(() => there.waitFor());
  await expect(there).toBeVisible();
}

const askedAt = (answered: 'at-once' | 'as-it-happens'): number => WHOLE.stops.findIndex((s) => s.question?.answered === answered);
const wrong = (stop: number): number => WHOLE.stops[stop]!.question!.options.findIndex((o) => !o.right);
const right = (stop: number): number => WHOLE.stops[stop]!.question!.options.findIndex((o) => o.right);

const FIRST_STOPS: States = Object.fromEntries(
  LESSON_PARTS.flatMap((p) => p.lessons.slice(0, 1)).map((l) => [`lesson-first-${l.id}`, async (t: Tour) => void (await begin(t, l.id))]),
);

export const LESSON_STATES: States = {
  ...FIRST_STOPS,
  'lesson-running': async (t) => {
    const player = await begin(t, WHOLE.id);
    await player.locator('.lesson-option').first().click();
    await expect(player.getByRole('button', { name: 'Skip ahead' })).toBeVisible();
  },
  'lesson-wrong': async (t) => {
    const player = await begin(t, WHOLE.id);
    await onward(player, 0, wrong(0));
  },
  'lesson-right': async (t) => void (await at(t, 1)),
  'lesson-wrong-at-once': async (t) => {
    const stop = askedAt('at-once');
    const player = await at(t, stop);
    await player.locator('.lesson-option').nth(wrong(stop)).click();
    await expect(player.locator('.lesson-reply')).not.toHaveCount(0);
  },
  'lesson-right-at-once': async (t) => {
    const stop = askedAt('at-once');
    const player = await at(t, stop);
    await player.locator('.lesson-option').nth(right(stop)).click();
    await expect(player.locator('.lesson-reply')).not.toHaveCount(0);
  },
  'lesson-strayed': async (t) => {
    const player = await begin(t, WHOLE.id);
    await t.key('x');
    await expect(player.getByRole('button', { name: 'Back to the stop' })).toBeVisible();
  },
  'lesson-task': async (t) => {
    const stop = WHOLE.stops.findIndex((s) => s.task !== null);
    const player = await at(t, stop);
    await t.toTop(player.locator('.lesson-task'));
  },
  'lesson-finish': async (t) => {
    const last = WHOLE.stops.length - 1;
    const player = await at(t, last);
    await onward(player, last, WHOLE.stops[last]!.question === null ? undefined : right(last));
    await player.locator('.lesson-finish').scrollIntoViewIfNeeded();
  },
  'lesson-list-after': async (t) => {
    const player = await at(t, 2);
    await player.getByRole('button', { name: 'Leave the lesson' }).click();
    await t.drawer(1);
  },
};
