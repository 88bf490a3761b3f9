// What a journey reads straight from the database, without the app: an independent witness. Functions for `page.evaluate`, each standing alone.

/** Per node the commands whose votes or learned entries it has stored, as `session#sequence`; null where there is no database. */
export async function storedCommands(name: string): Promise<readonly (readonly string[])[] | null> {
  if (!(await indexedDB.databases()).some((d) => d.name === name)) return null;
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(new Error(String(opening.error)));
  });
  if (!db.objectStoreNames.contains('rows')) {
    db.close();
    return null;
  }
  const rows = await new Promise<readonly { node: number; text: string }[]>((resolve, reject) => {
    const request = db.transaction('rows').objectStore('rows').getAll();
    request.onsuccess = () => resolve(request.result as { node: number; text: string }[]);
    request.onerror = () => reject(new Error(String(request.error)));
  });
  db.close();
  const nodes: Set<string>[] = [];
  for (const { node, text } of rows) {
    const commands = (nodes[node] ??= new Set());
    for (const found of text.matchAll(/"session":(\d+),"sequence":(\d+)/g)) commands.add(`${found[1]}#${found[2]}`);
  }
  return rows.length === 0 ? null : nodes.map((commands) => [...commands]);
}

/** What clients have been told so far. */
export interface Told {
  readonly session: string;
  readonly event: number;
  readonly clients: readonly { readonly session: number; readonly acknowledged: number }[];
}

/** As the page shows it now; null while it shows nothing. */
export function toldSoFar(): Told | null {
  const frame = window.synod?.frame();
  const run = window.synod?.run();
  if (!frame || !run) return null;
  return {
    session: run.session,
    event: frame.event,
    clients: frame.clients.map(({ session, acknowledged }) => ({ session, acknowledged })),
  };
}

/** The commands that were acknowledged and that fewer than `quorum` nodes have stored. */
export function missing(told: Told, stored: readonly (readonly string[])[], quorum: number): readonly string[] {
  const nodes = stored.map((commands) => new Set(commands));
  return told.clients.flatMap(({ session, acknowledged }) =>
    Array.from({ length: acknowledged }, (_, i) => `${session}#${i + 1}`).filter((c) => nodes.filter((n) => n.has(c)).length < quorum),
  );
}
