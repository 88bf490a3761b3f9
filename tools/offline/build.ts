// The service worker that lets the page open without a network: a plugin of the page's build that names the files of this build in it. The
// development server has none.
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { OFFLINE_WORKER } from '../../src/state/offline.ts';

export function offline(): Plugin {
  let folder = '';
  return {
    name: 'synod:offline',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    async closeBundle() {
      const files = await filesIn(folder);
      const source = await readFile(new URL('offline.js', import.meta.url), 'utf8');
      await writeFile(join(folder, OFFLINE_WORKER), withFiles(source, files));
    },
  };
}

/** Every file of the build but the worker itself, with its contents. */
async function filesIn(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name));
  const names = paths.map((path) => path.slice(folder.length + 1)).filter((name) => name !== OFFLINE_WORKER);
  return new Map(await Promise.all(names.sort().map(async (name) => [name, await readFile(join(folder, name))] as const)));
}

/** The worker for these files. Another byte in any of them makes another version. */
export function withFiles(source: string, files: ReadonlyMap<string, Buffer>): string {
  const hash = createHash('sha256');
  for (const [name, bytes] of files) hash.update(`${name} ${bytes.length}\n`).update(bytes);
  // The page's address is the folder.
  const names = [...files.keys()].map((name) => (name === 'index.html' ? './' : `./${name}`));
  return source.replace(`'%FILES%'`, () => JSON.stringify(names)).replace('%VERSION%', hash.digest('hex').slice(0, 16));
}
