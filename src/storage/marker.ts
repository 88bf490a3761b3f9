// A third, tiny witness: that a run was begun here, and which. Kept in the Cache API, which the browser stores apart from IndexedDB and from
// files, so that a store found empty can be told from one that was never used. Holds nothing of the run itself.
import * as v from 'valibot';
import { checkJson, titleSchema } from '../trace/schema.ts';
import { sessionSchema } from './stored.ts';

export interface Marked {
  readonly session: string;
  readonly title: string;
}

export interface Marker {
  /** Null where nothing was marked, or the browser keeps no such thing. */
  read(): Promise<Marked | null>;
  write(marked: Marked): Promise<void>;
}

const schema: v.GenericSchema<unknown, Marked> = v.strictObject({ session: sessionSchema, title: titleSchema });

/** Null where the browser has no Cache API (a page that was not served securely). */
export function openMarker(name: string): Marker | null {
  if (typeof caches === 'undefined') return null;
  const key = `/${name}-marker`;
  return {
    read: async () => {
      const found = await (await caches.open(`${name}-marker`)).match(key);
      if (found === undefined) return null;
      const checked = checkJson(schema, 'marker', await found.text());
      return checked.ok ? checked.value : null;
    },
    write: async (marked) => (await caches.open(`${name}-marker`)).put(key, new Response(JSON.stringify(marked))),
  };
}

/** In memory, for tests. */
export function makeMemoryMarker(): Marker & { marked: Marked | null } {
  const marker: Marker & { marked: Marked | null } = {
    marked: null,
    read: () => Promise.resolve(marker.marked),
    write: async (marked) => {
      marker.marked = marked;
    },
  };
  return marker;
}
