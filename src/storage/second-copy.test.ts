// The second copy's files: what is found after appends that were torn, bytes that were changed, and kills between any two writes.
import { describe, expect, it } from 'vitest';
import { commitOf, crashAt, sampleRun } from './contract-parts.ts';
import type { ByteFile, Files } from './files.ts';
import { makeMemoryFiles, type MemoryFiles } from './files.ts';
import { openSecondCopy, type SecondCopy, type SecondFound } from './second-copy.ts';

const at = (commits: number, changes: number) => ({ commits, changes });
const cutAt = (event: number) => ({ branch: 0, event, at: event * 10 });

async function begun(files: Files): Promise<SecondCopy> {
  const copy = await openSecondCopy(files);
  copy.begin(sampleRun(), at(0, 0));
  return copy;
}

function input(copy: SecondCopy, commits: number, changes: number, event: number): void {
  copy.append(commitOf({ journal: [{ branch: 0, entry: crashAt(event) }], cut: cutAt(event) }), at(commits, changes));
  copy.mark(cutAt(event), at(commits, changes));
}

async function found(files: Files): Promise<SecondFound> {
  const copy = await openSecondCopy(files);
  if (copy.found === null) throw new Error('nothing was found');
  return copy.found;
}

const events = (f: SecondFound): readonly number[] => (f.copy.journal.get(0) ?? []).map((e) => e.event);

function current(files: MemoryFiles): string {
  return (files.bytes.get('journal-a')!.length > 0 ? 'journal-a' : 'journal-b') as string;
}

describe('the second copy', () => {
  it('is nothing where nothing was begun', async () => {
    expect((await openSecondCopy(makeMemoryFiles())).found).toBeNull();
  });

  it('holds what was begun, appended and marked', async () => {
    const files = makeMemoryFiles();
    const copy = await begun(files);
    input(copy, 1, 1, 20);
    copy.mark(cutAt(25), at(2, 1));
    input(copy, 3, 2, 30);
    copy.mark(cutAt(36), at(4, 2));
    const f = await found(files);
    expect(events(f)).toEqual([7, 20, 30]);
    expect([f.whole, f.cut, f.acknowledged, f.copy.head.title]).toEqual([true, cutAt(36), at(4, 2), sampleRun().title]);
    expect(f.copy.head.header).toEqual(sampleRun().header);
  });

  it('keeps branches, drops entries, and takes a change back', async () => {
    const files = makeMemoryFiles();
    const copy = await begun(files);
    const main = sampleRun().branches[0]!;
    const other = { id: 1, name: 'other', parent: 0, forkEvent: 5, tip: 5 };
    copy.append(commitOf({ branches: [main, other], journal: [{ branch: 1, entry: crashAt(5) }] }), at(1, 1));
    copy.mark(cutAt(20), at(1, 1));
    copy.append(commitOf({ branches: [main], dropJournal: [{ branch: 0, from: 7 }] }), at(2, 2));
    copy.retract();
    expect([...(await found(files)).copy.journal.keys()]).toEqual([0, 1]);
    copy.append(commitOf({ dropJournal: [{ branch: 0, from: 7 }], journal: [{ branch: 0, entry: crashAt(9) }] }), at(2, 2));
    copy.mark(cutAt(20), at(2, 2));
    const f = await found(files);
    expect([events(f), f.copy.branches.length, f.whole]).toEqual([[9], 2, true]);
  });

  it('an input is on the disk before it takes effect, and so is a new run: a cut of the machine’s power leaves them', async () => {
    const files = makeMemoryFiles();
    const copy = await begun(files);
    copy.append(commitOf({ journal: [{ branch: 0, entry: crashAt(20) }], cut: cutAt(20) }), at(1, 1));
    const left = makeMemoryFiles();
    for (const [name, bytes] of files.flushed) left.bytes.set(name, bytes);
    const f = await found(left);
    expect([events(f), f.whole, f.copy.head.title]).toEqual([[7, 20], true, sampleRun().title]);
  });

  it('marks are flushed in a while: a power cut takes back a bounded number of them', async () => {
    const files = makeMemoryFiles();
    const copy = await begun(files);
    for (let n = 1; n <= 1_000; n++) copy.mark(cutAt(20 + n), at(n, 0));
    const left = makeMemoryFiles();
    for (const [name, bytes] of files.flushed) left.bytes.set(name, bytes);
    const { commits } = (await found(left)).acknowledged;
    expect(commits).toBeGreaterThan(1_000 - 300);
  });

  it('a torn append takes nothing with it: any cut of the last line leaves all before it', async () => {
    const files = makeMemoryFiles();
    const copy = await begun(files);
    input(copy, 1, 1, 20);
    const before = files.bytes.get(current(files))!.length;
    copy.append(commitOf({ journal: [{ branch: 0, entry: crashAt(30) }] }), at(2, 2));
    const whole = files.bytes.get(current(files))!;
    for (let length = before; length < whole.length; length++) {
      files.bytes.set(current(files), whole.slice(0, length));
      const f = await found(files);
      expect([events(f), f.whole]).toEqual([length === whole.length - 1 ? [7, 20, 30] : [7, 20], true]);
    }
  });

  it('an end that is missing although it was acknowledged is noticed', async () => {
    const files = makeMemoryFiles();
    const copy = await begun(files);
    input(copy, 1, 1, 20);
    const length = files.bytes.get(current(files))!.length;
    input(copy, 2, 2, 30);
    files.bytes.set(current(files), files.bytes.get(current(files))!.slice(0, length));
    const f = await found(files);
    expect([f.whole, events(f), f.cut, f.damage]).toEqual([
      false,
      [7, 20],
      cutAt(20),
      ['The second copy has 1 of 2 changes of the journal.'],
    ]);
  });

  it('a line that was changed ends what can be used, and is named', async () => {
    const files = makeMemoryFiles();
    const copy = await begun(files);
    input(copy, 1, 1, 20);
    const bytes = files.bytes.get(current(files))!.slice();
    const at20 = bytes.length - 60;
    input(copy, 2, 2, 30);
    const changed = files.bytes.get(current(files))!.slice();
    changed[at20] = changed[at20]! ^ 1;
    files.bytes.set(current(files), changed);
    const f = await found(files);
    expect([f.whole, events(f)]).toEqual([false, [7]]);
    expect(f.damage[0]).toContain('does not fit its checksum');
  });

  it('without its mark it knows its lines, and claims no more than they show', async () => {
    const files = makeMemoryFiles();
    const copy = await begun(files);
    input(copy, 5, 1, 20);
    files.bytes.set('mark', new Uint8Array());
    const f = await found(files);
    expect([f.whole, f.acknowledged.commits, f.cut]).toEqual([true, 4, cutAt(20)]);
  });

  it('half a mark leaves the one before it', async () => {
    const files = makeMemoryFiles();
    const copy = await begun(files);
    copy.mark(cutAt(25), at(1, 0));
    copy.mark(cutAt(28), at(2, 0));
    const marks = files.bytes.get('mark')!.slice();
    marks.fill(0, 40, 80);
    files.bytes.set('mark', marks);
    expect((await found(files)).cut).toEqual(cutAt(25));
  });

  it('grows no further than it must, and is the same after a new base', async () => {
    const files = makeMemoryFiles();
    const copy = await begun(files);
    let largest = 0;
    for (let n = 1; n <= 200; n++) {
      const journal = Array.from({ length: 150 }, (_, i) => ({ branch: 0, entry: crashAt(20 + n * 150 + i) }));
      copy.append(commitOf({ journal, cut: cutAt(n) }), at(n, n));
      copy.mark(cutAt(n), at(n, n));
      largest = Math.max(largest, files.bytes.get(current(files))!.length);
    }
    const f = await found(files);
    expect([f.copy.journal.get(0)!.length, f.whole, f.cut]).toEqual([30_001, true, cutAt(200)]);
    expect(largest).toBeLessThan(files.bytes.get(current(files))!.length * 2 + 1_100_000);
  });

  it('is killed between any two writes of a new base, and is whole', async () => {
    for (let writes = 0; writes < 12; writes++) {
      const files = makeMemoryFiles();
      const copy = await begun(files);
      input(copy, 1, 1, 20);
      copy.close();
      const limited = killedAfter(files, writes);
      try {
        const again = await openSecondCopy(limited);
        again.begin(sampleRun({ session: '00000002-00000000000000bb', title: 'Next' }), at(0, 0));
      } catch (thrown) {
        expect((thrown as Error).message).toBe('killed');
      }
      const f = await found(files);
      expect(f.whole).toBe(true);
      expect(events(f)).toEqual(f.copy.head.title === 'Next' ? [7] : [7, 20]);
    }
  });

  it('abandoned, it is empty and never taken for the run', async () => {
    const files = makeMemoryFiles();
    const copy = await begun(files);
    copy.abandon();
    expect((await openSecondCopy(files)).found).toBeNull();
  });
});

/** The files of a program that is killed at its `writes`th change: half of a write is done. */
function killedAfter(files: MemoryFiles, writes: number): Files {
  let left = writes;
  const guard = (file: ByteFile): ByteFile => ({
    ...file,
    truncate: (size) => {
      if (left-- <= 0) throw new Error('killed');
      file.truncate(size);
    },
    write: (bytes, where) => {
      if (left-- > 0) return file.write(bytes, where);
      file.write(bytes.slice(0, bytes.length >> 1), where);
      throw new Error('killed');
    },
  });
  return { open: async (name) => guard(await files.open(name)) };
}
