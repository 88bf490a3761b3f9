// What “Raft beside it” says is measured: held against runs of the real engine that were counted by hand, and silent where nothing was seen.
import { describe, expect, it } from 'vitest';
import { count, makeCounters } from '../../history/counters.ts';
import { figuresOf } from '../../history/figures.ts';
import { LESSONS } from '../../lessons/index.ts';
import { runTo } from '../../lessons/testing.ts';
import { DEFAULT_CONFIG } from '../../sim/config.ts';
import type { EventRecord } from '../../sim/events.ts';
import { makeWorld, type World } from '../../sim/world.ts';
import { projectFrame } from '../../view/project-frame.ts';
import { measuredOf } from './measured.ts';
import { TOPICS } from './paper.ts';

function measured(world: World, records: readonly EventRecord[]) {
  const counters = makeCounters();
  for (const r of records) count(counters, r);
  const { answers, before: _before, ...counted } = counters;
  return measuredOf(
    projectFrame(world, { firstSlot: null, slots: 8 }, null, '', { counters: { ...counted, recent: figuresOf({ answers }, world.now) } }),
  );
}

const atEnd = (id: string, stop = -1) => {
  const lesson = LESSONS.find((l) => l.id === id)!;
  const { world, records } = runTo(lesson, stop < 0 ? lesson.stops.length - 1 : stop);
  return measured(world, records);
};

describe('Raft beside it', () => {
  it('measures the take-over of the lesson: a short log elected, one slot again, one no-op, two entries copied', () => {
    const m = atEnd('relatives');
    // Prepare to four, one of them down; three promises by the time that it leads: 22 ms by hand, two syncs and a round trip.
    expect(m.election).toEqual({
      figure: '1 round trip, 22 ms, 7 messages',
      says: 'for n5’s ballot 2.n5, the last to lead. Of 2 ballots stood for in the whole run, 2 came to lead.',
    });
    expect(m.who.figure).toBe('2 of 2 ahead');
    expect(m.who.says).toContain('In n5’s quorum, n2 and n3 had a later last vote');
    // n2 and n3 reported a vote each, in the same slot: 64 bytes of frame and 64 of vote.
    expect([m.carries.figure, m.carries.says]).toEqual([
      '2 votes, about 256 bytes',
      'reported to n5 by its quorum; in 1 slot of them it had no vote itself.',
    ]);
    expect(m.repair.figure).toBe('1 slot again, 1 no-op');
    expect(m.holes.figure).toBe('1 slot');
    expect(m.chosen.figure).toBe('1 slot');
    expect(m['no-op']).toEqual({ figure: '1 no-op', says: 'in 2 reigns.' });
    expect(m.follower).toEqual({
      figure: '2 entries, 0 checkpoints',
      says: 'sent to nodes that lacked them: about 192 and 0 bytes.',
    });
    expect(m.members.figure).toBeNull();
    expect(m.reads.figure).toBeNull();
  });

  it('counts the ballots of a duel', () => {
    const m = atEnd('elections', 5);
    expect(m.election.figure).toMatch(/^1 round trip, 22 ms/);
    expect(m.election.says).toBe('for n5’s ballot 4.n5, the last to lead. Of 5 ballots stood for in the whole run, 4 came to lead.');
    // n2 stood with 3.n2 before n5 came to lead 2.n5: its election is its own all the same.
    expect(atEnd('elections', 4).election.figure).toMatch(/^1 round trip, 22 ms/);
  });

  it('measures a command under a stable leader, and in churn', () => {
    expect(atEnd('stability', 0).command.figure).toBe('8 messages, 1 round trip');
    expect(atEnd('stability', 3).command.says).toBe(
      'of Phase 2 a command, over the last 60 answers, with all that was proposed twice; of Phase 1 5.35 messages, 0.742 round trips.',
    );
  });

  it('says what to do where nothing has been seen, and claims nothing', () => {
    const world = makeWorld({ config: DEFAULT_CONFIG });
    const m = measured(world, []);
    // Each disk has its identity record.
    for (const { name } of TOPICS) expect([name, m[name].figure]).toEqual([name, name === 'disk' ? '5 records' : null]);
    for (const { name } of TOPICS) expect(m[name].says).toMatch(/[.]$/);
  });

  it('has a source for every row', () => {
    expect(new Set(TOPICS.map((t) => t.name)).size).toBe(TOPICS.length);
    for (const t of TOPICS) expect(t.source).toMatch(/^(§\d|figure 2)/);
  });
});
