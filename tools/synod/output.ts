// What the command line writes: to a file, beside its name and then renamed, so that nobody finds half of one, whatever stops the work; or to
// standard output, which may be slow, or gone.
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { Refusal } from './files.ts';
import type { Pace } from './pace.ts';

export const say = (line: string): boolean => process.stderr.write(`${line}\n`);
export const print = (line: string): boolean => process.stdout.write(`${line}\n`);

/** Pieces of text are written together up to this. */
const BATCH = 65_536;
const PIPE_FULL = 5; // ms to wait for whoever reads

/** Writes the texts to the file, whole or not at all, or to standard output: null, or `-`. */
export async function writeTexts(out: string | null, texts: Iterable<string>, pace: Pace): Promise<void> {
  const file = out === null || out === '-' ? null : out;
  const beside = file === null ? null : `${file}.${process.pid}.part`;
  let to = 1;
  try {
    if (beside !== null) to = openSync(beside, 'wx');
    await writeAll(to, texts, pace);
    if (beside === null || file === null) return;
    fsyncSync(to);
    renameSync(beside, file);
  } catch (error) {
    if (beside !== null) rmSync(beside, { force: true });
    if (isOf(error, 'EPIPE')) return; // whoever read it has gone
    if (error instanceof Error && 'code' in error) throw new Refusal(`${file ?? 'Standard output'} cannot be written: ${error.message}.`);
    throw error;
  } finally {
    if (to !== 1) closeSync(to);
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
