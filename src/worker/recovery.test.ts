// How a node came back, asked of the host: by event, a page at a time, after a restart and after a power failure; refused where it did not.
import { describe, expect, it } from 'vitest';
import { Page, SCENARIO, SEEN_MILLIS } from './testing.ts';

const act = (page: Page, kind: 'crash' | 'restart' | 'power-failure', node = 2): Promise<unknown> =>
  page.ask('input', { input: kind === 'power-failure' ? { kind } : { kind, node } });

describe('the story of a recovery', () => {
  it('is told for the event, whatever is shown, and in pages', async () => {
    const page = await Page.open();
    await page.ask('open-scenario', { title: 'A cluster', scenario: `${SCENARIO}run until acknowledged 4\n` });
    await act(page, 'crash');
    await act(page, 'restart');
    const { event } = await page.ask('digest');
    const restart = event - 1;
    const whole = await page.ask('recovery', { node: 2, event: restart, from: 0, count: 500 });
    expect(whole.total).toBe(whole.steps.length);
    expect(whole.steps[0]!.text).toBe('Record 1: this is n2’s own disk.');
    expect(whole.steps.at(-1)!.text).toMatch(/^n2 is back: it keeps its promise of 1\.n/);
    await page.ask('seek', { event: 3 });
    await page.pass(SEEN_MILLIS);
    const part = await page.ask('recovery', { node: 2, event: restart, from: 2, count: 3 });
    expect(part).toEqual({ ...whole, steps: whole.steps.slice(2, 5) });
  });

  it('is told of every node after a power failure', async () => {
    const page = await Page.open();
    await page.ask('open-scenario', { title: 'A cluster', scenario: `${SCENARIO}run until acknowledged 4\n` });
    await act(page, 'power-failure');
    const { event } = await page.ask('digest');
    for (const node of [1, 2, 3]) {
      const { steps } = await page.ask('recovery', { node, event: event - 1, from: 0, count: 500 });
      expect(steps.at(-1)!.text).toContain(`n${node} is back`);
    }
    const [described] = await page.ask('events', { from: event - 1, count: 1 });
    expect(described!.recovered).toEqual([1, 2, 3]);
  });

  it('is refused where the node did not come back, and beyond the end', async () => {
    const page = await Page.open();
    await page.ask('step', { unit: 'event', direction: 1 });
    await expect(page.ask('recovery', { node: 2, event: 0, from: 0, count: 10 })).rejects.toThrow(
      'At event 0 n2 does not come back from its disk.',
    );
    await expect(page.ask('recovery', { node: 2, event: 99_999, from: 0, count: 10 })).rejects.toThrow(
      /^There is no event 99999 in this branch/,
    );
  });
});
