// The one entry to exports: a run in parts is the run in one piece; parts are small, rise to the end, and stop when nobody asks for more.
import { describe, expect, it } from 'vitest';
import { sample } from '../testing.ts';
import { EventLines } from './event-lines.ts';
import { courseOf, execute } from './executed.ts';
import { EXPORTS, exportNamed, exportTrace } from './exports.ts';
import { written } from './writer.ts';

describe('an export', () => {
  it('in parts is the whole, for every format, and says how far it is', () => {
    for (const { id, extension } of EXPORTS) {
      const parts = [...exportTrace(sample.run, id)];
      expect(parts.length).toBeGreaterThan(1);
      parts.forEach((p, i) => expect(p.done).toBeGreaterThanOrEqual(parts[i - 1]?.done ?? 0));
      expect(parts.at(-1)!.done).toBe(300);
      expect(parts.map((p) => p.text).join('')).toMatch(/\n$/);
      expect(exportNamed(id)?.extension).toBe(extension);
    }
    const whole = [...written(new EventLines(sample.run.header), execute(courseOf(sample.run)))].map((l) => `${l}\n`).join('');
    expect([...exportTrace(sample.run, 'events')].map((p) => p.text).join('')).toBe(whole);
  });

  it('of another branch is that branch’s', () => {
    const fork = { id: 1, name: 'before', parent: 0, forkEvent: 20, tip: 20 };
    const run = { ...sample.run, branches: [sample.run.branches[0]!, fork] };
    expect([...exportTrace(run, 'events', { branch: 1 })]).toMatchObject([{ done: 20, total: 20 }]);
  });

  it('stops when it is told to', () => {
    const parts = exportTrace(sample.run, 'events');
    expect(parts.next().value).toMatchObject({ total: 300 });
    parts.return(undefined);
    expect(parts.next()).toEqual({ done: true, value: undefined });
  });
});
