// A link carries the whole run: opened by somebody else it is the same run at the same moment. And what comes by paste or drop.
import { deflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { CALM, expect, Lab, test, watchErrors } from './lab.ts';

const OTHER = CALM.replace('title A calm cluster', 'title Another cluster').replace('seed=3', 'seed=4');

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** By the button; the address that is in the clipboard then. */
async function copyLink(lab: Lab): Promise<string> {
  await lab.button('Copy a link to this run').click();
  await expect(lab.notice('The link is copied')).toBeVisible();
  return lab.page.evaluate(() => navigator.clipboard.readText());
}

/** As Ctrl V does it, outside a text field. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((t) => navigator.clipboard.writeText(t), text);
  await page.locator('body').press('ControlOrMeta+v');
}

/** The fragment of an address that carries so many zeros. */
const bomb = (bytes: number): string => `#trace=${deflateRawSync(Buffer.alloc(bytes)).toString('base64url')}&event=1`;

test('opened in another profile, a link gives the same run with its branches, at the same moment', async ({ lab, page, browser }) => {
  await lab.open();
  await lab.world(CALM);
  await page.keyboard.press('x');
  await lab.until('leader n2 or leader n3');
  const tip = await lab.digest();
  await page.evaluate((event) => window.synod.seek(event), tip.event - 40);
  await page.evaluate(() => window.synod.input({ kind: 'isolate', node: 3 }));
  await lab.until('acknowledged 4');
  const there = await lab.digest();
  await page.evaluate((event) => window.synod.seek(event), there.event - 7);
  await lab.settled();
  const shown = await lab.digest();
  const address = await copyLink(lab);
  expect(address.length).toBeLessThan(2_000);
  expect(address).toMatch(/#trace=[\w-]+&event=\d+$/);

  const profile = await browser.newContext();
  const theirs = new Lab(await profile.newPage());
  const errors = watchErrors(theirs.page);
  await theirs.open(address);
  await theirs.still();
  await expect.poll(async () => (await theirs.run()).title).toBe('A calm cluster');
  expect(await theirs.digest()).toMatchObject({ digest: shown.digest, event: shown.event });
  await expect(theirs.notice(/not opened|in part/)).toHaveCount(0);

  await test.step('the run is out of the address, so that a reload resumes', async () => {
    await expect.poll(() => new URL(theirs.page.url()).hash).toBe(`#world=a-calm-cluster&event=${shown.event}`);
    await theirs.page.reload();
    await theirs.ready();
    expect(await theirs.digest()).toMatchObject({ digest: shown.digest, event: shown.event });
  });

  await test.step('its end and its other branch are those of the first profile', async () => {
    await theirs.page.keyboard.press('End');
    await expect.poll(async () => (await theirs.digest()).digest).toBe(there.digest);
    await theirs.page
      .getByRole('list', { name: 'Branches' })
      .getByRole('button', { name: /^Return to the branch/ })
      .click();
    await expect.poll(async () => (await theirs.digest()).event).toBe(tip.event);
    expect((await theirs.digest()).digest).toBe(tip.digest);
  });
  expect(errors).toEqual([]);
  await profile.close();
});

test('a link opened in an open page asks before it replaces what one did; the same by paste', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  const first = await lab.digest();
  const address = await copyLink(lab);
  await lab.world(OTHER);
  await page.keyboard.press('x');
  await expect(lab.card(1)).toHaveAttribute('data-status', 'crashed');
  const mine = await lab.digest();
  const dialog = page.getByRole('dialog', { name: 'Replace the run at hand?' });

  await test.step('by the address: kept, and the address names the run at hand again', async () => {
    await page.evaluate((hash) => (location.hash = hash), new URL(address).hash);
    await expect(dialog).toContainText('The linked run takes its place');
    await dialog.getByRole('button', { name: 'Keep the run' }).click();
    await expect.poll(() => new URL(page.url()).hash).toBe(`#world=another-cluster&event=${mine.event}&now`);
    expect(await lab.digest()).toEqual(mine);
  });

  await test.step('by paste: replaced', async () => {
    await paste(page, `Have a look: ${address}`);
    await dialog.getByRole('button', { name: 'Replace it', exact: true }).click();
    await expect.poll(async () => (await lab.run()).title).toBe('A calm cluster');
    await lab.settled();
    expect(await lab.digest()).toMatchObject({ digest: first.digest, event: first.event });
  });

  await test.step('nothing was done in it since: the next one replaces it without a question', async () => {
    await lab.button('Step one event').click();
    await expect.poll(async () => (await lab.digest()).event).toBe(first.event + 1);
    await paste(page, address);
    await expect.poll(async () => (await lab.digest()).event).toBe(first.event);
    await expect(dialog).toHaveCount(0);
  });
});

test('a bomb, a link cut short, and other pastes are refused with a sentence, and the run stays', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  const before = await lab.digest();
  const address = await copyLink(lab);
  const refused = lab.notice('The linked run was not opened');
  const BAD: readonly (readonly [string, RegExp])[] = [
    [`http://x/${bomb(100_000_000)}`, /more than 32,000,000 bytes/],
    [address.replace(/.{200}&event/, '&event'), /a part of it is missing/],
    [address.replace('trace=', 'trace=**'), /changed on the way/],
    [`http://x/#trace=${deflateRawSync(Buffer.from('{"format":"else"}\n')).toString('base64url')}`, /no trace of Synod/],
  ];
  for (const [text, says] of BAD)
    await test.step(String(says), async () => {
      await paste(page, text);
      await expect(refused.locator('p')).toHaveText(says);
      expect(await lab.digest()).toEqual(before);
      await refused.getByRole('button', { name: /^Dismiss/ }).click();
    });
  await page.evaluate((hash) => (location.hash = hash), bomb(64_000_000));
  await expect(refused.locator('p')).toHaveText(/more than 32,000,000 bytes/);
  await expect.poll(() => new URL(page.url()).hash).toMatch(/^#world=a-calm-cluster/);

  await paste(page, 'http://x/#world=a&event=12');
  await expect(lab.notice('Nothing was opened').locator('p')).toHaveText(/does not carry the run/);
  await lab
    .notice('Nothing was opened')
    .getByRole('button', { name: /^Dismiss/ })
    .click();
  await paste(page, 'Paxos made simple');
  expect(await lab.digest()).toEqual(before);
  await expect(lab.notice('Nothing was opened')).toHaveCount(0);
});

test('a run too large for a link: the page says how large, and offers the file', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  await page.evaluate(async () => {
    for (let i = 0; i < 12; i++) {
      const value = Array.from(crypto.getRandomValues(new Uint8Array(450)), (b) => b.toString(16).padStart(2, '0')).join('');
      await window.synod.input({ kind: 'command', operation: { op: 'put', key: `k${i}`, value } });
    }
  });
  await page.keyboard.press('Shift+L');
  const notice = lab.notice('The run does not fit into a link');
  await expect(notice.locator('p')).toHaveText(/would have [\d,]{5,6} characters; addresses of up to 8,000 pass everywhere/);
  const downloading = page.waitForEvent('download');
  await notice.getByRole('button', { name: 'Save the run as a file' }).click();
  expect((await downloading).suggestedFilename()).toBe('a-calm-cluster.synod.json');
});

test('without a clipboard the link stands in a field, selected', async ({ lab, page }) => {
  await page.addInitScript(() => {
    navigator.clipboard.write = () => Promise.reject(new DOMException('refused', 'NotAllowedError'));
  });
  await lab.open();
  await lab.world(CALM);
  await lab.button('Copy a link to this run').click();
  const field = page.getByRole('dialog', { name: 'Link to this run' }).getByRole('textbox', { name: 'The link' });
  await expect(field).toHaveValue(/#trace=[\w-]+&event=\d+$/);
  await expect
    .poll(() =>
      field.evaluate((f: HTMLTextAreaElement) => f === document.activeElement && f.selectionEnd - f.selectionStart === f.value.length),
    )
    .toBe(true);
});

test('folders, several files and what is no text are refused when they are dropped', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  const drop = (files: readonly (readonly [string, readonly number[]])[]): Promise<void> =>
    page.evaluate((given) => {
      const data = new DataTransfer();
      for (const [name, bytes] of given) data.items.add(new File([new Uint8Array(bytes)], name));
      const event = { bubbles: true, cancelable: true, dataTransfer: data };
      document.body.dispatchEvent(new DragEvent('dragover', event));
      document.body.dispatchEvent(new DragEvent('drop', event));
    }, files);
  const refused = lab.notice(/opened$/).locator('p');
  await drop([
    ['a.synod.json', [123]],
    ['b.synod.json', [123]],
  ]);
  await expect(refused).toHaveText(/^2 files were brought at once/);
  await drop([['cat.png', [0x89, 0x50, 0x4e, 0x47, 0xff, 0xd8]]]);
  await expect(refused.last()).toHaveText(/^cat\.png is not a text in UTF-8/);
  await drop([]);
  await expect(page.getByTestId('drop-zone')).toHaveCount(0);
});

test('a second tab of the same browser says why the link is not opened there, and opens it when it may', async ({ lab, page, context }) => {
  await lab.open();
  await lab.world(CALM);
  const address = await copyLink(lab);
  await lab.world(OTHER);
  const second = new Lab(await context.newPage());
  await second.page.goto(address);
  await second.page.waitForFunction(() => Boolean(window.synod?.run()?.readOnly));
  const notice = second.notice('The linked run was not opened');
  await expect(notice.locator('p')).toHaveText(/open in another tab of this browser/);
  await page.close();
  await notice.getByRole('button', { name: 'Load again and open it' }).click();
  await second.page.waitForFunction(() => window.synod?.run()?.title === 'A calm cluster');
});
