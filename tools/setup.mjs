// What every command needs first: a Node that is new enough, and the packages of the lock file. Plain JavaScript, since nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OLDEST = [20, 19];
/** Says which lock file the installed packages belong to. */
const STAMP = `${ROOT}node_modules/.synod-lock`;

/** Ends the process with a sentence where Node is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  console.error(`Synod needs Node ${OLDEST.join('.')} or newer; this is Node ${process.versions.node}.`);
  process.exit(2);
}

/** Installs the packages of the lock file, unless they are there already. */
export function install() {
  const lock = createHash('sha256')
    .update(readFileSync(`${ROOT}package-lock.json`))
    .digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock) return;
  console.log('Installing the packages of the lock file.');
  const { status } = run('npm', ['ci', '--no-audit', '--no-fund']);
  if (status !== 0) {
    console.error(`npm ci ended with ${status}; its own words above say why.`);
    process.exit(status ?? 1);
  }
  mkdirSync(`${ROOT}node_modules`, { recursive: true });
  writeFileSync(STAMP, lock);
}

/** Runs a command in the project's folder, its output on ours. */
export function run(command, args, options = {}) {
  return spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32', ...options });
}
