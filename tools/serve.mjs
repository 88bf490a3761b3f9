// A plain static web server for the journeys: the built app under some path, as a school's server would have it. Nothing but files.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { ROOT } from './setup.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

const [port = '4173', base = '/courses/paxos/'] = process.argv.slice(2);

const server = createServer(async (request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  if (!path.startsWith(base)) return void response.writeHead(404).end();
  const inside = normalize(decodeURIComponent(path.slice(base.length)) || 'index.html');
  if (inside.startsWith('..')) return void response.writeHead(404).end();
  try {
    const body = await readFile(join(ROOT, 'dist', inside));
    response.writeHead(200, { 'content-type': TYPES[extname(inside)] ?? 'application/octet-stream' }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
server.listen(Number(port), '127.0.0.1', () => console.log(`The built app is served on port ${port} under ${base}.`));
