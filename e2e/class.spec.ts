// A class, from the teacher's desk to the grades: a run prepared with notes and a bookmark, sent as a link, opened in other profiles, acted in,
// handed in as files, and twenty of them graded at once from the command line.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from '@playwright/test';
import { expect, Lab, test, watchErrors } from './lab.ts';

const CHALLENGE = [
  'title Mend the gap, and bring n5 back',
  'from world:leader-dies',
  'goal no-op 8',
  'goal applied 9 everywhere',
  'by 3s',
].join('\n');
const NOTES = 'See who is elected. Fill the gap in slot 8, bring n5 back, and hand your run in.';
const QUESTION = 'What will the next leader propose in slot 8, and why?';
const CLASS = 20;

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** The teacher's run, by keyboard: notes, a bookmark with its question, a link. */
async function prepare(lab: Lab): Promise<string> {
  const { page } = lab;
  await lab.open();
  await lab.pause();
  await page.getByRole('navigation', { name: 'Drawers' }).getByRole('button', { name: 'This run' }).focus();
  await page.keyboard.press('Enter');
  const about = lab.drawer('This run');
  await about.getByLabel('Author').focus();
  await page.keyboard.type('A. Teacher');
  await about.getByLabel('Notes').focus();
  await page.keyboard.type(NOTES);
  await page.keyboard.press('Tab');
  await expect.poll(async () => (await lab.run()).notes).toBe(NOTES);
  await page.locator('.transport-play').focus();
  await page.keyboard.press('b');
  const bookmark = page.getByRole('dialog', { name: 'Bookmark' });
  await bookmark.getByLabel('Title').fill('Before the election');
  await bookmark.getByLabel('Text').fill(QUESTION);
  await bookmark.getByRole('button', { name: 'Done' }).click();
  await expect.poll(async () => (await lab.run()).bookmarks.map((b) => b.text)).toEqual([QUESTION]);
  await page.keyboard.press('Shift+L');
  await expect(lab.notice('The link is copied')).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Opens the link in a profile of its own, reads, acts, and hands in; the file's text. */
async function student(browser: Browser, link: string, author: string, act: (lab: Lab) => Promise<void>): Promise<string> {
  const profile = await browser.newContext({ acceptDownloads: true });
  try {
    const lab = new Lab(await profile.newPage());
    const errors = watchErrors(lab.page);
    await lab.open(link);
    await lab.still();
    await expect(lab.page.getByText(QUESTION).first()).toBeVisible();
    const about = await lab.openDrawer('This run');
    await expect(about.getByLabel('Notes')).toHaveValue(NOTES);
    await about.getByLabel('Author').fill(author);
    await about.getByLabel('Author').blur();
    await expect.poll(async () => (await lab.run()).author).toBe(author);
    await act(lab);
    await lab.page.locator('.transport-play').focus();
    const [download] = await Promise.all([lab.page.waitForEvent('download'), lab.page.keyboard.press('s')]);
    expect(errors).toEqual([]);
    return await readFile(await download.path(), 'utf8');
  } finally {
    await profile.close();
  }
}

/** n5 comes back, and everybody applies slot 9. */
async function solves(lab: Lab): Promise<void> {
  await lab.until('leader');
  await lab.page.keyboard.press('5');
  await lab.page.keyboard.press('r');
  await expect(lab.card(5)).toHaveAttribute('data-status', 'up');
  await lab.until('applied 9 everywhere');
}

/** Watches, and forgets n5. */
const watches = (lab: Lab): Promise<void> => lab.until('no-op 8');

interface Grades {
  readonly challenge: string;
  readonly grades: readonly { readonly author: string; readonly verdict: string; readonly acts: number; readonly why: string }[];
}

async function grade(challenge: string, traces: readonly string[]): Promise<{ readonly code: number; readonly said: Grades }> {
  const root = fileURLToPath(new URL('../', import.meta.url));
  const args = ['node_modules/tsx/dist/cli.mjs', 'tools/synod.ts', 'grade', challenge, ...traces, '--json'];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: root, maxBuffer: 1 << 24 }, (error, out, err) => {
      if (out === '') reject(new Error(err));
      else resolve({ code: Number(error?.code ?? 0), said: JSON.parse(out) as Grades });
    });
  });
}

test('a run is prepared, sent, opened elsewhere, acted in, handed in; twenty are graded at once', async ({ lab, browser }) => {
  const link = await prepare(lab);
  const right = await student(browser, link, 'S. Right', solves);
  const wrong = await student(browser, link, 'S. Wrong', watches);
  const folder = await mkdtemp(join(tmpdir(), 'synod-class-'));
  try {
    const challenge = join(folder, 'challenge.txt');
    await writeFile(challenge, CHALLENGE);
    const handedIn = Array.from({ length: CLASS }, (_, i) => {
      const solved = i % 3 !== 0;
      const text = solved ? right.replace('"S. Right"', `"Student ${i}"`) : wrong.replace('"S. Wrong"', `"Student ${i}"`);
      return { file: join(folder, `${i}.synod`), author: `Student ${i}`, text: i === 7 ? text.slice(0, -200) : text, solved };
    });
    for (const { file, text } of handedIn) await writeFile(file, text);
    const { code, said } = await grade(
      challenge,
      handedIn.map((h) => h.file),
    );
    expect(code).toBe(1);
    expect(said.challenge).toBe('Mend the gap, and bring n5 back');
    expect(said.grades.map((g) => g.verdict)).toEqual(handedIn.map((h, i) => (i === 7 ? 'refused' : h.solved ? 'passed' : 'failed')));
    expect(said.grades[1]).toMatchObject({ author: 'Student 1', acts: 1 });
    expect(said.grades[0]!.why).toContain('applied 9 everywhere');
  } finally {
    await rm(folder, { recursive: true });
  }
});
