// The second copy's files in the origin-private file system, by synchronous access handles: a write is with the operating system when it
// returns, a flush on the disk. Only a worker has them, and only on a page that was served securely (or from this machine).
import type { ByteFile, Files } from './files.ts';

/** What TypeScript's library for pages leaves out. */
interface AccessHandle {
  getSize(): number;
  read(into: Uint8Array, options: { at: number }): number;
  write(bytes: Uint8Array, options: { at: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}
type Handle = FileSystemFileHandle & { createSyncAccessHandle(): Promise<AccessHandle> };

/** A worker that was just ended may hold its files a moment longer. */
const TRIES = 15;
const TRY_AGAIN_MS = 100;

/** Null where the browser has no such files here. `folder`: one for each store. */
export async function openOpfs(folder: string): Promise<Files | null> {
  if (typeof navigator === 'undefined' || typeof navigator.storage?.getDirectory !== 'function') return null;
  if (typeof FileSystemFileHandle === 'undefined' || !('createSyncAccessHandle' in FileSystemFileHandle.prototype)) return null;
  const root = await navigator.storage.getDirectory();
  const directory = await root.getDirectoryHandle(folder, { create: true });
  return { open: async (name) => fileOf(await accessHandle((await directory.getFileHandle(name, { create: true })) as Handle)) };
}

async function accessHandle(handle: Handle): Promise<AccessHandle> {
  for (let tried = 1; ; tried++) {
    try {
      return await handle.createSyncAccessHandle();
    } catch (thrown) {
      const held = thrown instanceof DOMException && thrown.name === 'NoModificationAllowedError';
      if (!held || tried === TRIES) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
    }
  }
}

function fileOf(handle: AccessHandle): ByteFile {
  return {
    size: () => handle.getSize(),
    readAll: () => {
      const bytes = new Uint8Array(handle.getSize());
      handle.read(bytes, { at: 0 });
      return bytes;
    },
    write: (bytes, at) => {
      const written = handle.write(bytes, { at });
      if (written !== bytes.length)
        throw new DOMException(`Only ${written} of ${bytes.length} bytes could be written.`, 'QuotaExceededError');
    },
    truncate: (size) => handle.truncate(size),
    flush: () => handle.flush(),
    close: () => handle.close(),
  };
}
