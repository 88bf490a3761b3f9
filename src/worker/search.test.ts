// The search for a violation as the page meets it: progress, what was found, the smaller history as a scenario that gives it again; stopped,
// refused, and nothing found.
import { describe, expect, it } from 'vitest';
import { openScenario } from '../scenario/open-scenario.ts';
import { MARKS } from '../sim/search/coverage.ts';
import type { FromSearch, SearchResult, ToSearch } from './search-protocol.ts';
import { makeSearch } from './search.ts';

const PATIENCE = { timeout: 60_000 };

/** A page that searches: every look at the clock is so many ms later. */
class Searcher {
  readonly said: FromSearch[] = [];
  private clock = 0;
  private wake: () => void = () => undefined;
  private readonly search = makeSearch({
    post: (message) => {
      this.said.push(message);
      this.onSaid(message);
      if (message.type === 'done' || message.type === 'refused') this.wake();
    },
    now: () => (this.clock += 50),
    sleep: () => new Promise((resolve) => setImmediate(resolve)),
    failed: (error) => {
      throw error;
    },
  });
  onSaid: (message: FromSearch) => void = () => undefined;

  send(message: ToSearch | Record<string, unknown>): void {
    this.search.receive(message);
  }

  async ask(switchName: string | null, first: number, last: number): Promise<SearchResult> {
    const ended = new Promise<void>((resolve) => (this.wake = resolve));
    this.send({ type: 'search', switchName, first, last });
    await ended;
    const message = this.said.at(-1)!;
    if (message.type !== 'done') throw new Error(`it ended with ${JSON.stringify(message)}`);
    return message.result;
  }
}

describe('a search in a world without a rule', () => {
  it('finds a violation, makes it smaller, and gives a scenario that ends in it; twice the same', PATIENCE, async () => {
    const results: SearchResult[] = [];
    for (let n = 0; n < 2; n++) {
      const page = new Searcher();
      results.push(await page.ask('promise-before-sync', 1, 50));
      expect(page.said.some((m) => m.type === 'found')).toBe(true);
      expect(page.said.some((m) => m.type === 'smaller')).toBe(true);
    }
    const [{ found, small, play, stopped }] = results as [SearchResult, SearchResult];
    const plain = (r: SearchResult): unknown => ({ ...r, progress: { ...r.progress, millis: 0 } });
    expect(plain(results[1]!)).toEqual(plain(results[0]!));
    expect(stopped).toBe(false);
    expect(found).toMatchObject({ kind: 'violation', seed: 1 });
    expect(small!.size.inputs).toBeLessThan(found!.size.inputs);
    expect(play).toMatchObject({ trace: null, whyNot: '', stops: true });
    const opened = openScenario(play!.scenario!);
    expect(opened.ok && opened.value.violation?.invariant).toBe(small!.invariant);
    expect(opened.ok && opened.value.startAt).toBe(play!.at);
    expect(opened.ok && opened.value.header.config.switches).toEqual(['promise-before-sync']);
  });

  it('stopped while it makes it smaller, gives the smallest so far', PATIENCE, async () => {
    const page = new Searcher();
    page.onSaid = (m) => m.type === 'smaller' && page.send({ type: 'stop' });
    const { stopped, found, small, play } = await page.ask('promise-before-sync', 1, 50);
    expect(stopped).toBe(true);
    expect(found).not.toBeNull();
    expect(small).not.toBeNull();
    expect(openScenario(play!.scenario!).ok).toBe(true);
  });
});

describe('a search with every rule on', () => {
  it('finds nothing, and says what it has looked through', PATIENCE, async () => {
    const page = new Searcher();
    const { stopped, found, play, progress } = await page.ask(null, 3, 10);
    expect({ stopped, found, play }).toEqual({ stopped: false, found: null, play: null });
    expect(progress.seeds).toBe(8);
    expect(progress.events).toBeGreaterThan(2_000);
    expect(progress.marks.map(([mark]) => mark).sort()).toEqual([...MARKS].sort());
    const counts = progress.marks.map(([, n]) => n);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(page.said.filter((m) => m.type === 'progress').length).toBeGreaterThan(1);
  });

  it('can be stopped, and says after how many seeds', PATIENCE, async () => {
    const page = new Searcher();
    page.onSaid = (m) => m.type === 'progress' && page.send({ type: 'stop' });
    const { stopped, progress } = await page.ask(null, 1, 10_000);
    expect(stopped).toBe(true);
    expect(progress.seeds).toBeLessThan(30);
  });
});

describe('what is not understood', () => {
  it('is refused with a sentence', () => {
    const page = new Searcher();
    page.send({ type: 'search', switchName: 'no-such-rule', first: 1, last: 2 });
    page.send({ type: 'search', switchName: null, first: 9, last: 2 });
    page.send({ type: 'search', switchName: null, first: 1, last: 2_000_000 });
    page.send({ type: 'nonsense' });
    const errors = page.said.map((m) => (m.type === 'refused' ? m.error : ''));
    expect(errors).toHaveLength(4);
    expect(errors[1]).toBe('The search: found a first seed above the last; expected one at or below it.');
    expect(errors[2]).toMatch(/more than 1000000 seeds; expected at most that many\.$/);
    expect(errors.every((e) => /expected/i.test(e) && e.endsWith('.'))).toBe(true);
  });

  it('is a second search while one is under way', async () => {
    const page = new Searcher();
    page.send({ type: 'search', switchName: null, first: 1, last: 5 });
    page.send({ type: 'search', switchName: null, first: 1, last: 5 });
    expect(page.said.at(-1)).toMatchObject({ type: 'refused' });
    const ended = new Promise<void>((resolve) => {
      page.onSaid = (m) => m.type === 'done' && resolve();
    });
    page.send({ type: 'stop' });
    await ended;
  });
});
