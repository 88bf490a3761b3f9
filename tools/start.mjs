// `npm start`: sets up and serves the app, and says where. On a fresh machine it needs Node and nothing else.
import { spawn } from 'node:child_process';
import { install, requireNode, ROOT } from './setup.mjs';

requireNode();
install();
const args = ['node_modules/vite/bin/vite.js', ...process.argv.slice(2)];
const vite = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => vite.kill(signal));
vite.on('exit', (code) => process.exit(code ?? 0));
