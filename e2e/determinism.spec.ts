// The same run in Node and in the browser, to the byte: each ready world is executed here, and there by the page: from its text to the moment
// at which a person first sees it, and from a file made here, thousands of events on.
import { printDigest } from '../src/base/digest.ts';
import { onlyTitle } from '../src/history/about.ts';
import { Moment } from '../src/history/moment.ts';
import { openScenario, type OpenedScenario } from '../src/scenario/open-scenario.ts';
import { WORLDS, type ReadyWorld } from '../src/scenario/worlds.ts';
import { writeTrace } from '../src/trace/trace-file.ts';
import { expect, test, type Lab } from './lab.ts';

const EVENTS_ON = 4_000;

function opened(world: ReadyWorld): OpenedScenario {
  const result = openScenario(world.text);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

/** Executed here, as far as asked, or to where it stops of itself. */
function execute({ header, journal }: OpenedScenario, events: number): Moment {
  const moment = Moment.first(header);
  while (moment.event < events && moment.violation === null && moment.step(journal) !== null);
  return moment;
}

async function isThere(lab: Lab, { event, world }: Moment): Promise<void> {
  const shown = await lab.digest();
  expect({ event: shown.event, digest: shown.digest }).toEqual({ event, digest: printDigest(world.digest()) });
}

test('every ready world, begun from its text, has the same digest in Node and in the browser', async ({ lab }) => {
  test.setTimeout(120_000);
  await lab.open();
  for (const world of WORLDS)
    await test.step(world.title, async () => {
      await lab.world(world.text);
      await isThere(lab, execute(opened(world), (await lab.digest()).event));
    });
});

test('every ready world, executed thousands of events in Node and saved, has the same digest opened in the browser', async ({
  lab,
  page,
}) => {
  test.setTimeout(180_000);
  await lab.open();
  for (const world of WORLDS)
    await test.step(world.title, async () => {
      const { header, journal, startEvent } = opened(world);
      const far = execute(opened(world), startEvent + EVENTS_ON);
      const branch = { id: 1, name: 'First run', parent: null, forkEvent: 0, tip: far.event };
      const run = { ...onlyTitle(world.title), header, branches: [branch], journal: new Map([[1, journal]]), current: 1 };
      const digests = new Map([[1, [{ event: far.event, digest: far.world.digest() }]]]);
      const choosing = page.waitForEvent('filechooser');
      await lab.button('Open a saved run').click();
      await (
        await choosing
      ).setFiles({ name: 'run.synod.json', mimeType: 'application/json', buffer: Buffer.from(writeTrace(run, digests)) });
      // The world before had inputs: one is asked before it is replaced.
      const question = page.getByRole('button', { name: 'Replace it', exact: true });
      await expect.poll(async () => (await question.isVisible()) || (await lab.run()).title === world.title).toBe(true);
      if (await question.isVisible()) await question.click();
      await expect.poll(async () => (await lab.digest()).event).toBe(far.event);
      await isThere(lab, far);
      await expect(lab.notice(/was opened in part|was not opened/)).toHaveCount(0);
    });
});
