// What a link carries: the whole run, short enough for an address, and the same run again where it is opened.
import { expect, test } from 'vitest';
import { drain } from '../history/searching.ts';
import { WORLDS } from '../scenario/worlds.ts';
import { base64urlLength, deflateText } from '../trace/packed.ts';
import { readTrace } from '../trace/trace-file.ts';
import { Page } from './testing.ts';

/** What a link may have for its trace, when the rest of the address is long. */
const ROOM = 7_800;

test('every ready world fits into a link', async () => {
  const page = await Page.open();
  for (const { title, text } of WORLDS) {
    await page.ask('open-scenario', { title, scenario: text });
    const { text: trace } = await page.ask('link');
    const length = base64urlLength(drain(deflateText(trace)).length);
    expect(length, title).toBeLessThan(ROOM / 3);
  }
});

test('a long run fits too: few of its digests go with it, that of its end always', async () => {
  const page = await Page.open();
  await page.ask('run-until', { condition: 'acknowledged 2000', speed: null });
  const { text, event } = await page.ask('link');
  const file = readTrace(text);
  expect(page.run.tipEvent).toBe(event);
  expect(event).toBeGreaterThan(20_000);
  const digests = file.ok ? file.value.digests.get(1)! : [];
  expect(digests.length).toBeLessThanOrEqual(9);
  expect(digests.at(-1)!.event).toBe(event);
  expect(base64urlLength(drain(deflateText(text)).length)).toBeLessThan(ROOM / 3);
  const { digest } = await page.ask('digest');
  const other = await Page.open();
  await other.ask('open-trace', { name: 'The linked run', text });
  expect(await other.ask('digest')).toMatchObject({ digest, event });
});
