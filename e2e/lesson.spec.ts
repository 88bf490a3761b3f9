// The lesson "The leader dies", from its first stop to its end: answered right, answered wrong, and with the student straying on the way.
import { LESSONS, plainText } from '../src/lessons/index.ts';
import { expect, test, type Lab } from './lab.ts';
import type { Locator } from '@playwright/test';

const lesson = LESSONS.find((l) => l.id === 'leader-dies')!;

async function begin(lab: Lab): Promise<Locator> {
  await lab.open();
  const drawer = await lab.openDrawer('Lessons');
  await drawer.getByRole('listitem').filter({ hasText: lesson.title }).getByRole('button', { name: 'Begin' }).click();
  const player = lab.page.locator('[data-part="lesson"]');
  await expect(player.getByRole('heading', { name: plainText(lesson.stops[0]!.title) })).toBeVisible();
  return player;
}

for (const right of [true, false])
  test(`the lesson answered ${right ? 'right' : 'wrong'} at every stop, to the end`, async ({ lab, page }) => {
    test.setTimeout(120_000);
    const player = await begin(lab);
    for (const [i, stop] of lesson.stops.entries())
      await test.step(`stop ${i + 1}: ${stop.title}`, async () => {
        await expect(player.getByRole('heading', { name: plainText(stop.title) })).toBeVisible();
        await expect(player).toContainText(`stop ${i + 1} of ${lesson.stops.length}`);
        const { question } = stop;
        if (question === null) return;
        const option = question.options.find((o) => o.right === right)!;
        await player.getByRole('button', { name: plainText(option.text) }).click();
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
      });
    const asked = lesson.stops.filter((s) => s.question !== null).length;
    await expect(player).toContainText(`${right ? asked : 0} of your ${asked} predictions came true.`);
    await player.getByRole('button', { name: 'Go on with this cluster' }).click();
    await expect(player).toHaveCount(0);
    expect((await lab.frame()).violation).toBeNull();
    await expect(page.getByText('checks hold')).toBeVisible();
  });

test('a student who acts at a stop has a run of their own, and comes back to the lesson’s', async ({ lab, page }) => {
  const player = await begin(lab);
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
  const player = await begin(lab);
  await player.getByRole('button', { name: plainText(lesson.stops[0]!.question!.options[0]!.text) }).click();
  await expect(player.getByRole('heading', { name: plainText(lesson.stops[1]!.title) })).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await lab.ready();
  await expect(player.getByRole('heading', { name: plainText(lesson.stops[1]!.title) })).toBeVisible();
  await player.getByRole('button', { name: 'Leave the lesson' }).click();
  const drawer = await lab.openDrawer('Lessons');
  await expect(drawer).toContainText(`stop 2 of ${lesson.stops.length}`);
});
