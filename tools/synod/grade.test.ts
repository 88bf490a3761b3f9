// A class hands in: twenty traces judged at once by one challenge, whatever some of them are.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { WORLDS } from '../../src/scenario/worlds.ts';
import { Page } from '../../src/worker/testing.ts';
import { PATIENCE, useCommandLine } from './testing.ts';

const { synod, at } = useCommandLine();

interface Judged {
  readonly challenge: string;
  readonly grades: readonly {
    readonly trace: string;
    readonly author: string;
    readonly verdict: string;
    readonly why: string;
    readonly goals: readonly { readonly at: number | null }[];
  }[];
}

const last = (out: string): Judged => JSON.parse(out.trimEnd().split('\n').at(-1)!) as Judged;

describe('grade', () => {
  it('twenty traces: a row for each, a verdict with its reason, and JSON', PATIENCE, () => {
    writeFileSync(
      at('challenge'),
      'title Close the gap\nfrom world:leader-dies\n# somebody must fill it\ngoal no-op 8\ngoal applied 9 everywhere\nby 2s\n',
    );
    expect(synod(['run', 'world:leader-dies', '--until', '2s', '--out', at('full')]).code).toBe(0);
    expect(synod(['run', 'world:leader-dies', '--out', at('early')]).code).toBe(0);
    expect(synod(['run', 'world:calm', '--out', at('other')]).code).toBe(0);
    writeFileSync(at('text'), 'Here is my homework.\n');
    writeFileSync(at('empty'), '');
    const kinds = ['full', 'early', 'other', 'text', 'empty'] as const;
    const expected = { full: 'passed', early: 'failed', other: 'refused', text: 'refused', empty: 'refused' };
    const traces = Array.from({ length: 19 }, (_, i) => kinds[i % kinds.length]!).map((kind, i) => {
      copyFileSync(at(kind), at(`${i}.${kind}`));
      return { name: at(`${i}.${kind}`), verdict: expected[kind] as string };
    });
    traces.push({ name: at('none'), verdict: 'refused' });
    const graded = synod(['grade', at('challenge'), ...traces.map((t) => t.name)]);
    const { grades } = last(graded.out);
    expect(graded).toMatchObject({ code: 1, err: '' });
    expect(grades.map((g) => ({ name: g.trace, verdict: g.verdict }))).toEqual(traces);
    const [title, head, ...rows] = graded.out.trimEnd().split('\n').slice(0, -1);
    expect([title, rows.length]).toEqual(['Close the gap', 20]);
    expect(head).toMatch(/^trace +verdict +acts +ms +why$/);
    for (const g of grades) {
      expect(g.why).toMatch(/\.$/);
      expect(g.goals.every((goal) => goal.at !== null)).toBe(g.verdict === 'passed');
      expect(rows.some((r) => r.startsWith(g.trace) && r.includes(g.verdict) && r.endsWith(g.why))).toBe(true);
    }
  });

  it('names who made a trace, and refuses one whose digests are not those of what happens', PATIENCE, () => {
    const text = readFileSync(at('full'), 'utf8');
    writeFileSync(at('ada'), text.replace('"author":""', '"author":"Ada L."'));
    writeFileSync(at('changed'), text.replace(/("event":500,"digest":")[0-9a-f]{14}/, '$100000000000000'));
    writeFileSync(at('far'), 'from world:leader-dies\ngoal applied 500\n');
    const graded = synod(['grade', at('far'), at('ada'), at('changed')]);
    const { grades } = last(graded.out);
    expect(grades.map((g) => [g.verdict, g.author, g.why])).toEqual([
      ['failed', 'Ada L.', 'Not reached: applied 500.'],
      ['refused', '', 'Its digest after event 500 differs: what it says is not what happens.'],
    ]);
    expect(graded.out).toMatch(/^trace +author +verdict +acts +ms +why$/m);
    expect(synod(['show', at('changed')])).toMatchObject({ code: 1, out: expect.stringContaining('another digest after event 500') });
    expect(synod(['show', at('ada')]).out).toContain('\nby Ada L.\n');
  });

  it('judges what a student did and saved on the page: the scenario opened, acts in it, a fork of it', PATIENCE, async () => {
    const world = WORLDS.find((w) => w.id === 'leader-dies')!;
    const page = await Page.open();
    await page.ask('open-scenario', { title: world.title, scenario: world.text });
    await page.ask('run-until', { condition: 'no-op 8', speed: null });
    await page.ask('input', { input: { kind: 'restart', node: 5 } });
    await page.ask('run-until', { condition: 'applied 9 everywhere', speed: null });
    const { text } = await page.ask('save');
    writeFileSync(at('student'), text);
    writeFileSync(at('restart'), 'from world:leader-dies\ngoal no-op 8\ngoal up n5 and applied 9 everywhere\n');
    const graded = synod(['grade', at('restart'), at('student'), at('full')]);
    expect(last(graded.out).grades).toMatchObject([
      { verdict: 'passed', acts: 1 },
      { verdict: 'failed', acts: 0, why: 'Not reached: up n5 and applied 9 everywhere.' },
    ]);
    expect(synod(['verify', at('student')])).toMatchObject({ code: 0, out: expect.stringContaining('equal, 1 branch') });
  });

  it('lets no text of a stranger steer the terminal', PATIENCE, () => {
    writeFileSync(at('esc'), 'title \u001b[31mred\ncluster 3\nrun 100ms\n');
    const shown = synod(['show', at('esc')]);
    expect([shown.code, shown.out.includes('\u001b')]).toEqual([0, false]);
  });

  it('is done where all pass; and JSON alone, where that is asked for', PATIENCE, () => {
    const graded = synod(['grade', at('challenge'), at('full'), '--json']);
    expect([graded.code, graded.out.trimEnd().split('\n').length]).toEqual([0, 1]);
    expect(last(graded.out)).toMatchObject({ challenge: 'Close the gap', grades: [{ verdict: 'passed' }] });
  });

  it('a challenge that is none is refused, with its line', PATIENCE, () => {
    for (const [text, why] of [
      ['title x\nfrom world:calm\n', /has no goal line/],
      ['from world:calm\ngoal unicorn\n', /line 2: .*unicorn/],
      ['goal applied 3\n', /has no from line/],
      ['from world:none\n', /no ready world/],
      ['points 7\n', /line 1: found points 7/],
    ] as const) {
      const { code, err } = synod(['grade', '-', at('full')], text);
      expect([code, err]).toEqual([3, expect.stringMatching(why)]);
    }
  });
});
