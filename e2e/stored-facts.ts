// What a journey reads straight from the database, without the app: an independent witness. Functions for `page.evaluate`, each standing alone.

/** What a node has stored: commands in votes and learned entries, as `session#sequence`, and up to which number a checkpoint holds each session's. */
export interface StoredOn {
  readonly commands: readonly string[];
  readonly checkpointed: readonly (readonly [session: number, sequence: number])[];
}

/** Per node; null where there is no database. */
export async function storedCommands(name: string): Promise<readonly StoredOn[] | null> {
  if (!(await indexedDB.databases()).some((d) => d.name === name)) return null;
  const open = (): Promise<IDBDatabase> =>
    new Promise((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(new Error(String(opening.error)));
    });
  // Once in many kills the browser finds its own files damaged: it says so, and has begun afresh when it is asked again.
  const db = await open().catch(open);
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
  const nodes: { commands: Set<string>; checkpointed: Map<number, number> }[] = [];
  for (const { node, text } of rows) {
    const { commands, checkpointed } = (nodes[node] ??= { commands: new Set(), checkpointed: new Map() });
    for (const found of text.matchAll(/"session":(\d+),"sequence":(\d+)/g)) commands.add(`${found[1]}#${found[2]}`);
    if (!text.startsWith('{"type":"checkpoint"')) continue;
    const { checkpoint } = JSON.parse(text) as { checkpoint: { state: { sessions: [number, number, unknown][] } } };
    for (const [session, sequence] of checkpoint.state.sessions)
      checkpointed.set(session, Math.max(sequence, checkpointed.get(session) ?? 0));
  }
  return rows.length === 0 ? null : nodes.map((n) => ({ commands: [...n.commands], checkpointed: [...n.checkpointed] }));
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

/** The commands that were acknowledged and that fewer than `quorum` nodes have stored. A session sends one command after the other. */
export function missing(told: Told, stored: readonly StoredOn[], quorum: number): readonly string[] {
  const nodes = stored.map((n) => ({ commands: new Set(n.commands), checkpointed: new Map(n.checkpointed) }));
  const has = (node: (typeof nodes)[number], session: number, sequence: number): boolean =>
    node.commands.has(`${session}#${sequence}`) || sequence <= (node.checkpointed.get(session) ?? 0);
  return told.clients.flatMap(({ session, acknowledged }) =>
    Array.from({ length: acknowledged }, (_, i) => i + 1)
      .filter((sequence) => nodes.filter((n) => has(n, session, sequence)).length < quorum)
      .map((sequence) => `${session}#${sequence}`),
  );
}
