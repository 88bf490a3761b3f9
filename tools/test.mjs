// `npm test`: sets up, then passes everything: types, lint, format, unit tests (tidy among them), the build, and the journeys in a browser.
// Goes on after a failure, so that one run shows all of them. Its last line is `N passed, N failed`.
import { readFileSync, rmSync } from 'node:fs';
import { install, requireNode, ROOT, run } from './setup.mjs';

requireNode();
install();

const RESULTS = `${ROOT}test-results/`;
rmSync(RESULTS, { recursive: true, force: true });

const bin = (path, ...args) => run(process.execPath, [`node_modules/${path}`, ...args]);
const plain = (result) => (result.status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

const steps = [
  ['types of the page', () => plain(bin('typescript/bin/tsc', '--noEmit'))],
  ['types of the pure folders', () => plain(bin('typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.pure.json'))],
  ['types of the worker', () => plain(bin('typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.worker.json'))],
  ['lint', () => plain(bin('eslint/bin/eslint.js', '--max-warnings', '0', '.'))],
  ['format', () => plain(bin('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'))],
  [
    'unit tests',
    () =>
      counted(
        bin('vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}unit.json`),
        unitCounts,
      ),
  ],
  ['build', () => plain(bin('vite/bin/vite.js', 'build'))],
  ['journeys', journeys],
];

async function journeys() {
  const { requireBrowser, VARIABLE } = await import('./browser.mjs');
  process.env[VARIABLE] = await requireBrowser();
  process.env.PLAYWRIGHT_JSON_OUTPUT_NAME = `${RESULTS}journeys.json`;
  const result = bin('@playwright/test/cli.js', 'test', '--config', 'e2e/playwright-config.ts', '--reporter', 'list,json');
  return counted(result, journeyCounts);
}

/** True numbers from the runner's own report; a runner that failed without one is a failure. */
function counted(result, count) {
  try {
    const found = count();
    return result.status !== 0 && found.failed === 0 ? { ...found, failed: 1 } : found;
  } catch (error) {
    console.error(`No report of this step can be read: ${error.message}`);
    return { passed: 0, failed: 1 };
  }
}

function unitCounts() {
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(`${RESULTS}unit.json`, 'utf8'));
  return { passed: numPassedTests, failed: numFailedTests };
}

function journeyCounts() {
  const { stats } = JSON.parse(readFileSync(`${RESULTS}journeys.json`, 'utf8'));
  // A flaky journey is a failed one.
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped };
}

const only = process.argv.slice(2);
const total = { passed: 0, failed: 0 };
for (const [name, step] of steps) {
  if (only.length > 0 && !only.includes(name)) continue;
  console.log(`\n— ${name}`);
  const { passed, failed } = await step();
  console.log(`${name}: ${passed} passed, ${failed} failed`);
  total.passed += passed;
  total.failed += failed;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
