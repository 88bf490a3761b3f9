// What a stand-alone page asks of the engine: to begin with a trace, at a moment of it, and to stand still where the recording ends.
import { describe, expect, it, vi } from 'vitest';
import { openInMemory } from '../storage/in-memory.ts';
import { Device, Page, SCENARIO } from './testing.ts';

// Long for a busy machine.
vi.setConfig({ testTimeout: 30_000 });

async function recorded(): Promise<{ text: string; digest: string; tip: number }> {
  const page = await Page.open();
  await page.ask('play', { speed: 1 });
  await page.pass(1200);
  await page.ask('input', { input: { kind: 'crash', node: 1 } });
  await page.pass(600);
  await page.ask('pause');
  const { text } = await page.ask('save');
  const { digest, event } = await page.ask('digest');
  return { text, digest, tip: event };
}

const begins = (text: string, event: number | null = null) => ({
  fallback: { title: 'A ready world', scenario: SCENARIO, trace: { name: 'The run in this page', text, event } },
});

describe('a page that holds a run', () => {
  it('begins with it, at the moment asked for; what was there is all there', async () => {
    const { text, digest, tip } = await recorded();
    const page = await Page.open(new Device(), begins(text, 40));
    expect([page.run.title, page.frame.frame.event, page.frame.live]).toEqual(['A cluster', 40, false]);
    expect(page.run.tipEvent).toBe(tip);
    await page.ask('seek', { event: tip });
    expect((await page.ask('digest')).digest).toBe(digest);
    expect((await page.ask('save')).text).toBe(text);
    expect(page.said.filter((m) => m.type === 'notice')).toEqual([]);
  });

  it('stands still where the recording ends; playing once more goes on from there', async () => {
    const { text, digest, tip } = await recorded();
    const page = await Page.open(new Device(), begins(text, 0));
    await page.ask('play', { speed: 10, toTip: true });
    await page.pass(3000);
    expect([page.frame.playing, page.frame.live, page.run.tipEvent]).toEqual([false, true, tip]);
    expect((await page.ask('digest')).digest).toBe(digest);
    await page.ask('play', { speed: 1, toTip: true });
    await page.pass(600);
    expect(page.frame.playing).toBe(true);
    expect(page.run.tipEvent).toBeGreaterThan(tip);
  });

  it('whose run is damaged says where, and begins a ready world', async () => {
    const { text } = await recorded();
    const page = await Page.open(new Device(), begins(text.slice(0, text.length / 2)));
    expect(page.run.title).toBe('A ready world');
    const notice = page.said.find((m) => m.type === 'notice')?.notice;
    expect(notice).toMatchObject({ tone: 'error', title: 'The run in this page was not opened' });
    expect(notice?.text).toMatch(/Line \d+.*expected.*“A ready world” begins in its place\.$/);
  });

  it('keeps it in memory, and has nothing to report of that', async () => {
    const said: unknown[] = [];
    const { store, found } = await openInMemory({
      replay: () => Promise.reject(new Error('nothing is stored')),
      notice: (n) => said.push(n),
    });
    expect([store.kind, store.readOnly, found, said]).toEqual(['memory', false, { kind: 'nothing', notices: [] }, []]);
  });
});
