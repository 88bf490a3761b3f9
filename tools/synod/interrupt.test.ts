// Long work: it says how far it is, and a real Ctrl-C in the middle of it leaves no half file, and the old one as it was.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PATIENCE, useCommandLine } from './testing.ts';

const { synod, start, at, folder } = useCommandLine();

/** Waits for this on standard error, sends the signal, and waits for the end. */
async function stopAt(
  child: ChildProcess,
  said: RegExp,
  signal: NodeJS.Signals,
): Promise<{ readonly code: number | null; readonly err: string }> {
  let err = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    const before = said.test(err);
    err += text;
    if (!before && said.test(err)) child.kill(signal);
  });
  child.stdout!.resume();
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, err };
}

describe('long work', () => {
  it('says how far it is, where it is asked to', PATIENCE, () => {
    const run = synod(['run', 'world:busy', '--until', '60s', '--out', at('long.synod'), '--progress']);
    expect(run).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^run: 50,000 events, \d+\.\d s of 60\.0 s\nrun: 100,000 events, .* s\nMore clients/),
    });
    const verified = synod(['verify', at('long.synod'), '--progress']);
    expect(verified.err).toMatch(/long\.synod: 50,000 of 104,977 events\n/);
    expect(synod(['verify', at('long.synod')]).err).toBe('');
  });

  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    it(`${signal} ends an export: no half file, and the old one is as it was`, PATIENCE, async () => {
      writeFileSync(at('kept.jsonl'), 'what was there');
      const ended = await stopAt(
        start(['export', at('long.synod'), '--format', 'events', '--out', at('kept.jsonl'), '--progress']),
        /50,\d{3} of/,
        signal,
      );
      expect(ended).toEqual({ code, err: expect.stringMatching(/Interrupted\.\n$/) });
      expect(readFileSync(at('kept.jsonl'), 'utf8')).toBe('what was there');
      expect(readdirSync(folder).sort()).toEqual(['kept.jsonl', 'long.synod']);
    });

  it('SIGINT ends a run without an end, a verification and a long list', PATIENCE, async () => {
    for (const args of [
      ['run', 'world:busy', '--until', '100000s', '--out', at('never.synod')],
      ['show', at('long.synod'), '--events'],
      ['verify', at('long.synod')],
    ]) {
      const ended = await stopAt(start([...args, '--progress']), /50,\d{3} (of|events)/, 'SIGINT');
      expect([args[0], ended.code]).toEqual([args[0], 130]);
    }
    expect(readdirSync(folder).sort()).toEqual(['kept.jsonl', 'long.synod']);
  });
});
