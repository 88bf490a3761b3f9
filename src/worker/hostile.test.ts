// Hostile files through the engine's own door: some nine hundred, each refused with a sentence that says where, what was found and what was
// expected, or opened as the run that it is; none is executed far, none touches the run that is open.
import { describe, expect, it, vi } from 'vitest';
import { Moment } from '../history/moment.ts';
import { hostileFiles } from '../trace/hostile-testing.ts';
import { Page } from './testing.ts';

/** What no digest confirms, and as much again to come to it. */
const MOST_EVENTS = 45_000;

async function openingOf(page: Page, name: string, text: string): Promise<string | null> {
  try {
    await page.ask('open-trace', { name, text });
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Refused ones, and the longest way that one of them was executed. */
async function feed(page: Page, good: string): Promise<{ refused: number; opened: string[] }> {
  const stepped = vi.spyOn(Moment.prototype, 'step');
  const opened: string[] = [];
  let refused = 0;
  let before = await page.ask('digest');
  for (const { name, text } of hostileFiles(good)) {
    stepped.mockClear();
    const sentence = await openingOf(page, name, text);
    expect([name, stepped.mock.calls.length <= MOST_EVENTS]).toEqual([name, true]);
    if (sentence === null) {
      opened.push(name);
      before = await page.ask('digest');
      continue;
    }
    expect([name, sentence]).toEqual([name, expect.stringMatching(/^(Line \d+|The file|[^:]{1,60}: )[^]*[Ee]xpected[^]*\.$/)]);
    expect([name, sentence.length < 600]).toEqual([name, true]);
    if (++refused % 20 === 0) expect([name, await page.ask('digest')]).toEqual([name, before]);
  }
  stepped.mockRestore();
  return { refused, opened };
}

describe('hostile files', () => {
  it('are refused in one bounded sentence, after bounded work, and the open run is as it was', async () => {
    const page = await Page.open();
    await page.ask('play', { speed: 1 });
    await page.pass(500);
    await page.ask('seek', { event: 60 });
    await page.ask('input', { input: { kind: 'crash', node: 1 } });
    await page.ask('step', { unit: 'message', direction: 1 });
    await page.ask('about', { title: 'A run', author: 'Ada', notes: 'First.\nThen.' });
    await page.ask('put-bookmark', { bookmark: { branch: page.run.branches[0]!.id, event: 40, title: 'Here', text: 'Look.' } });
    const { text } = await page.ask('save');
    const { refused, opened } = await feed(page, text);
    expect(refused).toBeGreaterThan(900);
    // What was changed in them are words, or the order of lines that may stand in any; and branches short enough to be executed.
    expect(
      opened.filter(
        (name) =>
          !/^(line \d+( and the one before are swapped| comes last|: (name|title|text|author|notes|parent) is )|scrambled|a hundred branches)/.test(
            name,
          ),
      ),
    ).toEqual([]);
  }, 300_000);
});
