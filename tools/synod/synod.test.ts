// The command line as somebody uses it: each command in a process of its own, its exit code, what it writes and where.
import { spawnSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXPORTS } from '../../src/trace/exports/exports.ts';
import { COMMAND_NAMES, EXIT } from './help.ts';
import { PATIENCE, useCommandLine } from './testing.ts';

const { synod, at, folder } = useCommandLine();

describe('npm run synod', () => {
  it('runs a ready world, and verifies what it wrote', PATIENCE, () => {
    expect(synod(['run', 'world:leader-dies', '--until', '2s', '--out', at('a.synod')])).toMatchObject({ code: 0, out: '' });
    expect(synod(['verify', at('a.synod')])).toMatchObject({ code: 0, out: expect.stringContaining('equal, 1 branch') });
    expect(readFileSync(at('a.synod'), 'utf8')).toMatch(/^\{[^\n]*"scripted":[1-9]/); // what the scenario did, nobody can undo
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
    for (const { id } of EXPORTS) {
      const { code, out } = synod(['export', at('a.synod'), '--format', id, '--out', '-']);
      expect([id, code, out.length > 500]).toEqual([id, 0, true]);
    }
  });

  it('draws the moment that is asked for, and no other', PATIENCE, () => {
    const picture = synod(['export', at('a.synod'), '--format', 'svg', '--event', '120']);
    expect([picture.code, picture.out]).toEqual([0, expect.stringMatching(/^<svg [\s\S]*event 120[\s\S]*<\/svg>\n$/)]);
    const beyond = synod(['export', at('a.synod'), '--format', 'svg', '--event', '99999']);
    expect(beyond).toMatchObject({ code: 3, out: '', err: expect.stringMatching(/--event is 99999; expected at most \d+/) });
  });

  it('shows a summary, and every event', PATIENCE, () => {
    const summary = synod(['show', at('a.synod')]);
    expect([summary.code, summary.out]).toEqual([0, expect.stringContaining('The leader dies with three slots open')]);
    expect(synod(['show', at('a.synod'), '--events']).out.length).toBeGreaterThan(2 * summary.out.length);
  });

  it('opens traces of every version that there has been', PATIENCE, () => {
    const fixtures = readdirSync('src/trace/testdata').flatMap((f) => (f.endsWith('.synod') ? [`src/trace/testdata/${f}`] : []));
    expect(fixtures.length).toBeGreaterThan(0);
    for (const f of fixtures) {
      expect([f, synod(['show', f])]).toEqual([f, expect.objectContaining({ code: 0, err: '' })]);
      expect([f, synod(['export', f, '--format', 'csv']).code]).toEqual([f, 0]);
    }
  });

  it('verifies every branch of forked runs that each version saved', PATIENCE, () => {
    for (const version of [1, 2])
      expect(synod(['verify', `src/trace/testdata/version-${version}-forked.synod`])).toMatchObject({
        code: 0,
        out: expect.stringContaining('equal, 2 branches'),
      });
  });

  it('shows and exports a branch by its name', PATIENCE, () => {
    const [trunk, fork] = ['first', '1'].map((b) => synod(['show', 'src/trace/testdata/version-2.synod', '--branch', b]));
    expect(trunk).toMatchObject({ code: 0, out: expect.stringContaining('300 events, 1 input\n') });
    expect(trunk!.out).toMatch(
      /^A run\nby Ada\n[\s\S]*Read this first\.[\s\S]*branch first: .*current[\s\S]*bookmark after event 120: n1 leads/,
    );
    expect(fork).toMatchObject({ code: 3, err: expect.stringContaining('The run stops') });
    expect(synod(['export', at('a.synod'), '--branch', 'none', '--format', 'csv'])).toMatchObject({
      code: 3,
      err: expect.stringContaining('has no branch none; expected one of 0 “main”'),
    });
  });

  it('reads standard input and writes standard output', PATIENCE, () => {
    const text = readFileSync(at('a.synod'), 'utf8');
    expect(synod(['show', '-'], text)).toMatchObject({ code: 0, out: expect.stringContaining('The leader dies') });
    const run = synod(['run', '-', '--out', '-'], 'title From a pipe\ncluster 3\nrun 300ms\n');
    expect(run).toMatchObject({ code: 0, out: expect.stringContaining('"title":"From a pipe"') });
    const lines = synod(['export', '-', '--format', 'events'], run.out);
    expect(synod(['check', '-'], lines.out)).toMatchObject({ code: 0, out: expect.stringContaining('every rule holds') });
  });

  it('takes a scenario in JSON as in text, and writes the one from the other', PATIENCE, () => {
    expect(synod(['scenario', 'world:leader-dies', '--json', '--out', at('dies.json')]).code).toBe(0);
    const fromJson = synod(['run', at('dies.json'), '--until', '2s']);
    expect(fromJson).toMatchObject({ code: 0, out: readFileSync(at('a.synod'), 'utf8') });
    const text = synod(['scenario', at('dies.json')]);
    expect(text.out).toContain('cluster n1 n2 n3 n4 n5');
    expect(synod(['scenario', '-', '--json'], text.out).out).toBe(readFileSync(at('dies.json'), 'utf8'));
    expect(synod(['run', '-'], '{"format":"synod-scenario","version":1,"steps":[{"step":1},{"expect":"unicorn"}]}')).toMatchObject({
      code: 3,
      err: expect.stringMatching(/^-: Step 2: found “unicorn”/),
    });
  });

  it('helps with everything, and with each command', PATIENCE, () => {
    expect(synod(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('Exit codes') });
    for (const command of COMMAND_NAMES) {
      const help = synod([command, '--help']);
      expect([help.code, help.err]).toEqual([0, '']);
      expect(help.out).toMatch(new RegExp(`^npm run synod -- ${command} [\\s\\S]*Exit codes[\\s\\S]*130`));
    }
    const documented = readFileSync('tools/synod/COMMANDS.md', 'utf8');
    for (const code of Object.values(EXIT)) expect(documented).toContain(`| ${code} |`);
    for (const { id } of EXPORTS) expect(documented).toContain(`\`${id}\``);
  });

  it('says what it does not understand', PATIENCE, () => {
    for (const args of [
      ['fly'],
      ['run'],
      ['run', 'world:calm', '--until', 'soon'],
      ['run', 'world:calm', '--seed'],
      ['export', 'x'],
      ['export', 'x', '--format', 'pdf'],
      ['export', 'x', '--format', 'html', '--branch', '1'],
      ['show', 'x', '--seed', '1'],
      ['verify', '-', '-'],
    ]) {
      const { code, out, err } = synod(args);
      expect([args, code, out]).toEqual([args, 2, '']);
      expect(err).toMatch(/\.\n.*--help lists what there is\.\n$/);
    }
  });

  it('says what cannot be read or written, and leaves nothing behind', PATIENCE, () => {
    const before = readdirSync(folder);
    for (const args of [
      ['run', 'world:none'],
      ['show', at('none')],
      ['show', folder],
      ['run', 'world:calm', '--out', at('no/where')],
      ['run', 'world:calm', '--out', folder],
    ])
      expect([args, synod(args).code]).toEqual([args, 3]);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('writes through a link and to a device, and replaces neither', PATIENCE, () => {
    writeFileSync(at('real'), 'old');
    symlinkSync(at('real'), at('link'));
    expect(synod(['run', 'world:calm', '--out', at('link')]).code).toBe(0);
    expect([lstatSync(at('link')).isSymbolicLink(), readFileSync(at('real'), 'utf8').startsWith('{"format"')]).toEqual([true, true]);
    expect(synod(['run', 'world:calm', '--out', '/dev/null']).code).toBe(0);
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('is what npm runs', PATIENCE, () => {
    const { status, stdout } = spawnSync(process.execPath, ['--import', 'tsx', 'tools/synod.ts', 'show', 'world:calm'], {
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([0, expect.stringContaining('nodes, seed')]);
  });
});
