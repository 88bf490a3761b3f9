// The trend of the run that is open: up to its tip wherever one stands, gone on with, and another branch's where that is shown.
import { expect, test } from 'vitest';
import { Page } from './testing.ts';

async function going(): Promise<Page> {
  const page = await Page.open();
  await page.ask('run-until', { condition: 'acknowledged 20', speed: null });
  return page;
}

test('goes to the tip, and is the same after a seek, from the beginning or gone on with', async () => {
  const page = await going();
  const first = await page.ask('trend');
  const { event } = await page.ask('digest');
  expect(first).toMatchObject({ branch: 1, event });
  expect(first.bins.reduce((sum, b) => sum + b.answered, 0)).toBeGreaterThanOrEqual(20);
  await page.ask('seek', { event: 40 });
  expect(await page.ask('trend')).toEqual(first);
  await page.ask('seek', { event });
  await page.ask('run-until', { condition: 'acknowledged 30', speed: null });
  const later = await page.ask('trend');
  const other = await going();
  await other.ask('run-until', { condition: 'acknowledged 30', speed: null });
  expect(await other.ask('trend')).toEqual(later);
});

test('is of the branch shown: after an act in the past, after undo, and of a run that was opened instead', async () => {
  const page = await going();
  const first = await page.ask('trend');
  await page.ask('seek', { event: 60 });
  const { forked } = await page.ask('input', { input: { kind: 'crash', node: 1 } });
  await page.ask('run-until', { condition: 'acknowledged 5', speed: null });
  const second = await page.ask('trend');
  expect(second.branch).toBe(forked);
  expect(second.event).not.toBe(first.event);
  await page.ask('switch-branch', { branch: first.branch });
  expect(await page.ask('trend')).toEqual(first);
  await page.ask('open-scenario', { title: 'New', scenario: 'title New\n\ncluster n1 n2 n3\nrun 1ms\n' });
  expect((await page.ask('trend')).bins.reduce((sum, b) => sum + b.answered, 0)).toBe(0);
});

test('two asked at once are both answered alike', async () => {
  const page = await going();
  const [a, b] = await Promise.all([page.ask('trend'), page.ask('trend')]);
  expect(a).toEqual(b);
});
