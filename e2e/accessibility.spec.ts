// axe on every view in both themes; reduced motion, forced colours, and the presenter's sizes.
import AxeBuilder from '@axe-core/playwright';
import { CALM, expect, test, type Lab } from './lab.ts';

const DRAWERS = ['Lessons', 'Worlds', 'Cluster', 'Network', 'Disks', 'Clients', 'Checks', 'Numbers', 'This run', 'Help'] as const;
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** `part`: what is looked at, where the rest of the page was looked at before. */
async function noViolations(lab: Lab, part = 'html'): Promise<void> {
  const { violations } = await new AxeBuilder({ page: lab.page }).withTags(TAGS).include(part).analyze();
  expect(
    violations.map(
      (v) =>
        `${v.id}: ${v.nodes
          .map((n) => `${n.target.join(' ')} (${n.any[0]?.message ?? n.all[0]?.message ?? n.none[0]?.message})`)
          .slice(0, 4)
          .join(' | ')}`,
    ),
  ).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('start, a crash, and each selection', async ({ lab, page }) => {
      test.setTimeout(120_000);
      await lab.open();
      await lab.pause();
      await noViolations(lab);
      await lab.world(CALM);
      await page.keyboard.press('x');
      await expect(lab.card(1)).toHaveAttribute('data-status', 'crashed');
      for (const key of ['2', '.']) {
        await page.keyboard.press(key);
        await expect(page.locator('[data-part="inspector"]')).toBeVisible();
        await noViolations(lab, '[data-part="inspector"]');
        await page.keyboard.press('Escape');
      }
      await page.keyboard.press('1');
      await page.keyboard.press('r');
      await page.getByRole('button', { name: 'Step through it' }).click();
      await expect(page.getByRole('group', { name: /^Recovery, step by step/ })).toBeFocused();
      await noViolations(lab, '[data-part="inspector"]');
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog')).toBeVisible();
      await noViolations(lab, '[role="dialog"]');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Shift+S');
      for (const format of ['Film', 'Metrics']) {
        await page.getByRole('radio', { name: format }).click();
        await noViolations(lab, '[role="dialog"]');
      }
    });

    test('a sweep measured', async ({ lab, page }) => {
      await lab.open();
      await lab.world(CALM);
      await page.keyboard.press('Shift+Q');
      const dialog = page.getByRole('dialog', { name: 'Measure' });
      await dialog.getByLabel('Measured').fill('500');
      await dialog.getByRole('button', { name: /^Window/ }).click();
      await expect(dialog.getByRole('status')).toHaveText('All 6 values are measured.');
      await noViolations(lab, '[role="dialog"]');
    });

    test('the tree of branches, and two compared', async ({ lab, page }) => {
      await lab.open();
      await lab.world(CALM);
      const { event } = await lab.digest();
      await lab.until('acknowledged 5');
      await page.evaluate((to) => window.synod.seek(to), event);
      await page.evaluate(() => window.synod.input({ kind: 'crash', node: 1 }));
      await lab.settled();
      await page.keyboard.press('a');
      await expect(page.getByRole('treeitem')).toHaveCount(2);
      await noViolations(lab, '[role="dialog"]');
      await page.keyboard.press('c');
      await expect(page.getByRole('table')).toBeVisible();
      await noViolations(lab, '[role="dialog"]');
    });

    test('each drawer', async ({ lab, page }) => {
      test.setTimeout(120_000);
      await lab.open();
      await lab.world(CALM);
      for (const name of DRAWERS)
        await test.step(name, async () => {
          const drawer = await lab.openDrawer(name);
          await expect(drawer).toBeVisible();
          await noViolations(lab, '.drawer');
          await page.keyboard.press('Escape');
        });
      await page.keyboard.press('v');
      await expect(lab.drawer('Find a violation').getByRole('combobox')).toBeVisible();
      await noViolations(lab, '.drawer');
    });

    test('a bookmark: its dialog, its card, the list', async ({ lab, page }) => {
      await lab.open();
      await lab.world(CALM);
      await page.keyboard.press('b');
      const dialog = page.getByRole('dialog', { name: 'Bookmark' });
      await dialog.getByLabel('Text').fill('What do they know?');
      await noViolations(lab, '[role="dialog"]');
      await dialog.getByRole('button', { name: 'Done' }).click();
      await expect(page.getByRole('region', { name: 'Bookmark', exact: true })).toContainText('What do they know?');
      await noViolations(lab, '.bookmark-card');
      await expect((await lab.openDrawer('This run')).getByRole('list', { name: /^Bookmarks/ })).toBeVisible();
      await noViolations(lab, '.drawer');
    });

    test('the lesson', async ({ lab, page }) => {
      await lab.open();
      const drawer = await lab.openDrawer('Lessons');
      await drawer.getByRole('button', { name: 'Begin' }).first().click();
      await expect(page.locator('[data-part="lesson"] .lesson-option').first()).toBeEnabled();
      await noViolations(lab);
    });

    test('on a phone', async ({ lab, page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await lab.open();
      await lab.pause();
      await noViolations(lab);
      await page.getByRole('tab', { name: 'Events' }).click();
      await noViolations(lab);
    });
  });

test('with reduced motion, messages stand at three places on their way', async ({ lab, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await lab.open();
  await lab.world(CALM);
  await lab.until('in flight 1 any');
  const { flights } = await lab.frame();
  const flight = flights.find((f) => f.arrivesAt - f.sentAt > 4_000)!;
  const places = new Set<string>();
  for (let part = 0; part < 20; part++) {
    const at = flight.sentAt + Math.floor(((flight.arrivesAt - flight.sentAt) * part) / 20);
    await page.evaluate((t) => window.synod.seekTime(t), at);
    await lab.settled();
    const body = page.locator(`[data-flight="${flight.id}"] .stage-flight-body`);
    if ((await body.count()) > 0) places.add((await body.getAttribute('transform')) ?? '');
  }
  expect(places.size).toBeGreaterThan(0);
  expect(places.size).toBeLessThanOrEqual(3);
});

test('with forced colours everything is still there', async ({ lab, page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await lab.open();
  await lab.world(CALM);
  for (const node of [1, 2, 3]) await expect(lab.card(node)).toBeVisible();
  await expect(lab.cell(0, 1)).toBeVisible();
  await page.keyboard.press('x');
  await expect(lab.card(1)).toHaveAttribute('data-status', 'crashed');
});

test('in presenter mode nothing on stage, log and transport is smaller than 18 px at 1920 × 1080', async ({ lab, page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await lab.open();
  await lab.pause();
  await page.keyboard.press('f');
  await expect(page.locator('html[data-presenter]')).toHaveCount(1);
  await lab.settled();
  const small = await page.evaluate(() => {
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement!;
      if (
        walker.currentNode.textContent!.trim() === '' ||
        element.closest('.unseen, [aria-hidden="true"].log-probe, script, style') !== null
      )
        continue;
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      if (box.width < 2 || box.height < 2 || style.visibility === 'hidden') continue;
      const size = parseFloat(style.fontSize);
      if (size < 17.9)
        found.add(
          `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} ${size.toFixed(1)}: ${walker.currentNode.textContent!.trim().slice(0, 20)}`,
        );
    }
    return [...found];
  });
  expect(small).toEqual([]);
});
