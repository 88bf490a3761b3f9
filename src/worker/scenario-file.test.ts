// A scenario's file, brought to the page as a trace is: it becomes the open run, in either form; one that is wrong leaves the open run as it is.
import { expect, test } from 'vitest';
import { readScenario, writeScenarioJson } from '../scenario/scenario-json.ts';
import { WORLDS } from '../scenario/worlds.ts';
import { Page } from './testing.ts';

test('a scenario’s file is opened, as text and as JSON, to the same moment as the ready world', async () => {
  const world = WORLDS.find((w) => w.id === 'leader-dies')!;
  const read = readScenario(world.text);
  const json = read.ok ? writeScenarioJson(read.value) : '';
  const page = await Page.open();
  await page.ask('open-scenario', { title: world.title, scenario: world.text });
  const { digest } = await page.ask('digest');
  for (const text of [world.text, json]) {
    const other = await Page.open();
    expect(await other.ask('open-trace', { name: 'mine.txt', text })).toEqual({ note: null });
    expect(await other.ask('digest')).toMatchObject({ digest });
  }
});

test('a scenario’s file that is wrong is refused with its line or step, and the open run stays', async () => {
  const page = await Page.open();
  const before = await page.ask('digest');
  for (const [text, why] of [
    ['title Mine\ncluster 3\nfly n1\n', /Line 3: found “fly”/],
    ['{"format":"synod-scenario","version":1,"steps":[{"fly":1}]}', /Step 1: found “fly”/],
    ['cluster 3\nexpect leader n1\n', /Line 2: “leader n1” does not hold/],
  ] as const)
    await expect(page.ask('open-trace', { name: 'mine.txt', text })).rejects.toThrow(why);
  expect(await page.ask('digest')).toEqual(before);
});
