// For the tests of this folder: the command line as somebody uses it, each command in a process of its own. It is put together into one file
// first, so that a process starts at once.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { build } from 'vite';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface CommandLine {
  readonly synod: (args: readonly string[], input?: string) => Ended;
  /** One that is still under way. */
  readonly start: (args: readonly string[]) => ChildProcess;
  /** A file in a folder that is gone after the tests. */
  readonly at: (name: string) => string;
  readonly folder: string;
}

/** Called once, outside of any test. */
export function useCommandLine(): CommandLine {
  const folder = mkdtempSync(join(tmpdir(), 'synod-'));
  const made = mkdtempSync(join(tmpdir(), 'synod-made-'));
  const program = join(made, 'synod.js');
  beforeAll(async () => {
    const ssr = { noExternal: true as const };
    const into = { ssr: 'tools/synod.ts', outDir: made, minify: false, emptyOutDir: true };
    await build({ configFile: false, logLevel: 'silent', publicDir: false, ssr, build: into });
  }, 60_000);
  afterAll(() => [folder, made].forEach((f) => rmSync(f, { recursive: true })));
  return {
    synod: (args, input = '') => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
      return { code: status, out: stdout, err: stderr };
    },
    start: (args) => spawn(process.execPath, [program, ...args]),
    at: (name) => join(folder, name),
    folder,
  };
}

export const PATIENCE = { timeout: 120_000 };
