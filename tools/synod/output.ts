// What the command line writes: to a file, beside its name and then renamed, so that nobody finds half of one, whatever stops the work; or to
// standard output, which may be slow, or gone.
import { closeSync, existsSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { Refusal } from './files.ts';
import type { Pace } from './pace.ts';

export const say = (line: string): boolean => process.stderr.write(`${line}\n`);
export const print = (line: string): boolean => process.stdout.write(`${line}\n`);

const STANDARD_OUTPUT = 1;
/** Pieces of text are written together up to this. */
const BATCH = 65_536;
const PIPE_FULL = 5; // ms to wait for whoever reads

/** Writes the texts to the file, whole or not at all, or to standard output: null, or `-`. */
export async function writeTexts(out: string | null, texts: Iterable<string>, pace: Pace): Promise<void> {
  const target = out === null || out === '-' ? null : out;
  try {
    if (target === null) await writeAll(STANDARD_OUTPUT, texts, pace);
    else if (isSpecial(target)) await writeThrough(target, texts, pace);
    else await writeBeside(existsSync(target) ? realpathSync(target) : target, texts, pace);
  } catch (error) {
    if (isOf(error, 'EPIPE')) return; // whoever read it has gone
    if (error instanceof Error && 'code' in error) throw new Refusal(`${target ?? 'Standard output'} cannot be written: ${error.message}.`);
    throw error;
  }
}

// A pipe or a device is never replaced by a file.
const isSpecial = (file: string): boolean => existsSync(file) && !statSync(file).isFile();

async function writeThrough(file: string, texts: Iterable<string>, pace: Pace): Promise<void> {
  const to = openSync(file, 'w');
  try {
    await writeAll(to, texts, pace);
  } finally {
    closeSync(to);
  }
}

async function writeBeside(file: string, texts: Iterable<string>, pace: Pace): Promise<void> {
  const beside = `${file}.${process.pid}.part`;
  const to = openSync(beside, 'wx', existsSync(file) ? statSync(file).mode : undefined);
  try {
    await writeAll(to, texts, pace);
    fsyncSync(to);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  } finally {
    closeSync(to);
  }
}

async function writeAll(to: number, texts: Iterable<string>, pace: Pace): Promise<void> {
  let batch = '';
  for (const text of texts) {
    batch += text;
    if (batch.length > BATCH) {
      await flush(to, batch);
      batch = '';
    }
    if (pace.due()) await pace.rest();
  }
  await flush(to, batch);
}

async function flush(to: number, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length;)
    try {
      done += writeSync(to, bytes, done);
    } catch (error) {
      if (!isOf(error, 'EAGAIN')) throw error;
      await setTimeout(PIPE_FULL);
    }
}

export const isOf = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code;
