// A scenario brought to the page by paste or from a file: a world to go on with. One that is wrong says where, and the open run stays.
import { CALM, expect, test, type Lab } from './lab.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const JSON_FORM = {
  format: 'synod-scenario',
  version: 1,
  title: 'A world of my own',
  cluster: { nodes: 3, seed: 7 },
  steps: [{ runUntil: 'leader' }, { comment: 'it goes on from here' }],
};

async function paste({ page }: Lab, text: string): Promise<void> {
  await page.evaluate((t) => navigator.clipboard.writeText(t), text);
  await page.locator('body').press('ControlOrMeta+v');
}

test('as text, as JSON and from a file; what is wrong is refused with its line or step', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  const title = (): Promise<string | undefined> => page.evaluate(() => window.synod.run()?.title);
  await paste(lab, JSON.stringify({ ...JSON_FORM, steps: [{ fly: 1 }] }));
  await expect(lab.notice(/not opened$/).locator('p')).toHaveText(/^Step 1: found “fly”/);
  expect(await title()).toBe('A calm cluster');
  await paste(lab, JSON.stringify(JSON_FORM));
  await expect.poll(title).toBe('A world of my own');
  await paste(lab, 'title By hand\ncluster 3\nrun until leader\n');
  await expect.poll(title).toBe('By hand');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'mine.txt', mimeType: 'text/plain', buffer: Buffer.from('title From a file\ncluster 5\nrun until leader\n') });
  await expect.poll(title).toBe('From a file');
});
