// The few files of the second copy: what is asked of them, and a kind in memory for tests, which cuts, changes and fails them.

/** A file held open by one owner. Writes reach the operating system at once, the disk at `flush`. All may throw what the platform throws. */
export interface ByteFile {
  size(): number;
  readAll(): Uint8Array;
  write(bytes: Uint8Array, at: number): void;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}

export interface Files {
  /** Opens the file, which is made where it is missing. */
  open(name: string): Promise<ByteFile>;
}

/** Files in memory, by name; `failing` makes every write fail. */
export interface MemoryFiles extends Files {
  readonly bytes: Map<string, Uint8Array>;
  /** What a cut of the machine's power leaves. */
  readonly flushed: Map<string, Uint8Array>;
  failing: boolean;
}

export function makeMemoryFiles(): MemoryFiles {
  const bytes = new Map<string, Uint8Array>();
  const files: MemoryFiles = { bytes, flushed: new Map(), failing: false, open: (name) => Promise.resolve(openMemory(files, name)) };
  return files;
}

function openMemory(files: MemoryFiles, name: string): ByteFile {
  const { bytes } = files;
  const now = (): Uint8Array => bytes.get(name) ?? new Uint8Array();
  const change = (next: Uint8Array): void => {
    if (files.failing) throw new DOMException('No space is left.', 'QuotaExceededError');
    bytes.set(name, next);
  };
  if (!bytes.has(name)) bytes.set(name, new Uint8Array());
  return {
    size: () => now().length,
    readAll: now,
    write: (part, at) => {
      const next = new Uint8Array(Math.max(now().length, at + part.length));
      next.set(now());
      next.set(part, at);
      change(next);
    },
    truncate: (size) => change(now().slice(0, size)),
    flush: () => void files.flushed.set(name, now()),
    close: () => undefined,
  };
}
