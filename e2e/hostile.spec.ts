// Hostile files brought to the page: some of each kind of those that the unit tests make, and real bytes in other encodings. Each is refused in a
// notice, and the run that is open stands where it stood.
import { readFile } from 'node:fs/promises';
import { hostileFiles } from '../src/trace/hostile-testing.ts';
import { CALM, expect, test, type Lab } from './lab.ts';

/** Every so many of the generated ones. */
const EVERY = 60;
/** The browser takes its time to hand over larger ones; the unit tests have them all. */
const MOST_BYTES = 4_000_000;
/** Opened in part, or changed in words alone. */
const OPENS = /swapped|comes last|is a number as text|is a tag|hundred branches|parent is null/;

async function bring(lab: Lab, name: string, buffer: Buffer): Promise<string> {
  const choosing = lab.page.waitForEvent('filechooser');
  await lab.button('Open a saved run').click();
  await (await choosing).setFiles({ name, mimeType: 'application/json', buffer });
  const notice = lab.notice(`${name} was not opened`);
  await expect(notice).toBeVisible({ timeout: 30_000 });
  return (await notice.textContent()) ?? '';
}

test('hostile files are refused by the page, and the open run stands where it stood', async ({ lab, page }) => {
  test.setTimeout(120_000);
  await lab.open();
  await lab.world(CALM);
  const downloading = page.waitForEvent('download');
  await lab.button('Save the run as a file').click();
  const good = await readFile(await (await downloading).path(), 'utf8');
  const before = [await lab.digest(), (await lab.frame()).event];
  const files = [...hostileFiles(good)].filter(
    ({ name }, i) =>
      !OPENS.test(name) && (i % EVERY === 0 || /list of a million|a lie every|lies every 9,999|million lists deep/.test(name)),
  );
  const brought = [
    ...files.map(({ text }) => Buffer.from(text)),
    Buffer.from(`\ufeff${good}`, 'utf16le'),
    Buffer.from(good.replace('"author":""', '"author":"é"'), 'latin1'),
  ].filter((buffer) => buffer.length < MOST_BYTES);
  expect(brought.length).toBeGreaterThan(15);
  for (const [i, buffer] of brought.entries()) {
    const sentence = await bring(lab, `h${i}.synod`, buffer);
    expect(sentence, files[i]?.name ?? '').toMatch(/expected/i);
    expect(sentence.length).toBeLessThan(800);
  }
  expect([await lab.digest(), (await lab.frame()).event]).toEqual(before);
  expect(await page.evaluate(() => ({}) as Record<string, unknown>)).toEqual({});
});
