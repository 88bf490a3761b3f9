// The stand-alone pages of three runs, opened as files with the network off: played to the end with Node's digest, stepped, scrubbed, acted in,
// saved. Nothing is asked for from anywhere, and what is written in a trace stays text.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { onlyTitle, type About } from '../src/history/about.ts';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { BrowserContext } from '@playwright/test';
import { printDigest } from '../src/base/digest.ts';
import { Moment } from '../src/history/moment.ts';
import type { Run } from '../src/history/run.ts';
import { LESSONS, scenarioAt } from '../src/lessons/index.ts';
import { openScenario } from '../src/scenario/open-scenario.ts';
import { WORLDS } from '../src/scenario/worlds.ts';
import type { JournalEntry, RunHeader } from '../src/sim/inputs.ts';
import { runSeed } from '../src/sim/search/run-seed.ts';
import { courseOf, execute } from '../src/trace/exports/executed.ts';
import { fillPage, MAX_PAGE_BYTES, TEMPLATE_NAME } from '../src/trace/stand-alone.ts';
import { readTrace, writeTrace, type DigestAt } from '../src/trace/trace-file.ts';
import { expect, test, type Lab } from './lab.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TEMPLATE = `${ROOT}dist/${TEMPLATE_NAME}`;
const HOSTILE = '</script><img src=x onerror="hit=1"><!-- <script> & </title>';
const DIGEST_EVERY = 500;
const FASTEST = 100;

interface Made {
  readonly trace: string;
  readonly title: string;
  readonly last: DigestAt;
}

/** Executed here, with the digests that its file carries. */
function make(about: About, header: RunHeader, journal: readonly JournalEntry[], ends: (m: Moment) => boolean): Made {
  const moment = Moment.first(header);
  const digests: DigestAt[] = [];
  const note = (): void => void digests.push({ event: moment.event, digest: moment.world.digest() });
  while (!ends(moment) && moment.violation === null && moment.step(journal) !== null) if (moment.event % DIGEST_EVERY === 0) note();
  if (digests.at(-1)?.event !== moment.event) note();
  const branch = { id: 1, name: 'First run', parent: null, forkEvent: 0, tip: moment.event };
  const run = { ...about, header, branches: [branch], journal: new Map([[1, journal]]), current: 1 };
  return { trace: writeTrace(run, new Map([[1, digests]])), title: about.title, last: digests.at(-1)! };
}

function ofScenario(text: string, untilMicros: number): Made {
  const opened = openScenario(text);
  if (!opened.ok) throw new Error(opened.error);
  const { title, header, journal, startEvent } = opened.value;
  return make(onlyTitle(title), header, journal, (m) => m.event >= startEvent && m.at >= untilMicros);
}

const lesson = (): Made => ofScenario(scenarioAt(LESSONS[0]!, LESSONS[0]!.stops.length - 1), 0);
const world = (): Made => ofScenario(WORLDS.find((w) => w.id === 'lossy')!.text, 3_000_000);

function random(): Made {
  const { header, journal, events } = runSeed(11, { switches: [], maxEvents: 30_000 });
  const bookmarks = [{ branch: 1, event: 700, title: HOSTILE, text: HOSTILE }];
  return make({ title: HOSTILE, author: HOSTILE, notes: HOSTILE, bookmarks }, header, journal, (m) => m.event >= events);
}

interface Files {
  /** The page with the run in it, as a file; its address. */
  page(made: Made, options?: { readonly event?: number; readonly embed?: boolean }): Promise<string>;
  /** The same by the command line. */
  exported(made: Made): Promise<string>;
  /** A text as a file; its address. */
  file(name: string, text: string): Promise<string>;
}

/** Files in a folder of their own; and all that a page asks for from anywhere but itself fails the journey. */
const it = test.extend<{ files: Files }>({
  files: async ({ context }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'synod-pages-'));
    const file = async (name: string, text: string): Promise<string> => {
      await writeFile(join(folder, name), text);
      return pathToFileURL(join(folder, name)).href;
    };
    const page: Files['page'] = async ({ trace, title }, { event = null, embed = false } = {}) => {
      const filled = fillPage(await readFile(TEMPLATE, 'utf8'), { trace, title, event, embed });
      if (!filled.ok) throw new Error(filled.error);
      return file('page.html', filled.value);
    };
    const exported: Files['exported'] = async ({ trace }) => {
      const from = fileURLToPath(await file('run.synod', trace));
      const out = join(folder, 'exported.html');
      const words = ['--import', 'tsx', 'tools/synod.ts', 'export', from, '--format', 'html', '--out', out];
      await promisify(execFile)(process.execPath, words, { cwd: ROOT });
      return pathToFileURL(out).href;
    };
    await use({ page, exported, file });
    await context.close();
    await rm(folder, { recursive: true, force: true });
  },
});

/** What is asked for from now on, but for the page's file and what it has made itself. Nothing of it is answered. */
async function offline(context: BrowserContext): Promise<string[]> {
  const asked: string[] = [];
  context.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url()) && !request.isNavigationRequest()) asked.push(request.url());
  });
  await context.route(/^(https?|wss?|ftp):/, (route) => route.abort());
  await context.setOffline(true);
  return asked;
}

/** The page plays of itself; as fast as it goes, until it stands at the end. */
async function playToEnd(lab: Lab, last: DigestAt): Promise<void> {
  await expect(lab.button('Pause')).toBeVisible();
  await lab.page.evaluate((speed) => window.synod.speed(speed), FASTEST);
  await expect(lab.notice('Here the recorded run ends')).toBeVisible({ timeout: 45_000 });
  await lab.still();
  const shown = await lab.digest();
  expect({ event: shown.event, digest: shown.digest }).toEqual({ event: last.event, digest: printDigest(last.digest) });
}

async function saved(lab: Lab): Promise<string> {
  const downloading = lab.page.waitForEvent('download');
  await lab.page.keyboard.press('s');
  return readFile(await (await downloading).path(), 'utf8');
}

function runIn(text: string): Run {
  const read = readTrace(text);
  if (!read.ok) throw new Error(read.error);
  return read.value.run;
}

for (const [name, makeRun] of [
  ['a lesson', lesson],
  ['a ready world with faults', world],
  ['a large random world with hostile words', random],
] as const)
  it(`the page of ${name} plays as a file, without a network, to Node's last digest`, async ({ lab, page, context, files }) => {
    const made = makeRun();
    const address = await (makeRun === world ? files.exported(made) : files.page(made));
    expect((await stat(new URL(address))).size).toBeLessThan(MAX_PAGE_BYTES);
    const asked = await offline(context);
    await page.goto(address);
    await lab.ready();
    await expect(lab.notice(/was opened in part|was not opened/)).toHaveCount(0);
    expect((await lab.run()).title).toBe(made.title);
    await expect(page.locator('.shell-world-title')).toHaveText(made.title);
    if (makeRun === random) {
      // What was written stands beside the stage, as text.
      await expect(lab.drawer('This run').getByLabel('Notes')).toHaveValue(HOSTILE);
      await expect(lab.drawer('This run').locator('.notes-title')).toHaveText(HOSTILE);
    } else await expect(page.locator('#drawer')).toHaveCount(0);
    await playToEnd(lab, made.last);
    expect(runIn(await saved(lab))).toEqual(runIn(made.trace));
    expect(await page.evaluate(() => 'hit' in window)).toBe(false);
    expect(asked).toEqual([]);
  });

it('the page is stepped and scrubbed by keyboard; a crash in it forks, and the file of that is the same in Node', async ({
  lab,
  page,
  context,
  files,
}) => {
  const made = lesson();
  const asked = await offline(context);
  const event = Math.floor(made.last.event / 2);
  await page.goto(await files.page(made, { event }));
  await lab.ready();
  await lab.still();
  expect((await lab.digest()).event).toBe(event);
  for (let i = 0; i < 3; i++) {
    await page.keyboard.press('ArrowRight');
    await expect.poll(async () => (await lab.digest()).event).toBe(event + i + 1);
  }
  await page.keyboard.press('ArrowLeft');
  await expect.poll(async () => (await lab.digest()).event).toBe(event + 2);
  const track = page.getByRole('slider', { name: 'Playhead' });
  await track.focus();
  await track.press('Home');
  await expect.poll(async () => (await lab.digest()).event).toBe(0);
  await track.press('End');
  await expect.poll(async () => (await lab.digest()).digest).toBe(printDigest(made.last.digest));

  await page.evaluate((to) => window.synod.seek(to), event);
  await lab.settled();
  const up = (await lab.frame()).nodes.find((n) => n.status === 'up')!.id;
  await page.keyboard.press('Escape');
  await page.keyboard.press(String(up));
  await page.keyboard.press('k');
  await expect(lab.card(up)).toHaveAttribute('data-status', 'crashed');
  expect((await lab.run()).branches).toHaveLength(2);
  await page.evaluate(() => window.synod.step('landmark', 1));
  await lab.settled();
  const { event: tip, digest } = await lab.digest();
  const last = [...execute(courseOf(runIn(await saved(lab))))].at(-1)!;
  expect({ event: last.world.events, digest: printDigest(last.world.digest()) }).toEqual({ event: tip, digest });
  expect(asked).toEqual([]);
});

it('a slide shows stage and time, and the whole page when it is asked for', async ({ lab, page, context, files }) => {
  await offline(context);
  await page.setViewportSize({ width: 960, height: 540 });
  await page.goto(await files.page(lesson(), { event: 300, embed: true }));
  await lab.ready();
  await expect(lab.card(1)).toBeVisible();
  await expect(page.getByRole('banner')).toHaveCount(0);
  await expect(page.locator('.log-grid, .event-text, .kit-notice')).toHaveCount(0);
  await lab.button('To the start of the run').click();
  await expect.poll(async () => (await lab.digest()).event).toBe(0);
  await expect.poll(() => page.evaluate(() => location.hash)).toMatch(/event=0&embed$/);
  await lab.button('Show the whole page').click();
  await expect(page.getByRole('banner')).toBeVisible();
  await expect.poll(() => page.evaluate(() => location.hash)).toMatch(/event=0$/);
});

it('a page makes pages: the served one, the one that it made, and so on', async ({ lab, page, context, files }) => {
  await lab.open();
  await lab.pause();
  const { event, digest } = await lab.digest();
  const make = (): Promise<string> => page.evaluate((e) => window.synod.standAlone({ event: e }), event);
  const made = [await make()];
  await offline(context);
  for (const generation of [1, 2]) {
    await page.goto(await files.file(`${generation}.html`, made.at(-1)!));
    await lab.ready();
    await lab.still();
    expect(await lab.digest()).toMatchObject({ event, digest });
    made.push(await make());
  }
  // The first is the build's text, the others the browser's; from then on it is the same to the byte.
  expect(made[2] === made[1]).toBe(true);
});

it('nothing gets out of a page, and no script but its own runs in it', async ({ page, baseURL, files }) => {
  await page.goto(await files.page(random()));
  await page.waitForFunction(() => Boolean(window.synod?.frame()));
  const tried = await page.evaluate(async (address) => {
    const ends = (act: () => Promise<unknown>): Promise<string> =>
      act().then(
        () => 'done',
        () => 'refused',
      );
    const loads = (element: HTMLImageElement): Promise<unknown> =>
      new Promise((resolve, reject) => {
        element.onload = resolve;
        element.onerror = reject;
        element.src = `${address}icon.svg`;
      });
    document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.hit = 1">');
    const script = document.createElement('script');
    script.textContent = 'window.hit = 1';
    document.body.append(script);
    return [await ends(() => fetch(address)), await ends(() => loads(new Image())), String('hit' in window)];
  }, baseURL!);
  expect(tried).toEqual(['refused', 'refused', 'false']);
});

it('a page without a run is the laboratory all the same; one whose run is damaged says so', async ({ lab, page, context, files }) => {
  await offline(context);
  await page.goto(pathToFileURL(TEMPLATE).href);
  await lab.ready();
  await expect(lab.notice('This page stands alone')).toContainText('made without a run');
  const made = lesson();
  await page.goto(await files.page({ ...made, trace: made.trace.slice(0, made.trace.length / 2) }));
  await lab.ready();
  await expect(lab.notice('The run in this page was not opened')).toContainText('expected');
});
