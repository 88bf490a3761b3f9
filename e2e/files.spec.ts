// A run saved and opened again is the same to the byte. What is no such file is refused with a sentence, and the open run stays as it is.
import { readFile } from 'node:fs/promises';
import { CALM, expect, test, type Lab } from './lab.ts';

const OTHER = CALM.replace('title A calm cluster', 'title Another cluster').replace('seed=3', 'seed=4');

/** By the button; returns the file's name and text. */
async function save(lab: Lab): Promise<{ readonly name: string; readonly text: string }> {
  const downloading = lab.page.waitForEvent('download');
  await lab.button('Save the run as a file').click();
  const download = await downloading;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

/** By the file picker. */
async function choose(lab: Lab, name: string, text: string): Promise<void> {
  const choosing = lab.page.waitForEvent('filechooser');
  await lab.button('Open a saved run').click();
  await (await choosing).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
}

test('saved and opened elsewhere, a run with a crash and a branch has the same digests', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  const early = await lab.digest();
  await page.keyboard.press('x');
  await lab.until('leader n2 or leader n3');
  const first = await lab.digest();
  await page.evaluate((event) => window.synod.seek(event), early.event);
  await page.evaluate(() => window.synod.input({ kind: 'isolate', node: 3 }));
  await lab.until('acknowledged 6');
  const second = await lab.digest();
  const file = await save(lab);
  expect(file.name).toBe('a-calm-cluster.synod.json');
  await expect(lab.notice(`Saved as ${file.name}`)).toBeVisible();

  await lab.world(OTHER);
  await choose(lab, file.name, file.text);
  await expect.poll(async () => (await lab.run()).title).toBe('A calm cluster');
  await lab.settled();
  expect(await lab.digest()).toEqual(second);
  await expect(lab.notice(/was opened in part/)).toHaveCount(0);
  await page
    .getByRole('list', { name: 'Branches' })
    .getByRole('button', { name: /^Return to the branch/ })
    .click();
  await expect.poll(async () => (await lab.digest()).event).toBe(first.event);
  expect((await lab.digest()).digest).toBe(first.digest);
  // And saved again it is the same text.
  await page
    .getByRole('list', { name: 'Branches' })
    .getByRole('button', { name: /^Return to the branch/ })
    .click();
  await expect.poll(async () => (await lab.digest()).event).toBe(second.event);
  expect((await save(lab)).text).toBe(file.text);
});

interface BadFile {
  readonly name: string;
  readonly spoil: (text: string) => string;
  readonly says: RegExp;
}

const BAD: readonly BadFile[] = [
  { name: 'truncated', spoil: (t) => t.slice(0, Math.floor(t.length * 0.7)), says: /expected|missing/ },
  { name: 'of another program', spoil: () => '{"format":"something-else","version":1}\n', says: /this is no trace of Synod/ },
  {
    name: 'with names that every object has',
    spoil: (t) => t.replace('"title":', '"__proto__":{"polluted":true},"title":'),
    says: /__proto__/,
  },
  {
    name: 'with a cluster of a million nodes',
    spoil: (t) => t.replace(/"nodes":\d+/, '"nodes":1000000'),
    says: /nodes.*expected|expected.*nodes|1000000|1,000,000/i,
  },
  { name: 'of nothing', spoil: () => '', says: /empty|expected/ },
  { name: 'of noise', spoil: () => '\u0000\u0001\u0002 not even JSON', says: /expected/ },
];

test('a file that cannot be is refused with a sentence, and the open run is untouched', async ({ lab }) => {
  await lab.open();
  await lab.world(CALM);
  const { text } = await save(lab);
  const before = await lab.digest();
  for (const { name, spoil, says } of BAD)
    await test.step(name, async () => {
      await choose(lab, `${name}.synod.json`, spoil(text));
      const notice = lab.notice(`${name}.synod.json was not opened`);
      await expect(notice).toBeVisible();
      await expect(notice.locator('p')).toHaveText(says);
      await expect(notice.locator('p')).toHaveText(/\.$/);
      expect(await lab.digest()).toEqual(before);
    });
  expect((await lab.run()).title).toBe('A calm cluster');
  await lab.button('Step one event').click();
  await expect.poll(async () => (await lab.digest()).event).toBe(before.event + 1);
});

test('before a run that one has acted in is replaced, one is asked, and may keep it', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  await page.keyboard.press('x');
  await expect(lab.card(1)).toHaveAttribute('data-status', 'crashed');
  const before = await lab.digest();
  const drawer = await lab.openDrawer('Worlds');
  await drawer.getByRole('button', { name: /^Three nodes, calm/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Replace the run at hand?' });
  await dialog.getByRole('button', { name: 'Keep the run' }).click();
  await expect(dialog).toHaveCount(0);
  expect(await lab.digest()).toEqual(before);
  await drawer.getByRole('button', { name: /^Three nodes, calm/ }).click();
  await dialog.getByRole('button', { name: 'Replace it', exact: true }).click();
  await expect.poll(async () => (await lab.run()).title).toBe('Three nodes, calm');
});
