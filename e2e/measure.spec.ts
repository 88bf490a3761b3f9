// Measure, by keyboard: a question with one press, values of one's own, stopped; a point opened as a run. The page's figures are those of Node.
import type { Locator } from '@playwright/test';
import { DEFAULT_CONFIG } from '../src/sim/config.ts';
import { measureValue, type Sweep } from '../src/sim/measure/sweep.ts';
import { BUSY } from '../src/sim/measure/varied.ts';
import { csvOf } from '../src/ui/measure/csv.ts';
import { Hands } from './hands.ts';
import { CALM, expect, test, type Lab } from './lab.ts';
import { readFile } from 'node:fs/promises';

async function openMeasure(lab: Lab): Promise<Locator> {
  await lab.open();
  await lab.world(CALM);
  await lab.page.keyboard.press('Shift+Q');
  const dialog = lab.page.getByRole('dialog', { name: 'Measure' });
  await expect(dialog.getByText('Nothing has been measured yet')).toBeVisible();
  return dialog;
}

test('a sweep of one’s own by keyboard gives the figures that Node gives; a row opens its world', async ({ lab, page }) => {
  const dialog = await openMeasure(lab);
  const hands = new Hands(lab);
  const base = (await lab.frame()).config;
  await hands.select(dialog.getByRole('combobox', { name: 'Setting varied' }), /^Sync latency/);
  const values = dialog.getByRole('textbox', { name: 'Values, ms' });
  await hands.reach(values);
  await values.fill('1, forty');
  await expect(dialog.getByRole('alert')).toContainText('Found “forty”; expected numbers from 0.001 to 5,000 ms');
  await expect(dialog.getByRole('button', { name: 'Measure', exact: true })).toBeDisabled();
  await values.fill('40, 1');
  const span = dialog.getByRole('textbox', { name: 'Measured' });
  await hands.reach(span);
  await span.fill('2000');
  await hands.press(dialog.getByRole('button', { name: 'Measure', exact: true }));
  await expect(dialog.getByRole('status')).toHaveText('All 2 values are measured.');
  await expect(dialog.getByRole('img', { name: /^Answers per second: 1 ms .*; 40 ms / })).toBeVisible();
  const sweep: Sweep = { base, field: 'syncMicros', values: [1_000, 40_000], warmUpMicros: 2_000_000, spanMicros: 2_000_000 };
  expect(await saved(dialog)).toBe(csvOf({ sweep, points: sweep.values.map((v) => inNode(sweep, v)) }));
  await hands.press(dialog.getByRole('button', { name: 'Open the world with 40 ms' }));
  await expect(dialog).toHaveCount(0);
  await expect.poll(async () => (await lab.run()).title).toBe('Sync latency, all nodes 40 ms');
  const frame = await lab.frame();
  expect(frame.config).toEqual({ ...base, syncMicros: 40_000 });
  expect(await page.evaluate(() => window.synod.time())).toBeGreaterThanOrEqual(2_000_000);
});

function inNode(sweep: Sweep, value: number | string) {
  const work = measureValue(sweep, value);
  for (;;) {
    const piece = work.next();
    if (piece.done === true) return piece.value;
  }
}

async function saved(dialog: Locator): Promise<string> {
  const downloading = dialog.page().waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save as CSV' }).press('Enter');
  return readFile(await (await downloading).path(), 'utf8');
}

test('a question with one press; stopped, its values stay; asked again, they stand beside the next', async ({ lab, page }) => {
  const dialog = await openMeasure(lab);
  const hands = new Hands(lab);
  await hands.reach(dialog.getByRole('textbox', { name: 'Measured' }));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('120000');
  // The unsafe policies answer so much that two minutes of them take a while.
  await hands.press(dialog.getByRole('button', { name: /^Group commit/ }));
  await expect(dialog.locator('tbody tr')).not.toHaveCount(0);
  await hands.press(dialog.getByRole('button', { name: 'Stop' }));
  await expect(dialog.getByRole('status')).toContainText(/^Stopped: [1-3] of 4 values are measured\.$/);
  await hands.reach(dialog.getByRole('textbox', { name: 'Measured' }));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('500');
  await hands.press(dialog.getByRole('button', { name: /^Nodes/ }));
  await expect(dialog.getByRole('status')).toHaveText('All 5 values are measured.');
  await hands.choose(dialog.getByRole('radiogroup', { name: 'Clients' }), 'as in the run');
  await hands.press(dialog.getByRole('button', { name: 'Measure', exact: true }));
  await expect(dialog.getByRole('status')).toHaveText('All 5 values are measured.');
  await expect(dialog.getByText(`Faint, the sweep before, with Clients ${BUSY.clients}`)).toBeVisible();
  expect((await lab.run()).title).toBe('A calm cluster');
  expect(DEFAULT_CONFIG.clients).toBe((await lab.frame()).config.clients);
});

test('the run over time: the arrows go bin by bin to moments of the run, and a table says the same', async ({ lab }) => {
  await lab.open();
  await lab.world(CALM);
  await lab.until('acknowledged 40');
  const hands = new Hands(lab);
  const numbers = await hands.drawer(8, 'Numbers');
  const charts = numbers.getByRole('slider', { name: /^Moment shown/ });
  const { at } = await lab.frame();
  await hands.reach(charts);
  await expect(charts).toHaveAttribute('aria-valuetext', /Answers per second \d.*Latency .*Messages per command/);
  await lab.page.keyboard.press('ArrowLeft');
  await lab.settled();
  await expect.poll(async () => (await lab.frame()).at).toBeLessThan(at);
  await lab.page.keyboard.press('Home');
  await expect.poll(async () => (await lab.frame()).at).toBe(0);
  await hands.press(numbers.getByText('As a table'));
  const table = numbers.getByRole('table', { name: /^The run over time/ });
  await expect(table.getByRole('row')).not.toHaveCount(0);
  await expect(table.getByRole('row').last()).toContainText('n1');
});
