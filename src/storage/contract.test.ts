// The contract suite on memory and on a stand-in for IndexedDB; a real browser runs the same one (e2e/storage-contract.html).
import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { indexedDbSubject, sampleRun, type Subject } from './contract-parts.ts';
import { CONTRACT } from './contract.ts';
import { StorageFailure, type StoredRow } from './durable.ts';
import { toFailure } from './failure.ts';
import { openIndexedDb } from './indexeddb.ts';
import { makeMemoryDurable, makeTables } from './memory.ts';
import type { StoredEntry, StoredText } from './stored.ts';
import { deleteDatabase } from './tampering.ts';

function memorySubject(): Subject {
  const tables = makeTables();
  const put = (list: { n?: number; lsn?: number }[], field: 'n' | 'lsn', key: number, value: unknown): void => {
    const at = list.findIndex((x) => x[field] === key);
    if (value === undefined) list.splice(at, 1);
    else if (at < 0) list.push(value as { n?: number; lsn?: number });
    else list[at] = value as { n?: number; lsn?: number };
  };
  return {
    open: () => Promise.resolve(makeMemoryDurable(tables)),
    tamper: async (table, key, value) => {
      if (table === 'meta') {
        if (value === undefined) tables.meta.delete(key as string);
        else tables.meta.set(key as string, value as StoredText);
      } else if (table === 'journal') put((tables.journal.get(key[0] as number) ?? []) as StoredEntry[], 'n', key[1] as number, value);
      else put(tables.rows[key[0] as number] as StoredRow[], 'lsn', key[1] as number, value);
    },
  };
}

describe('Durable in memory', () => {
  for (const { name, run } of CONTRACT) it(name, () => run(memorySubject()));
});

describe('Durable in IndexedDB', () => {
  for (const { name, run } of CONTRACT)
    it(name, () => {
      globalThis.indexedDB = new IDBFactory();
      return run(indexedDbSubject('contract'));
    });

  it('says what closed it when another tab deletes the database, and does not write into nothing', async () => {
    globalThis.indexedDB = new IDBFactory();
    const durable = await openIndexedDb({ name: 'deleted' });
    await durable.reset(sampleRun(), { commits: 0, changes: 0 });
    await deleteDatabase({ name: 'deleted' });
    const commit = durable.commit({ rows: [], journal: [], branches: [], cut: sampleRun().cut }, { commits: 1, changes: 0 });
    await expect(commit).rejects.toMatchObject({ name: 'StorageFailure', reason: 'closed' });
    expect(await (await openIndexedDb({ name: 'deleted' })).load()).toBeNull();
  });

  it('says plainly that there is no IndexedDB', async () => {
    Reflect.deleteProperty(globalThis, 'indexedDB');
    await expect(openIndexedDb({ name: 'none' })).rejects.toMatchObject({ reason: 'unavailable' });
    globalThis.indexedDB = new IDBFactory();
  });

  it('has a reason and a sentence for what platforms throw', () => {
    expect(toFailure(new DOMException('full', 'QuotaExceededError')).reason).toBe('quota');
    expect(toFailure(new DOMException('x', 'InvalidStateError')).reason).toBe('closed');
    expect(toFailure(new DOMException('x', 'AbortError')).reason).toBe('aborted');
    expect(toFailure(new DOMException('x', 'VersionError')).reason).toBe('blocked');
    expect(toFailure(new Error('Internal error.')).message).toBe('The stored run could not be written: Internal error.');
    expect(toFailure(new StorageFailure('quota', 'Full.')).message).toBe('Full.');
  });
});
