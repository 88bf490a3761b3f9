// Every dialog, in each of its kinds.
import { expect, type Locator } from '@playwright/test';
import type { States, Tour } from '../tour.ts';

async function exporting(t: Tour, format: string): Promise<Locator> {
  await t.world('leader-dies');
  await t.until('filling');
  const dialog = await t.dialog('Shift+S');
  if (t.phone) {
    await dialog.getByRole('combobox').first().click();
    await t.page.getByRole('option', { name: new RegExp(`^${format}`) }).click();
  } else await dialog.getByRole('radio', { name: format, exact: true }).click();
  return dialog;
}

const toEnd = (dialog: Locator): Promise<void> => dialog.locator('.kit-dialog-body').evaluate((e) => e.scrollTo(0, e.scrollHeight));

/** A run with four branches, two of which leave from others. */
export async function branched(t: Tour): Promise<void> {
  await t.world('leader-dies');
  await t.until('acknowledged 12');
  const event = await t.event();
  await t.seek(event - 150);
  await t.act({ kind: 'crash', node: 4 });
  await t.until('acknowledged 14');
  await t.seek(event - 220);
  await t.act({ kind: 'isolate', node: 2 });
  await t.step(60);
  await t.seek(event - 180);
  await t.act({ kind: 'pause', node: 3 });
  await t.step(60);
}

async function compared(t: Tour): Promise<Locator> {
  await branched(t);
  const dialog = await t.dialog('a');
  await dialog.getByRole('treeitem', { name: /^First run/ }).click();
  await dialog.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(t.page.locator('.compared-lead')).toBeVisible();
  return t.page.getByRole('dialog');
}

export const DIALOGS: States = {
  'dialog-keys': async (t) => {
    await t.open();
    await t.dialog('?');
  },
  'dialog-until': async (t) => {
    await t.open();
    await t.dialog('g');
  },
  'dialog-until-refused': async (t) => {
    await t.open();
    const dialog = await t.dialog('g');
    await dialog.getByRole('radio').last().click();
    await dialog.getByRole('textbox', { name: 'Condition' }).fill('applied 14 everywhere and leder n3');
    await dialog.getByRole('button', { name: 'Go there' }).click();
    await expect(dialog.getByText(/leder/)).toBeVisible();
  },
  'dialog-link': async (t) => {
    await t.page.addInitScript(() => {
      navigator.clipboard.write = () => Promise.reject(new DOMException('refused', 'NotAllowedError'));
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('refused', 'NotAllowedError'));
    });
    await t.open();
    await t.dialog('Shift+L');
  },
  'dialog-export-picture': async (t) => void (await exporting(t, 'Picture')),
  'dialog-export-slides': async (t) => void (await exporting(t, 'Picture for each message')),
  'dialog-export-film': async (t) => void (await exporting(t, 'Film')),
  'dialog-export-film-end': async (t) => toEnd(await exporting(t, 'Film')),
  'dialog-export-page': async (t) => void (await exporting(t, 'Stand-alone page')),
  'dialog-export-text': async (t) => void (await exporting(t, 'Event lines')),
  'dialog-export-metrics': async (t) => void (await exporting(t, 'Metrics')),
  'dialog-export-done': async (t) => {
    const dialog = await exporting(t, 'Event lines');
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(dialog.getByRole('status')).toContainText('is in your downloads');
  },
  'dialog-export-refused': async (t) => {
    const dialog = await exporting(t, 'Picture for each message');
    await t.key('Escape');
    await expect(dialog).toHaveCount(0);
    await t.until('acknowledged 140');
    await t.dialog('Shift+S');
    await dialog.getByRole('radio', { name: 'PNG', exact: true }).click();
    await dialog.getByRole('button', { name: 'Whole run' }).click();
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(dialog.getByRole('alert')).toBeVisible();
  },
  'dialog-export-working': async (t) => {
    const dialog = await exporting(t, 'Film');
    await t.key('Escape');
    await expect(dialog).toHaveCount(0);
    await t.until('acknowledged 400');
    await t.dialog('Shift+S');
    await dialog.getByRole('button', { name: 'Whole run' }).click();
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(dialog.getByRole('progressbar')).toBeVisible();
  },
  'dialog-branches': async (t) => {
    await branched(t);
    const dialog = await t.dialog('a');
    await expect(dialog.getByRole('treeitem').first()).toBeVisible();
  },
  'dialog-branches-one': async (t) => {
    await t.world('calm');
    await t.dialog('a');
  },
  'dialog-compare': async (t) => void (await compared(t)),
  'dialog-compare-end': async (t) => {
    const dialog = await compared(t);
    await dialog.getByRole('radio', { name: 'At their ends' }).click();
    await toEnd(dialog);
  },
  'dialog-measure': async (t) => {
    await t.world('calm');
    const dialog = await t.dialog('Shift+Q');
    await expect(dialog.getByText('Nothing has been measured yet')).toBeVisible();
  },
  'dialog-measure-refused': async (t) => {
    await t.world('calm');
    const dialog = await t.dialog('Shift+Q');
    await dialog.getByRole('textbox', { name: /^Values/ }).fill('1, forty');
    await expect(dialog.getByRole('alert')).toBeVisible();
  },
  'dialog-measure-done': async (t) => {
    await t.world('calm');
    const dialog = await t.dialog('Shift+Q');
    await dialog.getByRole('textbox', { name: 'Measured' }).fill('2000');
    await dialog.getByRole('button', { name: 'Measure', exact: true }).click();
    await expect(dialog.getByRole('status')).toHaveText(/^All \d+ values are measured\.$/, { timeout: 60_000 });
  },
  'dialog-bookmark': async (t) => {
    await t.world('leader-dies');
    const dialog = await t.dialog('b');
    await dialog.getByLabel('Title').fill('Three slots are open');
    await dialog.getByLabel('Text').fill('Which of them may have been chosen? Who can know it?');
  },
  'dialog-replace': async (t) => {
    await t.world('leader-dies');
    await t.act({ kind: 'crash', node: 2 });
    const drawer = await t.drawer(2);
    await drawer.locator('.world-open').first().click();
    await expect(t.page.getByRole('dialog')).toBeVisible();
  },
  'dialog-broken-world': async (t) => {
    await t.open();
    const drawer = await t.drawer(3);
    await drawer.getByRole('switch', { name: 'Own value' }).click();
    await drawer.getByRole('button', { name: 'Begin the broken world' }).click();
    await expect(t.page.getByRole('dialog')).toBeVisible();
  },
};
