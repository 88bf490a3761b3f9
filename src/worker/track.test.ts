// The stretches under one leader, as the time track shows them: each ends where its leader ceases to lead, in whatever way.
import { describe, expect, it } from 'vitest';
import { Page } from './testing.ts';

async function reignsAfter(scenario: string): Promise<readonly string[]> {
  const page = await Page.open();
  await page.ask('open-scenario', { title: 'Reigns', scenario: `title Reigns\n${scenario}` });
  return page.run.reigns.map((r) => `${r.ballot} ${r.to === null ? 'leads' : 'led'}`);
}

describe('reigns', () => {
  it('end at a crash, at a step-down, and where another leads', async () => {
    expect(await reignsAfter('cluster 3 exact\ntimeout n1\nrun until leader n1\ncrash n1')).toEqual(['1.n1 led']);
    expect(await reignsAfter('cluster 3 exact\ntimeout n1\nrun until leader n1\ntimeout n2\nrun until leader n2')).toEqual([
      '1.n1 led',
      '2.n2 leads',
    ]);
  });

  it('end where a leader that was removed hands over (M6), before anybody else leads', async () => {
    const removed = 'cluster 3 exact\ntimeout n1\nrun until leader n1\nrun 60ms\nreconfigure n2 n3 by stop-the-world\nrun until removal n1';
    expect(await reignsAfter(removed)).toEqual(['1.n1 leads']);
    expect(await reignsAfter(`${removed}\nrun until handover n1`)).toEqual(['1.n1 led']);
  });
});
