// The command line as somebody uses it: each command in a process of its own, its exit code, what it writes and where.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'synod-'));
const PATIENCE = { timeout: 120_000 };
const at = (name: string): string => join(folder, name);

afterAll(() => rmSync(folder, { recursive: true }));

function synod(args: readonly string[], input = ''): { readonly code: number | null; readonly out: string; readonly err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'tools/synod.ts', ...args], {
    input,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

describe('npm run synod', () => {
  it('runs a ready world, and verifies what it wrote', PATIENCE, () => {
    expect(synod(['run', 'world:leader-dies', '--until', '2s', '--out', at('a.synod')])).toMatchObject({ code: 0, out: '' });
    expect(synod(['verify', at('a.synod')])).toMatchObject({ code: 0, out: expect.stringContaining('equal, 1 branch') });
    const other = synod(['run', 'world:calm', '--seed', '9']);
    expect([other.code, other.out]).toEqual([0, expect.stringContaining('"seed":9')]);
    expect(synod(['verify', '-'], other.out).code).toBe(0);
    expect(readdirSync(folder)).toEqual(['a.synod']); // nothing is left beside it
  });

  it('finds a digest that differs, and goes on after what is no trace', PATIENCE, () => {
    const text = readFileSync(at('a.synod'), 'utf8');
    writeFileSync(at('b.synod'), text.replace(/("digest":")[0-9a-f]{14}("\}\n\{"type":"end")/, '$100000000000000$2'));
    expect(synod(['verify', at('b.synod')])).toMatchObject({ code: 1, out: expect.stringContaining('differs at event') });
    writeFileSync(at('c.synod'), text.slice(0, text.length / 2));
    const both = synod(['verify', at('c.synod'), at('a.synod')]);
    expect(both.code).toBe(3);
    expect(both.out).toContain('equal');
  });

  it('exports event lines that the checker passes, from a trace as from a world', PATIENCE, () => {
    expect(synod(['export', at('a.synod'), '--format', 'events', '--out', at('a.jsonl')]).code).toBe(0);
    expect(synod(['check', at('a.jsonl')])).toMatchObject({ code: 0, out: expect.stringContaining('every rule holds') });
    expect(synod(['run', 'world:phantom', '--until', '1s', '--out', at('broken.synod')])).toMatchObject({
      code: 1,
      err: expect.stringContaining('I9'),
    });
    const broken = synod(['export', at('broken.synod'), '--format', 'events']);
    expect(synod(['check', '-'], broken.out)).toMatchObject({ code: 1, out: expect.stringContaining('answered-early') });
    for (const format of ['shiviz', 'chrome', 'mermaid', 'history', 'csv'])
      expect(synod(['export', at('a.synod'), '--format', format]).out.length).toBeGreaterThan(500);
  });

  it('shows a summary, and every event', PATIENCE, () => {
    const summary = synod(['show', at('a.synod')]);
    expect([summary.code, summary.out]).toEqual([0, expect.stringContaining('The leader dies with three slots open')]);
    expect(synod(['show', at('a.synod'), '--events']).out.length).toBeGreaterThan(2 * summary.out.length);
  });

  it('grades traces by a challenge, whatever one of them is', PATIENCE, () => {
    writeFileSync(
      at('challenge'),
      'title Close the gap\nfrom world:leader-dies\n# somebody must fill it\ngoal no-op 8\ngoal applied 9 everywhere\nby 2s\n',
    );
    expect(synod(['run', 'world:leader-dies', '--out', at('early.synod')]).code).toBe(0);
    expect(synod(['run', 'world:calm', '--out', at('other.synod')]).code).toBe(0);
    const graded = synod(['grade', at('challenge'), at('a.synod'), at('early.synod'), at('other.synod'), at('c.synod'), at('none')]);
    expect(graded.code).toBe(1);
    const { grades } = JSON.parse(graded.out.trimEnd().split('\n').at(-1)!) as { grades: { verdict: string }[] };
    expect(grades.map((g) => g.verdict)).toEqual(['passed', 'failed', 'refused', 'refused', 'refused']);
    expect(synod(['grade', at('challenge'), at('a.synod'), '--json'])).toMatchObject({ code: 0, err: '' });
  });

  it('says what it does not understand', PATIENCE, () => {
    expect(synod(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('Exit codes') });
    for (const args of [['fly'], ['run'], ['run', 'world:calm', '--until', 'soon'], ['export', 'x'], ['show', 'x', '--seed', '1']])
      expect([args, synod(args).code]).toEqual([args, 2]);
    for (const args of [
      ['run', 'world:none'],
      ['show', at('none')],
      ['run', 'world:calm', '--out', at('no/where')],
    ])
      expect([args, synod(args).code]).toEqual([args, 3]);
  });
});
