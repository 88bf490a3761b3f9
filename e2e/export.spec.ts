// The run as something else, by keyboard: pictures, a picture for each message, films, the stand-alone page, texts; each file is looked into.
import { readFile } from 'node:fs/promises';
import type { Download, Locator } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { EXPORTS } from '../src/trace/exports/formats.ts';
import { expect, test, type Lab } from './lab.ts';

const WORLD = `
title A run to export
cluster 3 seed=5 clients=2
timeout n1
run until leader n1
run until acknowledged 4
`;

async function openDialog(lab: Lab): Promise<Locator> {
  await lab.open();
  await lab.world(WORLD);
  await lab.page.keyboard.press('Shift+S');
  const dialog = lab.page.getByRole('dialog', { name: 'Export' });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Moves through the formats with the arrow keys. */
async function choose(dialog: Locator, format: string): Promise<void> {
  const radios = dialog.getByRole('radiogroup', { name: 'What to export' });
  const wanted = radios.getByRole('radio', { name: format, exact: true });
  await radios.getByRole('radio', { checked: true }).focus();
  while (!(await wanted.isChecked())) await dialog.page().keyboard.press('ArrowDown');
}

/** The left or right one of two. */
async function pick(dialog: Locator, label: string, option: string): Promise<void> {
  const radios = dialog.getByRole('radiogroup', { name: label });
  await radios.getByRole('radio', { checked: true }).focus();
  const wanted = radios.getByRole('radio', { name: option, exact: true });
  while (!(await wanted.isChecked())) await dialog.page().keyboard.press('ArrowRight');
}

async function exported(dialog: Locator): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const page = dialog.page();
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export', exact: true }).focus();
  await page.keyboard.press('Enter');
  const download: Download = await downloading;
  await expect(dialog.getByRole('status')).toContainText('is in your downloads');
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

async function setField(dialog: Locator, label: string, value: number): Promise<void> {
  await dialog.getByLabel(label).fill(String(value));
  await dialog.page().keyboard.press('Enter');
}

test('the picture of the moment shown, as SVG and as PNG', async ({ lab, page }) => {
  const dialog = await openDialog(lab);
  const frame = await lab.frame();
  const svg = await exported(dialog);
  expect(svg.name).toBe(`a-run-to-export-event-${frame.event}.svg`);
  const text = svg.bytes.toString('utf8');
  expect(text).toContain(`event ${frame.event}`);
  expect(text).not.toMatch(/var\(|href=|url\(/);
  // What the file shows is what a browser shows of it, and of nothing else.
  const drawn = await page.evaluate(async (file) => {
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([file], { type: 'image/svg+xml' }));
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  }, text);
  expect(drawn).toEqual([1280, 720]);
  await pick(dialog, 'File', 'PNG');
  await pick(dialog, 'Size', '3×');
  const png = await exported(dialog);
  expect(png.bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)]).toEqual([3840, 2160]);
});

test('a picture for each message, with its sentence; too many are refused with their number', async ({ lab }) => {
  const dialog = await openDialog(lab);
  const { event } = await lab.frame();
  await choose(dialog, 'Picture for each message');
  await setField(dialog, 'From event', event - 40);
  const zip = await exported(dialog);
  const files = unzipSync(zip.bytes);
  const names = Object.keys(files);
  const pictures = names.filter((n) => n.endsWith('.svg'));
  const sentences = await lab.sentences();
  const html = strFromU8(files['index.html']!);
  const markdown = strFromU8(files['index.md']!);
  expect(pictures.length).toBeGreaterThan(3);
  expect(names.length).toBe(pictures.length + 2);
  for (const [i, name] of pictures.entries()) {
    const number = Number(/^(\d+)-event-(\d+)\.svg$/.exec(name)![1]);
    const at = Number(/event-(\d+)/.exec(name)![1]);
    expect(number).toBe(i + 1);
    expect(at).toBeGreaterThan(event - 40);
    const sentence = sentences[at - 1]!.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    expect(strFromU8(files[name]!)).toContain(sentence);
    expect(html).toContain(`src="${name}"`);
    expect(markdown).toContain(`](${name})`);
  }
  await lab.page.keyboard.press('Escape');
  await lab.page.evaluate(() => window.synod.runUntil('acknowledged 120'));
  await lab.page.keyboard.press('Shift+S');
  await pick(dialog, 'File', 'PNG');
  await dialog.getByRole('button', { name: 'Whole run' }).focus();
  await lab.page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialog.getByRole('alert')).toHaveText(
    /^There would be [\d,]+ pictures; expected at most 300 as PNG\. Choose fewer events\.$/,
  );
});

test('a film as WebM and as GIF is as long as was said, picture by picture', async ({ lab, page }) => {
  const dialog = await openDialog(lab);
  const { event } = await lab.frame();
  await choose(dialog, 'Film');
  await setField(dialog, 'From event', event - 30);
  const said = dialog.getByText(/a film of [\d.]+ seconds, \d+ pictures/);
  await expect(said).toBeVisible();
  const seconds = async (): Promise<number> => Number(/film of ([\d.]+) seconds/.exec((await said.textContent())!)![1]);
  const webm = await exported(dialog);
  expect(webm.bytes.subarray(0, 4).toString('hex')).toBe('1a45dfa3');
  const film = await page.evaluate(
    async (bytes) => {
      const video = document.createElement('video');
      video.src = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'video/webm' }));
      await new Promise((done, failed) => {
        video.onloadedmetadata = done;
        video.onerror = failed;
      });
      return { seconds: video.duration, width: video.videoWidth, height: video.videoHeight };
    },
    [...webm.bytes],
  );
  expect(film).toMatchObject({ width: 1280, height: 720 });
  expect(Math.abs(film.seconds - (await seconds()))).toBeLessThan(0.11);
  await pick(dialog, 'File', 'GIF');
  const gif = readGif((await exported(dialog)).bytes);
  expect(gif).toMatchObject({ width: 800, height: 450 });
  expect(gif.pictures).toBeGreaterThan(5);
  expect(Math.abs(gif.seconds - (await seconds()))).toBeLessThan(0.11);
});

/** Blocks of a GIF, one after another: how many pictures, and how long they stand. */
function readGif(b: Buffer): { readonly width: number; readonly height: number; readonly pictures: number; readonly seconds: number } {
  expect(b.subarray(0, 6).toString('latin1')).toBe('GIF89a');
  let at = 13 + ((b[10]! & 0x80) === 0 ? 0 : 3 * 2 ** ((b[10]! & 7) + 1));
  let [pictures, hundredths] = [0, 0];
  const skipBlocks = (): void => {
    while (b[at]! !== 0) at += b[at]! + 1;
    at++;
  };
  while (b[at] !== 0x3b) {
    if (b[at] === 0x21) {
      if (b[at + 1] === 0xf9) hundredths += b.readUInt16LE(at + 4);
      at += 2;
    } else {
      expect(b[at]).toBe(0x2c);
      pictures++;
      at += 11 + ((b[at + 9]! & 0x80) === 0 ? 0 : 3 * 2 ** ((b[at + 9]! & 7) + 1));
    }
    skipBlocks();
  }
  return { width: b.readUInt16LE(6), height: b.readUInt16LE(8), pictures, seconds: hundredths / 100 };
}

test('every text, and the page that stands alone', async ({ lab }) => {
  const dialog = await openDialog(lab);
  const { event } = await lab.frame();
  for (const { title, extension } of EXPORTS)
    await test.step(title, async () => {
      await choose(dialog, title);
      const { name, bytes } = await exported(dialog);
      expect(name).toBe(`a-run-to-export${extension}`);
      expect(bytes.length).toBeGreaterThan(100);
    });
  await choose(dialog, 'Event lines');
  await setField(dialog, 'Up to event', 20);
  const lines = (await exported(dialog)).bytes.toString('utf8').trim().split('\n');
  expect(lines.every((l) => typeof JSON.parse(l) === 'object')).toBe(true);
  await choose(dialog, 'Stand-alone page');
  const page = await exported(dialog);
  expect(page.name).toBe('a-run-to-export.html');
  expect(page.bytes.length).toBeLessThan(1_500_000);
  expect(page.bytes.toString('utf8')).toContain(`data-event="${event}"`);
});

test('a long export says how far it is, goes on while the dialog is closed, and is cancelled', async ({ lab, page }) => {
  const dialog = await openDialog(lab);
  await page.keyboard.press('Escape');
  await page.evaluate(() => window.synod.runUntil('acknowledged 400'));
  await page.keyboard.press('Shift+S');
  await choose(dialog, 'Film');
  await dialog.getByRole('button', { name: 'Whole run' }).click();
  await dialog.getByRole('combobox', { name: 'Speed' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: /^1×/ }).press('Enter');
  await expect(dialog.getByRole('combobox', { name: 'Speed' })).toHaveText('1×');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialog.getByRole('status')).toHaveText(/^Drawing and encoding: [\d,]+ of [\d,]+\.$/);
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  // Closed, it goes on; opened again, it can be cancelled.
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press('Shift+S');
  await dialog.getByRole('button', { name: 'Cancel the export' }).press('Enter');
  await expect(dialog.getByRole('button', { name: 'Export', exact: true })).toBeVisible();
  await expect(dialog.getByRole('status')).toHaveText('');
  // And another can be made at once.
  await choose(dialog, 'Picture');
  expect((await exported(dialog)).name).toMatch(/\.svg$/);
});
