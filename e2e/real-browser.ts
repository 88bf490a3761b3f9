// A Chromium of its own process group with a profile on disk, for what a test runner's browser cannot show: what is left after SIGKILL.
// Started and killed here, driven over its debugging port. `newContext()` would keep everything in memory.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0',
  '--window-size=1280,800',
];

export const makeProfile = (): Promise<string> => mkdtemp(join(tmpdir(), 'synod-profile-'));
export const removeProfile = (profile: string): Promise<void> => rm(profile, { recursive: true, force: true, maxRetries: 5 });

/** What the browser does by itself when it finds its database damaged: all of IndexedDB is gone from the profile. Returns how many folders. */
export async function loseIndexedDb(profile: string): Promise<number> {
  const found = (await readdir(profile, { recursive: true }))
    .filter((path) => basename(path) === 'IndexedDB')
    .map((path) => join(profile, path));
  for (const folder of found) await rm(folder, { recursive: true });
  return found.length;
}

export interface RealBrowser {
  readonly page: Page;
  /** SIGKILL to the whole group; resolves when the browser is gone, which it may have been before. */
  kill(): Promise<void>;
  /** Ends it as a person would. */
  quit(): Promise<void>;
}

export async function startBrowser(executablePath: string, profile: string): Promise<RealBrowser> {
  const portFile = join(profile, 'DevToolsActivePort');
  await rm(portFile, { force: true });
  const child = spawn(executablePath, [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], { detached: true, stdio: 'ignore' });
  const browser = await connect(child, portFile);
  const context = browser.contexts()[0]!;
  const page = context.pages()[0] ?? (await context.newPage());
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    page,
    kill: async () => {
      if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGKILL');
      await gone;
    },
    quit: async () => {
      await (await browser.newBrowserCDPSession()).send('Browser.close');
      await gone;
    },
  };
}

async function connect(child: ChildProcess, portFile: string): Promise<Browser> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The browser ended with code ${child.exitCode} before it could be driven.`);
    const port = await readFile(portFile, 'utf8').then(
      (text) => text.split('\n')[0],
      () => undefined,
    );
    if (port) return chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    if (Date.now() > deadline) throw new Error('The browser did not open its debugging port within 30 seconds.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
