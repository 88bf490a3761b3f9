import { describe, expect, it } from 'vitest';
import type { Frame } from '../view/frame.ts';
import { FrameSource, type FrameMessage } from './frame-source.ts';

const message = (event: number, at: number, nextAt: number | null, rest: Partial<FrameMessage> = {}): FrameMessage => ({
  type: 'frame',
  frame: { event, at, nextAt } as Frame,
  shownAt: at,
  playing: false,
  speed: 0.05,
  live: true,
  ...rest,
});

/** A page with a hand-cranked clock and animation frames. */
function setUp() {
  const page = { now: 0, queue: [] as (() => void)[], published: [] as number[], painted: 0 };
  const source = new FrameSource();
  source.connect({
    schedule: (run) => page.queue.push(run),
    now: () => page.now,
    publish: (m) => page.published.push(m.frame.event),
    painted: () => page.painted++,
  });
  const turn = (millis = 16): void => {
    page.now += millis;
    for (const run of page.queue.splice(0)) run();
  };
  return { page, source, turn };
}

describe('FrameSource', () => {
  it('paints once for a new frame, acknowledges it, and rests', () => {
    const { page, source, turn } = setUp();
    const times: number[] = [];
    source.onPaint((_, t) => times.push(t));
    source.accept(message(7, 500, 900));
    turn();
    expect(times).toEqual([500]);
    expect(page).toMatchObject({ published: [7], painted: 1, queue: [] });
  });

  it('moves the playhead at its speed while playing, up to the next event and no further', () => {
    const { page, source, turn } = setUp();
    const times: number[] = [];
    source.accept(message(1, 0, 2000, { playing: true, speed: 0.05 }));
    source.onPaint((_, t) => times.push(t));
    turn(0);
    turn(20); // 20 ms at 1/20 are 1,000 µs
    turn(60);
    expect(times).toEqual([0, 1000, 2000]);
    expect(page.queue).toEqual([]);
  });

  it('does not step back when a frame comes a little late', () => {
    const { page, source } = setUp();
    source.accept(message(1, 0, 5000, { playing: true }));
    page.now = 100;
    expect(source.virtualNow()).toBe(5000);
    source.accept(message(2, 4000, 9000, { playing: true, shownAt: 4900 }));
    expect(source.virtualNow()).toBe(5000);
  });

  it('steps back at once when the person does', () => {
    const { source } = setUp();
    source.accept(message(9, 8000, 9000));
    source.accept(message(3, 2000, 2500));
    expect(source.virtualNow()).toBe(2000);
  });

  it('hands React every frame when stepping, and few while playing; the last one always', () => {
    const { page, source, turn } = setUp();
    for (let i = 0; i < 3; i++) {
      source.accept(message(i, i, null));
      turn();
    }
    expect(page.published).toEqual([0, 1, 2]);
    for (let i = 3; i < 30; i++) {
      source.accept(message(i, i * 10, i * 10 + 10, { playing: true, speed: 100 }));
      turn();
    }
    expect(page.published.length).toBeLessThan(15);
    turn(100);
    expect(page.published.at(-1)).toBe(29);
    expect(page.painted).toBe(30);
  });
});
