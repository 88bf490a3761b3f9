// When the diagram asks for another stretch of the run: for what is in view and not there, seldom for what only goes on; what was overtaken is
// thrown away.
import { describe, expect, it } from 'vitest';
import type { SpaceTime } from '../../view/space-time.ts';
import { howUrgent, StretchFeed, type LoadedStretch, type Need } from './feed.ts';

const NEED: Need = { key: 'a 1', from: 100_000, to: 200_000, about: 150_000, tip: 300, heartbeats: false, fast: false };
const EMPTY: Pick<SpaceTime, 'nodes' | 'clients' | 'flights' | 'events' | 'stretches' | 'syncs' | 'operations' | 'heartbeats'> = {
  nodes: [1],
  clients: [],
  flights: [],
  events: [],
  stretches: [],
  syncs: [],
  operations: [],
  heartbeats: false,
};
const loaded = (change: Partial<LoadedStretch> = {}): LoadedStretch => ({
  ...EMPTY,
  branch: 1,
  from: 40_000,
  to: 180_000,
  first: 50,
  end: 300,
  leftOut: { earlier: false, later: false },
  ...change,
});
const ASKED: Need = { ...NEED, from: 40_000, to: 260_000 };

describe('how urgent', () => {
  it('another place in view, or heartbeats that are not there, is asked for at once', () => {
    expect(howUrgent(NEED, null, null)).toBe('elsewhere');
    expect(howUrgent({ ...NEED, from: 10_000 }, ASKED, loaded())).toBe('elsewhere');
    expect(howUrgent({ ...NEED, heartbeats: true }, ASKED, loaded())).toBe('elsewhere');
  });

  it('what is there is not asked for, nor what nobody has', () => {
    expect(howUrgent(NEED, ASKED, loaded())).toBe('not');
    expect(howUrgent({ ...NEED, to: 900_000 }, ASKED, loaded())).toBe('not');
  });

  it('what has happened meanwhile is', () => {
    expect(howUrgent({ ...NEED, tip: 310 }, ASKED, loaded())).toBe('on');
    expect(howUrgent({ ...NEED, fast: true }, ASKED, loaded())).toBe('on');
  });

  it('what was left out is asked for again only elsewhere', () => {
    const cut = loaded({ to: 140_000, leftOut: { earlier: false, later: true } });
    expect(howUrgent({ ...NEED, tip: 310, about: 130_000 }, ASKED, cut)).toBe('not');
    expect(howUrgent({ ...NEED, about: 190_000 }, ASKED, cut)).toBe('elsewhere');
  });
});

describe('the feed', () => {
  function feedOf() {
    const asked: ((reply: LoadedStretch | null) => void)[] = [];
    const clock = { now: 0 };
    const waits: number[] = [];
    const feed = new StretchFeed({
      ask: () => new Promise((reply) => asked.push(reply)),
      now: () => clock.now,
      later: (_, millis) => waits.push(millis),
      changed: () => undefined,
    });
    return { feed, asked, clock, waits };
  }
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('throws away what was overtaken', async () => {
    const { feed, asked, clock } = feedOf();
    feed.need(NEED);
    clock.now = 100;
    feed.need({ ...NEED, from: 900_000, to: 950_000 });
    expect(asked).toHaveLength(2);
    const late = loaded({ from: 800_000 });
    asked[1]!(late);
    asked[0]!(loaded());
    await settle();
    expect(feed.stretch).toBe(late);
  });

  it('waits with what only goes on, and asks again for another run', async () => {
    const { feed, asked, clock, waits } = feedOf();
    feed.need(NEED);
    asked[0]!(loaded());
    await settle();
    feed.need({ ...NEED, tip: 310 });
    expect([asked.length, waits.length]).toEqual([1, 1]);
    clock.now = 500;
    feed.need({ ...NEED, tip: 310 });
    expect(asked).toHaveLength(2);
    clock.now = 600;
    feed.need({ ...NEED, key: 'a 2' });
    expect(feed.stretch).toBeNull();
    expect(asked).toHaveLength(3);
  });
});
