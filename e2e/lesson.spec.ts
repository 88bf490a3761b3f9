// The lesson "The leader dies", from its first stop to its end: answered right, answered wrong, and with the student straying on the way. And
// "The phantom write", whose first run is broken on purpose and stopped by a check, and whose second is not.
import { LESSONS, plainText, type Lesson } from '../src/lessons/index.ts';
import { expect, test, type Lab } from './lab.ts';
import type { Locator } from '@playwright/test';

const lesson = LESSONS.find((l) => l.id === 'leader-dies')!;

const phantom = LESSONS.find((l) => l.id === 'phantom')!;

async function begin(lab: Lab, lesson: Lesson): Promise<Locator> {
  await lab.open();
  const drawer = await lab.openDrawer('Lessons');
  await drawer.getByRole('button', { name: `Begin ${lesson.title}` }).click();
  const player = lab.page.locator('[data-part="lesson"]');
  await expect(player.getByRole('heading', { name: plainText(lesson.stops[0]!.title) })).toBeVisible();
  return player;
}

/** Answers at the stop, sees the reply, and goes on to the next, or to the end. */
async function pass(player: Locator, lesson: Lesson, i: number, right: boolean): Promise<void> {
  const stop = lesson.stops[i]!;
  await expect(player.getByRole('heading', { name: plainText(stop.title) })).toBeVisible();
  await expect(player).toContainText(`stop ${i + 1} of ${lesson.stops.length}`);
  const { question } = stop;
  if (question === null) return;
  const chosen = question.options.findIndex((o) => o.right === right);
  const option = question.options[chosen]!;
  await player.locator('.lesson-option').nth(chosen).click();
  // As it happens: the cluster shows it first.
  const skip = player.getByRole('button', { name: 'Skip ahead' });
  const reply = player.locator('.lesson-reply').filter({ hasText: plainText(option.reply).slice(0, 60) });
  await expect(skip.or(reply)).toBeVisible();
  if (await skip.isVisible()) await skip.click({ timeout: 2_000 }).catch(() => undefined);
  await expect(reply).toBeVisible();
  await expect(reply).toHaveAttribute('data-right', String(right));
  if (question.answered === 'at-once') await player.getByRole('button', { name: /^(Go on|Finish)$/ }).click();
  const next = player.getByRole('button', { name: 'Skip ahead' });
  const there =
    i + 1 < lesson.stops.length
      ? player.getByRole('heading', { name: plainText(lesson.stops[i + 1]!.title) })
      : player.getByText(`That was “${lesson.title}”.`);
  await expect(next.or(there)).toBeVisible();
  if (await next.isVisible()) await next.click({ timeout: 2_000 }).catch(() => undefined);
}

for (const right of [true, false])
  test(`the lesson answered ${right ? 'right' : 'wrong'} at every stop, to the end`, async ({ lab, page }) => {
    test.setTimeout(120_000);
    const player = await begin(lab, lesson);
    for (const [i, stop] of lesson.stops.entries()) await test.step(`stop ${i + 1}: ${stop.title}`, () => pass(player, lesson, i, right));
    const asked = lesson.stops.filter((s) => s.question !== null).length;
    await expect(player).toContainText(`${right ? asked : 0} of your ${asked} predictions came true.`);
    await player.getByRole('button', { name: 'Go on with this cluster' }).click();
    await expect(player).toHaveCount(0);
    expect((await lab.frame()).violation).toBeNull();
    await expect(page.getByText('checks hold')).toBeVisible();
  });

test('a student who acts at a stop has a run of their own, and comes back to the lesson’s', async ({ lab, page }) => {
  const player = await begin(lab, lesson);
  await expect(player).toContainText('Predict first');
  const { event, digest } = await lab.digest();
  await page.keyboard.press('x');
  await expect(player).toContainText('This run is your own now.');
  await player.getByRole('button', { name: 'Back to the stop' }).click();
  await expect(player.getByRole('button', { name: 'Back to the stop' })).toHaveCount(0);
  await expect.poll(async () => (await lab.digest()).event).toBe(event);
  expect((await lab.digest()).digest).toBe(digest);
  await expect(lab.card(1)).toHaveAttribute('data-status', 'up');
});

test('a lesson left in the middle is gone on with after the page is loaded again', async ({ lab, page }) => {
  const player = await begin(lab, lesson);
  await player.getByRole('button', { name: plainText(lesson.stops[0]!.question!.options[0]!.text) }).click();
  await expect(player.getByRole('heading', { name: plainText(lesson.stops[1]!.title) })).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await lab.ready();
  await expect(player.getByRole('heading', { name: plainText(lesson.stops[1]!.title) })).toBeVisible();
  await player.getByRole('button', { name: 'Leave the lesson' }).click();
  const drawer = await lab.openDrawer('Lessons');
  await expect(drawer).toContainText(`stop 2 of ${lesson.stops.length}`);
});

test('a lesson whose run a check stops shows what it found, goes on past it, and tells the story anew by the rules', async ({
  lab,
  page,
}) => {
  test.setTimeout(120_000);
  const player = await begin(lab, phantom);
  const bands = page.getByRole('region', { name: 'State of the run' });
  await expect(bands).toContainText('Broken on purpose: this is not Paxos.');
  await pass(player, phantom, 0, true);
  const found = player.getByRole('region', { name: 'I9 does not hold' });
  await expect(found).toContainText('The check I9 stopped the run here. you#1 is answered, and is not chosen.');
  await expect(bands).toContainText('That is what the lesson is here to show.');
  await expect(lab.button('Go on anyway')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Notices' }).locator('article')).toHaveCount(0);
  const stopped = await lab.digest();

  // Another moment, and back; loaded again, and back.
  await page.keyboard.press('ArrowLeft');
  await expect(found).toHaveCount(0);
  await player.getByRole('button', { name: 'Back to the stop' }).click();
  await expect(found).toBeVisible();
  await page.reload();
  await lab.ready();
  await expect(found).toBeVisible();
  await player.getByRole('button', { name: 'Back to the stop' }).click();
  await expect(player.getByRole('button', { name: 'Back to the stop' })).toHaveCount(0);
  expect(await lab.digest()).toMatchObject({ event: stopped.event, digest: stopped.digest });

  // Past it; what the lesson did is undone, and the lesson comes back to its stop.
  await pass(player, phantom, 1, true);
  await expect(player.getByRole('heading', { name: 'You have been told “done”' })).toBeVisible();
  await expect(bands).toContainText('I9 did not hold');
  const told = await lab.digest();
  await page.keyboard.press('Control+z');
  await expect(player).toContainText('This run is your own now.');
  await player.getByRole('button', { name: 'Back to the stop' }).click();
  await expect.poll(() => lab.digest()).toMatchObject({ event: told.event, digest: told.digest });

  for (const i of phantom.stops.keys()) {
    if (i >= 2) await pass(player, phantom, i, true);
    if (phantom.stops[i + 1]?.id === 'right') await expect(player).toContainText('In this run every rule is on.');
  }
  await expect(bands).not.toContainText('Broken on purpose');
  await expect(page.getByText('checks hold')).toBeVisible();
});
