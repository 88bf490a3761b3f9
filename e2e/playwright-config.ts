// Journeys in a real Chromium: on the built app, served as plain files under a path; the storage contract on the development server.
import { defineConfig } from '@playwright/test';
import { findBrowser } from '../tools/browser.mjs';

/** Another, where these are taken; the development server stands on the next. */
export const APP_PORT = Number(process.env['SYNOD_PORT'] ?? 4173);
export const BASE = '/courses/paxos/';
export const DEV_PORT = APP_PORT + 1;

const executablePath = await findBrowser();
if (executablePath === null) throw new Error('No Chromium was found. `npm test` installs one; SYNOD_BROWSER names one.');

/** As root Chromium needs --no-sandbox; the rest keeps it from asking the network for things of its own. */
export const BROWSER = {
  executablePath,
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
};

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results/journeys',
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: `http://127.0.0.1:${APP_PORT}${BASE}`,
    viewport: { width: 1280, height: 800 },
    launchOptions: BROWSER,
    screenshot: 'only-on-failure',
    // Each journey begins with an empty browser: keeping all files a hundred times shows nothing. offline.spec.ts allows it.
    serviceWorkers: 'block',
  },
  webServer: [
    { command: `node ../tools/serve.mjs ${APP_PORT} ${BASE}`, url: `http://127.0.0.1:${APP_PORT}${BASE}`, reuseExistingServer: false },
    {
      command: `node ../node_modules/vite/bin/vite.js .. --port ${DEV_PORT} --strictPort --host 127.0.0.1`,
      url: `http://127.0.0.1:${DEV_PORT}/`,
      reuseExistingServer: false,
    },
  ],
});
