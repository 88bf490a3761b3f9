// Time, branches and bookmarks; what the page says of keeping a run; the page that stands alone, and the one on a slide.
import { expect } from '@playwright/test';
import type { States, Tour } from '../tour.ts';
import { branched } from './dialogs.ts';

async function bookmark(t: Tour, title: string, text: string): Promise<void> {
  const dialog = await t.dialog('b');
  await dialog.getByLabel('Title').fill(title);
  await dialog.getByLabel('Text').fill(text);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toHaveCount(0);
}

async function written(t: Tour): Promise<void> {
  await t.world('leader-dies');
  await bookmark(t, 'Three slots are open', 'Which of them may have been chosen already? Who can know it?');
  await t.until('candidacy');
  await bookmark(t, 'A candidate stands', '');
  await t.until('filling');
  await bookmark(
    t,
    'A hole is filled with a no-op',
    'Why may the new leader write here what it likes?\nWhat would have to be on a disk for it to be bound?',
  );
}

async function past(t: Tour): Promise<void> {
  await t.world('leader-dies');
  await t.until('acknowledged 12');
  await t.seek((await t.event()) - 150);
}

/** IndexedDB emptied behind the run's back, from a page of the same origin that is not the app. */
async function emptied(t: Tour): Promise<void> {
  await t.world('leader-dies');
  await t.until('filling');
  const beside = '<!doctype html><meta name="viewport" content="width=device-width" /><title>Beside the app</title>';
  await t.page.route('**/beside.html', (route) => route.fulfill({ contentType: 'text/html', body: beside }));
  await t.page.goto('beside.html');
  await t.page.evaluate(async () => {
    for (const { name } of await indexedDB.databases())
      await new Promise((done, failed) => {
        const asked = indexedDB.deleteDatabase(name!);
        asked.onsuccess = done;
        asked.onerror = failed;
      });
  });
  await t.lab.open();
  await expect(t.lab.notice(/rebuilt/)).toBeVisible();
}

async function withoutStorage(t: Tour): Promise<void> {
  await t.page.route('**/assets/main-*.js', async (route) => {
    const response = await route.fetch();
    const body = `Object.defineProperty(globalThis, 'indexedDB', { value: undefined });\n${await response.text()}`;
    await route.fulfill({ response, body });
  });
  await t.open();
  await expect(t.lab.notice('Stored in memory only')).toBeVisible();
}

/** The page in its second tab. */
async function secondTab(t: Tour): Promise<void> {
  await t.world('leader-dies');
  const page = await t.context.newPage();
  t.lab = new (t.lab.constructor as new (p: typeof page) => typeof t.lab)(page);
  await page.goto('');
  await page.waitForFunction(() => Boolean(window.synod?.run()?.readOnly && window.synod.frame()));
  await expect(page.getByText('Open in another tab.', { exact: true })).toBeVisible();
}

/** The stand-alone page made by the page, in the same window. */
async function alone(t: Tour, embed: boolean): Promise<void> {
  await written(t);
  const html = await t.page.evaluate((e) => window.synod.standAlone({ event: window.synod.frame()!.event, embed: e }), embed);
  const page = await t.context.newPage();
  await page.route('**/alone.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  t.lab = new (t.lab.constructor as new (p: typeof page) => typeof t.lab)(page);
  await page.goto('alone.html');
  await t.lab.ready();
  if (t.screen === 'hall') await t.key('f');
}

const files = (name: string, text: string) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });

export const KEEPING: States = {
  'time-past': past,
  'time-branches': branched,
  'time-rename': async (t) => {
    await branched(t);
    const branches = t.page.getByRole('list', { name: 'Branches' });
    await branches
      .getByRole('button', { name: /^More about/ })
      .first()
      .click();
    await t.page.getByRole('menuitem', { name: 'Rename' }).click();
    await expect(t.page.getByRole('textbox', { name: /^New name of the branch/ })).toBeVisible();
  },
  'time-branch-menu': async (t) => {
    await branched(t);
    await t.page
      .getByRole('list', { name: 'Branches' })
      .getByRole('button', { name: /^More about/ })
      .first()
      .click();
    await expect(t.page.getByRole('menu')).toBeVisible();
  },
  'time-zoomed': async (t) => {
    await t.world('leader-dies');
    await t.until('acknowledged 30');
    await t.page.locator('.timeline').hover();
    for (let n = 0; n < 3; n++)
      await t.page
        .getByRole('button', { name: /zoom in|closer/i })
        .first()
        .click();
  },
  'notes-bookmark': written,
  'notes-drawer': async (t) => {
    await written(t);
    const drawer = await t.drawer(9);
    await drawer.getByLabel('Author').fill('Ada');
    await drawer.getByLabel('Notes').fill('For the second hour.\nAsk first, then go on.');
  },
  'notice-forked': async (t) => {
    await past(t);
    await t.act({ kind: 'crash', node: 4 });
    await expect(t.lab.notice('A new branch begins here')).toBeVisible();
  },
  'notice-several': async (t) => {
    await t.world('calm');
    await t.key('s');
    await expect(t.lab.notice(/^Saved as/)).toBeVisible();
    await t.key('d', 'k', 'Control+z');
    await expect(t.lab.notice('Nothing to undo')).toBeVisible();
  },
  'notice-not-opened': async (t) => {
    await t.open();
    await t.page.setInputFiles('input[type=file]', files('run.synod.json', '{"format":"something-else","version":1}\n'));
    await expect(t.lab.notice(/was not opened/)).toBeVisible();
  },
  'notice-link-copied': async (t) => {
    await t.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await t.open();
    await t.key('Shift+L');
    await expect(t.lab.notice('The link is copied')).toBeVisible();
  },
  'notice-power': async (t) => {
    await t.world('leader-dies');
    await t.until('acknowledged 9');
    const drawer = await t.drawer(5);
    await drawer.getByRole('button', { name: 'Power failure' }).click();
    await expect(t.lab.notice('The power failed')).toBeVisible();
    await t.key('Escape');
  },
  'notice-rebuilt': emptied,
  'notice-memory': withoutStorage,
  'notice-read-only': secondTab,
  'drop-zone': async (t) => {
    await t.open();
    await t.page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['{}'], 'run.synod.json'));
      for (const kind of ['dragenter', 'dragover'])
        document.body.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer }));
    });
    await expect(t.page.getByTestId('drop-zone')).toBeVisible();
  },
  'alone-page': (t) => alone(t, false),
  'alone-embed': (t) => alone(t, true),
  'embed-served': async (t) => {
    await t.open('#embed');
    await t.until('filling');
  },
};
