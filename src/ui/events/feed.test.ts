// The stretch of events that the list holds, against a run that answers as the engine does.
import { describe, expect, test } from 'vitest';
import type { DescribedEvent } from '../../trace/described.ts';
import type { EventFilter } from '../../worker/protocol.ts';
import { AHEAD, EventFeed, FAR, MAX_ITEMS, PAGE, type Aim } from './feed.ts';

const FILTER: EventFilter = { text: '', topics: [], actor: 0, notableOnly: false };

function event(number: number): DescribedEvent {
  return {
    event: number,
    at: number * 10,
    actor: 1,
    text: `event ${number}`,
    rules: [],
    cause: null,
    causeText: '',
    interest: 'routine',
    topics: [],
    command: '',
    slot: 0,
  };
}

/** A run in which every `every`-th event fits; it looks at most `budget` events back at a time. */
function makeRun(every: number, budget = 5000) {
  const asked: number[] = [];
  const find = async (_: EventFilter, before: number, limit: number) => {
    asked.push(before);
    const events: DescribedEvent[] = [];
    let at = before;
    while (at > 0 && at > before - budget && events.length < limit) {
      at--;
      if (at % every === 0) events.push(event(at));
    }
    return { events, searchedBackTo: at, done: at === 0 };
  };
  return { feed: new EventFeed(find), asked };
}

const settle = async (): Promise<void> => {
  for (let i = 0; i < 60; i++) await Promise.resolve();
};
const aim = (part: Partial<Aim>): Aim => ({ key: 'a', filter: FILTER, tip: 1000, shown: 999, follows: true, ...part });

/** Everything that fits in [low, high) is there, newest first, and nothing else. */
function expectWhole(feed: EventFeed, every: number): void {
  const { items, low, high } = feed.stretch;
  const wanted: number[] = [];
  for (let n = high - 1; n >= low; n--) if (n % every === 0) wanted.push(n);
  expect(items.map((i) => i.event)).toEqual(wanted);
}

describe('event feed', () => {
  test('begins at the tip and goes on into the past', async () => {
    const { feed } = makeRun(1);
    feed.aim(aim({}));
    await settle();
    expect(feed.stretch).toMatchObject({ high: 1000, low: 1000 - PAGE, loading: 'none' });
    feed.earlier();
    await settle();
    expect(feed.stretch.low).toBe(1000 - 2 * PAGE);
    expectWhole(feed, 1);
  });

  test('grows at the tip as the run goes on, without holes', async () => {
    const { feed } = makeRun(3);
    feed.aim(aim({}));
    await settle();
    for (const tip of [1010, 1400, 2900]) {
      feed.aim(aim({ tip, shown: tip - 1 }));
      await settle();
      expect(feed.stretch.high).toBe(tip);
      expectWhole(feed, 3);
    }
  });

  test('a jump too far begins anew', async () => {
    const { feed } = makeRun(1);
    feed.aim(aim({}));
    await settle();
    feed.aim(aim({ tip: 1000 + FAR * 4, shown: 999 + FAR * 4 }));
    await settle();
    expect(feed.stretch.high).toBe(1000 + FAR * 4);
    expectWhole(feed, 1);
  });

  test('in the past it holds what came after the moment shown as well', async () => {
    const { feed } = makeRun(1);
    feed.aim(aim({ shown: 300 }));
    await settle();
    expect(feed.stretch.high).toBe(301 + AHEAD);
    expect(feed.stretch.items.some((i) => i.event === 300)).toBe(true);
    feed.later();
    await settle();
    expect(feed.stretch.high).toBeGreaterThan(301 + AHEAD);
    expectWhole(feed, 1);
  });

  test('keeps still while the person reads', async () => {
    const { feed } = makeRun(1);
    feed.aim(aim({}));
    await settle();
    const before = feed.stretch.items;
    feed.aim(aim({ tip: 1500, shown: 1499, follows: false }));
    await settle();
    expect(feed.stretch.items).toBe(before);
  });

  test('another filter, another branch or a shorter run begins anew', async () => {
    const { feed, asked } = makeRun(1);
    feed.aim(aim({}));
    await settle();
    feed.aim(aim({ key: 'b', follows: false }));
    await settle();
    feed.aim(aim({ key: 'b', tip: 500, shown: 499 }));
    await settle();
    expect(asked).toEqual([1000, 1000, 500]);
    expect(feed.stretch.high).toBe(500);
  });

  test('says when page after page holds nothing, and goes on when asked', async () => {
    const { feed } = makeRun(100_000, 100);
    feed.aim(aim({}));
    await settle();
    feed.earlier();
    await settle();
    expect(feed.stretch).toMatchObject({ items: [], fruitless: 2, low: 800 });
    feed.earlier(true);
    await settle();
    expect(feed.stretch).toMatchObject({ fruitless: 1, low: 700 });
  });

  test('stays bounded, wherever it grows', async () => {
    const { feed } = makeRun(1);
    feed.aim(aim({ tip: 10_000, shown: 9_999 }));
    await settle();
    for (let i = 0; i < 40; i++) {
      feed.earlier();
      await settle();
    }
    expect(feed.stretch.items.length).toBe(MAX_ITEMS);
    expectWhole(feed, 1);
    feed.later();
    await settle();
    expect(feed.stretch.items.length).toBe(MAX_ITEMS);
    expectWhole(feed, 1);
  });

  test('an error is kept, and asking again clears it', async () => {
    let fails = true;
    const feed = new EventFeed(async () => {
      if (fails) throw new Error('The engine was stopped before it answered.');
      return { events: [event(3)], searchedBackTo: 3, done: true };
    });
    feed.aim(aim({ tip: 4, shown: 3 }));
    await settle();
    expect(feed.stretch.error).toBe('The engine was stopped before it answered.');
    fails = false;
    feed.aim(aim({ tip: 4, shown: 3 }));
    await settle();
    expect(feed.stretch).toMatchObject({ error: '', low: 0, high: 4 });
  });
});
