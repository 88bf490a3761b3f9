// What a browser, a bug or a person may do to the stored run behind the program's back, for tests and journeys. Each function stands alone, so that a
// journey can hand its text to a page (`page.evaluate(deleteRowsOf, { name: 'synod', node: 0 })`). The app itself must not be running: its worker holds the files.

export interface RowsOf {
  readonly name: string;
  /** 0-based. */
  readonly node: number;
}

/** IndexedDB is gone. */
export function deleteDatabase({ name }: { readonly name: string }): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve('deleted');
    request.onblocked = () => reject(new Error('Another page holds the database open.'));
    request.onerror = () => reject(new Error(String(request.error)));
  });
}

/** All rows of one node are gone; or, with `from`, those from the `from`th on; or, with `only`, that many from there. Returns how many. */
export function deleteRowsOf({
  name,
  node,
  from = 0,
  only = 1e9,
}: RowsOf & { readonly from?: number; readonly only?: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => reject(new Error(String(opening.error)));
    opening.onsuccess = () => {
      const tx = opening.result.transaction('rows', 'readwrite');
      const keys = tx.objectStore('rows').getAllKeys(IDBKeyRange.bound([node, 0], [node, Infinity]));
      let gone = 0;
      keys.onsuccess = () => {
        for (const key of keys.result.slice(from, from + only)) {
          tx.objectStore('rows').delete(key);
          gone++;
        }
      };
      tx.oncomplete = () => {
        opening.result.close();
        resolve(gone);
      };
      tx.onabort = () => reject(new Error(String(tx.error)));
    };
  });
}

/** One stored thing is put as it is given, or deleted where `value` is undefined. For the `rows` of a node, see `corruptRow`. */
export function putRaw({
  name,
  table,
  key,
  value,
}: {
  readonly name: string;
  readonly table: string;
  readonly key: IDBValidKey;
  readonly value?: unknown;
}): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => reject(new Error(String(opening.error)));
    opening.onsuccess = () => {
      const tx = opening.result.transaction(table, 'readwrite');
      if (value === undefined) tx.objectStore(table).delete(key);
      else tx.objectStore(table).put(value);
      tx.oncomplete = () => {
        opening.result.close();
        resolve();
      };
      tx.onabort = () => reject(new Error(String(tx.error)));
    };
  });
}

/** One character of the text of the `nth` row of a node changes; its checksum does not. Returns the row's lsn. */
export function corruptRow({ name, node, nth }: RowsOf & { readonly nth: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => reject(new Error(String(opening.error)));
    opening.onsuccess = () => {
      const tx = opening.result.transaction('rows', 'readwrite');
      const rows = tx.objectStore('rows').getAll(IDBKeyRange.bound([node, 0], [node, Infinity]));
      let lsn = 0;
      rows.onsuccess = () => {
        const row = rows.result.at(nth) as { lsn: number; text: string };
        lsn = row.lsn;
        tx.objectStore('rows').put({ ...row, text: row.text.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10)) });
      };
      tx.oncomplete = () => {
        opening.result.close();
        resolve(lsn);
      };
      tx.onabort = () => reject(new Error(String(tx.error)));
    };
  });
}

/** The second copy is gone. */
export async function deleteSecondCopy({ name }: { readonly name: string }): Promise<string> {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(name, { recursive: true });
  return 'deleted';
}

/** Each file of the second copy loses its last `bytes`. Returns what is left of each. */
export async function truncateSecondCopy({ name, bytes }: { readonly name: string; readonly bytes: number }): Promise<readonly number[]> {
  const directory = await (await navigator.storage.getDirectory()).getDirectoryHandle(name);
  const left: number[] = [];
  for (const file of ['journal-a', 'journal-b']) {
    const handle = await directory.getFileHandle(file, { create: true });
    const size = Math.max(0, (await handle.getFile()).size - bytes);
    const writable = await handle.createWritable({ keepExistingData: true });
    await writable.truncate(size);
    await writable.close();
    left.push(size);
  }
  return left;
}

/** The marker is gone, as when the person clears the site's data. */
export async function deleteMarker({ name }: { readonly name: string }): Promise<boolean> {
  return caches.delete(`${name}-marker`);
}
