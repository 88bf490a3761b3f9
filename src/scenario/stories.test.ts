// The table of stories: every file that it names is there, every story has one, and no golden scenario of a switch is missing.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SWITCH_NAMES } from '../paxos/switches.ts';
import { WORLDS } from './worlds.ts';

const here = new URL('./', import.meta.url);
const rows = readFileSync(new URL('STORIES.md', here), 'utf8')
  .split('\n')
  .filter((l) => l.startsWith('| ') && !l.startsWith('| story') && !l.startsWith('| what holds'));

describe('the stories', () => {
  it.each(rows)('%s', (row) => {
    const named = [...row.matchAll(/`([^`]+)`/g)].map((m) => m[1]!);
    expect(named.length > 0 || row.includes('no scenario')).toBe(true);
    for (const file of named) {
      expect(existsSync(new URL(file, here)), file).toBe(true);
      const world = /^worlds\/(.+)\.ts$/.exec(file);
      if (world !== null) expect(WORLDS.map((w) => w.id)).toContain(world[1]);
    }
  });

  it('six failure stories and eighteen rows', () => {
    expect(rows.filter((r) => /^\| [1-6] /.test(r)).length).toBe(6);
    expect(rows.length).toBe(6 + 18);
  });

  it('every switch has a golden scenario that ends in a violation', () => {
    const files = readdirSync(new URL('testdata/', here));
    for (const name of SWITCH_NAMES) expect(files).toContain(`broken-${name}.txt`);
  });
});
