// Recovery entry by entry (D7): reached from the node and from its event, walked by keyboard, a torn tail and a checkpoint among what is told.
import { WORLDS } from '../src/scenario/worlds.ts';
import { expect, test } from './lab.ts';

const ready = (id: string): string => WORLDS.find((w) => w.id === id)!.text;

test('by keyboard: a node restarts from a checkpoint, and its recovery is stepped through', async ({ lab, page }) => {
  await lab.open();
  await lab.world(ready('recovery'));
  const { keyboard } = page;
  await keyboard.press('2');
  await keyboard.press('r');
  await expect(lab.card(2)).toHaveAttribute('data-status', 'up');
  const inspector = page.locator('[data-part="inspector"]');
  await inspector.getByRole('button', { name: 'Step through it' }).focus();
  await keyboard.press('Enter');
  await expect(inspector.getByRole('heading', { name: 'Recovery of n2' })).toBeVisible();
  const list = inspector.getByRole('group', { name: /^Recovery, step by step/ });
  await expect(list).toBeFocused();
  const now = list.locator('[aria-current="step"]');
  await expect(now).toContainText('this is n2’s own disk');
  const soFar = inspector.locator('.recovery-so-far');
  await expect(soFar).toContainText('promisednothing');
  await keyboard.press('ArrowDown');
  await expect(now).toContainText('the newest checkpoint is loaded: the state after slot 15');
  await expect(soFar).toContainText('applied up toslot 15');
  await keyboard.press('End');
  await expect(now).toContainText('n2 is back: it keeps its promise of');
  const { node } = await page.evaluate(() => ({ node: window.synod.frame()!.nodes.find((n) => n.id === 2)! }));
  await expect(soFar).toContainText(`promised${node.promised!.text}`);
  await expect(soFar).toContainText(`applied up toslot ${node.appliedIndex}`);
  await keyboard.press('ArrowUp');
  await expect(now).toContainText('is run through the state machine again');
  await keyboard.press('Space');
  await expect(lab.button('Pause')).toBeVisible();
});

test('from the event: a torn tail is cut off first', async ({ lab, page }) => {
  await lab.open();
  await lab.world(ready('torn-tail'));
  await page.keyboard.press('3');
  await page.keyboard.press('r');
  await expect(lab.card(3)).toHaveAttribute('data-status', 'up');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'how n3 came back' }).first().click();
  const list = page.getByRole('group', { name: /^Recovery, step by step/ });
  await expect(list.getByRole('listitem').first()).toContainText(/^cut offRecord \d+, a vote for .* does not fit its checksum/);
  await page.getByRole('button', { name: 'Next step' }).click();
  await expect(list.locator('[aria-current="step"]')).toContainText('this is n3’s own disk');
  await page.getByRole('button', { name: 'n3 in detail' }).click();
  await expect(page.getByRole('heading', { name: 'Node n3' })).toBeVisible();
});
