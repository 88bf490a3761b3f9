// A Chromium for the journeys, on any machine: what a variable names, Playwright's own, the system's, and otherwise one that is installed now.
// Each failure is said in a sentence; nothing is skipped silently.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './setup.mjs';

/** Names the browser to use; a wrong path is an error. */
export const VARIABLE = 'SYNOD_BROWSER';
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

/** A browser that is there already, or null. @throws Error where the variable names none. */
export async function findBrowser() {
  const named = process.env[VARIABLE];
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`${VARIABLE} is ${named}, where there is no file; expected the path of a Chromium or Chrome.`);
  }
  return (await playwrights()) ?? onPath() ?? PLACES.find((p) => existsSync(p)) ?? null;
}

/** A browser, installed where none is there. Ends the process with a sentence where that fails. */
export async function requireBrowser() {
  const found = await findBrowser();
  if (found !== null) return found;
  for (const [what, attempt] of [
    ['Playwright’s own Chromium', byPlaywright],
    ['Debian’s Chromium', byApt],
  ]) {
    console.log(`No browser was found; installing ${what}.`);
    const installed = await attempt();
    if (installed !== null) return installed;
    console.log(`${what} could not be installed.`);
  }
  console.error(`The journeys need a browser: install Chromium or Chrome, or set ${VARIABLE} to the path of one, and run the tests again.`);
  process.exit(3);
}

async function playwrights() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : null;
}

function onPath() {
  for (const folder of (process.env.PATH ?? '').split(delimiter))
    for (const name of NAMES) if (folder !== '' && existsSync(join(folder, name))) return join(folder, name);
  return null;
}

async function byPlaywright() {
  const { status } = run('npx', ['playwright', 'install', '--with-deps', 'chromium'], { timeout: 600_000 });
  return status === 0 ? playwrights() : null;
}

async function byApt() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-q'], { env, timeout: 300_000 });
  run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], { env, timeout: 600_000 });
  return onPath();
}
