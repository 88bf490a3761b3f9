// Every drawer, at its top, in its parts, and with what it says when something has come of it.
import { expect, type Locator } from '@playwright/test';
import type { States, Tour } from '../tour.ts';

/** A heading in the drawer, brought to its top. */
async function part(t: Tour, drawer: Locator, title: string | RegExp): Promise<void> {
  const heading = drawer.getByRole('heading', { name: title }).first();
  const folded = drawer.locator('details:not([open])').filter({ has: t.page.getByRole('heading', { name: title }) });
  if ((await folded.count()) > 0) await folded.first().locator('summary').click();
  await t.toTop(heading);
}

async function choose(t: Tour, list: Locator, option: RegExp): Promise<void> {
  await list.click();
  await t.page.getByRole('option', { name: option }).click();
}

async function search(t: Tour, rule: RegExp, to = ''): Promise<Locator> {
  await t.open();
  await t.key('v');
  const drawer = t.page.locator('#drawer');
  await choose(t, drawer.getByRole('combobox', { name: 'Rule turned off' }), rule);
  if (to !== '') await drawer.getByRole('textbox', { name: 'to seed' }).fill(to);
  await drawer.getByRole('button', { name: 'Find a violation', exact: true }).click();
  return drawer;
}

export const DRAWERS: States = {
  'drawer-lessons': async (t) => {
    await t.open();
    await t.drawer(1);
  },
  'drawer-worlds': async (t) => {
    await t.open();
    await t.drawer(2);
  },
  'drawer-worlds-found': async (t) => {
    await t.open();
    const drawer = await t.drawer(2);
    await drawer.getByRole('textbox', { name: 'Search the worlds' }).fill('lease');
  },
  'drawer-worlds-none': async (t) => {
    await t.open();
    const drawer = await t.drawer(2);
    await drawer.getByRole('textbox', { name: 'Search the worlds' }).fill('zebra');
  },
  'drawer-cluster': async (t) => {
    await t.world('leader-dies');
    await t.drawer(3);
  },
  'drawer-cluster-members': async (t) => {
    await t.world('members-window');
    await part(t, await t.drawer(3), /^Members/);
  },
  'drawer-cluster-rules': async (t) => {
    await t.world('early-answers');
    await part(t, await t.drawer(3), /Break|rules/i);
  },
  'drawer-cluster-new-world': async (t) => {
    await t.open();
    const drawer = await t.drawer(3);
    const nodes = drawer.getByRole('slider', { name: 'Nodes' });
    await nodes.focus();
    await nodes.press('ArrowRight');
    await expect(drawer.getByRole('region', { name: 'A new world', exact: true })).toBeVisible();
  },
  'drawer-network': async (t) => {
    await t.world('minority');
    await t.drawer(4);
  },
  'drawer-network-end': async (t) => {
    await t.world('one-way');
    const drawer = await t.drawer(4);
    await drawer.locator('.drawer-body').evaluate((e) => e.scrollTo(0, e.scrollHeight));
  },
  'drawer-disks': async (t) => {
    await t.open();
    await t.drawer(5);
  },
  'drawer-disks-each': async (t) => {
    await t.world('slow-disk');
    const drawer = await t.drawer(5);
    await drawer.getByRole('radio', { name: 'Each node its own' }).click();
  },
  'drawer-disks-faults': async (t) => {
    await t.world('disk-battery');
    const drawer = await t.drawer(5);
    await drawer.locator('.drawer-body').evaluate((e) => e.scrollTo(0, e.scrollHeight));
  },
  'drawer-clients': async (t) => {
    await t.world('read-modes');
    await t.drawer(6);
  },
  'drawer-clients-end': async (t) => {
    await t.world('past-capacity', 'command x=1', 'command y? quorum', 'run 400ms');
    const drawer = await t.drawer(6);
    await drawer.locator('.drawer-body').evaluate((e) => e.scrollTo(0, e.scrollHeight));
  },
  'drawer-checks': async (t) => {
    await t.world('leader-dies');
    await t.until('acknowledged 12');
    await t.drawer(7);
  },
  'drawer-checks-violation': async (t) => {
    await t.world('phantom');
    await t.until('violation');
    await t.drawer(7);
  },
  'drawer-checks-linearizable': async (t) => {
    await t.world('leader-dies');
    await t.until('acknowledged 12');
    const drawer = await t.drawer(7);
    await drawer.getByRole('button', { name: 'Check the whole history' }).click();
    await expect(drawer.locator('.checks-verdict')).toBeVisible();
  },
  'drawer-checks-window': async (t) => {
    await t.world('read-asks-nobody');
    await t.until('violation');
    await t.key('Shift+G');
    await t.until('answer you');
    const drawer = await t.drawer(7);
    await drawer.getByRole('button', { name: 'Check the whole history' }).click();
    await expect(drawer.locator('.checks-verdict')).toBeVisible();
    await t.toTop(drawer.locator('.checks-verdict'));
    await drawer.getByRole('button', { name: 'Show it on the time track' }).click();
  },
  'drawer-search': async (t) => {
    await t.open();
    await t.key('v');
    await expect(t.page.locator('#drawer').getByRole('combobox')).toBeVisible();
  },
  'drawer-search-refused': async (t) => {
    await t.open();
    await t.key('v');
    await t.page.locator('#drawer').getByRole('textbox', { name: 'to seed' }).fill('0');
  },
  'drawer-search-running': async (t) => {
    const drawer = await search(t, /^None/, '1000000');
    await expect(drawer.getByRole('button', { name: 'Stop' })).toBeVisible();
  },
  'drawer-search-found': async (t) => {
    const drawer = await search(t, /^Promise before sync/);
    await expect(drawer.getByRole('region', { name: /does not hold in seed/ })).toBeVisible({ timeout: 60_000 });
  },
  'drawer-search-nothing': async (t) => {
    const drawer = await search(t, /^None/, '5');
    await expect(drawer.getByText(/^No check failed in 5 seeds/)).toBeVisible();
  },
  'drawer-numbers': async (t) => {
    await t.world('leader-dies');
    await t.until('acknowledged 30');
    await t.drawer(8);
  },
  'drawer-numbers-empty': async (t) => {
    await t.scenario('title Before anything\ncluster 5 seed=3 clients=2');
    await t.drawer(8);
  },
  'drawer-numbers-end': async (t) => {
    await t.world('read-modes');
    await t.until('acknowledged 30');
    const drawer = await t.drawer(8);
    await drawer.locator('.drawer-body').evaluate((e) => e.scrollTo(0, e.scrollHeight));
  },
  'drawer-notes-empty': async (t) => {
    await t.open();
    await t.drawer(9);
  },
  'drawer-help': async (t) => {
    await t.open();
    await t.key('Shift+Digit9');
    await t.page.getByRole('navigation', { name: 'Drawers' }).getByRole('button', { name: 'Help' }).click();
    await expect(t.lab.drawer('Help').locator('.drawer-waiting')).toHaveCount(0);
  },
  'drawer-help-end': async (t) => {
    await t.open();
    await t.page.getByRole('navigation', { name: 'Drawers' }).getByRole('button', { name: 'Help' }).click();
    const drawer = t.lab.drawer('Help');
    await expect(drawer.locator('.drawer-waiting')).toHaveCount(0);
    await drawer.locator('.drawer-body').evaluate((e) => e.scrollTo(0, e.scrollHeight));
  },
};
