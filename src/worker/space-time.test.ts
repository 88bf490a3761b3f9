// The request for a stretch of the run, and for one message of it: answered from the run as it is, bounded, ended by a newer one, and nothing of
// the run changes by it.
import { describe, expect, it, vi } from 'vitest';
import { Page, SEEN_MILLIS } from './testing.ts';

vi.setConfig({ testTimeout: 30_000 });

async function played(): Promise<Page> {
  const page = await Page.open();
  await page.ask('play', { speed: 1 });
  await page.pass(600);
  await page.ask('pause');
  await page.pass(SEEN_MILLIS);
  return page;
}

describe('a stretch of the run', () => {
  it('is the same each time, and changes nothing', async () => {
    const page = await played();
    const before = await page.ask('digest');
    const want = { from: 100_000, to: 400_000, about: 200_000, heartbeats: false };
    const first = await page.ask('space-time', want);
    expect(first!.flights.length).toBeGreaterThan(10);
    expect(first!.from).toBeLessThanOrEqual(100_000);
    expect(first!.to).toBe(400_000);
    expect(await page.ask('space-time', want)).toEqual(first);
    expect(await page.ask('digest')).toEqual(before);
  });

  it('is ended by a newer one', async () => {
    const page = await played();
    const want = { from: 0, to: 500_000, about: 200_000, heartbeats: true };
    const [old, latest] = await Promise.all([page.ask('space-time', want), page.ask('space-time', want)]);
    expect(old).toBeNull();
    expect(latest!.flights.length).toBeGreaterThan(0);
  });

  it('tells a message in full, and where it ended', async () => {
    const page = await played();
    const stretch = await page.ask('space-time', { from: 100_000, to: 400_000, about: 200_000, heartbeats: false });
    const f = stretch!.flights.find((x) => x.type === 'Accept' && x.end === 'arrived' && x.sentAt >= 100_000)!;
    const told = await page.ask('past-flight', { flight: f.id, sentBy: f.sentBy! });
    expect(told.flight.fields.length).toBeGreaterThan(0);
    expect(told.ended).toEqual({ event: f.endedBy, at: f.endsAt, lost: false });
    await expect(page.ask('past-flight', { flight: f.id, sentBy: f.sentBy! + 1 })).rejects.toThrow('does not send message');
    await expect(page.ask('past-flight', { flight: f.id, sentBy: 9_999_999 })).rejects.toThrow('There is no event');
  });
});
