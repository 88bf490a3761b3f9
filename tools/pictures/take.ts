// Takes the pictures: each state brought about once for each kind of window, then seen in each form of it, judged, and compared with an earlier one.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { compare } from './compare.ts';
import { contextOf, OPENINGS, sizeOf, type Form, type Screen } from './forms.ts';
import { judge } from './judge.ts';
import { settle } from './settle.ts';
import { Tour, type State } from './tour.ts';

export interface Work {
  readonly browser: Browser;
  readonly address: string;
  readonly out: string;
  readonly against: string;
  readonly forms: readonly Form[];
}

export interface Outcome {
  readonly taken: number;
  readonly failures: readonly string[];
  /** What was seen → in which forms. */
  readonly seen: ReadonlyMap<string, readonly string[]>;
  readonly differs: readonly string[];
}

/** One state, in every form that is wanted. */
export async function take(work: Work, name: string, state: State): Promise<Outcome> {
  const failures: string[] = [];
  const differs: string[] = [];
  const seen = new Map<string, string[]>();
  const note = (what: string, form: string): void => void seen.set(what, [...(seen.get(what) ?? []), form]);
  let taken = 0;
  for (const screens of OPENINGS) {
    const forms = work.forms.filter((f) => screens.includes(f.screen));
    if (forms.length === 0) continue;
    const context = await work.browser.newContext({ ...contextOf(forms[0]!.screen), baseURL: work.address });
    try {
      // The functions that run in the page carry a mark of the tool that compiled them.
      await context.addInitScript('globalThis.__name = (f) => f;');
      const tour = new Tour(
        context,
        await watched(await context.newPage(), (error) => note(`error: ${error}`, forms[0]!.screen)),
        forms[0]!.screen,
      );
      await state(tour);
      for (const form of forms) {
        const difference = await one(work, tour.page, name, form, note);
        if (difference !== '') differs.push(difference);
        taken++;
      }
    } catch (error) {
      failures.push(`${name} ${screens[0]}: ${error instanceof Error ? error.message.split('\n').slice(0, 3).join(' ') : String(error)}`);
    } finally {
      await context.close();
    }
  }
  return { taken, failures, seen, differs };
}

async function watched(page: Page, onError: (error: string) => void): Promise<Page> {
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (e) => onError(e.message));
  page.on('console', (m) => m.type() === 'error' && onError(m.text()));
  return Promise.resolve(page);
}

/** Returns how it differs from the earlier one, or ''. */
async function one(work: Work, page: Page, name: string, form: Form, note: (what: string, form: string) => void): Promise<string> {
  await resize(page, form.screen);
  await page.emulateMedia({ colorScheme: form.theme });
  await settle(page);
  const file = `${name}-${form.name}.png`;
  const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  await writeFile(join(work.out, file), picture);
  for (const what of await judge(page, form)) note(what, form.name);
  return work.against === '' ? '' : sayDifference(page, file, await earlier(join(work.against, file)), picture);
}

async function resize(page: Page, screen: Screen): Promise<void> {
  const now = page.viewportSize();
  const wanted = sizeOf(screen);
  if (now?.width !== wanted.width || now.height !== wanted.height) await page.setViewportSize(wanted);
}

const earlier = (path: string): Promise<Buffer | null> =>
  readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });

async function sayDifference(page: Page, file: string, before: Buffer | null, after: Buffer): Promise<string> {
  if (before === null) return `${file} is new`;
  const difference = await compare(page, before, after);
  if (difference === null) return '';
  const { share, where } = difference;
  return where === null ? `${file} has another size` : `${file} differs in ${(share * 100).toFixed(2)} % of it, within ${where.join(', ')}`;
}
