// What is found where no check speaks: a seed that gets stuck, and one in which the engine fails, as traces that can be opened.
import { describe, expect, it } from 'vitest';
import { runSeed, SEARCH_DEFAULTS, type Outcome } from '../sim/search/run-seed.ts';
import { readTrace } from '../trace/trace-file.ts';
import { describeFound, toPlay } from './found.ts';
import { Page } from './testing.ts';

const outcome: Outcome = runSeed(3, { ...SEARCH_DEFAULTS, maxEvents: 400 });

describe('a seed that gets stuck', () => {
  const stuck: Outcome = { ...outcome, kind: 'stuck', why: 'a request stays unanswered' };
  it('is told in a sentence, and opens as the run that it was, digests compared', async () => {
    expect(describeFound(stuck)).toMatchObject({
      seed: 3,
      kind: 'stuck',
      invariant: '',
      says: 'A request stays unanswered.',
      event: stuck.events,
    });
    const { small, play } = toPlay(stuck, null);
    expect(small).toBeNull();
    expect(play).toMatchObject({ title: 'Seed 3: stuck', scenario: null, at: null, stops: false });
    const page = await Page.open();
    expect(await page.ask('open-trace', { name: play.title, text: play.trace! })).toEqual({ note: null });
    expect((await page.ask('digest')).event).toBe(stuck.events);
  });
});

describe('a seed in which the engine fails', () => {
  it('is written one event longer, so that it fails again', () => {
    const { play } = toPlay({ ...outcome, kind: 'failed', why: 'a promise is kept' }, null);
    const read = readTrace(play.trace!);
    expect(read.ok && read.value.run.branches[0]!.tip).toBe(outcome.events + 1);
    expect(read.ok && read.value.digests.size).toBe(0);
    expect(play.stops).toBe(true);
  });
});

describe('a violation that cannot be written as a scenario', () => {
  it('opens as a trace, and says why', () => {
    const broken = runSeed(1, { ...SEARCH_DEFAULTS, switches: ['own-value'] });
    const { journal, violation } = broken;
    const header = { ...broken.header, disks: [] };
    const { small, play } = toPlay(broken, { header, journal, violation: violation! });
    expect(small).toBeNull();
    expect(play.scenario).toBeNull();
    expect(play.whyNot).toMatch(/disks of an earlier run/);
    expect(readTrace(play.trace!).ok).toBe(true);
  });
});
