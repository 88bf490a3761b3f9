// What a teacher writes about a run: title, notes, bookmarks; it is there after a reload, it is walked, it goes with the file, and a student who
// opens the file somewhere else reads it.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { CALM, expect, Lab, test, watchErrors } from './lab.ts';

async function bookmark(page: Page, title: string, text: string): Promise<void> {
  await page.locator('body').press('b');
  const dialog = page.getByRole('dialog', { name: 'Bookmark' });
  await dialog.getByLabel('Title').fill(title);
  await dialog.getByLabel('Text').fill(text);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toHaveCount(0);
}

const card = (page: Page) => page.getByRole('region', { name: 'Bookmark', exact: true });
const titles = async (lab: Lab): Promise<string[]> => (await lab.run()).bookmarks.map((b) => b.title);

/** A run about which something is written, with two bookmarks; the second one is shown. */
async function prepare(lab: Lab): Promise<void> {
  const { page } = lab;
  await lab.world(CALM);
  const drawer = await lab.openDrawer('This run');
  await expect(drawer.getByText('No bookmarks yet')).toBeVisible();
  await drawer.getByLabel('Author').fill('Ada');
  await drawer.getByLabel('Notes').fill('For the second hour.\nAsk first.');
  await expect.poll(async () => (await lab.run()).notes).toBe('For the second hour.\nAsk first.');
  await drawer.getByLabel('Notes').blur();
  await bookmark(page, 'Two answers', 'What did they cost?');
  await lab.until('acknowledged 6');
  await bookmark(page, 'Six <b>answers</b>', '');
  await expect.poll(() => titles(lab)).toEqual(['Two answers', 'Six <b>answers</b>']);
}

test('bookmarks are named, walked, edited, removed and put back, and are there after a reload', async ({ lab, page }) => {
  await lab.open();
  await prepare(lab);
  await expect(card(page)).toContainText('Six <b>answers</b>');
  await page.locator('body').press('Shift+J');
  await expect(card(page)).toContainText('What did they cost?');
  await expect(card(page)).toContainText('1 of 2');
  await page.reload();
  await lab.ready();
  expect([(await lab.run()).author, await titles(lab)]).toEqual(['Ada', ['Two answers', 'Six <b>answers</b>']]);
  const list = page.getByRole('list', { name: 'Bookmarks of the branch that is shown' });
  await list.getByRole('button', { name: /^Two answers/ }).click();
  await expect(card(page)).toContainText('What did they cost?');
  await page.locator('body').press('b');
  await page.getByRole('dialog', { name: 'Bookmark' }).getByLabel('Title').fill('Two are done');
  await page.keyboard.press('Enter');
  await expect(card(page)).toContainText('Two are done');
  await list.getByRole('button', { name: 'Remove “Two are done”' }).click();
  await expect.poll(() => titles(lab)).toEqual(['Six <b>answers</b>']);
  await lab.notice('The bookmark was removed').getByRole('button', { name: 'Put it back' }).click();
  await expect.poll(() => titles(lab)).toEqual(['Two are done', 'Six <b>answers</b>']);
  await page.locator('body').press('j');
  await expect(card(page)).toContainText('2 of 2');
});

test('what is written goes with the file, and is read where it is opened', async ({ lab, page, browser }) => {
  await lab.open();
  await prepare(lab);
  const downloading = page.waitForEvent('download');
  await lab.button('Save the run as a file').click();
  const text = await readFile(await (await downloading).path(), 'utf8');

  const student = new Lab(await browser.newPage({ viewport: { width: 390, height: 844 } }));
  const errors = watchErrors(student.page);
  await student.open();
  const choosing = student.page.waitForEvent('filechooser');
  await student.page.locator('body').press('o');
  await (await choosing).setFiles({ name: 'run.synod.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await expect.poll(async () => (await student.run()).author).toBe('Ada');
  expect(await titles(student)).toEqual(['Two answers', 'Six <b>answers</b>']);
  await student.page.locator('body').press('Shift+J');
  await expect(card(student.page)).toContainText('What did they cost?');
  expect((await student.digest()).event).toBe((await student.run()).bookmarks[0]!.event);
  expect(errors).toEqual([]);
  await student.page.close();
});
